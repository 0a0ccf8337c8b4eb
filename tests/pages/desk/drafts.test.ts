import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChromium } from '../../support/pages/chromium.ts';
import { complete, type DeskFile, give, makeDesk, openDesk, textOf } from '../../support/pages/desk.ts';
import { REPOSITORY } from '../../support/project.ts';
import { runCli } from '../../support/run-cli.ts';

const FIXTURES = join(REPOSITORY, 'tests/fixtures/desk');
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
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

/** A record that has begun: a text, and one claim with some words. */
async function begin(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: 'Start a new record' }).click();
  await give(page, 'Open the text', join(FIXTURES, 'text.txt'));
  await page.getByRole('button', { name: 'Take the headline' }).click();
  await page.keyboard.press('Alt+Digit3');
  await page.locator('.unit:has(.address:text-is("p1.s2")) .sentence').click();
  await page.keyboard.type(words);
}

describe('lost work', () => {
  it('is at most a second when the tab is killed; on return the text is asked for and compared', async (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    const folder = await mkdtemp(join(tmpdir(), 'desk-memory-'));
    const start = () =>
      chromium.launchPersistentContext(folder, {
        executablePath: '/usr/bin/chromium',
        args: ['--no-sandbox'],
      });
    const first = await start();
    const { page } = await openDesk(browser, desk.url, first);
    await begin(page, 'Ships from anywhere will find the ports open');
    await page.waitForTimeout(1000);
    // The renderer dies without a word, as in a crash.
    await page.goto('chrome://crash').catch(() => undefined);
    await first.close();

    const second = await start();
    const { page: again } = await openDesk(browser, desk.url, second);
    await again.getByRole('button', { name: /^Go on with a-strait-without-a-gatekeeper/ }).click();
    await again.getByText('Your claims are back').waitFor();
    await give(again, 'Open the text', {
      name: 'other.txt',
      text: 'Another text altogether. It has two sentences.\n\nAnd a paragraph.\n',
    });
    await again.getByText('This is not the file that the claims were made from').waitFor();
    await again.reload();
    await again.getByRole('button', { name: /^Go on with/ }).click();
    await give(again, 'Open the text', join(FIXTURES, 'text.txt'));
    await again.locator('.paragraphs').waitFor();
    expect(await again.getByText('This is not the file').count()).toBe(0);
    await again.keyboard.press('Alt+Digit3');
    await expect
      .poll(() => again.locator('#field-text').inputValue())
      .toBe('Ships from anywhere will find the ports open');
    // Saving clears the draft.
    await again.keyboard.press('Control+s');
    await Promise.all([
      again.waitForEvent('download'),
      again.getByRole('button', { name: /^Download/ }).click(),
    ]);
    await again.getByText('draft in this browser is cleared').waitFor();
    await again.waitForTimeout(500);
    await again.reload();
    await again.getByRole('heading', { name: /Code a text/ }).waitFor();
    await again.waitForTimeout(300);
    expect(await again.getByRole('button', { name: /^Go on with/ }).count()).toBe(0);
    await second.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is warned of when a second tab opens the same record', async (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    const { page, context: own } = await openDesk(browser, desk.url);
    const { page: other } = await openDesk(browser, desk.url, own);
    const record = join(REPOSITORY, 'sources/records/us-uflpa-statement-2021-12-14.yaml');
    await give(page, 'Open a record', record);
    await page.getByRole('heading', { name: 'The text' }).waitFor();
    await give(other, 'Open a record', record);
    await other.getByText('Another tab has this record open').waitFor();
    await page.getByText('Another tab has this record open').waitFor();
    await own.close();
  });
});

describe('two records without a name', () => {
  it('keep a draft each', async (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    const { page, context: own } = await openDesk(browser, desk.url);
    const { page: other } = await openDesk(browser, desk.url, own);
    for (const [one, words] of [
      [page, 'Ships from anywhere.'],
      [other, 'Ships from nowhere.'],
    ] as const) {
      await one.bringToFront();
      await one.getByRole('button', { name: 'Start a new record' }).click();
      await one.keyboard.press('Alt+Digit3');
      await one.getByLabel('Address').fill('p1.s1');
      await one.keyboard.press('Enter');
      await expect.poll(() => one.evaluate('document.activeElement?.id')).toBe('field-text');
      await one.keyboard.type(words);
      await one.getByText(/^Draft of the claims kept in this browser, /).waitFor();
      await one.waitForTimeout(500);
    }
    const { page: later } = await openDesk(browser, desk.url, own);
    const drafts = later.getByRole('button', { name: 'Go on with a record without a name' });
    await expect.poll(() => drafts.count()).toBe(2);
    await drafts.last().click();
    await later.keyboard.press('Alt+Digit3');
    await expect.poll(() => later.locator('#field-text').inputValue()).toBe('Ships from anywhere.');
    await own.close();
  });
});

describe('files', () => {
  /** Drops a file on a place of the page. @returns whether the page kept the browser from opening it */
  const drop = (page: Page, place: string, name: string, bytes: string): Promise<boolean> =>
    page.evaluate<boolean>(`(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([${JSON.stringify(bytes)}], ${JSON.stringify(name)}));
      const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
      return !document.querySelector(${JSON.stringify(place)}).dispatchEvent(event);
    })()`);

  it('are taken where they are dropped, and nowhere take the place of the page', async (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    const { page } = await openDesk(browser, desk.url);
    const id = 'us-uflpa-statement-2021-12-14';
    const record = await readFile(join(REPOSITORY, `sources/records/${id}.yaml`), 'utf8');
    expect(await drop(page, '.start', `${id}.yaml`, record)).toBe(true);
    await page.getByRole('heading', { name: 'The text' }).waitFor();
    expect(await drop(page, '.desk-head', 'text.txt', 'Nothing.')).toBe(true);
    expect(await drop(page, '.drop', 'text.txt', 'One sentence. And another.\n\nA third.\n')).toBe(true);
    await page.locator('.paragraphs').waitFor();
    await page.context().close();
  });

  it('that are no plain text are refused with what to do, and leftovers of HTML and PDF are told', async (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    const { page } = await openDesk(browser, desk.url);
    await page.getByRole('button', { name: 'Start a new record' }).click();
    const input = page.locator('label.file', { hasText: 'Open the text' }).locator('input');
    const offer = (buffer: Buffer) =>
      input.setInputFiles({ name: 'text.txt', mimeType: 'text/plain', buffer });
    for (const [bytes, told] of [
      [Buffer.from('%PDF-1.7 and so on'), 'a PDF'],
      [Buffer.from('PK and so on'), 'a document of a word processor'],
      [Buffer.from('\ufeffWords of a text.', 'utf16le'), 'text in UTF-16'],
      [Buffer.from([0x57, 0xf6, 0x72, 0x74, 0x65, 0x72]), 'not in UTF-8'],
    ] as const) {
      await offer(bytes);
      await page.locator('.notice.error', { hasText: `This file is ${told}.` }).waitFor();
    }
    await offer(Buffer.from('<p>One sentence.</p>\n\n<p>Another one.</p>\n'));
    await page.locator('.notice.warning', { hasText: 'There are HTML tags in it' }).waitFor();
    const lines = 'Words that go over the har-\nbour and its pi-\nlots and their mas-\nters.\n\n';
    await page
      .locator('label.file', { hasText: 'Another file' })
      .locator('input')
      .setInputFiles({ name: 'pdf.txt', mimeType: 'text/plain', buffer: Buffer.from(lines.repeat(2)) });
    await page.locator('.notice.warning', { hasText: 'lines end with a hyphen' }).waitFor();
    await page.context().close();
  });
});

describe('for everybody', () => {
  it('axe finds nothing, light or dark, and nothing is wider than 360 pixels', async (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    for (const colorScheme of ['light', 'dark'] as const) {
      const own = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        colorScheme,
        bypassCSP: true,
        acceptDownloads: true,
      });
      const { page } = await openDesk(browser, desk.url, own);
      const look = async (where: string): Promise<void> => {
        if (!(await page.evaluate<boolean>('"axe" in window'))) await page.addScriptTag({ path: AXE });
        const found = await page.evaluate<string[]>(
          `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | ')))`,
        );
        expect(found, `${where}, ${colorScheme}`).toEqual([]);
        await page.setViewportSize({ width: 360, height: 800 });
        expect(
          await page.evaluate<number>('document.documentElement.scrollWidth'),
          `${where} at 360 pixels`,
        ).toBeLessThanOrEqual(360);
        await page.setViewportSize({ width: 1440, height: 900 });
      };
      await look('start');
      await page.getByRole('button', { name: 'Start a new record' }).click();
      await look('no text');
      await give(page, 'Open the text', join(FIXTURES, 'text.txt'));
      await page.locator('.paragraphs').waitFor();
      await look('text');
      await page.keyboard.press('Alt+Digit2');
      await page.getByRole('heading', { name: 'The work and its coding' }).waitFor();
      await look('work');
      await page.keyboard.press('Alt+Digit3');
      await page.locator('.sentence').nth(5).click();
      await page.keyboard.type('Ships from anywhere, x: will');
      await complete(page, 'field-claimant', 'Nobody Known');
      await look('claims');
      await page.getByRole('button', { name: 'Ask the ladder' }).click();
      await look('ladder');
      await page.keyboard.press('Alt+Digit4');
      await page.getByRole('button', { name: 'New here', exact: true }).first().click();
      await look('names');
      await page.keyboard.press('Alt+Digit5');
      await page.getByRole('heading', { name: 'Look over and save' }).waitFor();
      await look('save');
      await page.keyboard.press('F1');
      await page.getByRole('heading', { name: 'All keys' }).waitFor();
      await look('keys');
      await page.reload();
      await give(
        page,
        'Open the record first',
        join(REPOSITORY, 'sources/records/us-biden-xi-readout-2021-11-16.yaml'),
      );
      await give(
        page,
        'Open the second coding',
        join(REPOSITORY, 'sources/codings/us-biden-xi-readout-2021-11-16.claude-second.yaml'),
      );
      await page.locator('.differences').waitFor();
      await look('settle');
      await own.close();
    }
  });

  it('the keyboard alone leads from the start to the saved file', async (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    const { page } = await openDesk(browser, desk.url);
    const { keyboard } = page;
    const focused = () =>
      page.evaluate<string>('document.activeElement.id || document.activeElement.textContent.trim()');
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let steps = 0; steps < 80; steps += 1) {
        if (name.test(await focused())) return;
        await keyboard.press('Tab');
      }
      throw new Error(`Tab does not reach ${name}`);
    };
    await tabTo(/^Start a new record/);
    await keyboard.press('Enter');
    // What the file chooser of the system does after Enter on the button.
    await give(page, 'Open the text', join(FIXTURES, 'text.txt'));
    await page.locator('.paragraphs').waitFor();
    await tabTo(/^Take the headline/);
    await keyboard.press('Enter');
    await keyboard.press('Alt+Digit2');
    await tabTo(/^work-kind/);
    await keyboard.type('op-ed');
    await tabTo(/^work-language/);
    await keyboard.type('en');
    await tabTo(/^work-coder/);
    await keyboard.type('Ada');
    await keyboard.press('Alt+Digit3');
    await tabTo(/^A Strait Without a Gatekeeper$/);
    for (let down = 0; down < 3; down += 1) await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await expect.poll(focused).toBe('field-text');
    await keyboard.type('Ships from anywhere will find the ports open.');
    await keyboard.press('Alt+c');
    await expect.poll(focused).toBe('field-claimant');
    await keyboard.type('Mira Tol');
    await keyboard.press('Tab');
    await keyboard.press('Alt+r');
    await keyboard.type('4');
    await keyboard.press('Alt+t');
    await keyboard.type('3');
    await keyboard.press('Alt+p');
    await keyboard.type('trade');
    await keyboard.press('Enter');
    await keyboard.press('Control+z');
    await keyboard.press('Control+Shift+z');
    await keyboard.press('Control+Enter');
    await expect.poll(focused).toBe('field-text');
    await keyboard.press('Control+z');
    await keyboard.press('Control+s');
    await expect.poll(() => page.locator('#save-messages').textContent()).toContain('No errors');
    await tabTo(/^Download/);
    const [download] = await Promise.all([page.waitForEvent('download'), keyboard.press('Enter')]);
    const saved = await textOf(download);
    expect(saved).toContain(
      'claimant: [Mira Tolan]\n    attribution: indirect-speech\n    text: Ships from anywhere will find the ports open.\n    type: commitment\n    topics: [trade]\n',
    );
    expect(saved).not.toContain('c02');
    await page.context().close();
  });
});

describe('two coders', () => {
  it('a second coder sees no claim of the first, and saves a coding under both names', async (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    const { page } = await openDesk(browser, desk.url);
    const path = join(REPOSITORY, 'sources/records/us-uflpa-statement-2021-12-14.yaml');
    const record = await readFile(path, 'utf8');
    await page.getByLabel('You are').selectOption('ada-coder');
    await give(page, 'Open the record, unseen', path);
    // Keys that are pressed before the file is read belong to the page before.
    await page.getByRole('banner').getByText('us-uflpa-statement-2021-12-14').waitFor();
    await page.keyboard.press('Alt+Digit3');
    await page.getByRole('heading', { name: 'No claim yet' }).waitFor();
    const shown = (await page.locator('body').textContent()) ?? '';
    for (const [, text = ''] of record.matchAll(/^ {4}text: (.{30,})$/gm))
      expect(shown).not.toContain(text.slice(0, 30));
    // The file stands beside it once, from its first line to its last.
    const yaml = (await page.locator('.yaml-text').textContent()) ?? '';
    expect(yaml.match(/^codebook:/gm)).toHaveLength(1);
    await page.keyboard.press('Alt+Digit5');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /^Download/ }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('us-uflpa-statement-2021-12-14.ada-coder.yaml');
    const saved = await textOf(download);
    expect(saved).toContain('mode: independent');
    expect(saved).not.toContain('c01');
    await page.context().close();
  });

  it('settle what they see differently: decisions with reasons, and the mode', async (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    const plain = (coder: string, mode: string, type: string) => `id: plain
codebook: '1.2.0'
status: published
coding: {coder: ${coder}, coded: '2025-03-04', mode: ${mode}, basis: full-text}
source:
  title: A Harbour for All
  kind: op-ed
  language: en
  authors: [plain-author]
  published: '2021-03-01'
  copies: [{id: page, kind: original, seen: true}]
entities:
  - {id: plain-author, type: person, name: Orla Fennmark}
claims:
  - id: c01
    at: p1.s1
    text: The strait stays open to ships.
    type: ${type}   # looked at twice
    topics: [trade]
${mode === 'single' ? '' : '  - id: c02\n    at: p1.s2\n    text: Pilots are few along the northern coast.\n    type: fact\n    topics: [trade]\n'}`;
    const { page } = await openDesk(browser, desk.url);
    await give(page, 'Open the record first', {
      name: 'plain.yaml',
      text: plain('claude', 'single', 'fact'),
    });
    await give(page, 'Open the second coding', {
      name: 'plain.ada-coder.yaml',
      text: plain('ada-coder', 'independent', 'prediction'),
    });
    await page.getByText('2 of 2 differences are open').waitFor();
    const card = page.locator('.difference-card').first();
    await card.getByLabel('Why').fill('It tells of the future.');
    await card.getByRole('button', { name: 'As ada-coder' }).click();
    const other = page.locator('.difference-card').nth(1);
    await other.getByLabel('Why').fill('It was overlooked.');
    await other.getByRole('button', { name: 'Take it over' }).click();
    const [kept] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /^1\. Keep the first coding/ }).click(),
    ]);
    expect(kept.suggestedFilename()).toBe('plain.claude.yaml');
    expect(await textOf(kept)).toBe(
      plain('claude', 'single', 'fact').replace('mode: single', 'mode: independent'),
    );
    await page.getByRole('button', { name: /^2\. Call the record adjudicated/ }).click();
    await page.getByRole('button', { name: /^3\. / }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /^Download/ }).click(),
    ]);
    const saved = await textOf(download);
    expect(saved).toContain('mode: adjudicated');
    expect(saved).toContain('type: prediction   # looked at twice');
    expect(saved).toContain('alternative: fact');
    expect(saved).toMatch(/decision: .*settled as ada-coder has it.* It tells of the future/);
    expect(saved).toContain('text: Pilots are few along the northern coast.');
    await page.context().close();
  });

  it('settle attitudes and lists of members as neither of them had it, or leave them open as disputed', async (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    const plain = (coder: string, mode: string, [china, germany, certainty, list]: string[]) => `id: plain
codebook: '1.2.0'
status: published
coding: {coder: ${coder}, coded: '2025-03-04', mode: ${mode}, basis: full-text}
source:
  title: A Harbour for All
  kind: op-ed
  language: en
  authors: [plain-author]
  published: '2021-03-01'
  copies: [{id: page, kind: original, seen: true}]
entities:
  - {id: plain-author, type: person, name: Orla Fennmark}
claims:
  - id: c01
    at: p1.s1
    text: The strait stays open to ships.
    type: evaluation
    topics: [trade]
    subject: [China, Germany]
    stance: {China: ${china}, Germany: ${germany}}
    certainty: ${certainty}
  - id: c02
    at: p1.s2
    text: Some states count as keepers of the strait.
    type: classification
    topics: [trade]
    subject: [China]
    members: {category: keepers-of-the-strait, role: member, list: [${list}], complete: false}
`;
    const { page } = await openDesk(browser, desk.url);
    await give(page, 'Open the record first', {
      name: 'plain.yaml',
      text: plain('claude', 'single', ['positive', 'positive', 'certain', 'China']),
    });
    await give(page, 'Open the second coding', {
      name: 'plain.ada-coder.yaml',
      text: plain('ada-coder', 'independent', ['negative', 'negative', 'possible', 'China, France']),
    });
    await page.getByText('4 of 4 differences are open').waitFor();
    const card = (value: string) =>
      page
        .locator('.difference-card')
        .filter({ has: page.locator('.value', { hasText: new RegExp(`^${value}$`) }) });
    const china = card('iso-CN: positive');
    await china.getByLabel('Why').fill('Both are in the words.');
    await china.getByLabel('Neither: what instead, for stance').selectOption('mixed');
    await china.getByRole('button', { name: 'Neither' }).click();
    const germany = card('iso-DE: positive');
    await germany.getByLabel('Why').fill('The verb blames.');
    await germany.getByRole('button', { name: 'As ada-coder' }).click();
    const list = card('iso-CN');
    await list.getByLabel('Why').fill('The table names three.');
    await list.getByLabel('Neither: what instead, for members').fill('China, France, Germany');
    await list.getByRole('button', { name: 'Neither' }).click();
    const certainty = card('possible');
    await certainty.getByLabel('Why').fill('The verb can be read either way.');
    await certainty.getByRole('button', { name: 'Nobody can tell' }).click();
    await page.getByText('0 of 4 differences are open').waitFor();
    await page.getByRole('button', { name: /^2\. Call the record adjudicated/ }).click();
    await page.getByRole('button', { name: /^3\. / }).click();
    await page.getByText('No errors').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /^Download/ }).click(),
    ]);
    const saved = await textOf(download);
    expect(saved).toContain('mode: adjudicated');
    expect(saved).toContain('    stance: {China: mixed, Germany: negative}\n    certainty: certain\n');
    expect(saved).toContain('list: [China, France, Germany], complete: false}');
    expect(saved).toContain('status: disputed');
    const told = (field: string, alternative: string): RegExp =>
      new RegExp(`claim: c0., field: ${field}, alternative: '?${alternative}`);
    for (const [field, alternative] of [
      ['stance', 'iso-CN: negative'],
      ['stance', 'iso-DE: positive'],
      ['members', 'iso-CN and iso-FR'],
      ['certainty', 'possible'],
    ] as const)
      expect(saved.replace(/\n {4}(?=\w)/g, ', ')).toMatch(told(field, alternative));
    expect(saved.match(/decision:/g)).toHaveLength(3);
    await desk.project.put('sources/records/plain.yaml', saved);
    const checked = await runCli(['check', '--root', desk.project.root]);
    expect(checked.stdout + checked.stderr).not.toMatch(/[EW]-[A-Z]/);
    await page.context().close();
  });
});
