import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChromium } from '../support/pages/chromium.ts';
import { chosen, downloaded, facetCounts, openPage, settled, show } from '../support/pages/explorer.ts';
import { makeProject, type Project, REPOSITORY } from '../support/project.ts';
import { answersIn, QUESTIONS } from '../support/readers/questions.ts';
import { readCsv } from '../support/readers/strict-csv.ts';
import { runCli } from '../support/run-cli.ts';

let browser: Browser | null;
let project: Project;
let page: Page;
let answers: Map<string, string[][]>;

beforeAll(async () => {
  browser = await startChromium();
  if (browser === null) return;
  project = await makeProject();
  await cp(join(REPOSITORY, 'sources'), join(project.root, 'sources'), { recursive: true });
  // The last releases, so that there is something that changed.
  await cp(join(REPOSITORY, 'output'), project.output, {
    recursive: true,
    filter: (path) => !/output\/(\.|latest|formats)/.test(path.slice(REPOSITORY.length)),
  });
  const built = await runCli(['build', '--root', project.root], { cwd: project.root });
  expect(built, built.stderr).toMatchObject({ code: 0 });
  answers = await answersIn(project.latest);
  page = (await openPage(browser, join(project.latest, 'explorer.html'))).page;
});
afterAll(async () => {
  await browser?.close();
  await project?.remove();
});

/** Causes of changes as the page names them, and their codes. */
const CAUSES: Record<string, string> = { record: 'source', program: 'pipeline' };

/** The rows of the answer in SQL, by the number or name of the question. */
function answer(question: number | string): string[][] {
  const rows = answers.get(typeof question === 'string' ? question : (QUESTIONS[question - 1]?.title ?? ''));
  if (rows === undefined) throw new Error(`no answer to question ${question}`);
  return rows;
}

const inOrder = (rows: readonly (readonly string[])[]): string[] => rows.map((row) => row.join(' | ')).sort();
const choose = async (facet: string, value: string): Promise<void> => {
  await facetCounts(page);
  const field = page.locator(`[data-facet="${facet}"] input[data-value="${value}"]`);
  // What is chosen may leave nothing with this value; then the address says it, as a link would.
  if ((await field.count()) > 0) await field.check();
  else await show(page, `${new URL(page.url()).hash}&${facet}=${value}`);
  await settled(page);
};
const turn = async (legend: string, label: string | RegExp): Promise<void> => {
  await page
    .locator('fieldset.switch', { has: page.locator('legend', { hasText: legend }) })
    .getByText(label)
    .click();
  await settled(page);
};
const all = (): Promise<void> => turn('Claims', /^all/);
const go = async (view: string): Promise<void> => {
  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('link', { name: view, exact: true })
    .click();
  await settled(page);
};
/** The cells of the table of the first picture. */
const tableOf = async (): Promise<string[][]> => {
  await page.getByRole('button', { name: 'Table' }).first().click();
  await settled(page);
  const rows = page.locator('.chart tbody tr');
  return Promise.all(
    (await rows.all()).map(async (row) =>
      (await row.locator('th, td').allTextContents()).map((text) => text.trim()),
    ),
  );
};

describe('the twelve questions are answered by clicking', () => {
  const CLICKS: Record<number, () => Promise<void>> = {
    1: async () => {
      await go('Country × country');
      await turn('Joint claims', 'whole');
      const rows = (await tableOf()).filter(([from, to]) => from !== 'no state' && to !== 'no state');
      expect(inOrder(rows.map(([from = '', to = '', counted = '']) => [from, to, counted]))).toEqual(
        inOrder(answer('who is spoken about in accusations')),
      );
    },
    2: async () => {
      await choose('tcountry', 'iso-CN');
      await go('Timeline');
      await turn('Colours by', 'country');
      await turn('Joint claims', 'whole');
      const rows = (await tableOf()).filter(
        ([time = '', country]) => time !== 'no date' && country !== 'no state',
      );
      expect(
        inOrder(
          rows.map(([time = '', country = '', counted = '']) => [
            country,
            time.split(',')[0] as string,
            counted,
          ]),
        ),
      ).toEqual(inOrder(answer(2)));
    },
    3: async () => {
      await all();
      const rows: string[][] = [];
      for (const voice of ['author', 'publisher', 'reported']) {
        await turn('Voice', new RegExp(`^${voice}`));
        const words = page
          .locator('fieldset.switch', { has: page.locator('legend', { hasText: 'Words' }) })
          .locator('label .number');
        const [, own = '0', others = '0'] = (await words.allTextContents()).map((text) =>
          text.trim().replaceAll(',', ''),
        );
        for (const [value, count] of [
          ['true', own],
          ['false', others],
        ] as const)
          if (count !== '0') rows.push([voice, value, count]);
      }
      expect(inOrder(rows)).toEqual(inOrder(answer(3)));
    },
    4: async () => {
      await all();
      await choose('claimant', 'rodrigo-duterte');
      await choose('tcountry', 'iso-US');
      expect((await chosen(page)).claims).toBe(new Set(answer(4).map(([id]) => id)).size);
    },
    5: async () => {
      await all();
      await go('Answers');
      await turn('Relations', /^all/);
      await turn('Show', 'tensions');
      expect(await page.getByRole('heading', { name: /^\d+ pairs?/ }).textContent()).toBe(
        `${answer(5).length} ${answer(5).length === 1 ? 'pair' : 'pairs'}`,
      );
    },
    6: async () => {
      await all();
      await go('Promises');
      const ids = new Set(answer(6).map(([id]) => id));
      expect(await page.locator('.panel tbody tr').count()).toBe(ids.size);
    },
    7: async () => {
      await all();
      await choose('tcountry', 'iso-TW');
      const { topic = {} } = await facetCounts(page);
      expect(inOrder(Object.entries(topic).map(([code, count]) => [code, String(count)]))).toEqual(
        inOrder(answer(7)),
      );
    },
    8: async () => {
      await all();
      await choose('claimant', 'xi-jinping');
      await go('Timeline');
      await turn('Joint claims', 'whole');
      const rows = (await tableOf()).filter(([time]) => time !== 'no date');
      expect(
        inOrder(
          rows.map(([time = '', voice = '', counted = '']) => [
            time.split(',')[0] as string,
            voice.toLowerCase(),
            counted,
          ]),
        ),
      ).toEqual(inOrder(answer(8)));
    },
    9: async () => {
      await all();
      await choose('chain', '3');
      expect((await chosen(page)).claims).toBe(answer(9).length);
    },
    10: async () => {
      await all();
      await go('Timeline');
      await page.getByRole('button', { name: 'See what is known of them' }).click();
      await settled(page);
      const { basis = {} } = await facetCounts(page);
      expect(
        inOrder(
          Object.entries(basis).map(([code, count]) => [code === '-' ? 'nothing' : code, String(count)]),
        ),
      ).toEqual(inOrder(answer(10)));
    },
    11: async () => {
      await choose('topic', 'climate-environment');
      await choose('type', 'commitment');
      const { bytes } = await downloaded(page, () =>
        page.getByRole('button', { name: 'Save as CSV' }).click(),
      );
      const [header = [], ...rows] = readCsv(bytes.toString('utf8'));
      const places = ['claim_id', 'claim_text', 'citation'].map((name) => header.indexOf(name));
      expect(inOrder(rows.map((row) => places.map((place) => row[place] ?? '')))).toEqual(
        inOrder(answer(11)),
      );
    },
    12: async () => {
      await go('Trust');
      const section = page.getByRole('region', { name: 'Changes since the release before' });
      const rows = await Promise.all(
        (await section.locator('tbody tr').all()).map((row) => row.locator('th, td').allTextContents()),
      );
      const found = rows
        .filter(([table, what]) => table === 'claims' && what === 'changed')
        .map(([, , field = '', cause = '', number = '']) => [
          field,
          CAUSES[cause] ?? cause,
          number.replaceAll(',', ''),
        ]);
      expect(inOrder(found)).toEqual(inOrder(answer(12)));
    },
  };

  it.for(
    QUESTIONS.map(({ title }, place) => [place + 1, title] as const).filter(([, title]) =>
      /^\d+\. /.test(title),
    ),
  )('%i: %s', async ([number], context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    await show(page, '#');
    await (CLICKS[number] as () => Promise<void>)();
  });

  it('are all on the page that names the clicks', async () => {
    const text = await readFile(join(REPOSITORY, 'docs/explorer.md'), 'utf8');
    const named = [...text.matchAll(/^\| (\d+) \| ([^|]+) \|/gm)].map(
      ([, number, question]) => `${number}. ${question?.trim()}`,
    );
    expect(named.map((one) => Number.parseInt(one, 10))).toEqual(Object.keys(CLICKS).map(Number));
  });
});
