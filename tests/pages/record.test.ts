import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChromium } from '../support/pages/chromium.ts';
import { type ProjectTexts, takeTexts } from '../support/pages/take-texts.ts';
import { fixture, REPOSITORY, SEED, seedRecord } from '../support/project.ts';

let browser: Browser | null;
let script: string;
let project: Omit<ProjectTexts, 'record'>;

const read = (...path: string[]): Promise<string> => readFile(join(REPOSITORY, ...path), 'utf8');

/** The files of a folder, and of those in it, with their texts. */
async function filesIn(...folder: string[]): Promise<{ name: string; text: string }[]> {
  const names = await readdir(join(REPOSITORY, ...folder), { recursive: true });
  const files = names.filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(files.map(async (name) => ({ name, text: await read(...folder, name) })));
}

beforeAll(async () => {
  browser = await startChromium();
  // Bundled for a browser: a module of Node, wherever it hides, has no place to come from.
  const bundle = await build({
    entryPoints: [join(REPOSITORY, 'tests/support/pages/take-texts.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'program',
    platform: 'browser',
    target: 'es2023',
    logLevel: 'silent',
  });
  script = bundle.outputFiles[0]?.text ?? '';
  project = {
    schemas: {
      codebook: await filesIn('schemas/codebook'),
      record: await read('schemas/record.schema.json'),
      registry: await read('schemas/registry.schema.json'),
      tables: await read('schemas/tables.yaml'),
    },
    registry: (await filesIn('sources/registry')).map(({ name, text }) => ({
      path: `sources/registry/${name}`,
      text,
    })),
  };
});
afterAll(() => browser?.close());

describe('a page takes a record from bytes to rows as the command does', () => {
  const records: Record<string, () => Promise<string>> = {
    [SEED]: seedRecord,
    'nasty-values': () => fixture('nasty-values.yaml'),
    'no-record': async () => 'id: no-record\nclaims:\n  - id: c01\n\tat: p1.s1\n',
    'many-errors': async () =>
      (await fixture('plain.yaml')).replace('type: fact', 'type: facts\n    topics: 5'),
  };

  it.for(Object.keys(records))('%s', async (id, context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    const record = {
      path: `sources/records/${id}.yaml`,
      text: await (records[id] as () => Promise<string>)(),
    };
    const page = await browser.newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.addScriptTag({ content: script });
    const found = await page.evaluate(
      (texts) =>
        JSON.stringify(
          (globalThis as never as { program: { takeTexts: (texts: unknown) => unknown } }).program.takeTexts(
            texts,
          ),
        ),
      { ...project, record },
    );
    expect(JSON.parse(found)).toEqual(JSON.parse(JSON.stringify(takeTexts({ ...project, record }))));
    expect(requests).toEqual([]);
    await page.close();
  });
});
