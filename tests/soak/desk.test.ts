import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { canonical } from '../../pipeline/contribute/fix/edit.ts';
import { parseYaml } from '../../pipeline/ingest/parse.ts';
import type { AuthoredMap } from '../../pipeline/model/authored.ts';
import { startChromium } from '../support/pages/chromium.ts';
import { Coder, enterClaim, enterRelations, listOf } from '../support/pages/coder.ts';
import { everythingKept, give, makeDesk, openDesk, runsTold, textOf } from '../support/pages/desk.ts';
import { REPOSITORY, SEED, SEED_FILE } from '../support/project.ts';
import { runCli } from '../support/run-cli.ts';
import { isWholeSoak, TAKES_LONG } from '../support/vitest/soak.ts';

/** The op-ed itself, which is private: it lies beside the repository where somebody holds a copy, and is no part of it. */
const ARTICLE = join(REPOSITORY, '..', 'shared', 'seed', 'article.txt');
const FIRST_FIVE = /^(?:title|caption|p[1-5]\.)/;

const read = (text: string): AuthoredMap =>
  parseYaml('x', new TextEncoder().encode(text)).value.value as AuthoredMap;

/** Links to claims that are coded here; the desk has no field for pairs that only look alike. */
function asCodedHere({ distinct: _, ...claim }: AuthoredMap, ids: ReadonlySet<string>): AuthoredMap {
  const relations = (listOf(claim.relations) as unknown as AuthoredMap[]).filter(({ to }) =>
    ids.has(String(to)),
  );
  const { relations: __, ...rest } = claim;
  return relations.length === 0 ? rest : { ...rest, relations };
}

it("the op-ed's title, caption and first five paragraphs are coded by keys and clicks, and equal the coding in the repository claim by claim", async (context) => {
  if (!isWholeSoak) return context.skip(TAKES_LONG);
  if (!existsSync(ARTICLE)) return context.skip('needs a copy of the op-ed, which is private');
  const browser = await startChromium();
  if (browser === null) return context.skip('needs the Debian package chromium');
  const inRepository = await readFile(SEED_FILE, 'utf8');
  const desk = await makeDesk();
  const { anchors: _, claims, disagreements: __, retired: ___, ...head } = read(inRepository);
  const wanted = (claims as AuthoredMap[]).filter(({ at }) => FIRST_FIVE.test(String(at)));
  const ids = new Set(wanted.map(({ id }) => String(id)));
  const { page, said } = await openDesk(browser, desk.url);
  await give(page, 'Open a record', {
    name: `${SEED}.yaml`,
    text: stringify(head, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false }),
  });
  await give(page, 'Open the text', ARTICLE);
  await page.locator('.paragraphs').waitFor();
  await page.keyboard.press('Alt+Digit3');

  const own = new Map<string, string>();
  for (const claim of wanted) {
    const coder = await enterClaim(page, claim);
    own.set(String(claim.id), (await page.locator('.claim-head .code').first().textContent()) ?? '');
    expect(coder.clicks).toBeLessThan(40);
  }
  const coded = wanted.map((claim) => asCodedHere(claim, ids));
  for (const claim of coded.filter(({ relations }) => relations !== undefined)) {
    await page
      .locator('.mark', { hasText: own.get(String(claim.id)) ?? '' })
      .first()
      .click();
    const coder = new Coder(page);
    await enterRelations(
      coder,
      (claim.relations as AuthoredMap[]).map((one) => ({ ...one, to: own.get(String(one.to)) ?? '' })),
    );
  }

  await page.keyboard.press('Control+s');
  await page.locator('#save-messages', { hasText: 'No errors' }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^Download/ }).click(),
  ]);
  const saved = await textOf(download);
  const written = read(saved).claims as AuthoredMap[];
  const renamed = coded.map((claim): AuthoredMap => {
    const { relations, ...rest } = claim;
    const links = (listOf(relations) as unknown as AuthoredMap[]).map((one) => ({
      ...one,
      to: own.get(String(one.to)) ?? '',
    }));
    return {
      ...rest,
      id: own.get(String(claim.id)) ?? '',
      ...(links.length > 0 ? { relations: links } : {}),
    };
  });
  const byId = new Map(written.map((claim) => [String(claim.id), claim]));
  expect(written).toHaveLength(wanted.length);
  for (const claim of renamed)
    expect.soft(canonical(byId.get(String(claim.id)) ?? {}), String(claim.text)).toBe(canonical(claim));

  await desk.project.put(`sources/records/${SEED}.yaml`, saved);
  const check = await runCli(['check', '--root', desk.project.root]);
  expect(check.stdout + check.stderr).not.toMatch(/E-[A-Z]/);
  const verified = await runCli(['verify-texts', SEED, ARTICLE, '--root', desk.project.root]);
  expect(verified).toMatchObject({ code: 0, stderr: '' });
  const text = await readFile(ARTICLE, 'utf8');
  // What the repository has of it: names, the title, quotes. A leak is told by its number alone, so that no word of the
  // text stands in a report.
  expect(runsTold(text, [inRepository], [await everythingKept(page), saved, ...said])).toHaveLength(0);
  await browser.close();
  await desk.remove();
}, 900_000);
