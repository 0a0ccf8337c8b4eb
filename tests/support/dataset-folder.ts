import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Model } from '../../pipeline/model/model.ts';
import { type Row, type Table, tableNamed } from '../../pipeline/model/tables.ts';
import { csvHeader, csvLines } from '../../pipeline/write/formats/csv/lines.ts';

/** The folder of a build in which every table is empty but those given. */
export async function datasetFolder(
  { tables }: Model,
  rows: Readonly<Record<string, readonly Row[]>>,
): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'dataset-'));
  await mkdir(join(folder, 'csv'));
  for (const table of tables.tables) {
    const text = csvHeader(table) + csvLines(table, rows[table.name] ?? []);
    await writeFile(join(folder, `csv/${table.name}.csv`), text);
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Some that spreadsheets count, and some that they do not. */
const DAYS = ['2021-07-06', '1899-12-31', '1900-03-01', '1648-10-24'];

/** Rows of a table that hold each of the texts in each of its text columns, the other columns being filled too. */
export function rowsOfTexts(model: Model, name: string, texts: readonly string[]): Row[] {
  const { columns }: Table = tableNamed(model.tables, name);
  return texts.map((text, index) =>
    Object.fromEntries(
      columns.map(({ name: column, type, list }) => {
        if (type === 'date') return [column, DAYS[index % DAYS.length]];
        if (type !== 'string') return [column, type === 'boolean' ? index % 2 === 0 : index];
        return [column, list ? text.split(' | ') : text];
      }),
    ),
  );
}
