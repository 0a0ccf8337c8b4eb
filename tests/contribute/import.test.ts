import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { build } from '../../pipeline/build.ts';
import { assemble } from '../../pipeline/contribute/spreadsheet/assemble.ts';
import { renderCells } from '../../pipeline/contribute/spreadsheet/cells.ts';
import { fieldsOf, layoutOf } from '../../pipeline/contribute/spreadsheet/fields.ts';
import { importFile } from '../../pipeline/contribute/spreadsheet/import.ts';
import { cellsOf } from '../../pipeline/contribute/spreadsheet/read/csv.ts';
import { dayOf } from '../../pipeline/contribute/spreadsheet/read/parts.ts';
import { readSheets } from '../../pipeline/contribute/spreadsheet/read/sheets.ts';
import { addressOf, type CellDiagnostic, placeOf } from '../../pipeline/contribute/spreadsheet/read/table.ts';
import { findTables } from '../../pipeline/contribute/spreadsheet/tables.ts';
import { templateFile } from '../../pipeline/contribute/spreadsheet/template/file.ts';
import { templateTables } from '../../pipeline/contribute/spreadsheet/template/template.ts';
import { cellTextOf } from '../../pipeline/contribute/spreadsheet/value.ts';
import { recordYaml } from '../../pipeline/contribute/spreadsheet/yaml.ts';
import { loadCatalog } from '../../pipeline/diagnostics/load.ts';
import { hasErrors } from '../../pipeline/diagnostics/problem.ts';
import { ODD_CHARACTER } from '../../pipeline/ingest/characters.ts';
import { parseYaml } from '../../pipeline/ingest/parse.ts';
import type { AuthoredMap } from '../../pipeline/model/authored.ts';
import { lettersOf } from '../../pipeline/write/formats/xlsx/file/address.ts';
import { STYLE } from '../../pipeline/write/formats/xlsx/file/styles.ts';
import { workbook } from '../../pipeline/write/formats/xlsx/file/workbook.ts';
import { csvTables } from '../support/built.ts';
import { differences } from '../support/compare-tables.ts';
import { model, open, tools } from '../support/opened.ts';
import { copyProject, emptyProject, type Project, REPOSITORY } from '../support/project.ts';
import { runCli } from '../support/run-cli.ts';
import { csvOf, handmadeXlsx } from '../support/spreadsheet.ts';
import { tries } from '../support/vitest/soak.ts';

// Each import reads the whole registry; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const layout = layoutOf(model);
const fixture = (name: string): Promise<string> =>
  readFile(join(REPOSITORY, 'tests', 'fixtures', 'import', name), 'utf8');
const TYPED = await fixture('harbour-speech.yaml');
const CSV = await fixture('harbour-speech.csv');
const ROWS = parse(CSV, { relax_column_count: true });
const CATALOG = await readFile(join(REPOSITORY, 'pipeline/diagnostics/catalog/import.yaml'), 'utf8');
const TESTS = await readFile(import.meta.filename, 'utf8');
const RECORD = 'sources/records/harbour-speech.yaml';

let project: Project;
let folder: string;
beforeAll(async () => {
  project = await emptyProject();
  await mkdir(join(project.root, 'sources', 'records'), { recursive: true });
  // What the fixture needs of the registry: with all of it each of the many imports would read a hundred files.
  await project.put('sources/registry/coders.yaml', 'coders:\n  - {id: claude, name: Claude, kind: model}\n');
  const states = { 'iso-NO': 'Norway', 'iso-US': 'United States' };
  const entries = Object.entries(states).map(
    ([id, name]) => `  - {id: ${id}, type: state, name: ${name}, status: un-member}\n`,
  );
  await project.put('sources/registry/states.yaml', `entities:\n${entries.join('')}`);
  folder = await mkdtemp(join(tmpdir(), 'spreadsheet-'));
});
afterAll(async () => {
  await project.remove();
  await rm(folder, { recursive: true });
});

/** Imports a file of this content; a record that was written is taken away again. */
async function imported(content: string | Uint8Array, name = 'claims.csv') {
  await writeFile(join(folder, name), content);
  const result = await importFile(await open(project.root), join(folder, name), name);
  const text = result.written === null ? null : await readFile(join(project.root, result.written), 'utf8');
  if (result.written !== null) await rm(join(project.root, result.written));
  return { ...result, text };
}

const placesOf = (diagnostics: readonly CellDiagnostic[]): string[] =>
  diagnostics.map(({ code, cell }) => `${code} ${cell}`);

/** The tables of the CSV fixture as sheets of texts. */
function sheetsOf(rows: readonly (readonly string[])[]): Map<string, string[][]> {
  const sheets = new Map<string, string[][]>();
  let sheet: string[][] = [];
  for (const row of rows) {
    const name = /^\[(.+)\]$/.exec(row[0] ?? '')?.[1];
    if (name !== undefined) {
      sheet = [];
      sheets.set(name, sheet);
    } else if (row.some((cell) => cell !== '')) sheet.push([...row]);
  }
  return sheets;
}

function xlsxOf(sheets: ReadonlyMap<string, string[][]>): Uint8Array {
  return workbook(
    [...sheets].map(([name, rows]) => ({
      name,
      columns: rows[0]?.map(() => ({ width: 12, style: STYLE.text })) ?? [],
      rows,
    })),
  );
}

/** The values of a build by row, without what says where in the record a row stands. */
async function builtTables(text: string) {
  const own = await copyProject(project);
  await own.put(RECORD, text);
  try {
    const { diagnostics } = await build({ root: own.root, schemas: REPOSITORY, output: own.output, tools });
    expect(diagnostics).toEqual([]);
    const tables = await csvTables(own.latest);
    for (const table of tables.values()) {
      const kept = table.header.map((name) => !['record_line', 'record_digest', 'line'].includes(name));
      table.header = table.header.filter((_, index) => kept[index]);
      table.rows = table.rows.map((row) => row.filter((_, index) => kept[index]));
    }
    return tables;
  } finally {
    await own.remove();
  }
}

describe('twenty claims typed in a spreadsheet', () => {
  it('give the same tables as the same claims typed in YAML, row digests included', async () => {
    const expected = await builtTables(TYPED);
    expect(expected.get('claims')?.rows).toHaveLength(20);
    for (const [name, content] of [
      ['claims.csv', CSV],
      ['claims.xlsx', xlsxOf(sheetsOf(ROWS))],
    ] as const) {
      const { text, diagnostics, claims } = await imported(content, name);
      expect(diagnostics).toEqual([]);
      expect(claims).toBe(20);
      expect(differences(expected, await builtTables(text ?? '')), name).toEqual([]);
    }
  });

  it('have the cells that csv-parse finds, and are refused where it refuses them', () => {
    const text = fc
      .array(fc.constantFrom(...'ab,;"', '""', '",', '\n"', '\r\n', '\n', '\r', ' ', 'é'), { maxLength: 30 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.constantFrom(',', ';'), (csv, delimiter) => {
        let expected: string[][] | null = null;
        try {
          const record_delimiter = ['\r\n', '\n', '\r'];
          expected = parse(csv, { delimiter, record_delimiter, relax_column_count: true });
        } catch {}
        const { rows, fault } = cellsOf(csv, delimiter);
        expect(fault === undefined ? rows : null).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('give the same record from every kind of CSV that spreadsheet programs write', async () => {
    const { text } = await imported(CSV);
    const rows = ROWS.map((row) => [...row]);
    const kinds = {
      'semicolons, CRLF and a byte order mark, as Excel writes': `\uFEFF${csvOf(rows, ';', '\r\n')}`,
      'a hint at the delimiter': `sep=;\r\n${csvOf(rows, ';', '\r\n')}`,
      tabs: csvOf(rows, '\t'),
      'old line ends of the Mac': csvOf(rows, ',', '\r'),
      'rows filled up to one length': csvOf(rows.map((row) => [...row, ...Array(60).fill('')].slice(0, 60))),
    };
    for (const [kind, content] of Object.entries(kinds))
      expect((await imported(content)).text, kind).toBe(text);
  });

  it('become a record that is laid out for people, which the check and the repair leave alone', async () => {
    await writeFile(join(folder, 'claims.csv'), CSV);
    const root = ['--root', project.root];
    const run = await runCli(['import', join(folder, 'claims.csv'), ...root]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain('20 claims, no errors, no warnings');
    const text = await readFile(join(project.root, RECORD), 'utf8');
    expect(text).toMatch(/^# yaml-language-server: \$schema=..\/..\/schemas\/editor\/record.schema.json\n/);
    expect(text).toContain(
      '\n  - id: c03\n    at: p1.s2\n    said_in: tolan-address\n    attribution: direct-quote\n    cue: said\n',
    );
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(101);
    expect(await runCli(['check', ...root])).toMatchObject({ code: 0, stderr: '' });
    expect((await runCli(['fix', '--check', ...root, join(project.root, RECORD)])).code).toBe(0);

    const again = await runCli(['import', join(folder, 'claims.csv'), ...root]);
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(/claims\.csv:4:B {2}E-RECORD-EXISTS/);
    expect(await readFile(join(project.root, RECORD), 'utf8')).toBe(text);
    await rm(join(project.root, RECORD));
  });
});

/** The fixture with some cells changed: by claim and column, or `record` and key. */
function changed(changes: Record<string, Record<string, string>>): string[][] {
  const rows = ROWS.map((row) => [...row]);
  const start = rows.findIndex(([first]) => first === '[claims]') + 1;
  const head = rows[start] ?? [];
  for (const [entry, cells] of Object.entries(changes)) {
    for (const [name, value] of Object.entries(cells)) {
      const row = rows.find(([first]) => first === (entry === 'record' ? name : entry)) ?? [];
      row[entry === 'record' ? 1 : head.indexOf(name)] = value;
    }
  }
  return rows;
}

/** Where the fixture has a cell. */
function cellOf(claim: string, column: string): string {
  const row = ROWS.findIndex(([first]) => first === claim) + 1;
  const head = ROWS[ROWS.findIndex(([first]) => first === '[claims]') + 1] ?? [];
  const at = column === 'value' ? 2 : head.indexOf(column) + 1;
  return addressOf({ file: 'claims.csv', sheet: null, row, column: at });
}

async function found(rows: readonly (readonly string[])[]) {
  return imported(csvOf(rows));
}

describe('what is wrong in a cell is told at its address:', () => {
  const cases: [string, string, string, string, string | undefined][] = [
    ['c01', 'type', 'commitmnt', 'E-CODE-UNKNOWN', 'commitment'],
    ['c01', 'id', '1', 'E-VALUE-FORM', 'c01'],
    ['c01', 'topics', 'trade, diplomacy', 'E-CELL-LIST', 'trade | diplomacy'],
    ['c01', 'topics', 'trade, diplomcay', 'E-CELL-LIST', 'trade | diplomacy'],
    ['c01', 'topics', 'trade; tarde', 'E-CELL-LIST', 'trade'],
    ['c01', 'topics', 'trade,', 'E-CODE-UNKNOWN', 'trade'],
    ['c01', 'topics', 'trade, zzzz', 'E-CELL-LIST', undefined],
    ['c05', 'claimant', 'Mira Tolan; jon-abel', 'E-CELL-LIST', 'Mira Tolan | jon-abel'],
    ['c05', 'claimant', 'Mira Tolna', 'E-NAME-UNKNOWN', undefined],
    ['c05', 'stance', 'positive', 'E-CELL-FORM', undefined],
    ['c05', 'stance', 'Jon Abel: positive | Jon Abel: negative', 'E-CELL-FORM', undefined],
    ['c05', 'stance', 'Jon Abel: positive; US: mixed', 'E-CELL-LIST', 'Jon Abel: positive | US: mixed'],
    ['c05', 'stance', 'Jon Abel: positive，US: mixed', 'E-CELL-LIST', 'Jon Abel: positive | US: mixed'],
    ['c05', 'stance', 'Jon Abel: positive, US: mixed', 'E-CELL-LIST', 'Jon Abel: positive | US: mixed'],
    ['c05', 'stance', 'Jon Abel：positive', 'E-CELL-FORM', 'Jon Abel: positive'],
    ['c05', 'claimant', 'Mira Tolan；jon-abel', 'E-CELL-LIST', 'Mira Tolan | jon-abel'],
    ['c05', 'claimant', 'Mira Tolan、jon-abel', 'E-CELL-LIST', 'Mira Tolan | jon-abel'],
    [
      'c08',
      'relations',
      'contradicts c05; elaborates c02',
      'E-CELL-LIST',
      'contradicts c05 | elaborates c02',
    ],
    ['c05', 'stance', 'Jon Abel: nice', 'E-CODE-UNKNOWN', undefined],
    ['c08', 'relations', 'contradicts', 'E-CELL-FORM', undefined],
    ['c08', 'relations', 'contradicts c99', 'E-CLAIM-UNKNOWN', undefined],
    ['c08', 'relations', 'contradicts other-record/c01', 'E-RECORD-UNKNOWN', undefined],
    ['c07', 'quantities.1.value', '1,5', 'E-CELL-DECIMAL', '1.5'],
    ['c07', 'quantities.1.value', '1,500', 'E-CELL-DECIMAL', undefined],
    ['c07', 'quantities.1.value', 'five', 'E-VALUE-FORM', undefined],
    ['c07', 'quantities.1.unit', '', 'E-CELL-EMPTY', undefined],
    ['c07', 'period', '44383', 'E-CELL-DATE', '2021-07-06'],
    ['c07', 'period', '6.7.2021', 'E-DATE', undefined],
    ['c07', 'period', '16/07/2021', 'E-DATE', '2021-07-16'],
    ['c07', 'period', 'Jul-21', 'E-CELL-DATE', undefined],
    ['c07', 'period', 'Sep 21', 'E-CELL-DATE', undefined],
    ['c07', 'period', '21 September', 'E-CELL-DATE', undefined],
    ['c07', 'period', 'Sept. 85', 'E-CELL-DATE', undefined],
    ['c07', 'period', 'Sep 2021', 'E-DATE', '2021-09'],
    ['c07', 'period', '########', 'E-CELL-ERROR', undefined],
    ['c09', 'members.complete', 'no', 'E-NOT-BOOLEAN', 'false'],
    ['c09', 'members.role', '', 'E-CELL-EMPTY', undefined],
    ['c02', 'text', '#NAME?', 'E-CELL-ERROR', undefined],
    ['c02', 'text', 'Mr Vu\uFFFDi\uFFFD spoke', 'E-CELL-LETTERS', undefined],
    ['c02', 'topics', '', 'E-CELL-EMPTY', undefined],
    ['c03', 'attribution', 'indirect-speech', 'E-QUOTE-ATTRIBUTION', undefined],
    ['c20', 'imputed', '', 'E-HOLDER-ALONE', undefined],
    ['coding.coder', 'value', 'clade', 'E-CODER-UNKNOWN', 'claude'],
    ['coding.coded', 'value', '46351', 'E-CELL-DATE', '2026-11-25'],
    ['id', 'value', 'Harbour Speech', 'E-VALUE-FORM', 'harbour-speech'],
    ['source.url', 'value', 'example.org', 'E-VALUE-FORM', 'https://example.org'],
  ];

  it.each(cases)('%s %s "%s" is %s', async (entry, column, value, code, suggestion) => {
    const rows = changed(
      column === 'value' ? { record: { [entry]: value } } : { [entry]: { [column]: value } },
    );
    const { diagnostics, written } = await found(rows);
    expect(written).toBeNull();
    const at = code === 'E-HOLDER-ALONE' ? cellOf('c20', 'holder') : cellOf(entry, column);
    const [first, ...others] = diagnostics;
    expect({ ...first }).toMatchObject({ code, ...(code === 'E-QUOTE-ATTRIBUTION' ? {} : { cell: at }) });
    if (suggestion !== undefined) expect(first?.suggestion).toBe(suggestion);
    expect(others).toEqual([]);
  });

  it.each(['claims.csv', 'claims.xlsx'])('a second place is a cell, too, in %s', async (name) => {
    const rows = changed({ c02: { id: 'c01' }, c03: { claimant: 'Mira Tollan' } });
    const [workers, day] = ['port-workers', 'harbour-day'].map((id) =>
      rows.findIndex(([first]) => first === id),
    );
    rows[day!]![0] = 'port-workers';
    const { diagnostics } = await imported(
      name === 'claims.csv' ? csvOf(rows) : xlsxOf(sheetsOf(rows)),
      name,
    );
    const sheets = sheetsOf(rows);
    const at = (sheet: string, id: string, row: number): string =>
      name === 'claims.csv'
        ? `A${row + 1}`
        : `A${sheets.get(sheet)!.findIndex(([first]) => first === id) + 1}`;
    const claim = rows.findIndex(([first]) => first === 'c01');
    const entity = at('entities', 'port-workers', workers!);
    const messages = diagnostics.map(({ message }) => message);
    expect(messages).toContain(`c01 is already the id of the claim in ${at('claims', 'c01', claim)}`);
    expect(messages).toContain(
      `"port-workers" is already declared in ${name === 'claims.csv' ? entity : `entities!${entity}`}`,
    );
    expect(messages.filter((message) => /line/.test(message))).toEqual([]);
    expect(messages.join('\n')).toMatch(
      /nearest is Mira Tolan, which this record declares in (entities!)?A\d+$/m,
    );
  });

  it.each(['claims.csv', 'claims.xlsx'])(
    'a new name is to be declared in the spreadsheet, %s',
    async (name) => {
      const rows = changed({ c03: { claimant: 'Zbigniew Qwxyzt' } });
      const { diagnostics } = await imported(
        name === 'claims.csv' ? csvOf(rows) : xlsxOf(sheetsOf(rows)),
        name,
      );
      expect(diagnostics.map(({ code }) => code)).toContain('E-NAME-UNKNOWN');
      const fixes = diagnostics.map(({ fix }) => fix).join('\n');
      expect(fixes).toContain(`to the ${name === 'claims.csv' ? 'table' : 'sheet'} entities of ${name}.`);
      expect(fixes).not.toContain('sources/records');
    },
  );

  it('a cell in the table of entities or events as well', async () => {
    const rows = ROWS.map((row) => [...row]);
    const rowOf = (id: string): number => rows.findIndex(([first]) => first === id);
    rows[rowOf('port-workers')]![4] = 'opne';
    rows[rowOf('harbour-day')]![3] = 'May 2021';
    expect(placesOf((await found(rows)).diagnostics)).toEqual([
      `E-CODE-UNKNOWN claims.csv:${rowOf('port-workers') + 1}:E`,
      `E-DATE claims.csv:${rowOf('harbour-day') + 1}:D`,
    ]);
  });

  it('a letter that cannot be seen as well', async () => {
    const { diagnostics } = await found(changed({ c04: { text: 'The strait\u200B is closed.' } }));
    expect(placesOf(diagnostics)).toEqual([`E-YAML-HIDDEN-CHARACTER ${cellOf('c04', 'text')}`]);
  });

  it('what follows from a cell that could not be read is not told as well', async () => {
    // The holder without what is imputed, the change without its direction, the member list of nothing.
    const rows = changed({
      c20: { imputed: '#N/A' },
      c06: { 'change.direction': '#REF!' },
      c09: { 'members.of': '#N/A' },
    });
    expect(placesOf((await found(rows)).diagnostics)).toEqual([
      `E-CELL-ERROR ${cellOf('c06', 'change.direction')}`,
      `E-CELL-ERROR ${cellOf('c09', 'members.of')}`,
      `E-CELL-ERROR ${cellOf('c20', 'imputed')}`,
    ]);
  });

  it('several at once, in the order of the rows', async () => {
    const rows = changed({
      c02: { type: 'fcat', topics: 'trde' },
      c11: { at: 'P3 S1' },
      record: { status: 'drafts' },
    });
    expect(placesOf((await found(rows)).diagnostics)).toEqual([
      `E-CODE-UNKNOWN ${cellOf('status', 'value')}`,
      `E-CODE-UNKNOWN ${cellOf('c02', 'type')}`,
      `E-CODE-UNKNOWN ${cellOf('c02', 'topics')}`,
      `E-VALUE-FORM ${cellOf('c11', 'at')}`,
    ]);
  });

  it.each([
    ['claims', 'Id'],
    ['claims', 'TEXT'],
    ['claims', 'topic'],
    ['record', 'Source.Title'],
    ['record', 'codin.coder'],
  ])('a name with a slip in it once, and not as missing, too: %s %s', async (table, name) => {
    const rows = ROWS.map((row) => [...row]);
    const meant =
      { Id: 'id', TEXT: 'text', topic: 'topics', 'Source.Title': 'source.title' }[name] ?? 'coding.coder';
    const start = rows.findIndex(([first]) => first === `[${table}]`);
    const at = rows.findIndex((row, index) => index > start && row.includes(meant));
    rows[at] = rows[at]!.map((cell) => (cell === meant ? name : cell));
    const { diagnostics } = await found(rows);
    expect(diagnostics.map(({ code, suggestion }) => `${code} ${suggestion}`)).toEqual([
      `E-COLUMN-UNKNOWN ${meant}`,
    ]);
  });

  it('line breaks in cells do not shift the rows', async () => {
    const rows = changed({ c01: { note: 'one\ntwo\n\nfour' }, c02: { type: 'fcat' } });
    expect(placesOf((await found(rows)).diagnostics)).toEqual([`E-CODE-UNKNOWN ${cellOf('c02', 'type')}`]);
  });

  it('what it shares with other records', async () => {
    const other = TYPED.replace('id: harbour-speech', 'id: another');
    await project.put('sources/records/another.yaml', other);
    const { diagnostics } = await found(ROWS);
    await rm(join(project.root, 'sources/records/another.yaml'));
    const places = placesOf(diagnostics);
    expect(places).toContain(
      `E-ENTITY-SHARED claims.csv:${ROWS.findIndex(([id]) => id === 'port-workers') + 1}:A`,
    );
    expect(places).toContain(`W-URL-TWICE ${cellOf('source.url', 'value')}`);
  });
});

describe('what spreadsheets add is taken off, and said:', () => {
  const readings: [string, string, string, string][] = [
    ['c01', 'type', ' interpretation ', 'interpretation'],
    ['c02', 'text', 'Arvania has two harbours.\u00A0', 'Arvania has two harbours.'],
    ['c10', 'presupposed', 'TRUE', 'true'],
    ['c09', 'members.complete', 'False', 'false'],
    ['c07', 'period', "'2022", '2022'],
    ['c20', 'subject', '“Fennmark”', 'Fennmark'],
    ['c01', 'form', '"headline"', 'headline'],
  ];

  it.each(readings)('%s %s as %j', async (claim, column, value, read) => {
    const { diagnostics, text } = await found(changed({ [claim]: { [column]: value } }));
    expect(placesOf(diagnostics)).toEqual([`W-CELL-READ ${cellOf(claim, column)}`]);
    expect(diagnostics[0]?.message).toContain(`"${read}" is read here`);
    expect(text).toBe((await imported(CSV)).text);
  });

  it('quotation marks round a text of the source stay, with a warning', async () => {
    const { diagnostics, text } = await found(changed({ c03: { quote: '“We greet any ship”' } }));
    expect(placesOf(diagnostics)).toEqual([`W-CELL-QUOTES ${cellOf('c03', 'quote')}`]);
    expect(text).toContain("quote: '“We greet any ship”'");
  });

  it('blanks round the bars of a list are no part of it', async () => {
    const { diagnostics, text } = await found(changed({ c05: { claimant: 'Mira Tolan|jon-abel |' } }));
    expect(diagnostics).toEqual([]);
    expect(text).toContain('claimant: [Mira Tolan, jon-abel]');
  });
});

describe('columns', () => {
  const head = ROWS.findIndex(([first]) => first === '[claims]') + 1;
  const renamed = (from: string, to: string) =>
    ROWS.map((row, index) => (index === head ? row.map((cell) => (cell === from ? to : cell)) : row));

  it('with an unknown name are told once, with the nearest name', async () => {
    const { diagnostics } = await found(renamed('topics', 'topcis'));
    expect(placesOf(diagnostics).filter((place) => !place.startsWith('E-COLUMN-MISSING'))).toEqual([
      `E-COLUMN-UNKNOWN claims.csv:${head + 1}:E`,
    ]);
    expect(diagnostics.find(({ code }) => code === 'E-COLUMN-UNKNOWN')?.suggestion).toBe('topics');
    expect(diagnostics.length).toBeLessThanOrEqual(2);
  });

  it('that people name by another word are understood', async () => {
    const { diagnostics } = await found(renamed('claimant', 'speaker'));
    expect(diagnostics.find(({ code }) => code === 'E-COLUMN-UNKNOWN')?.suggestion).toBe('claimant');
  });

  it('that are needed are missed once, not in every row', async () => {
    const { diagnostics } = await found(
      ROWS.map((row, index) => (index >= head ? row.filter((_, at) => at !== 3) : row)),
    );
    expect(placesOf(diagnostics)).toEqual([`E-COLUMN-MISSING claims.csv:${head + 1}:A`]);
    expect(diagnostics[0]?.message).toContain('no column type');
  });

  it('with one name twice, or one thing said as a whole and in parts, are refused', async () => {
    const twice = renamed('note', 'status');
    expect(placesOf((await found(twice)).diagnostics)).toEqual([
      `E-COLUMN-TWICE claims.csv:${head + 1}:${lettersOf(48)}`,
    ]);
    const parts = changed({ record: { 'names.Fennmark': 'orla-fennmark' } });
    const whole = parts.flatMap((row) =>
      row[0] === 'names.Fennmark' ? [['names', 'Abel: jon-abel'], row] : [row],
    );
    expect((await found(whole)).diagnostics.map(({ code }) => code)).toContain('E-COLUMN-TWICE');
  });

  it('without a name have no cells, which is told once a column', async () => {
    const rows = ROWS.map((row) => (['c04', 'c07'].includes(row[0] ?? '') ? [...row, 'to be checked'] : row));
    const { diagnostics } = await found(rows);
    expect(placesOf(diagnostics)).toEqual([
      `E-CELL-STRAY ${cellOf('c04', 'note').replace(/[A-Z]+$/, lettersOf(49))}`,
    ]);
  });

  it('may stand in any order', async () => {
    const claims = ROWS.map((row, index) => (index >= head ? [...row].reverse() : row));
    const { text, diagnostics } = await found(claims);
    expect(diagnostics).toEqual([]);
    expect(text).toBe((await imported(CSV)).text);
  });
});

describe('files', () => {
  const one = async (content: string | Uint8Array, name?: string) => {
    const { diagnostics, written } = await imported(content, name);
    expect(written).toBeNull();
    return placesOf(diagnostics)[0];
  };

  it('in other character sets are refused with the row', async () => {
    expect(await one(Buffer.from(CSV, 'latin1'))).toBe(
      `E-IMPORT-ENCODING ${cellOf('c18', 'id')}`.replace(
        /\d+:A$/,
        `${CSV.slice(0, CSV.indexOf('Île')).split('\n').length}:A`,
      ),
    );
    expect(await one(Buffer.from(`\uFEFF${CSV}`, 'utf16le'))).toBe('E-IMPORT-ENCODING claims.csv:1:A');
  });

  it('that are no spreadsheets are refused', async () => {
    expect(await one(Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'claims.xls')).toBe(
      'E-IMPORT-FORMAT claims.xls:1:A',
    );
    expect(await one(Buffer.from('PK\u0003\u0004 and no more'), 'a.xlsx')).toBe('E-IMPORT-FORMAT a.xlsx:1:A');
    const broken = handmadeXlsx({ claims: '<sheetData><row>' });
    expect(await one(broken, 'a.xlsx')).toBe('E-IMPORT-FORMAT a.xlsx:1:A');
    expect(await one('')).toBe('E-SHEET claims.csv:1:A');
  });

  it('with a quotation mark out of place are refused at its row', async () => {
    const row = ROWS.findIndex(([id]) => id === 'c17') + 1;
    expect(await one(CSV.replace('c17,', 'c17,"'))).toMatch(/^E-CSV-QUOTES/);
    expect(await one(CSV.replace('c17,', 'c17,a "b",'))).toBe(`E-CSV-QUOTES claims.csv:${row}:A`);
  });

  it('without the tables that are needed say so', async () => {
    const { diagnostics } = await imported(
      'id,at,text,type,topics\nc01,p1.s1,Arvania has two harbours.,fact,trade\n',
    );
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'E-SHEET there is no table record',
    ]);
    const misnamed = await imported(
      xlsxOf(
        new Map([
          ['claim', [['id']]],
          ['record', [['id', 'x']]],
        ]),
      ),
      'a.xlsx',
    );
    expect(misnamed.diagnostics.map(({ code, suggestion }) => `${code} ${suggestion}`)).toEqual(
      expect.arrayContaining(['W-SHEET-IGNORED claims', 'E-SHEET undefined']),
    );
    const twice = await imported(`${CSV}[claims]\nid\n`);
    expect(placesOf(twice.diagnostics)).toEqual([`E-SHEET claims.csv:${ROWS.length + 1}:A`]);
  });
});

describe('a workbook', () => {
  /** Each cell of the sheet record and of one claim, in the notation of Excel. */
  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="[$-407]d/\\ mmm\\ yyyy"/><numFmt numFmtId="165" formatCode="#,##0.00 &quot;days&quot;"/><numFmt numFmtId="166" formatCode="mmm\\ yy"/></numFmts>' +
    '<fonts><font/><font><strike/></font></fonts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="165"/><xf numFmtId="49"/><xf numFmtId="16"/><xf numFmtId="166"/><xf numFmtId="0" fontId="1"/></cellXfs>';
  const inline = (address: string, text: string) =>
    `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const record = [...(sheetsOf(ROWS).get('record') ?? [])]
    .map(
      ([key = '', value = ''], index) =>
        `<row>${inline(`A${index + 1}`, key)}${inline(`B${index + 1}`, value.replaceAll('&', '&amp;'))}</row>`,
    )
    .join('');
  const entities = [...(sheetsOf(ROWS).get('entities') ?? [])];
  const rowsXml = (rows: string[][]) =>
    rows
      .map(
        (row, at) =>
          `<row>${row.map((text, index) => inline(`${lettersOf(index + 1)}${at + 1}`, text)).join('')}</row>`,
      )
      .join('');
  const columns = [
    'id',
    'at',
    'text',
    'type',
    'topics',
    'period',
    'presupposed',
    'quantities.1.value',
    'quantities.1.comparator',
    'quantities.1.unit',
    'note',
  ];
  const claim = (cells: Record<string, string>, more = '', rowsOfRecord = record) => {
    const base: Record<string, string> = {
      id: inline('A2', 'c01'),
      at: inline('B2', 'p1.s1'),
      text: inline('C2', 'Arvania has two harbours.'),
      type: inline('D2', 'fact'),
      topics: inline('E2', 'trade'),
    };
    const all = { ...base, ...cells };
    const texts = columns.map((name, index) => inline(`${lettersOf(index + 1)}1`, name)).join('');
    const body = columns.map((name) => all[name] ?? '').join('');
    return handmadeXlsx(
      {
        record: `<sheetData>${rowsOfRecord}</sheetData>`,
        entities: `<sheetData>${rowsXml(entities)}</sheetData>`,
        events: `<sheetData>${rowsXml(sheetsOf(ROWS).get('events') ?? [])}</sheetData>`,
        Claims: `<sheetData><row r="1">${texts}</row><row r="2">${body}</row></sheetData>${more}`,
      },
      {
        styles,
        texts: [
          '<r><t>Written in </t></r><r><t xml:space="preserve">two _x000a_runs</t></r><rPh><t>reading</t></rPh>',
        ],
      },
    );
  };
  const headRow = `<row r="1">${columns.map((name, index) => inline(`${lettersOf(index + 1)}1`, name)).join('')}</row>`;
  const bodyRow = ['c01', 'p1.s1', 'Arvania has two harbours.', 'fact', 'trade']
    .map((text, index) => inline(`${lettersOf(index + 1)}2`, text))
    .join('');
  /** The workbook with a sheet of claims of one's own. */
  const sheetWith = (xml: string): Uint8Array => {
    const files = unzipSync(claim({}));
    const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
    return zipSync({ ...files, 'xl/worksheets/s3.xml': strToU8(`<worksheet ${main}>${xml}</worksheet>`) });
  };
  const quantity = {
    'quantities.1.comparator': inline('I2', 'exactly'),
    'quantities.1.unit': inline('J2', 'ships'),
  };
  const result = async (cells: Record<string, string>, more?: string) =>
    imported(claim(cells, more), 'a.xlsx');

  it('is read as it is when all cells are texts', async () => {
    const { diagnostics, text } = await result({ note: '<c r="K2" t="s"><v>0</v></c>' });
    expect(diagnostics).toEqual([]);
    expect(text).toContain('note: |-\n      Written in two \n      runs\n');
  });

  it.each([
    [
      'the first of a month, which may have been typed as a month',
      { period: '<c r="F2" s="2"><v>44378</v></c>' },
      'E-CELL-DATE a.xlsx!Claims!F2',
    ],
    [
      'a day without the year that was typed',
      { period: '<c r="F2" s="6"><v>44383</v></c>' },
      'E-CELL-DATE a.xlsx!Claims!F2',
    ],
    [
      'a date that shows no day',
      { period: '<c r="F2" s="7"><v>44383</v></c>' },
      'E-CELL-DATE a.xlsx!Claims!F2',
    ],
    [
      'a number of days in a cell that is no date',
      { period: '<c r="F2"><v>44383</v></c>' },
      'E-CELL-DATE a.xlsx!Claims!F2',
    ],
    [
      'a date where none belongs',
      { note: '<c r="K2" s="1"><v>44383</v></c>' },
      'E-CELL-DATE a.xlsx!Claims!K2',
    ],
    [
      'a number where zeros may be lost',
      { note: '<c r="K2"><v>42</v></c>' },
      'E-CELL-TYPED a.xlsx!Claims!K2',
    ],
    [
      'a truth value where none belongs',
      { note: '<c r="K2" t="b"><v>1</v></c>' },
      'E-CELL-TYPED a.xlsx!Claims!K2',
    ],
    [
      'a percentage',
      { ...quantity, 'quantities.1.value': '<c r="H2" s="3"><v>0.07</v></c>' },
      'E-CELL-TYPED a.xlsx!Claims!H2',
    ],
    ['an error', { note: '<c r="K2" t="e"><v>#NAME?</v></c>' }, 'E-CELL-ERROR a.xlsx!Claims!K2'],
    [
      'a formula without a result',
      { note: '<c r="K2"><f>A1</f><v></v></c>' },
      'E-CELL-ERROR a.xlsx!Claims!K2',
    ],
  ])('with %s is refused at the cell', async (_, cells, place) => {
    const { diagnostics, written } = await result(cells);
    expect(written).toBeNull();
    expect(placesOf(diagnostics)).toEqual([place]);
  });

  it.each([
    ['the year as a number', { period: '<c r="F2"><v>2021</v></c>' }, "period: '2021'"],
    [
      'a number as its digits',
      { ...quantity, 'quantities.1.value': '<c r="H2" s="4"><v>7.0000000000000007E-2</v></c>' },
      '{value: 0.07,',
    ],
    [
      'a large number without an exponent',
      { ...quantity, 'quantities.1.value': '<c r="H2"><v>1.5E+9</v></c>' },
      '{value: 1500000000,',
    ],
  ])('gives %s', async (_, cells, written) => {
    const { diagnostics, text } = await result(cells);
    expect(diagnostics).toEqual([]);
    expect(text).toContain(written);
  });

  it.each([
    [
      'a date in a style of its own',
      { period: '<c r="F2" s="2"><v>44383</v></c>' },
      'F2',
      "period: '2021-07-06'",
    ],
    [
      'a date in the style of the country, with a time',
      { period: '<c r="F2" s="1"><v>44383.5</v></c>' },
      'F2',
      "period: '2021-07-06'",
    ],
    [
      'a date written out',
      { period: '<c r="F2" t="d"><v>2021-07-06T00:00:00</v></c>' },
      'F2',
      "period: '2021-07-06'",
    ],
    ['a truth value', { presupposed: '<c r="G2" t="b"><v>0</v></c>' }, 'G2', 'presupposed: false'],
    ['the result of a formula', { note: '<c r="K2" t="str"><f>A1</f><v>said</v></c>' }, 'K2', 'note: said'],
  ])('gives %s and says what was read', async (_, cells, cell, written) => {
    const { diagnostics, text } = await result(cells);
    expect(placesOf(diagnostics)).toEqual([`W-CELL-READ a.xlsx!Claims!${cell}`]);
    expect(text).toContain(written);
  });

  it.each(['coding.coded', 'source.copies.1.accessed'])(
    'gives the first of a month as %s, where nobody would type a month',
    async (name) => {
      const inRecord = sheetsOf(ROWS).get('record') ?? [];
      const at = inRecord.findIndex(([key]) => key === name) + 1 || inRecord.length + 1;
      const cell = `<c r="B${at}" s="1"><v>46357</v></c>`;
      const row = `<row>${inline(`A${at}`, name)}${cell}</row>`;
      const rows =
        at > inRecord.length ? record + row : record.replace(new RegExp(`<row><c r="A${at}".*?</row>`), row);
      const { diagnostics, text } = await imported(claim({}, '', rows), 'a.xlsx');
      expect(placesOf(diagnostics)).toEqual([`W-CELL-READ a.xlsx!record!B${at}`]);
      expect(diagnostics[0]?.message).toContain('"2026-12-01" is read here');
      expect(text).toContain(`${name.split('.').at(-1)}: '2026-12-01'`);
    },
  );

  it('with joined cells is refused', async () => {
    const { diagnostics } = await result({}, '<mergeCells><mergeCell ref="E2:E4"/></mergeCells>');
    expect(placesOf(diagnostics)).toEqual(['E-CELL-MERGED a.xlsx!Claims!E2']);
  });

  it.each([
    ['of a month, Sep-21', '7', '44440', '2021-09 for the month, or XXXX-09-21 for the day'],
    ['of a day, 21-Sep', '6', '46286', '2021-09 for the month, or XXXX-09-21 for the day'],
    ['of a month whose year is no day, Sep-85', '7', '31291', '1985-09 for the month.'],
  ])(
    'with a date that shows less, %s, is asked which of the two is meant',
    async (_, style, serial, asked) => {
      const { diagnostics, written } = await result({
        period: `<c r="F2" s="${style}"><v>${serial}</v></c>`,
      });
      expect(written).toBeNull();
      expect(placesOf(diagnostics)).toEqual(['E-CELL-DATE a.xlsx!Claims!F2']);
      expect(diagnostics[0]?.suggestion).toBeUndefined();
      expect(diagnostics[0]?.fix).toContain(asked);
    },
  );

  describe('with something struck out or hidden', () => {
    const struck = '<r><rPr><strike/></rPr><t>No </t></r>';
    const run = (text: string): string => `<r><rPr><b/></rPr><t>${text}</t></r>`;
    const off = '<r><rPr><strike val="0"/></rPr><t>Ships sail.</t></r>';

    it.each([
      ['a cell by its style', { text: inline('C2', 'Ships sail.').replace('r=', 's="8" r=') }, 'the cell is'],
      [
        'all runs of a text',
        { text: `<c r="C2" t="inlineStr"><is>${struck.replace('No ', 'No.')}</is></c>` },
        'the cell is',
      ],
      [
        'one run',
        { text: `<c r="C2" t="inlineStr"><is>${struck}${run('Ships sail.')}</is></c>` },
        'a part of',
      ],
      [
        'a run without a style of its own in a cell that is struck out',
        { text: `<c r="C2" s="8" t="inlineStr"><is><r><t>No </t></r>${run('Ships sail.')}</is></c>` },
        'a part of',
      ],
      ['a number', { ...quantity, 'quantities.1.value': '<c r="H2" s="8"><v>7</v></c>' }, 'the cell is'],
    ])('tells %s, at the cell, and writes nothing', async (_, cells, message) => {
      const { diagnostics, written } = await result(cells);
      expect(written).toBeNull();
      const [place] = Object.keys(cells).includes('text') ? ['C2'] : ['H2'];
      expect(placesOf(diagnostics)).toEqual([`E-CELL-STRUCK a.xlsx!Claims!${place}`]);
      expect(diagnostics[0]?.message).toContain(message);
    });

    it('does not take a text for struck out whose line was taken off', async () => {
      const { diagnostics } = await result({ text: `<c r="C2" s="8" t="inlineStr"><is>${off}</is></c>` });
      expect(diagnostics).toEqual([]);
    });

    it('tells a struck row once', async () => {
      const rows = Object.entries({ id: 'c01', at: 'p1.s1', text: 'A.', type: 'fact', topics: 'trade' });
      const cells = rows.map(([, text], index) =>
        inline(`${lettersOf(index + 1)}2`, text).replace('r=', 's="8" r='),
      );
      const named = Object.fromEntries(rows.map(([name], index) => [name, cells[index] ?? '']));
      const { diagnostics, written } = await result(named);
      expect(written).toBeNull();
      expect(diagnostics.map(({ message }) => message)).toEqual(['row 2 is struck out']);
    });

    it.each([
      ['a row', (xml: string) => xml.replace('<row r="2">', '<row r="2" hidden="1">'), 'A2', 'row 2 is'],
      [
        'a row without height',
        (xml: string) => xml.replace('<row r="2">', '<row r="2" ht="0">'),
        'A2',
        'row 2 is',
      ],
      [
        'neighbouring columns',
        (xml: string) =>
          `<cols><col min="3" max="4" hidden="true"/><col min="6" max="9" hidden="1"/></cols>${xml}`,
        'C1',
        'columns C to D are',
      ],
    ])('reads %s that is hidden, and says so', async (_, change, cell, message) => {
      const whole = `<sheetData>${headRow}<row r="2">${bodyRow}</row></sheetData>`;
      const { diagnostics, written } = await imported(sheetWith(change(whole)), 'a.xlsx');
      expect(written).not.toBeNull();
      expect(placesOf(diagnostics)).toEqual([`W-CELL-HIDDEN a.xlsx!Claims!${cell}`]);
      expect(diagnostics[0]?.message).toContain(message);
    });
  });

  describe('that is damaged', () => {
    const damaged = async (bytes: Uint8Array): Promise<string> => {
      const { diagnostics, written } = await imported(bytes, 'a.xlsx');
      expect(written).toBeNull();
      expect(placesOf(diagnostics)).toEqual(['E-IMPORT-FORMAT a.xlsx:1:A']);
      return diagnostics[0]?.message ?? '';
    };

    it('is refused whichever byte of a part is another one', async () => {
      const whole = zipSync({ ...unzipSync(claim({})) }, { level: 0 });
      const at = Buffer.from(whole).indexOf('Arvania has two');
      for (const place of [at, at + 5, at + 14]) {
        const bytes = whole.slice();
        bytes[place] = (bytes[place] ?? 0) ^ 1;
        expect(await damaged(bytes)).toMatch(/its part xl\/worksheets\/s\d\.xml is damaged/);
      }
    });

    it('is refused when its end is missing', async () => {
      await damaged(claim({}).slice(0, -30));
    });

    it.each([
      ['that refers to a text beyond the list', '<c r="K2" t="s"><v>1</v></c>', 'K2 refers to text 1'],
      ['that is there twice', `${inline('K2', 'one')}${inline('K2', 'two')}`, 'K2 is there twice'],
      ['that stands in the row of another', inline('K7', 'one'), 'K7 stands in row 2'],
    ])('is refused with a cell %s', async (_, note, message) => {
      expect(await damaged(claim({ note }))).toContain(message);
    });
  });

  it('with 20,000 joined cells is told, and shows the first hundred', () => {
    const joined = Array.from({ length: 20_000 }, (_, index) => `<mergeCell ref="A2:B${index + 2}"/>`).join(
      '',
    );
    const xml = `<sheetData>${headRow}<row r="2">${bodyRow}</row></sheetData><mergeCells>${joined}</mergeCells>`;
    const { sheets } = readSheets('a.xlsx', Buffer.from(sheetWith(xml)), layout);
    const { tables } = findTables('a.xlsx', sheets);
    const { diagnostics } = assemble('a.xlsx', tables, layout);
    expect(diagnostics.filter(({ code }) => code === 'E-CELL-MERGED')).toHaveLength(20_000);
    const shown = renderCells(diagnostics, false);
    expect(shown.match(/^a\.xlsx/gm)).toHaveLength(100);
    expect(shown).toContain('and 19900 more: mend these first');
  });

  it('counts days as Excel does, from 1900 or 1904', () => {
    expect([dayOf(1), dayOf(59), dayOf(61), dayOf(44383), dayOf(42921, true)]).toEqual([
      '1900-01-01',
      '1900-02-28',
      '1900-03-01',
      '2021-07-06',
      '2021-07-06',
    ]);
  });
});

it('names columns as spreadsheets do', () => {
  expect([1, 26, 27, 52, 703].map(lettersOf)).toEqual(['A', 'Z', 'AA', 'AZ', 'AAA']);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 16384 }),
      (column) => placeOf(`${lettersOf(column)}7`).column === column,
    ),
  );
});

describe('the template', () => {
  it.each(['claims.csv', 'claims.xlsx'])(
    '%s, left as it is, says what is missing, each at its cell',
    async (name) => {
      const { diagnostics, written } = await imported(templateFile(name, model) as Uint8Array, name);
      expect(written).toBeNull();
      expect([...new Set(diagnostics.map(({ code }) => code))]).toEqual(['E-CELL-EMPTY']);
      expect(diagnostics.map(({ message }) => message)).toEqual(
        [
          ...[
            'id',
            'coding.coder',
            'coding.coded',
            'coding.mode',
            'coding.basis',
            'source.title',
            'source.kind',
            'source.language',
          ],
          ...['source.copies.1.id', 'source.copies.1.kind', 'source.copies.1.seen'],
          'the table claims has no claim',
        ].map((name) => (name.startsWith('the') ? name : `${name} is empty`)),
      );
      expect(new Set(diagnostics.map(({ cell }) => cell)).size).toBe(diagnostics.length);
    },
  );

  it('has a column for every key of a claim, explained, and says which are needed', () => {
    const claims = templateTables(model).find(({ name }) => name === 'claims')?.columns ?? [];
    const keys = Object.keys(
      (model.schemas.record.definitions as Record<string, { properties: object }>).claim?.properties ?? {},
    );
    expect([...new Set(claims.map(({ field }) => field.path[0]))]).toEqual(keys);
    expect(claims.filter(({ help }) => help.length < 10)).toEqual([]);
    expect(claims.filter(({ needed }) => needed === 'always').map(({ field }) => field.name)).toEqual([
      'id',
      'at',
      'text',
      'type',
      'topics',
    ]);
  });

  it('is the same to the byte each time, in any time zone', () => {
    const before = process.env.TZ;
    const bytes = ['Pacific/Kiritimati', 'America/New_York'].map((zone) => {
      process.env.TZ = zone;
      return Buffer.from(templateFile('a.xlsx', model) as Uint8Array).toString('base64');
    });
    process.env.TZ = before;
    expect(bytes[0]).toBe(bytes[1]);
  });

  it('leaves nothing where there is no room for it, and is written when there is', async () => {
    const target = join(folder, 'new-folder', 'claims.csv');
    const { createFile } = await import('../../pipeline/contribute/write-file.ts');
    // A name that no disk takes fails while the file is being written.
    await expect(createFile(`${target}${'x'.repeat(300)}`, 'a')).rejects.toThrow();
    expect(await readdir(join(folder, 'new-folder'))).toEqual([]);
    await createFile(target, 'a');
    await expect(createFile(target, 'b')).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await readFile(target, 'utf8')).toBe('a');
    expect(await readdir(join(folder, 'new-folder'))).toEqual(['claims.csv']);
  });

  it('is written on demand, and never over a file', async () => {
    const file = join(folder, 'new.xlsx');
    expect((await runCli(['template', file])).code).toBe(0);
    expect((await readFile(file)).equals(Buffer.from(templateFile(file, model) as Uint8Array))).toBe(true);
    await writeFile(file, 'mine');
    expect(await runCli(['template', file])).toMatchObject({ code: 2 });
    expect(await readFile(file, 'utf8')).toBe('mine');
    expect(await runCli(['template', join(folder, 'new.ods')])).toMatchObject({ code: 2 });
  });
});

describe('the command', () => {
  it('without a file, or with one that is not there, says so in one sentence', async () => {
    for (const args of [['import'], ['import', ''], ['import', 'nowhere.csv']]) {
      const { code, stderr } = await runCli(args);
      expect(code).toBe(2);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
  });

  it('prints the addresses for programs, too', async () => {
    await writeFile(join(folder, 'claims.csv'), csvOf(changed({ c02: { type: 'fcat' } })));
    const { code, stdout } = await runCli([
      'import',
      join(folder, 'claims.csv'),
      '--root',
      project.root,
      '--format',
      'json',
    ]);
    expect(code).toBe(1);
    const [first] = JSON.parse(stdout) as CellDiagnostic[];
    expect(first).toMatchObject({ code: 'E-CODE-UNKNOWN', column: 4, suggestion: 'fact' });
    expect(first?.cell).toMatch(/claims\.csv:\d+:D$/);
  });

  it('explains how to fill the spreadsheet in', async () => {
    const { stdout } = await runCli(['import', '--help']);
    expect(stdout).toContain('separated by a bar');
  });
});

/** What no record may hold (ingest has tests of its own for it); tabs and marks of direction may stand in a text. */
const HIDDEN = new RegExp(`(?![\\t\u061C\u200E\u200F])(?:${ODD_CHARACTER.source})`);
/** Texts that a cell can hold as they are: no blanks at the ends, nothing hidden, no word that stands for an error. */
const cellText = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  // In the form in which it is read: the Greek question mark, for one, comes out as a semicolon.
  .map((text) => text.normalize('NFC').replaceAll('\uFFFD', '').replaceAll('\r', '').trim())
  .filter((text) => text !== '' && !/^(#|Err:)/.test(text) && !/\p{Cs}/u.test(text) && !HIDDEN.test(text));
/** Names do not hold what separates them, and no quotation marks round them. */
const name = cellText
  .map((text) => text.replace(/[|;；、，／:\n'"’‘‚“”„«»]/g, '').trim())
  .filter((text) => text !== '' && text !== 'authors' && !/^\d+$/.test(text));
const oneLine = cellText.map((text) => text.replaceAll('|', '').trim()).filter((text) => text !== '');

/** A random value for a place of the schema, as an author could write it. */
function randomValue(fieldName: string): fc.Arbitrary<unknown> {
  const field = fieldsOf(layout.claims, () => 3).find((one) => one.name === fieldName);
  if (field === undefined) throw new Error(fieldName);
  const codes = (field.node.enum as string[] | undefined) ?? [];
  const isText = field.node.type === 'boolean';
  const single: fc.Arbitrary<string> = isText
    ? fc.constantFrom('true', 'false')
    : codes.length > 0
      ? fc.constantFrom(...codes)
      : /value/.test(fieldName)
        ? fc.constantFrom('0', '-7', '0.50', '1200')
        : ['text', 'quote', 'note'].includes(fieldName)
          ? cellText
          : /cue|unit|dimension|from$|to$/.test(fieldName)
            ? oneLine
            : name;
  switch (field.form) {
    case 'value':
      return single;
    case 'map':
      return fc.dictionary(name, single, { minKeys: 1, maxKeys: 3 });
    case 'relations':
      return fc.array(
        fc.record(
          {
            type: fc.constantFrom('supports', 'corrects'),
            to: fc.constantFrom('c01', 'other/c12'),
            by: fc.constantFrom('source', 'annotator'),
          },
          { requiredKeys: ['type', 'to'] },
        ),
        { minLength: 1, maxLength: 3 },
      );
    default:
      return fc.array(single, { minLength: 1, maxLength: 3 });
  }
}

const FIELDS = fieldsOf(layout.claims, (key) => (key === 'quantities' ? 3 : 0));
const randomCells = fc
  .uniqueArray(fc.nat(FIELDS.length - 1), { minLength: 1, maxLength: 20 })
  .chain((picked) =>
    fc.tuple(
      ...picked.map((index) => randomValue(FIELDS[index]!.name).map((value) => [index, value] as const)),
    ),
  );

describe('random claims', () => {
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

  it('written into the cells of a template and read again say the same, in every kind of file', () => {
    const kind = fc.constantFrom(',', ';', '\t', 'xlsx');
    fc.assert(
      fc.property(fc.array(randomCells, { minLength: 1, maxLength: 3 }), kind, (claims, delimiter) => {
        const head = FIELDS.map((field) => field.name);
        const rows = claims.map((cells) =>
          FIELDS.map((_, index) => {
            const found = cells.find(([at]) => at === index);
            return found === undefined ? '' : cellTextOf(found[1]);
          }),
        );
        const bytes =
          delimiter === 'xlsx'
            ? xlsxOf(new Map([['claims', [head, ...rows]]]))
            : Buffer.from(csvOf([['[claims]'], head, ...rows], delimiter));
        const { sheets } = readSheets('a', Buffer.from(bytes), layout);
        const { value, diagnostics } = assemble('a', findTables('a', sheets).tables, layout);
        expect(diagnostics.filter(({ code }) => code !== 'W-CELL-QUOTES')).toEqual([]);
        const expected = claims.map((cells) => {
          const claim: Record<string, unknown> = {};
          for (const [index, item] of [...cells].sort(([a], [b]) => a - b))
            put(claim, FIELDS[index]!.path, item);
          return claim;
        });
        expect(plain(value)).toEqual({ claims: expected.map(dense) });
        const { value: file } = parseYaml('r.yaml', Buffer.from(recordYaml(value, model)));
        expect(plain(file.value)).toEqual(plain(value));
      }),
      { numRuns: tries(300) },
    );
  });

  it('typed in a spreadsheet or in YAML are one record after all', async () => {
    const record = load(TYPED, { schema: FAILSAFE_SCHEMA }) as AuthoredMap;
    const { text } = await imported(CSV);
    expect(load(text ?? '', { schema: FAILSAFE_SCHEMA })).toEqual(record);
  });
});

/** Sets a value at a path of keys and indexes. */
function put(target: Record<string, unknown>, path: readonly (string | number)[], value: unknown): void {
  let holder = target as Record<string | number, unknown>;
  for (const [depth, step] of path.slice(0, -1).entries()) {
    holder[step] ??= typeof path[depth + 1] === 'number' ? [] : {};
    holder = holder[step] as typeof holder;
  }
  holder[path.at(-1) as string] = value;
}

/** Without the gaps of lists in which an item was left out. */
function dense(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== undefined).map(dense);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, dense(item)]));
}

describe('the catalog of import (catalog/import.yaml)', () => {
  const own = [...loadCatalog().values()];
  const here = load(CATALOG, { schema: FAILSAFE_SCHEMA }) as {
    code: string;
    before: string;
    after: string;
  }[];
  const isTable = (text: string): boolean => /^(\[|# |id,|Notes)/.test(text);

  it('has no code that no test here goes through', () => {
    expect(own.length).toBeGreaterThan(here.length);
    expect(here.map(({ code }) => code).filter((code) => !TESTS.includes(code))).toEqual([]);
  });

  it.each(here.filter(({ before }) => isTable(before)).map((entry) => [entry.code, entry] as const))(
    'shows for %s a table with this fault, and one without',
    async (code, { before, after }) => {
      if (code === 'E-RECORD-EXISTS') await project.put(RECORD, TYPED);
      const head = csvOf(
        ROWS.slice(
          0,
          ROWS.findIndex(([first]) => first === '[claims]'),
        ),
      );
      const rest = '[claims]\nid,at,text,type,topics\nc01,p1.s1,Arvania has two harbours.,fact,trade\n';
      const whole = (part: string): string =>
        part.startsWith('[record]')
          ? head.replace(/^id,.*$/m, part.split('\n')[1] ?? '') + rest
          : part.startsWith('id,')
            ? `${head}[claims]\n${part}`
            : part.replace('[claim', `${head}[claim`);
      const faulty = await imported(whole(before));
      const mended = await imported(whole(after));
      if (code === 'E-RECORD-EXISTS') await rm(join(project.root, RECORD));
      expect(faulty.diagnostics.map((one) => one.code)).toContain(code);
      expect(hasErrors(faulty.diagnostics)).toBe(code.startsWith('E-'));
      expect(mended.diagnostics.filter((one) => one.code === code)).toEqual([]);
      // The record that is there has the entities of the new one, too.
      if (code !== 'E-RECORD-EXISTS') expect(mended.written).not.toBeNull();
    },
  );
});
