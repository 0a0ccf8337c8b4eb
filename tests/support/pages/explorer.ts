import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';

/** A page that is open, and all that it said or asked for. */
export interface Opened {
  page: Page;
  /** Messages of the console, errors, and addresses that were asked for beside the file itself. */
  said: string[];
  /** Milliseconds from the start of loading until it could be used. */
  ready: number;
}

/** How a page is looked at. */
export interface Looks {
  width?: number;
  height?: number;
  scheme?: 'light' | 'dark';
  javaScriptEnabled?: boolean;
}

/**
 * Opens a page from disk.
 * @param hash what stands behind the file in the address, with its #
 */
export async function openPage(
  browser: Browser,
  file: string,
  hash = '',
  looks: Looks = {},
): Promise<Opened> {
  const { width = 1440, height = 900, scheme = 'light', javaScriptEnabled = true } = looks;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    javaScriptEnabled,
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const said: string[] = [];
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`error: ${error.stack}`));
  page.on('dialog', (dialog) => {
    said.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== `file://${file}` && !request.url().startsWith('blob:'))
      said.push(`request: ${request.url().slice(0, 200)}`);
  });
  await page.goto(`file://${file}${hash}`);
  if (!javaScriptEnabled) return { page, said, ready: 0 };
  const ready = Number(await page.locator('html[data-ready]').getAttribute('data-ready'));
  return { page, said, ready };
}

/** Shows another state of a page that is open, as typing its address would. */
export async function show(page: Page, hash: string): Promise<void> {
  await page.evaluate(
    (next) => {
      (globalThis as unknown as { location: { hash: string } }).location.hash = next;
    },
    hash === '' ? '#' : hash,
  );
  await settled(page);
}

/** Waits until the page has drawn what it was told. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const next = (globalThis as unknown as { requestAnimationFrame: (then: () => void) => void })
          .requestAnimationFrame;
        next(() => next(() => setTimeout(resolve, 20)));
      }),
  );
}

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
let axe: string | null = null;

/** What axe finds wrong: rule, number of places, the first of them. */
export async function violations(page: Page): Promise<string[]> {
  axe ??= await readFile(AXE, 'utf8');
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      }
    ).axe.run();
    return violations.map(({ id, nodes }) => `${id}, ${nodes.length} times: ${nodes[0]?.html.slice(0, 200)}`);
  });
}

/** The numbers that stand above every view: claims and works. */
export async function chosen(page: Page): Promise<{ claims: number; works: number }> {
  const numbers = await page.locator('.summary .count b').allTextContents();
  const [claims = 0, works = 0] = numbers.map((text) => Number(text.replaceAll(',', '')));
  return { claims, works };
}

/** The text of the file that a click hands over. */
export async function downloaded(
  page: Page,
  click: () => Promise<void>,
): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Opens all facets and their longer lists, and reads every value with its count. */
export async function facetCounts(page: Page): Promise<Record<string, Record<string, number>>> {
  const titles = page.locator('.facet:not([open]) > summary');
  while ((await titles.count()) > 0) await titles.first().click();
  const more = page.locator('.facet .more button', { hasText: 'show more' });
  while ((await more.count()) > 0) await more.first().click();
  await settled(page);
  return page.evaluate(() => {
    type Element = {
      querySelector: (what: string) => { textContent: string; dataset: Record<string, string> };
      querySelectorAll: (what: string) => Iterable<Element>;
    };
    const { document } = globalThis as unknown as { document: Element };
    const found: Record<string, Record<string, number>> = {};
    for (const facet of document.querySelectorAll('.facet')) {
      const values: Record<string, number> = {};
      for (const row of facet.querySelectorAll('li'))
        values[row.querySelector('input').dataset.value as string] = Number(
          row.querySelector('.number').textContent.replaceAll(',', ''),
        );
      found[(facet as unknown as { dataset: Record<string, string> }).dataset.facet as string] = values;
    }
    return found;
  });
}
