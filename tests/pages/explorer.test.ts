import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChromium } from '../support/pages/chromium.ts';
import {
  chosen,
  downloaded,
  facetCounts,
  type Opened,
  openPage,
  settled,
  show,
  violations,
} from '../support/pages/explorer.ts';
import {
  chosenSql,
  countsSql,
  FACETS,
  type Filters,
  hashOf,
  valuesSql,
} from '../support/pages/filters-in-sql.ts';
import { makeProject, type Project, REPOSITORY } from '../support/project.ts';
import { askSqlite } from '../support/readers/sqlite3.ts';
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
const DEFAULT: Filters = { recommended: ['true'] };

let browser: Browser | null;
let project: Project;
let file: string;
let opened: Opened;
let page: Page;
let table: string[][];

/** Asks the database of the same build. */
async function ask<Row>(query: string): Promise<Row[]> {
  const rows = await askSqlite(join(project.latest, 'claims.sqlite'), query);
  if (rows === null) throw new Error('sqlite3 is not installed');
  return rows as Row[];
}

/** Numbers that look drawn by lot and are the same each time for the same seed. */
function lots(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}

/** Filters drawn by lot from what is in the data. */
async function someFilters(count: number, seed: number): Promise<Filters[]> {
  const values = new Map<string, string[]>();
  for (const facet of [...FACETS, 'own'])
    values.set(
      facet,
      (await ask<{ value: string }>(`SELECT DISTINCT value FROM (${valuesSql(facet)}) ORDER BY value`)).map(
        ({ value }) => value,
      ),
    );
  const lot = lots(seed);
  const names = [...values.keys()];
  return Array.from({ length: count }, () => {
    const filters: Record<string, string[]> = lot(3) === 0 ? {} : { recommended: ['true'] };
    for (let left = 1 + lot(3); left > 0; left -= 1) {
      const name = names[lot(names.length)] as string;
      const all = values.get(name) as string[];
      filters[name] = [...new Set(Array.from({ length: 1 + lot(3) }, () => all[lot(all.length)] as string))];
    }
    return filters;
  });
}

beforeAll(async () => {
  browser = await startChromium();
  if (browser === null) return;
  project = await makeProject();
  await cp(join(REPOSITORY, 'sources'), join(project.root, 'sources'), { recursive: true });
  const built = await runCli(['build', '--root', project.root], { cwd: project.root });
  expect(built, built.stderr).toMatchObject({ code: 0 });
  file = join(project.latest, 'explorer.html');
  table = readCsv(await readFile(join(project.latest, 'csv/claims.csv'), 'utf8'));
  opened = await openPage(browser, file);
  page = opened.page;
});
afterAll(async () => {
  await browser?.close();
  await project?.remove();
});

describe('the explorer', () => {
  it('opens in time', async (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    const size = (await readFile(file)).length;
    console.log(`explorer.html: ${(size / 1e6).toFixed(2)} MB, ready after ${opened.ready} ms`);
    expect(await chosen(page)).toEqual({
      claims: (await ask(chosenSql(DEFAULT))).length,
      works: (
        await ask<{ n: number }>(`SELECT count(DISTINCT source_id) AS n FROM claims WHERE recommended`)
      )[0]?.n,
    });
  });

  it.for(VIEWS)('has no fault that axe finds, light and dark, narrow and wide: %s', async (view, context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    for (const scheme of ['light', 'dark'] as const) {
      const one = await openPage(browser, file, `#view=${view}`, { scheme });
      await settled(one.page);
      expect([...(await violations(one.page)), ...one.said], scheme).toEqual([]);
      await one.page.close();
    }
    const claim = table[1]?.[0] as string;
    for (const width of [360, 2560]) {
      const one = await openPage(browser, file, `#view=${view}`, { width });
      await settled(one.page);
      const wide = await one.page.evaluate('document.documentElement.scrollWidth');
      expect([wide, ...one.said], `${width} pixels`).toEqual([width]);
      await show(one.page, `#view=${view}&claim=${claim}`);
      expect(await violations(one.page), `${width} pixels, with a claim`).toEqual([]);
      await one.page.close();
    }
  });

  it('shows the numbers of the database in every facet, for 30 combinations of filters', async (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    for (const filters of [DEFAULT, {}, ...(await someFilters(30, 7))]) {
      const expected: Record<string, Record<string, number>> = Object.fromEntries(
        FACETS.map((facet) => [facet, {}]),
      );
      for (const { facet, value, claims } of await ask<{ facet: string; value: string; claims: number }>(
        countsSql(filters),
      ))
        (expected[facet] as Record<string, number>)[value] = claims;
      for (const [facet, values] of Object.entries(filters))
        for (const value of values) if (expected[facet]) expected[facet][value] ??= 0;
      await show(page, hashOf(filters));
      const found = await facetCounts(page);
      for (const facet of FACETS) {
        const wanted = expected[facet] as Record<string, number>;
        const shown = found[facet] as Record<string, number>;
        // At most 200 values are offered at once; the others are found by name.
        if (Object.keys(wanted).length > 200) expect(wanted, facet).toMatchObject(shown);
        else expect(shown, `${facet} with ${JSON.stringify(filters)}`).toEqual(wanted);
      }
    }
  });

  it('gives for 50 filters the claims of the database, as the rows of claims.csv', async (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    const [header = [], ...rows] = table;
    const save = page.getByRole('button', { name: 'Save as CSV' });
    for (const filters of await someFilters(50, 11)) {
      const ids = new Set(
        (await ask<{ claim_id: string }>(chosenSql(filters))).map(({ claim_id }) => claim_id),
      );
      await show(page, hashOf(filters));
      expect((await chosen(page)).claims, JSON.stringify(filters)).toBe(ids.size);
      if (ids.size === 0) {
        expect(await save.isDisabled()).toBe(true);
        continue;
      }
      const { name, bytes } = await downloaded(page, () => save.click());
      expect(name).toBe('claims-selection.csv');
      expect(readCsv(bytes.toString('utf8'))).toEqual([header, ...rows.filter(([id = '']) => ids.has(id))]);
    }
    await show(page, '#recommended=all');
    const { bytes } = await downloaded(page, () => save.click());
    expect(bytes.equals(await readFile(join(project.latest, 'csv/claims.csv')))).toBe(true);
  });

  it('chooses by a click on a value, and a second click takes it away', async (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    await show(page, '');
    await facetCounts(page);
    const times: number[] = [];
    for (const facet of FACETS) {
      const value = page.locator(`[data-facet="${facet}"] li`).first();
      const count = Number((await value.locator('.number').textContent())?.replaceAll(',', ''));
      const before = await chosen(page);
      times.push(
        await value.locator('input').evaluate((input) => {
          const start = performance.now();
          (input as unknown as { click: () => void }).click();
          // Reading a size makes the browser lay the page out.
          return new Promise<number>((resolve) =>
            queueMicrotask(() => setTimeout(() => resolve(performance.now() - start))),
          );
        }),
      );
      await settled(page);
      expect((await chosen(page)).claims, facet).toBe(count);
      await page.locator(`[data-facet="${facet}"] li input:checked`).first().click();
      await settled(page);
      expect(await chosen(page), facet).toEqual(before);
    }
    console.log(`a click on a value: ${Math.max(...times).toFixed(0)} ms at most`);
  });

  /** By view: the address, and the marks of each of its pictures. */
  const MARKS: readonly [what: string, hash: string, marks: string, picture?: string][] = [
    ['a pair of countries', '#view=countries&kind=any', '.picks rect'],
    ['a pair of countries, whole', '#view=countries&kind=prescription&joint=whole', '.picks rect'],
    ['a topic of a claimant', '#view=topics', '.picks rect'],
    ['a topic of a country', '#view=topics&of=country', '.picks rect'],
    ['a month by voice', '#view=timeline', '.picks rect'],
    ['a month by type', '#view=timeline&by=type&recommended=all', '.picks rect'],
    ['a promise', '#view=promises', '.picks rect'],
    ['a kind of one voice', '#view=voices', '.picks rect'],
    ['a topic of an actor', '#view=actor&actor=xi-jinping&recommended=all', '.picks rect'],
    ['a tie of the network', '#view=actor&actor=xi-jinping', '.picks .tie'],
    ['the coverage of a work', '#view=trust', '.picks rect', 'How much of each work was coded'],
    ['a kind of coder', '#view=trust', '.picks rect', 'Who coded'],
    ['a gap', '#view=trust', '.picks rect', 'What works lack'],
    ['a reason', '#view=trust', '.picks rect', 'Why claims are not recommended for counting'],
  ];

  it.for(MARKS)('opens the claims behind a mark: %s', async ([, hash, marks, picture], context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    await show(page, hash);
    const figure = page
      .locator(
        'figure.chart',
        picture === undefined ? {} : { has: page.getByRole('heading', { name: picture }) },
      )
      .filter({ has: page.locator(marks) });
    const all = figure.first().locator(marks);
    await all.first().waitFor();
    const count = await all.count();
    expect(count).toBeGreaterThan(0);
    for (const place of new Set([0, Math.floor(count / 2), count - 1])) {
      const mark = all.nth(place);
      const title = (await mark.locator('title').textContent()) ?? '';
      const [, claims = '', works = ''] = /([\d,]+) claims? in ([\d,]+) works?/.exec(title) ?? [];
      await mark.dispatchEvent('click');
      await settled(page);
      expect(await chosen(page), title).toEqual({
        claims: Number(claims.replaceAll(',', '')),
        works: Number(works.replaceAll(',', '')),
      });
      expect(await page.locator('.claim-list').count(), title).toBe(1);
      await page.goBack();
      await all.first().waitFor();
    }
  });

  it('opens what a mark stands for that counts no claims', async (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    await show(page, '#view=trust');
    const dot = page
      .locator('figure.chart', { has: page.getByRole('heading', { name: 'How far two codings agree' }) })
      .locator('.picks circle')
      .first();
    await dot.dispatchEvent('click');
    await settled(page);
    expect(page.url()).toMatch(/question=/);
    await show(page, '#view=answers&only=all');
    const bar = page.locator('.picks rect').first();
    const pairs = Number(
      /(\d+) by share|(\d+) claims/.exec((await bar.locator('title').textContent()) ?? '')?.[1],
    );
    await bar.dispatchEvent('click');
    await settled(page);
    expect(await page.getByRole('heading', { name: `${pairs} pairs` }).count()).toBe(1);
    await show(page, '#view=actor&actor=xi-jinping');
    await page.locator('.nodes g:not([data-actor="xi-jinping"])').first().dispatchEvent('click');
    await settled(page);
    expect(page.url()).toMatch(/actor=(?!xi-jinping)/);
  });

  it('opens a claim by its address, goes back and forward, and says when there is none', async (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    const claim = (
      await ask<{ claim_id: string; claim_text: string; record_line: number; record_path: string }>(
        "SELECT * FROM claims JOIN sources USING (source_id) WHERE voice = 'reported' AND quote IS NOT NULL LIMIT 1",
      )
    )[0];
    const one = await openPage(browser, file, `#claim=${claim?.claim_id}`);
    const pane = one.page.locator('.pane');
    expect(await pane.locator('h2').textContent()).toBe(claim?.claim_text);
    expect(await pane.textContent()).toContain(`${claim?.record_path}:${claim?.record_line}`);
    await one.page.getByRole('link', { name: 'Timeline' }).click();
    expect(await pane.count()).toBe(0);
    await one.page.goBack();
    expect(await pane.locator('h2').textContent()).toBe(claim?.claim_text);
    await one.page.goForward();
    expect(one.page.url()).toContain('view=timeline');
    await show(one.page, '#claim=no-such-work/c01');
    expect(await pane.textContent()).toContain('There is no claim no-such-work/c01');
    expect(one.said).toEqual([]);
    await one.page.close();
  });

  it('tells of a claim all that the tables know of it', async (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    const pane = page.locator('.pane');
    const related = (
      await ask<{ claim_id: string; other: string }>(
        'SELECT r.claim_id, c.claim_text AS other FROM claim_relations r JOIN claims c ON c.claim_id = r.to_claim_id ORDER BY r.claim_id LIMIT 1',
      )
    )[0];
    await show(page, `#claim=${related?.claim_id}`);
    expect(await pane.textContent()).toContain(related?.other);
    const imputed = (
      await ask<{ claim_id: string; holder_names: string }>(
        'SELECT * FROM claims WHERE imputed IS NOT NULL LIMIT 1',
      )
    )[0];
    await show(page, `#claim=${imputed?.claim_id}`);
    expect(await pane.locator('.imputed').textContent()).toContain(imputed?.holder_names.split(' | ')[0]);
    const open = (
      await ask<{ first_claim: string; reason: string }>(
        "SELECT * FROM disagreements WHERE kind = 'open-question' AND first_claim IS NOT NULL AND reason IS NOT NULL LIMIT 1",
      )
    )[0];
    await show(page, `#claim=${open?.first_claim}`);
    expect(await pane.textContent()).toContain(open?.reason);
    const all = (
      await ask<Record<string, string>>(`SELECT * FROM claims WHERE claim_id = '${open?.first_claim}'`)
    )[0];
    for (const column of ['claim_text', 'source_title', 'anchor', 'coder', 'citation'])
      expect(await pane.textContent()).toContain(all?.[column]);
  });

  it('finds words, names in other spellings and in Chinese', async (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    const count = async (words: string): Promise<number> => {
      await show(page, `#recommended=all&q=${encodeURIComponent(words)}`);
      return (await chosen(page)).claims;
    };
    const ofXi = (
      await ask(
        `SELECT claim_id FROM claims WHERE ' | ' || coalesce(claimant_ids, '') || ' | ' || coalesce(subject_ids, '') || ' | ' LIKE '% xi-jinping %'`,
      )
    ).length;
    expect(await count('习近平')).toBeGreaterThanOrEqual(ofXi);
    expect(await count('决定批准这个报告')).toBe(1);
    expect(await count('brnabic')).toBe(await count('Brnabić'));
    expect(await count('brnabic')).toBeGreaterThan(0);
    const both = await count('climate pledge');
    expect(await count('"climate pledge"')).toBeLessThanOrEqual(both);
    expect(await count('no such word anywhere')).toBe(0);
    await show(page, '');
    await page.keyboard.press('/');
    await page.keyboard.type('taiwan');
    await page.waitForFunction(
      () => (globalThis as unknown as { location: { hash: string } }).location.hash === '#q=taiwan',
    );
  });

  it('is used by key alone', async (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    await show(page, '');
    await page.locator('.claim-list').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await settled(page);
    const first = await page.locator('.pane h2').textContent();
    await page.keyboard.press('ArrowDown');
    await settled(page);
    expect(await page.locator('.pane h2').textContent()).not.toBe(first);
    await page.keyboard.press('End');
    await settled(page);
    const { claims } = await chosen(page);
    expect(await page.locator('[role="option"][aria-selected="true"]').getAttribute('aria-posinset')).toBe(
      String(claims),
    );
    await page.locator('.pane button').first().focus();
    await page.keyboard.press('Escape');
    await settled(page);
    expect(await page.locator('.pane').count()).toBe(0);
    await show(page, '#view=topics');
    await page.locator('.chart .tools button').first().focus();
    await page.keyboard.press('t');
    expect(await page.locator('.chart table').count()).toBe(1);
    await page.locator('.chart tbody button').first().focus();
    await page.keyboard.press('Enter');
    await settled(page);
    expect(await page.locator('.claim-list').count()).toBe(1);
  });

  it('hands over its pictures with title, unit and what they rest on', async (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    await show(page, '#view=timeline');
    await page.locator('.chart .picks rect').first().waitFor();
    const svg = await downloaded(page, () => page.getByRole('button', { name: 'SVG' }).click());
    expect(svg.name).toBe('timeline-voice.svg');
    const text = svg.bytes.toString('utf8');
    for (const words of [
      'When it was said',
      'Claims, joint ones by share',
      'claims in',
      'Author',
      'a claim is not a fact',
    ])
      expect(text).toContain(words);
    const png = await downloaded(page, () => page.getByRole('button', { name: 'PNG' }).click());
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(png.bytes.length).toBeGreaterThan(10_000);
    const alternative = await page.locator('.chart svg[role="img"]').getAttribute('aria-label');
    expect(alternative).toMatch(/^When it was said\. The largest: .* claims have no date\.$/);
  });

  it('shows the first 200 claims without JavaScript', async (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    const plain = await openPage(browser, file, '', { javaScriptEnabled: false });
    expect(await plain.page.locator('noscript tbody tr, tbody tr').count()).toBe(
      Math.min(200, table.length - 1),
    );
    expect(await plain.page.locator('body').textContent()).toContain('needs JavaScript');
    await plain.page.close();
  });

  it('asked nobody for anything and said nothing to the console', (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    expect(opened.said).toEqual([]);
  });
});
