import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { Deflate, unzipSync, ZipPassThrough } from 'fflate';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Diagnostic } from '../../pipeline/diagnostics/diagnostic.ts';
import { loadCatalog } from '../../pipeline/diagnostics/load.ts';
import { loadModel } from '../../pipeline/model/load.ts';
import { type Column, type Row, tableNamed } from '../../pipeline/model/tables.ts';
import { citationLine } from '../../pipeline/write/cite.ts';
import type { KeptParts } from '../../pipeline/write/formats/format.ts';
import { lettersOf } from '../../pipeline/write/formats/xlsx/file/address.ts';
import {
  cutToCell,
  MOST_ROWS,
  MOST_UNITS,
  SheetTooLarge,
} from '../../pipeline/write/formats/xlsx/file/limits.ts';
import { Part, pieceOf } from '../../pipeline/write/formats/xlsx/file/part.ts';
import { STYLE } from '../../pipeline/write/formats/xlsx/file/styles.ts';
import { startWorkbook, workbook } from '../../pipeline/write/formats/xlsx/file/workbook.ts';
import { writeWorkbook } from '../../pipeline/write/formats/xlsx/write.ts';
import { filesOf } from '../support/built.ts';
import { datasetFolder, rowsOfTexts } from '../support/dataset-folder.ts';
import { REPOSITORY } from '../support/project.ts';
import { readXlsx, TABS, type XlsxSheet } from '../support/readers/xlsx.ts';
import { NASTY_TEXTS } from '../support/texts/nasty.ts';
import { tries } from '../support/vitest/soak.ts';

const model = await loadModel(REPOSITORY);
const IDENTITY = { version: '1.2.3', title: 'Foreign-Policy Claims', description: 'Who said what.' };
const COUNTS = { records: 2, claims: 7, reported_claims: 3, entities: 5, events: 1 };
const SHEETS = Object.entries(TABS);

/** The columns of a tab: those of its table; beside the date of a claim, which is text, stands the day. */
function columnsOf(name: string): (Column & { of?: string })[] {
  return tableNamed(model.tables, TABS[name]!).columns.flatMap((column) =>
    name === 'claims' && column.name === 'date'
      ? [column, { ...column, name: 'day', type: 'date' as const, of: 'date' }]
      : [column],
  );
}

const leftovers: (() => Promise<void>)[] = [];
afterEach(() => Promise.all(leftovers.splice(0).map((remove) => remove())));

/** Writes the workbook of a dataset with these rows. */
async function written(
  rows: Readonly<Record<string, readonly Row[]>>,
  kept?: KeptParts,
): Promise<Uint8Array> {
  const dataset = await datasetFolder(model, rows);
  leftovers.push(dataset.remove);
  const warned: Diagnostic[] = [];
  const context = {
    folder: dataset.folder,
    model,
    identity: IDENTITY,
    counts: COUNTS,
    warn: (one: Diagnostic) => warned.push(one),
    kept,
  };
  const [file] = await writeWorkbook(context);
  expect(warned).toEqual([]);
  expect(file).toMatchObject({ path: 'claims.xlsx', rows: null });
  return readFile(join(dataset.folder, 'claims.xlsx'));
}

const sheetNamed = (sheets: readonly XlsxSheet[], name: string): XlsxSheet =>
  sheets.find((sheet) => sheet.name === name)!;

/** The values of a sheet row by row; null for an empty cell. */
function valuesOf({ cells, columns }: XlsxSheet, first: number, rows: number): unknown[][] {
  return Array.from({ length: rows }, (_, row) =>
    columns.map((_, column) => cells.get(`${lettersOf(column + 1)}${first + row}`)?.value ?? null),
  );
}

/** What a reader must find: the values of the rows, lists joined. */
function expectedOf(name: string, rows: readonly Row[]): unknown[][] {
  return rows.map((row) =>
    columnsOf(name).map((column) => {
      const cell = row[column.of ?? column.name];
      if (column.of !== undefined) return isDay(String(cell)) ? cell : null;
      if (Array.isArray(cell)) return cell.join(' | ') || null;
      return cell === undefined || cell === '' ? null : cell;
    }),
  );
}

/** Whether a text is a day that spreadsheets can count. */
function isDay(text: string): boolean {
  return /^(19|20)\d\d-\d\d-\d\d$/.test(text) && text >= '1900-03-01';
}

/** All texts of the notes, with the number of the row. */
const linesOf = ({ cells }: XlsxSheet): string[] => [...cells.values()].map(({ value }) => String(value));

describe('the workbook', () => {
  it('opens with the claims, between a start and notes under coloured tabs', async () => {
    const sheets = readXlsx(await written({}));
    expect(sheets.map(({ name }) => name)).toEqual(['start', ...Object.keys(TABS), 'notes']);
    const having = (part: string): string[] =>
      sheets.filter(({ xml }) => xml.includes(part)).map(({ name }) => name);
    expect(having('<tabColor')).toEqual(['start', 'notes']);
    expect(having('tabSelected="1"')).toEqual(['claims']);
  });

  it('holds every value of its tables: texts as text, whole numbers, numbers, days and booleans as such', async () => {
    const rows = Object.fromEntries(
      SHEETS.map(([, table]) => [table, rowsOfTexts(model, table, NASTY_TEXTS)]),
    );
    const sheets = readXlsx(await written(rows));
    for (const [name, table] of SHEETS) {
      const sheet = sheetNamed(sheets, name);
      const columns = columnsOf(name);
      expect(valuesOf(sheet, 1, 1)[0]).toEqual(columns.map((column) => column.name));
      expect(valuesOf(sheet, 2, NASTY_TEXTS.length + 1)).toEqual([
        ...expectedOf(name, rows[table]!),
        columns.map(() => null),
      ]);
    }
  });

  it('sets every text to Text, also what is typed into an empty cell or below the last row', async () => {
    const sheets = readXlsx(await written({ entities: rowsOfTexts(model, 'entities', ['x']) }));
    for (const [name] of SHEETS) {
      const { columns, cells } = sheetNamed(sheets, name);
      expect(columns.map(({ isText }) => isText)).toEqual(
        columnsOf(name).map(({ type }) => type === 'string'),
      );
      const texts = [...cells.values()].filter(({ value }) => typeof value === 'string' && !isDay(value));
      expect(texts.filter(({ isText }) => !isText)).toEqual([]);
    }
  });

  it('keeps header and key in sight, filters the table, and lets no id be offered as a number', async () => {
    const sheets = readXlsx(await written({ claims: rowsOfTexts(model, 'claims', ['a', 'b']) }));
    const last = lettersOf(columnsOf('claims').length);
    const { xml } = sheetNamed(sheets, 'claims');
    expect(xml).toContain(
      '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>',
    );
    expect(xml).toContain(`<autoFilter ref="A1:${last}3"/>`);
    expect(xml).toMatch(/<ignoredError sqref="A1:[A-Z]+1048576" [^>]*numberStoredAsText="1"\/>/);
    expect(sheetNamed(sheets, 'codebook').xml).toContain('<pane xSplit="2" ySplit="1"');
    expect(sheetNamed(sheets, 'notes').xml).not.toContain('<autoFilter');
  });

  it('wraps what is to be read and gives its rows room, and shows headings in full', async () => {
    const long = 'A sentence about harbours that goes on. '.repeat(4);
    const claims = rowsOfTexts(model, 'claims', ['arvania/c01', 'arvania/c02']).map((row) => ({
      ...row,
      claim_text: long,
      source_url: `https://example.org/${'x'.repeat(200)}`,
    }));
    const { columns, xml } = sheetNamed(readXlsx(await written({ claims })), 'claims');
    const layout = new Map(columnsOf('claims').map(({ name }, index) => [name, columns[index]!]));
    expect(layout.get('claim_text')).toEqual({ isText: true, isWrapped: true, width: 46 });
    expect(layout.get('claim_id')!.width).toBeGreaterThan('arvania/c01'.length);
    expect(layout.get('source_url')).toMatchObject({ isWrapped: false, width: 26 });
    for (const [name, { width }] of layout) expect(width).toBeGreaterThan(name.length);
    expect(xml).toContain('<row r="2" ht="60">');
  });

  it('says what it is, how to cite and read it, and in its notes what every column holds', async () => {
    const sheets = readXlsx(await written({}));
    const notes = linesOf(sheetNamed(sheets, 'notes'));
    const all = [...linesOf(sheetNamed(sheets, 'start')), ...notes].join('\n');
    const citation = readFileSync(join(REPOSITORY, 'CITATION.cff'), 'utf8');
    expect(all).toContain(citationLine('1.2.3', null));
    expect(citation).toContain('license: CC-BY-4.0');
    expect(all).toContain('Creative Commons Attribution 4.0');
    expect(all).toContain('A claim is not a fact.');
    expect(all).toContain('Reading a mind is not quoting it');
    expect(all).toContain('Nothing was cut.');
    for (const [name] of SHEETS)
      for (const column of columnsOf(name)) {
        expect(notes).toContain(column.name);
        if (column.of === undefined) expect(notes).toContain(column.description);
      }
  });

  it('cuts what is too long for a cell and lists it: sheet, column, length and row', async () => {
    const whole = `${'a'.repeat(MOST_UNITS - 1)}🚢 and more`;
    const claims = [{ ...rowsOfTexts(model, 'claims', ['arvania/c01'])[0], note: whole }];
    const sheets = readXlsx(await written({ claims }));
    const values = [...sheetNamed(sheets, 'claims').cells.values()].map(({ value }) => value);
    expect(values).toContain('a'.repeat(MOST_UNITS - 1));
    const notes = sheetNamed(sheets, 'notes');
    expect(linesOf(notes).slice(-4)).toEqual(['claims', 'note', String(whole.length), 'arvania/c01']);
    expect(linesOf(notes).join('\n')).toContain(
      'One text is longer than the 32767 characters that a cell can hold.',
    );
  });

  it('is the same to the byte each time, at any hour and in any time zone', async () => {
    const zone = process.env.TZ;
    try {
      const all = [];
      for (const TZ of ['UTC', 'Pacific/Kiritimati', 'America/St_Johns']) {
        process.env.TZ = TZ;
        all.push(Buffer.from(await written({ claims: rowsOfTexts(model, 'claims', NASTY_TEXTS) })));
      }
      expect(all[1]!.equals(all[0]!) && all[2]!.equals(all[0]!)).toBe(true);
    } finally {
      process.env.TZ = zone;
    }
  });

  it('says its title and its contributors in its properties, and no program or time', async () => {
    const parts = unzipSync(await written({}));
    expect(Object.keys(parts).filter((path) => path.startsWith('docProps'))).toEqual(['docProps/core.xml']);
    const properties = new TextDecoder().decode(parts['docProps/core.xml']);
    expect(properties).toContain('<dc:title>Foreign-Policy Claims, version 1.2.3</dc:title>');
    expect(properties).toContain('<dc:creator>The Foreign-Policy Claims contributors</dc:creator>');
    expect(properties).not.toMatch(/created|modified|Application/);
  });

  it('says on its start how much there is, how to read and filter it, and what each tab holds', async () => {
    const lines = linesOf(sheetNamed(readXlsx(await written({})), 'start'));
    expect(lines).toContain(
      '7 claims from 2 works, 3 of them reported by an author rather than made by one.',
    );
    for (const word of ['what to filter', 'licence', 'how to cite']) expect(lines).toContain(word);
    for (const [name] of SHEETS) expect(lines.filter((line) => line.startsWith(`${name}: `))).toHaveLength(1);
  });

  it('shows what is to be read, and folds the other columns away', async () => {
    const { xml } = sheetNamed(readXlsx(await written({})), 'claims');
    const folded = [...xml.matchAll(/<col min="(\d+)"[^>]* hidden="1"/g)].map(([, number]) => Number(number));
    const names = columnsOf('claims').map(({ name }) => name);
    const open = names.filter((_, index) => !folded.includes(index + 1));
    expect(open).toEqual(names.slice(0, open.length));
    expect(open).toEqual(
      expect.arrayContaining(['claim_id', 'day', 'claimant_names', 'claim_text', 'stance']),
    );
    expect(folded.length).toBeGreaterThan(0);
  });

  it('makes links of the addresses of works and leaves other texts alone', async () => {
    const sources = rowsOfTexts(model, 'sources', ['https://example.org/a?b=1&c=2', 'no address']);
    const parts = unzipSync(await written({ sources }));
    const index = 1 + Object.keys(TABS).indexOf('sources') + 1;
    const links = new TextDecoder().decode(parts[`xl/worksheets/_rels/sheet${index}.xml.rels`]);
    expect([...links.matchAll(/Target="(.*?)"/g)].map(([, target]) => target)).toEqual([
      'https://example.org/a?b=1&amp;c=2',
    ]);
  });
});

describe('a text of any kind', () => {
  const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit }),
    fc.string({
      unit: fc.constantFrom('_', 'x', '0', '4', '1', 'D', '&', '<', '>', ' ', '\n', '\r', '\t', '\u0001'),
    }),
    fc.constantFrom(...NASTY_TEXTS),
  );

  it('comes back from a cell as it was, even what XML cannot hold', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), (texts) => {
        const columns = texts.map(() => ({ width: 10, style: STYLE.text }));
        const [sheet] = readXlsx(workbook([{ name: 's', columns, rows: [texts] }]));
        expect(valuesOf(sheet!, 1, 1)[0]).toEqual(texts.map((one) => (one === '' ? null : one)));
      }),
      { numRuns: tries(500) },
    );
  });

  it('is cut at the limit, never within a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 3 }), (end, less) => {
        const whole = 'x'.repeat(MOST_UNITS - less) + end;
        const cut = cutToCell(whole);
        expect(whole.startsWith(cut)).toBe(true);
        expect(cut.length).toBeGreaterThanOrEqual(Math.min(whole.length, MOST_UNITS - 1));
        expect(cut.length).toBeLessThanOrEqual(MOST_UNITS);
        expect(cut).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});

describe('a sheet', () => {
  it('is the same to the reader wherever its rows are parted', () => {
    const layout = { name: 's', columns: [{ width: 9, style: STYLE.text }] };
    const rows = Array.from({ length: 5000 }, (_, index) => [`c${index} 🚢`]);
    const chunks: Uint8Array[] = [];
    const book = startWorkbook(1, (bytes) => chunks.push(bytes));
    const sheet = book.startSheet(layout);
    for (const part of [rows.slice(0, 1), rows.slice(1, 1), rows.slice(1, 3000), rows.slice(3000)])
      sheet.add(part);
    sheet.end();
    book.end();
    expect(valuesOf(readXlsx(Buffer.concat(chunks))[0]!, 1, 5000)).toEqual(rows);
  });

  it('is refused with one row more than a sheet holds', () => {
    const sheet = startWorkbook(1, () => {}).startSheet({ name: 'claims', columns: [] });
    const rows = new Array(MOST_ROWS).fill([]);
    expect(() => sheet.add([...rows, []])).toThrow(SheetTooLarge);
  });
});

describe('a part of the archive', () => {
  it('is what its pieces were, with their length and their checksum', () => {
    const pieces = fc.array(
      fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.constant(new Uint8Array(100_000).fill(7))),
    );
    fc.assert(
      fc.property(pieces, (all) => {
        const whole = Buffer.concat(all);
        const chunks: Uint8Array[] = [];
        const part = new Part('x');
        part.ondata = (_, chunk) => chunks.push(chunk);
        for (const one of all) part.add(pieceOf(one, 4));
        part.end();
        expect(inflateRawSync(Buffer.concat(chunks)).equals(whole)).toBe(true);
        const copied = new ZipPassThrough('x');
        copied.ondata = () => undefined;
        copied.push(whole, true);
        expect({ size: part.size, crc: part.crc }).toEqual({ size: whole.length, crc: copied.crc });
      }),
    );
  });
});

describe('the workbook of the last build', () => {
  const claims = (changed: string): Row[] => {
    const texts = Array.from({ length: 300 }, (_, index) => (index === 200 ? changed : `claim ${index}`));
    return rowsOfTexts(model, 'claims', texts).map((row) => ({
      ...row,
      source_url: 'https://example.org/a',
    }));
  };
  const long = 'a'.repeat(MOST_UNITS + 1);

  it.each([
    ['a text', 'one that changed'],
    ['a text that is too long', long],
    ['a text that no cell can hold', 'a _x0041_ in it'],
  ])(
    'serves again where %s changed: the bytes are those of a workbook made from nothing',
    async (_, text) => {
      const values = new Map<string, object>();
      const latest = await datasetFolder(model, {});
      leftovers.push(latest.remove);
      const kept: KeptParts = {
        recall: <T>(name: string) => values.get(name) as T | undefined,
        remember: (name, value) => values.set(name, value),
        latest: latest.folder,
      };
      for (const changed of ['one', text, 'two', text]) {
        const made = Buffer.from(await written({ claims: claims(changed) }, kept));
        expect(made.equals(await written({ claims: claims(changed) }))).toBe(true);
        await writeFile(join(latest.folder, 'claims.xlsx'), made);
      }
      // Changed by hand, it serves for nothing.
      await writeFile(join(latest.folder, 'claims.xlsx'), 'x');
      const made = Buffer.from(await written({ claims: claims('one') }, kept));
      expect(made.equals(await written({ claims: claims('one') }))).toBe(true);
    },
  );

  it('is not compressed again where nothing changed', async () => {
    const latest = await datasetFolder(model, { claims: claims('one') });
    leftovers.push(latest.remove);
    let noted: object | undefined;
    const kept: KeptParts = {
      recall: <T>() => noted as T | undefined,
      remember: (__, value) => {
        noted = value;
      },
      latest: latest.folder,
    };
    await writeFile(join(latest.folder, 'claims.xlsx'), await written({ claims: claims('one') }, kept));
    const compressed = vi.spyOn(Deflate.prototype, 'push');
    await written({ claims: claims('one') }, kept);
    const sizes = compressed.mock.calls.map(([bytes]) => bytes.length);
    compressed.mockRestore();
    // The start and the notes are made anew, headers and the ends of sheets.
    expect(Math.max(...sizes)).toBeLessThan(100_000);
  });
});

it('a dataset with more rows than a sheet holds is built without a workbook, and told so', async () => {
  const dataset = await datasetFolder(model, {});
  await writeFile(
    join(dataset.folder, 'csv/codebook.csv'),
    `vocabulary,,,,,,,\n${'a,,,,,,,\n'.repeat(MOST_ROWS)}`,
  );
  const warned: Diagnostic[] = [];
  const warn = (diagnostic: Diagnostic): unknown => warned.push(diagnostic);
  expect(
    await writeWorkbook({ folder: dataset.folder, model, identity: IDENTITY, counts: {}, warn }),
  ).toEqual([]);
  expect(await filesOf(dataset.folder)).not.toContain('claims.xlsx');
  expect(warned.map(({ code, message, fix }) => [code, message, fix])).toEqual([
    [
      'W-WORKBOOK-LARGE',
      'claims.xlsx is left out: the table codebook does not fit into a sheet, which holds 1048576 rows and 4 GB',
      'Use csv/codebook.csv of the same build, which has no limit, with a program that is no spreadsheet.',
    ],
  ]);
  expect(loadCatalog().get('W-WORKBOOK-LARGE')).toMatchObject({ severity: 'warning' });
  await dataset.remove();
}, 60_000);
