import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadModel } from '../../pipeline/model/load.ts';
import { tableNamed } from '../../pipeline/model/tables.ts';
import { MOST_UNITS } from '../../pipeline/write/formats/xlsx/file/limits.ts';
import { writeWorkbook } from '../../pipeline/write/formats/xlsx/write.ts';
import { csvTables, type TextTable } from '../support/built.ts';
import { differences } from '../support/compare-tables.ts';
import { datasetFolder, rowsOfTexts } from '../support/dataset-folder.ts';
import {
  fixture,
  makeProject,
  type Project,
  plainRecord,
  REPOSITORY,
  SEED,
  seedRecord,
} from '../support/project.ts';
import {
  keysWithGnumeric,
  type ReadRow,
  readWithLibreOffice,
  readWithOpenpyxl,
} from '../support/readers/spreadsheet-programs.ts';
import { TABS } from '../support/readers/xlsx.ts';
import { runCli } from '../support/run-cli.ts';
import { NASTY_TEXTS } from '../support/texts/nasty.ts';

const model = await loadModel(REPOSITORY);
const SHEETS = Object.keys(TABS);
/** The first cell that scrolls, where the key of the table is more than one column. */
const FROZEN: Readonly<Record<string, string>> = {
  'who about whom': 'C2',
  'claim actors': 'D2',
  codebook: 'C2',
};

/** What the CSV files of a build say, for the tables that have a sheet; long texts as far as a cell holds them. */
async function expectedOf(build: string): Promise<Map<string, TextTable>> {
  const all = await csvTables(build);
  return new Map(
    Object.entries(TABS).map(([name, table]) => {
      const { header, rows } = all.get(table)!;
      const cut = rows.map((row) => row.map((cell) => cell.slice(0, MOST_UNITS)));
      return [name, name === 'claims' ? withDays(header, cut) : { header, rows: cut }];
    }),
  );
}

/** The claims with the days that stand beside their dates. */
function withDays(header: readonly string[], rows: readonly (readonly string[])[]): TextTable {
  const after = header.indexOf('date') + 1;
  return {
    header: header.toSpliced(after, 0, 'day'),
    rows: rows.map((row) => {
      const date = row[after - 1] ?? '';
      return row.toSpliced(
        after,
        0,
        /^(19|20)\d\d-\d\d-\d\d$/.test(date) && date >= '1900-03-01' ? date : '',
      );
    }),
  };
}

/** The booleans of a table as LibreOffice exports them. */
function withLoudBooleans(tables: ReadonlyMap<string, TextTable>): Map<string, TextTable> {
  return new Map(
    [...tables].map(([name, { header, rows }]) => {
      const { columns } = tableNamed(model.tables, TABS[name]!);
      const isBoolean = header.map((of) => columns.find((one) => one.name === of)?.type === 'boolean');
      const loud = rows.map((row) =>
        row.map((cell, index) => (isBoolean[index] ? cell.toUpperCase() : cell)),
      );
      return [name, { header, rows: loud }];
    }),
  );
}

const textOf = (value: ReadRow[number]): string => (value === null ? '' : String(value));

/** Compares a workbook with the CSV files beside it, read by each program that is installed. */
function agreesWithCsv(folder: () => string): void {
  it('openpyxl reads the same values, every text as text', async (context) => {
    const read = await readWithOpenpyxl(join(folder(), 'claims.xlsx'));
    if (read === null) return context.skip('openpyxl is not installed (Debian: python3-openpyxl)');
    expect(read.odd).toEqual([]);
    const tables = SHEETS.map((name): [string, TextTable] => {
      const [header = [], ...rows] = read.sheets[name]!.map((row) => row.map(textOf));
      return [name, { header, rows }];
    });
    expect(differences(await expectedOf(folder()), new Map(tables))).toEqual([]);
  });

  it('LibreOffice reads the same values, true and false in capitals', async (context) => {
    const read = await readWithLibreOffice(join(folder(), 'claims.xlsx'), SHEETS);
    if (read === null) return context.skip('LibreOffice is not installed (Debian: libreoffice-calc-nogui)');
    const tables = [...read].map(([name, [header = [], ...rows]]): [string, TextTable] => [
      name,
      { header, rows },
    ]);
    expect(differences(withLoudBooleans(await expectedOf(folder())), new Map(tables))).toEqual([]);
  });
}

describe('the workbook of a build', () => {
  let project: Project;
  beforeAll(async () => {
    project = await makeProject({
      [SEED]: await seedRecord(),
      'nasty-values': await fixture('nasty-values.yaml'),
      'long-note': await plainRecord('long-note', `    note: '${'Long, =1+1, 港口. '.repeat(4000)}end'\n`),
    });
    const { code, stderr } = await runCli(['build', '--root', project.root]);
    expect(code, stderr).toBe(0);
  });
  afterAll(() => project.remove());

  agreesWithCsv(() => project.latest);

  it('Gnumeric, which wants the address of each cell, finds every row', async (context) => {
    const read = await keysWithGnumeric(join(project.latest, 'claims.xlsx'), SHEETS);
    if (read === null) return context.skip('Gnumeric is not installed (Debian: gnumeric)');
    const expected = [...(await expectedOf(project.latest))].map(
      ([name, { header, rows }]): [string, string[]] => [
        name,
        [header[0] ?? '', ...rows.map(([first = '']) => first)],
      ],
    );
    expect(read).toEqual(new Map(expected));
  });

  it('has its header and keys frozen and its tables filtered, as openpyxl sees it', async (context) => {
    const read = await readWithOpenpyxl(join(project.latest, 'claims.xlsx'));
    if (read === null) return context.skip('openpyxl is not installed (Debian: python3-openpyxl)');
    for (const name of SHEETS) {
      const { frozen, filter, size } = read.layout[name]!;
      expect(frozen, name).toBe(FROZEN[name] ?? 'B2');
      expect(filter).toBe(size);
    }
  });
});

describe('texts that spreadsheets like to change', () => {
  let dataset: Awaited<ReturnType<typeof datasetFolder>>;
  beforeAll(async () => {
    dataset = await datasetFolder(
      model,
      Object.fromEntries(Object.values(TABS).map((name) => [name, rowsOfTexts(model, name, NASTY_TEXTS)])),
    );
    const identity = { version: '1.2.3', title: 'Claims', description: 'Who said what.' };
    await writeWorkbook({ folder: dataset.folder, model, identity, counts: {}, warn: () => {} });
  });
  afterAll(() => dataset.remove());

  agreesWithCsv(() => dataset.folder);
});
