import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../pipeline/diagnostics/diagnostic.ts';
import { tableNamed } from '../../../pipeline/model/tables.ts';
import { judge } from '../../../pipeline/pages/desk/model/findings.ts';
import { openProject } from '../../../pipeline/pages/desk/model/open.ts';
import { csvLinesOfMany } from '../../../pipeline/write/formats/csv/lines.ts';
import { CLAIM_TABLES } from '../../../pipeline/write/record-rows.ts';
import { startChromium } from '../../support/pages/chromium.ts';
import { type DeskFile, give, makeDesk, openDesk } from '../../support/pages/desk.ts';
import { fixture, REPOSITORY } from '../../support/project.ts';
import { runCli } from '../../support/run-cli.ts';

/** Numbers that follow from a seed. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % below;
  };
}

const TYPES = ['fact', 'prediction', 'prescription', 'evaluation', 'criticism', 'commitment'];
const TOPICS = ['trade', 'diplomacy', 'cyber-information', 'migration', 'health'];
const WHO = ['China', 'Germany', 'the United States', 'Xi Jinping', 'Orla Fennmark', 'iso-FR'];
const FAULTS: readonly ((text: string) => string)[] = [
  (text) => text.replace(/type: \w+/, 'type: facts'),
  (text) => text.replace(/ {4}topics: .*\n/, ''),
  (text) => text.replace('subject: [', 'subject: [Nobody of That Name, '),
  (text) => text.replace("published: '", "published: '2021-13-"),
  (text) => text.replace(/text: .*/, `text: ${'word '.repeat(50).trim()}.`),
  (text) => text.replace('id: c02', 'id: c01'),
  (text) => text.replace('coder: claude', 'coder: nobody-here'),
  (text) => text.replace('kind: op-ed', 'kind: opinion\n  colour: blue'),
  (text) => text.replace('at: p1.s1', 'at: page 1'),
  (text) => text.replace(/type: \w+/, (type) => `${type}\n    holder: [China]`),
  (text) => text.replace(/type: \w+/, (type) => `${type}\n    relations: [{type: supports, to: c99}]`),
  (text) => text.replace(/text: .*/, 'text: One: two.'),
];

/** Some records of one to five claims, every other one with a fault or two. */
function records(plain: string): Record<string, string> {
  const made: Record<string, string> = {};
  for (let index = 0; index < 50; index += 1) {
    const next = numbersFrom(index + 1);
    const of = <T>(list: readonly T[]): T => list[next(list.length)] as T;
    const claims = Array.from({ length: 1 + next(5) }, (_, at) =>
      [
        `  - id: c0${at + 1}`,
        `    at: p${1 + next(3)}.s${1 + next(4)}`.replace(/p\d+\.s\d+/, (where) =>
          at === 0 ? 'p1.s1' : where,
        ),
        `    text: Harbour ${index} of quay ${at} takes in ship ${next(1000)} and boat ${next(1000)}.`,
        `    type: ${of(TYPES)}`,
        `    topics: [${of(TOPICS)}]`,
        ...(next(3) > 0 ? [`    subject: [${of(WHO)}]`] : []),
        ...(next(4) === 0 ? ['    certainty: possible'] : []),
        ...(next(4) === 0
          ? [`    quantities: [{value: ${next(900)}, comparator: exactly, unit: ships}]`]
          : []),
      ].join('\n'),
    );
    const id = `made-${index}`;
    let text = `${plain.slice(0, plain.indexOf('claims:'))}claims:\n${claims.join('\n')}\n`.replaceAll(
      'plain',
      id,
    );
    if (index % 2 === 1) for (let fault = 0; fault <= next(2); fault += 1) text = of(FAULTS)(text);
    made[id] = text;
  }
  return made;
}

let browser: Browser | null;
let made: Record<string, string>;
let desk: DeskFile;

beforeAll(async () => {
  made = records(await fixture('plain.yaml'));
  browser = await startChromium();
  desk = await makeDesk(made);
});
afterAll(async () => {
  await browser?.close();
  await desk.remove();
});

async function textsIn(...path: string[]): Promise<{ name: string; text: string }[]> {
  const folder = join(...path);
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })));
}

/** The project as the page opens it: from texts. */
async function asPage() {
  const read = (name: string): Promise<string> => readFile(join(REPOSITORY, 'schemas', name), 'utf8');
  const registry = await textsIn(desk.project.root, 'sources/registry');
  return openProject({
    schemas: {
      codebook: await textsIn(REPOSITORY, 'schemas/codebook'),
      record: await read('record.schema.json'),
      registry: await read('registry.schema.json'),
      tables: await read('tables.yaml'),
    },
    registry: registry.map(({ name, text }) => ({ path: `sources/registry/${name}`, text })),
    catalog: await textsIn(REPOSITORY, 'pipeline/diagnostics/catalog'),
  });
}

/** What `make check` says of each record. */
async function checked(): Promise<Map<string, Diagnostic[]>> {
  const { stdout } = await runCli(['check', '--format', 'json', '--root', desk.project.root]);
  const all = JSON.parse(stdout.slice(stdout.indexOf('['))) as Diagnostic[];
  const byFile = new Map<string, Diagnostic[]>();
  for (const one of all) byFile.set(one.file, [...(byFile.get(one.file) ?? []), one]);
  return byFile;
}
const inShort = ({ code, line, column, endColumn, message, fix, suggestion }: Diagnostic): string =>
  [code, line, column, endColumn, message, fix, suggestion].join(' · ');

describe('fifty records, half of them with errors', () => {
  it('get the same messages from the model of the page as from make check', async () => {
    const project = await asPage();
    const command = await checked();
    let faulty = 0;
    for (const [id, text] of Object.entries(made)) {
      const path = `sources/records/${id}.yaml`;
      const { findings } = judge(project, path, text);
      expect(findings.map(inShort), id).toEqual((command.get(path) ?? []).map(inShort));
      if (findings.some(({ severity }) => severity === 'error')) faulty += 1;
    }
    expect(faulty).toBeGreaterThan(20);
  });

  it('get the same messages in the page itself, where the schemas are compiled beforehand', async (context) => {
    if (browser === null) return context.skip('needs the Debian package chromium');
    const command = await checked();
    const { page, said } = await openDesk(browser, desk.url);
    for (const [id, text] of Object.entries(made).filter(
      ([, one], index) => index % 4 === 1 && !one.includes('One: two'),
    )) {
      await page.reload();
      await give(page, 'Open a record', { name: `${id}.yaml`, text });
      await page.getByRole('heading', { name: 'The text' }).waitFor();
      await page.keyboard.press('Alt+Digit5');
      await page.getByRole('heading', { name: 'Look over and save' }).waitFor();
      const codes = await page
        .locator('.findings [data-code]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('data-code')));
      const told = command.get(`sources/records/${id}.yaml`) ?? [];
      expect(codes.sort(), id).toEqual(told.map(({ code }) => code).sort());
    }
    expect(said).toEqual([]);
    await page.context().close();
  });

  it('become the same rows, where they are sound', async () => {
    const project = await asPage();
    const sound = Object.entries(made).filter(
      ([id, text]) => judge(project, `sources/records/${id}.yaml`, text).isSound,
    );
    const faulty = Object.keys(made).filter((id) => !sound.some(([other]) => other === id));
    for (const id of faulty)
      await desk.project.put(
        `sources/records/${id}.yaml`,
        (made[sound[0]?.[0] ?? ''] ?? '')
          .replaceAll(sound[0]?.[0] ?? '', id)
          .replaceAll('Harbour', `Harbour ${id}`),
      );
    const built = await runCli(['build', '--root', desk.project.root, '--output', desk.project.output]);
    expect(built.code).toBe(0);
    const { tables } = project.model;
    const rows = sound.flatMap(
      ([id, text]) => judge(project, `sources/records/${id}.yaml`, text).taken.rows() ?? [],
    );
    const claims = rows.flatMap(({ shared, claims: all }) => all.map((claim) => ({ shared, ...claim })));
    const own: Record<string, readonly object[]> = {
      // The digest of the file comes with the file, and the desk has none before it saves.
      sources: rows.map(({ source }) => ({
        ...source,
        record_digest: createHash('sha256')
          .update(made[source.source_id] ?? '')
          .digest('hex'),
      })),
      source_copies: rows.flatMap(({ copies }) => copies),
      anchors: rows.flatMap(({ anchors }) => anchors),
      claims: claims.map(({ shared, own: claim }) => ({ ...shared, ...claim })),
    };
    for (const name of CLAIM_TABLES)
      own[name] = claims.flatMap(({ own: { claim_id }, parts }) =>
        parts[name].map((row) => ({ ...row, claim_id })),
      );
    const isOfSound = (line: string): boolean => sound.some(([id]) => line.match(/^[^/,]*/)?.[0] === id);
    expect(rows.length).toBeGreaterThan(20);
    for (const [name, ofPage] of Object.entries(own)) {
      const file = await readFile(join(desk.project.latest, 'csv', `${name}.csv`), 'utf8');
      const lines = file.split('\n').filter(isOfSound);
      expect(
        csvLinesOfMany(tableNamed(tables, name as 'claims'), ofPage as never)
          .trim()
          .split('\n')
          .filter(Boolean)
          .sort(),
        name,
      ).toEqual(lines.sort());
    }
    expect(own.claims?.length).toBeGreaterThan(rows.length);
  });
});

it('the desk opens every record and coding of the repository and saves it byte for byte', async (context) => {
  if (browser === null) return context.skip('needs the Debian package chromium');
  const { page, said } = await openDesk(browser, desk.url);
  for (const folder of ['records', 'codings'])
    for (const { name, text } of await textsIn(REPOSITORY, 'sources', folder)) {
      await page.reload();
      await give(page, 'Open a record', { name, text });
      await page.getByRole('button', { name: /Save/ }).click();
      await page.getByText('Nothing: the file is the same, byte for byte').waitFor();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: /^Download/ }).click(),
      ]);
      expect(await readFile(await download.path(), 'utf8'), name).toBe(text);
      expect(download.suggestedFilename()).toBe(name);
    }
  expect(said).toEqual([]);
  await page.context().close();
});
