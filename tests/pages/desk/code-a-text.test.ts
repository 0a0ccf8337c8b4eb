import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonical } from '../../../pipeline/contribute/fix/edit.ts';
import { parseYaml } from '../../../pipeline/ingest/parse.ts';
import type { AuthoredMap } from '../../../pipeline/model/authored.ts';
import { startChromium } from '../../support/pages/chromium.ts';
import {
  complete,
  type DeskFile,
  everythingKept,
  give,
  makeDesk,
  openDesk,
  runsTold,
  textOf,
} from '../../support/pages/desk.ts';
import { fixture, REPOSITORY } from '../../support/project.ts';
import { runCli } from '../../support/run-cli.ts';

const FIXTURES = join(REPOSITORY, 'tests/fixtures/desk');
let browser: Browser | null;
let desk: DeskFile;

beforeAll(async () => {
  browser = await startChromium();
  if (browser !== null) desk = await makeDesk();
});
afterAll(async () => {
  await browser?.close();
  await desk?.remove();
});

const read = (text: string): AuthoredMap =>
  parseYaml('sources/records/x.yaml', new TextEncoder().encode(text)).value.value as AuthoredMap;

/** Clicks a sentence and writes what it claims. */
async function claim(page: Page, at: string, text: string): Promise<void> {
  await page.locator(`.unit:has(.address:text-is("${at}")) .sentence`).click();
  await expect.poll(() => page.evaluate('document.activeElement?.id')).toBe('field-text');
  await page.keyboard.type(text);
}
const field = (page: Page, key: string) => page.locator(`[data-field="${key}"]`);
const code = (page: Page, key: string, name: string) =>
  field(page, key)
    .locator('label', { hasText: new RegExp(`^\\d+ ${name}$`) })
    .click();
const offer = (page: Page, key: string, text: string) =>
  field(page, key)
    .getByRole('button', { name: `+ ${text}`, exact: true })
    .click();
const more = (page: Page, key: string) =>
  page
    .locator('.rest')
    .getByRole('button', { name: `+ ${key}`, exact: true })
    .click();

/** Codes the text of the fixtures from nothing, by clicks and keys alone. @returns the file that is saved */
async function codeText(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Start a new record' }).click();
  await give(page, 'Open the text', join(FIXTURES, 'text.txt'));
  await page.getByRole('button', { name: 'Take the headline' }).click();
  await page.getByRole('button', { name: 'Take Lena Brask' }).click();
  await page.getByRole('button', { name: 'go on to the work' }).click();

  await page.getByLabel('Kind', { exact: true }).selectOption('op-ed');
  await complete(page, 'work-publisher', 'harbour ti');
  await page.locator('#work-published').fill('2021-05-09');
  await page.locator('#work-language').fill('en');
  await page.getByLabel('Coder').selectOption('ada-coder');
  await page.locator('#work-coded').fill('2026-11-26');
  await page.getByLabel('what sort of copy').selectOption('print');
  await complete(page, 'work-headline', 'harbour times');

  await page.keyboard.press('Alt+Digit4');
  await page
    .locator('.unknown', { hasText: 'Lena Brask' })
    .getByRole('button', { name: 'New here' })
    .first()
    .click();
  await page
    .locator('.unknown .new-entry')
    .getByRole('button', { name: /^New here/ })
    .click();
  const names = page.locator('section', { hasText: 'How this text means its names' }).last();
  await names.getByLabel('Name as printed').fill('Tolan');
  await names.getByLabel('Whom Tolan means').fill('mira tol');
  await names.getByRole('button', { name: 'Mira Tolan' }).click();
  await page.getByText('Every name is known').waitFor();

  await page.keyboard.press('Alt+Digit3');
  await claim(page, 'title', 'Nobody guards the way through the strait.');
  await code(page, 'type', 'fact');
  await complete(page, 'field-topics', 'trade');

  await claim(page, 'p1.s2', "Ships from anywhere will find Arvania's ports open.");
  await offer(page, 'claimant', 'President Mira Tolan');
  await code(page, 'attribution', 'indirect-speech');
  await code(page, 'type', 'commitment');
  await offer(page, 'subject', 'Arvania');
  await complete(page, 'field-topics', 'trade');
  await offer(page, 'quantities', 'three deep-water harbours');

  await claim(page, 'p1.s3', 'Arvania keeps nobody out of its ports and charges them nothing.');
  await complete(page, 'field-claimant', 'Tolan');
  await code(page, 'attribution', 'direct-quote');
  const words = field(page, 'quote').locator('.words button');
  await words.filter({ hasText: /^"We$/ }).click();
  await words.filter({ hasText: /^toll,"$/ }).click();
  await code(page, 'type', 'fact');
  await complete(page, 'field-subject', 'arvania');
  await complete(page, 'field-topics', 'trade');
  await more(page, 'polarity');
  await code(page, 'polarity', 'negated');

  await claim(page, 'p1.s4', 'Over forty envoys were present when Tolan spoke.');
  await code(page, 'type', 'fact');
  await complete(page, 'field-topics', 'diplomacy');
  await offer(page, 'quantities', 'forty envoys');
  await more(page, 'event');
  await complete(page, 'field-event', 'harbour talks');

  await page.locator('.unit:has(.address:text-is("p2.s1"))').hover();
  await page.getByLabel('Leave out p2.s1: reason').selectOption('thanks or greeting');

  await claim(page, 'p3.s2', 'In two years at most, ships will pay Arvania again.');
  await page.locator('#field-claimant').focus();
  await page.keyboard.type('treasurer of Arvania (unnamed)');
  await page.keyboard.press('Tab');
  await more(page, 'via');
  await page.keyboard.type('Ruta Marsk');
  await page.keyboard.press('Enter');
  await code(page, 'attribution', 'indirect-speech');
  await code(page, 'type', 'prediction');
  await complete(page, 'field-topics', 'trade');
  await page.keyboard.press('Alt+Digit4');
  for (const [name, country] of [
    ['Ruta Marsk', ''],
    ['treasurer of Arvania (unnamed)', 'arvania'],
  ] as const) {
    const unknown = page.locator('.unknown', { has: page.getByRole('heading', { name }) });
    await unknown.getByRole('button', { name: 'New here', exact: true }).click();
    if (country !== '') await unknown.locator('#entry-country').fill(country);
    await unknown.getByRole('button', { name: /^New here: / }).click();
  }
  await page.keyboard.press('Alt+Digit3');

  await claim(page, 'p4.s2', 'Open ports cost Arvania some twelve million crowns every year.');
  await code(page, 'type', 'fact');
  await offer(page, 'subject', 'Arvania');
  await complete(page, 'field-topics', 'trade');
  await offer(page, 'quantities', '12 million crowns');

  await claim(page, 'p5.s2', "Belloria's fleet closed the channel in the south two times last winter.");
  await offer(page, 'claimant', 'Harbour Times');
  await code(page, 'attribution', 'indirect-speech');
  await code(page, 'type', 'accusation');
  await complete(page, 'field-subject', 'bellor');
  await complete(page, 'field-topics', 'war');
  await complete(page, 'field-topics', 'trade');
  await field(page, 'type')
    .getByRole('button', { name: /I doubt it/ })
    .click();
  await field(page, 'type').getByLabel('What else could be right').fill('fact');
  await field(page, 'type').getByLabel('Why').fill('It may only be told.');
  await field(page, 'type').getByRole('button', { name: 'Keep as an open question' }).click();

  await claim(
    page,
    'p6.s3',
    'Tolan wants all neighbours to need her ports, which she could close to any of them.',
  );
  await page.locator('.unit:has(.address:text-is("p6.s4")) .sentence').click({ modifiers: ['Shift'] });
  await code(page, 'type', 'interpretation');
  await more(page, 'holder');
  await complete(page, 'field-holder', 'Tolan');
  await code(page, 'imputed', 'goal');
  await complete(page, 'field-subject', 'Tolan');
  await complete(page, 'field-topics', 'trade');

  await claim(
    page,
    'p7.s2',
    'Before winter every state on the coast should sign the promise, and pay for it jointly.',
  );
  await code(page, 'type', 'prescription');
  await complete(page, 'field-subject', 'states of the coast');
  await complete(page, 'field-topics', 'trade');
  await page.keyboard.press('Alt+Digit4');
  const group = page.locator('.unknown', { has: page.getByRole('heading', { name: 'states of the coast' }) });
  await group.getByRole('button', { name: 'New here', exact: true }).click();
  await group.getByLabel('What is it?').selectOption('group');
  await group.locator('#entry-membership').selectOption('open');
  await group.getByRole('button', { name: /^New here: / }).click();
  await page.keyboard.press('Alt+Digit3');

  await claim(page, 'p7.s3', 'Without a signature the strait may be shut in a year.');
  await code(page, 'type', 'prediction');
  await complete(page, 'field-topics', 'trade');
  await more(page, 'certainty');
  await code(page, 'certainty', 'possible');
  await page.locator('.mark', { hasText: 'c09' }).click();
  await more(page, 'relations');
  await complete(page, 'field-relations', 'c10');
  await page.getByLabel('Links to other claims 1: kind').selectOption('supported-by');

  await page.keyboard.press('Control+s');
  await page.getByLabel('A gap').fill('which Tuesday it was');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('No errors').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^Download harbour-times/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('harbour-times-a-strait-without-a-gatekeeper-2021-05-09.yaml');
  return textOf(download);
}

describe('somebody who never saw YAML codes a text', () => {
  it('by clicks and keys, and the file passes check and verify as it is', async (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    const { page, said, requests } = await openDesk(browser, desk.url);
    const saved = await codeText(page);
    const byHand = await readFile(join(FIXTURES, 'by-hand.yaml'), 'utf8');

    // The same coding typed by hand, claim by claim; fingerprints come on top.
    const { anchors, ...coded } = read(saved);
    const typed = read(byHand);
    for (const [index, one] of (typed.claims as AuthoredMap[]).entries())
      expect(canonical((coded.claims as AuthoredMap[])[index])).toBe(canonical(one));
    expect(canonical(coded)).toBe(canonical(typed));
    expect(Object.keys((anchors as AuthoredMap).units as AuthoredMap)).toContain('p6.s4');

    const id = String(coded.id);
    await desk.project.put(`sources/records/${id}.yaml`, saved);
    const at = ['--root', desk.project.root];
    const check = await runCli(['check', ...at]);
    expect(check.stdout + check.stderr).not.toMatch(/[EW]-[A-Z]/);
    expect(check.code).toBe(0);
    const verified = await runCli(['verify-texts', id, join(FIXTURES, 'text.txt'), ...at]);
    expect(verified.stderr).toBe('');
    expect(verified.code).toBe(0);
    // Nothing is left to be laid out either.
    const fixed = await runCli([
      'fix',
      '--check',
      join(desk.project.root, `sources/records/${id}.yaml`),
      ...at,
    ]);
    expect(fixed.stdout).toContain('there is nothing to mend');

    expect(said).toEqual([]);
    expect(
      requests.filter(
        (url) => !url.startsWith('file:') && !url.startsWith('blob:') && !url.startsWith('data:'),
      ),
    ).toEqual([]);

    // Nothing of the text is anywhere: in storage, the address, on the console, or in the file.
    const text = await readFile(join(FIXTURES, 'text.txt'), 'utf8');
    const allowed = [
      ...(coded.claims as AuthoredMap[]).map(({ quote }) => String(quote ?? '')),
      String((coded.source as AuthoredMap).title),
    ];
    expect(runsTold(text, allowed, [await everythingKept(page), saved, ...said])).toEqual([]);
    await page.context().close();
  });
});

describe('what a coder prepares for the registry', () => {
  it('counts as known at once, and the file passes make check when the entry stands where the desk says', async (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    const { page } = await openDesk(browser, desk.url);
    const record = await fixture('plain.yaml');
    const named = record
      .replaceAll('plain', 'awaited')
      .replace(/^(\s*)type: \w+$/m, (line) => `${line}\n    subject: [Nela Quist]`);
    await give(page, 'Open a record', { name: 'awaited.yaml', text: named });
    await page.getByRole('heading', { name: 'The text' }).waitFor();
    await page.keyboard.press('Alt+Digit4');
    const unknown = page.locator('.unknown', { has: page.getByRole('heading', { name: 'Nela Quist' }) });
    await unknown.getByRole('button', { name: 'New here', exact: true }).click();
    await unknown.locator('#entry-country').fill('arvania');
    await unknown.getByRole('button', { name: /^For the registry/ }).click();
    await page.getByText('Every name is known').waitFor();
    const file = 'sources/registry/people/arvania.yaml';
    await page.getByText(file).first().waitFor();
    const entry = (await page.locator('.prepared pre').textContent()) ?? '';

    // It outlives a closed tab, as the claims do.
    await page.waitForTimeout(500);
    await page.reload();
    await page.getByRole('button', { name: /^Go on with awaited/ }).click();
    await page.keyboard.press('Control+s');
    await page.locator('#save-messages', { hasText: 'No errors' }).waitFor();
    await page.locator('.notice', { hasText: /^make check accepts this record when/ }).waitFor();
    expect(await page.locator('.notice.warning', { hasText: file }).count()).toBe(1);
    await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /^Download awaited/ }).click(),
    ]);

    const { root } = desk.project;
    await desk.project.put('sources/records/awaited.yaml', named);
    const before = await runCli(['check', '--root', root]);
    expect(before.stdout + before.stderr).toContain('E-NAME-UNKNOWN');
    const people = await readFile(join(root, file), 'utf8');
    await desk.project.put(file, people.replace('  - id: oskar-velde', `${entry}  - id: oskar-velde`));
    const after = await runCli(['check', '--root', root]);
    expect(after.stdout + after.stderr).not.toMatch(/E-[A-Z]/);
    await desk.project.put(file, people);
    await page.context().close();
  });
});
