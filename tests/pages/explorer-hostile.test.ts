import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChromium } from '../support/pages/chromium.ts';
import { chosen, downloaded, openPage, settled, show, violations } from '../support/pages/explorer.ts';
import { fixture, makeProject, type Project, plainRecord, REPOSITORY } from '../support/project.ts';
import { readCsv } from '../support/readers/strict-csv.ts';
import { runCli } from '../support/run-cli.ts';

const VIEWS = [
  'claims',
  'actor',
  'countries',
  'voices',
  'work',
  'timeline',
  'promises',
  'topics',
  'answers',
  'trust',
];
/** As long as a name may be. */
const LONG = 'x'.repeat(400);
/** What would run, close an element or turn the line round, if it were taken for more than text. */
const SAID = `</script><script>alert(1)</script><!-- <img src=x onerror=alert(2)> \${alert(3)} & " ' مرحبا`;

let browser: Browser | null;
const projects: Project[] = [];

/** Builds records and returns the folder of the dataset. */
async function built(records: Record<string, string>): Promise<string> {
  const project = await makeProject(records);
  projects.push(project);
  const ended = await runCli(['build', '--root', project.root], { cwd: project.root });
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
  return project.latest;
}

/** A record whose every text is hostile. */
async function hostile(): Promise<string> {
  const record = (await plainRecord('hostile')).replace(
    /^( *)text: .*$/m,
    (_, blanks: string) => `${blanks}text: ${JSON.stringify(SAID)}`,
  );
  return record
    .replace(/^( *)title: .*$/m, (_, blanks: string) => `${blanks}title: ${JSON.stringify(SAID)}`)
    .replace(/url: .*/g, 'url: https://example.org/');
}

beforeAll(async () => {
  browser = await startChromium();
});
afterAll(async () => {
  await browser?.close();
  for (const project of projects) await project.remove();
});

describe('the explorer shows harmlessly', () => {
  const CASES: Record<string, () => Promise<Record<string, string>>> = {
    'no claim': async () => ({}),
    'one claim': async () => ({ plain: await plainRecord('plain') }),
    'no recommended claim': async () => ({
      plain: (await plainRecord('plain')).replace(/^status: .*$/m, 'status: draft'),
    }),
    'values that look like something else': async () => ({
      'nasty-values': await fixture('nasty-values.yaml'),
      'nasty-cells': await readFile(join(REPOSITORY, 'tests/fixtures/nasty/nasty-cells.yaml'), 'utf8'),
      'nasty-scripts': await readFile(join(REPOSITORY, 'tests/fixtures/nasty/nasty-scripts.yaml'), 'utf8'),
    }),
    'markup in texts': async () => ({ hostile: await hostile() }),
    'a name of one word, as long as it may be': async () => ({
      long: (await plainRecord('long')).replace('Orla Fennmark', LONG),
    }),
  };

  it.for(Object.keys(CASES))('%s', async (name, context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    const folder = await built(await (CASES[name] as () => Promise<Record<string, string>>)());
    const table = readCsv(await readFile(join(folder, 'csv/claims.csv'), 'utf8'));
    const { page, said } = await openPage(browser, join(folder, 'explorer.html'), '#recommended=all', {
      width: 900,
    });
    expect((await chosen(page)).claims).toBe(table.length - 1);
    for (const view of VIEWS)
      for (const recommended of ['all', 'true']) {
        await show(page, `#view=${view}&recommended=${recommended}`);
        expect(
          await page.evaluate('document.documentElement.scrollWidth'),
          `${view}: as wide as the window`,
        ).toBe(900);
        expect(await violations(page), view).toEqual([]);
      }
    for (const [id] of table.slice(1)) {
      await show(page, `#recommended=all&claim=${encodeURIComponent(id as string)}`);
      const text = table.find(([one]) => one === id)?.[table[0]?.indexOf('claim_text') ?? 0];
      expect(await page.locator('.pane h2').textContent()).toBe(text);
    }
    if (table.length > 1) {
      await show(page, '#recommended=all');
      const { bytes } = await downloaded(page, () =>
        page.getByRole('button', { name: 'Save as CSV' }).click(),
      );
      expect(bytes.equals(await readFile(join(folder, 'csv/claims.csv')))).toBe(true);
    }
    await show(
      page,
      `#view=nothing&type=${encodeURIComponent(SAID)}&q=${encodeURIComponent(SAID)}&claim=${'y'.repeat(10_000)}&__proto__=1`,
    );
    await settled(page);
    expect(said).toEqual([]);
    const plain = await openPage(browser, join(folder, 'explorer.html'), '', { javaScriptEnabled: false });
    expect(await plain.page.locator('tbody tr').count()).toBe(Math.min(200, table.length - 1));
    expect(await plain.page.locator('tbody script, tbody img').count()).toBe(0);
    await page.close();
    await plain.page.close();
  });
});
