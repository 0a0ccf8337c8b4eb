import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Download, Page } from 'playwright-core';
import { openProject } from '../../../pipeline/project.ts';
import { writeDesk } from '../../../pipeline/write/formats/desk/write.ts';
import { makeProject, type Project, REPOSITORY } from '../project.ts';

/** A desk as a file, and the project it was made from: the registry of this repository, and an invented country. */
export interface DeskFile {
  project: Project;
  url: string;
  remove: () => Promise<void>;
}

/** Makes the page of a project with the registry of this repository and that of tests/fixtures/arvania. */
export async function makeDesk(records: Record<string, string> = {}): Promise<DeskFile> {
  const project = await makeProject(records);
  await cp(join(REPOSITORY, 'tests/fixtures/arvania'), project.root, { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), 'desk-'));
  const { model, registryFiles } = await openProject({ root: project.root, schemas: REPOSITORY });
  await writeDesk({
    ...{ folder, model, counts: {}, warn: () => undefined },
    identity: { version: '0.0.0', title: '', description: '' },
    project: { schemas: REPOSITORY, registry: registryFiles },
  });
  return {
    project,
    url: pathToFileURL(join(folder, 'desk.html')).href,
    remove: async () => {
      await Promise.all([project.remove(), rm(folder, { recursive: true, force: true })]);
    },
  };
}

/** A page with the desk, and all that it said, asked for and stumbled over. */
export interface OpenDesk {
  page: Page;
  context: BrowserContext;
  /** What stands on the console, and errors of the page. */
  said: string[];
  requests: string[];
}

/** Opens the desk in a browser of its own memory. */
export async function openDesk(browser: Browser, url: string, context?: BrowserContext): Promise<OpenDesk> {
  const own =
    context ?? (await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true }));
  const page = await own.newPage();
  page.setDefaultTimeout(15_000);
  const said: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(`error: ${error.message}`));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(url);
  await page.getByRole('heading', { name: /Code a text/ }).waitFor();
  return { page, context: own, said, requests };
}

/** The text of a download. */
export async function textOf(download: Download): Promise<string> {
  const stream = await download.createReadStream();
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** Opens a file through one of the buttons that ask for one. */
export async function give(
  page: Page,
  button: string,
  file: string | { name: string; text: string },
): Promise<void> {
  const input = page.locator('label.file', { hasText: button }).locator('input');
  await input.setInputFiles(
    typeof file === 'string'
      ? file
      : { name: file.name, mimeType: 'text/plain', buffer: Buffer.from(file.text) },
  );
}

/** Chooses something in a field that completes: types until it is the first choice, and takes it. */
export async function complete(page: Page, id: string, typed: string): Promise<void> {
  await page.locator(`#${id}`).focus();
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * The runs of six words of a private text that stand in what a page told.
 * @param allowed what may be told of it: quotes and the title
 */
export function runsTold(text: string, allowed: readonly string[], told: readonly string[]): string[] {
  const free = allowed.map((one) => wordsOf(one).join(' ')).join(' | ');
  const all = told.map((one) => wordsOf(one).join(' ')).join(' | ');
  const words = wordsOf(text);
  const runs = words.slice(5).map((_, at) => words.slice(at, at + 6).join(' '));
  return runs.filter((run) => !free.includes(run) && all.includes(run));
}

/** What a page can have put anywhere in the browser, as one text. */
export const everythingKept = (page: Page): Promise<string> => page.evaluate<string>(EVERYTHING_KEPT);

const EVERYTHING_KEPT = `(async () => {
  const all = [{ ...localStorage }, { ...sessionStorage }, location.href, document.cookie, document.title];
  const answer = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  for (const { name } of await indexedDB.databases()) {
    const database = await answer(indexedDB.open(name));
    for (const store of database.objectStoreNames)
      all.push(await answer(database.transaction(store).objectStore(store).getAll()));
    database.close();
  }
  return JSON.stringify(all);
})()`;
