import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Column, Row, Table } from '../../pipeline/model/tables.ts';
import { csvHeader, csvLinesOfMany } from '../../pipeline/write/formats/csv/lines.ts';
import { csvPieces } from '../../pipeline/write/formats/csv/pieces.ts';
import { tableRows } from '../../pipeline/write/table-rows.ts';

const column = (name: string, type: Column['type'], list = false): Column => ({
  name,
  type,
  list,
  description: name,
  required: false,
  digest: true,
  since: '0.1.0',
});
const table: Table = {
  name: 'things',
  title: 'Things',
  description: 'Things.',
  key: ['text'],
  columns: [
    column('text', 'string'),
    column('count', 'integer'),
    column('size', 'number'),
    column('known', 'boolean'),
    column('names', 'string', true),
  ],
};

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ' ', ';', '=', 'é', '习', '🚢') }),
);
const row: fc.Arbitrary<Row> = fc.record({
  text: fc.option(text, { nil: undefined }),
  count: fc.option(fc.integer(), { nil: undefined }),
  size: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: undefined }),
  known: fc.option(fc.boolean(), { nil: undefined }),
  names: fc.array(
    text.filter((one) => one !== '' && !/[ |]/.test(one)),
    { maxLength: 3 },
  ),
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pieces-'));
  await mkdir(join(folder, 'csv'));
});
afterAll(() => rm(folder, { recursive: true }));

async function write(rows: readonly Row[]): Promise<string> {
  const csv = csvHeader(table) + csvLinesOfMany(table, rows);
  await writeFile(join(folder, 'csv', 'things.csv'), csv);
  return csv;
}

/** All cells, read so many bytes at a time. */
async function cells(readBytes: number): Promise<string[][]> {
  const found: string[][] = [];
  const width = table.columns.length;
  for await (const { bytes, bounds, rows } of csvPieces(folder, table, readBytes)) {
    const texts = Array.from({ length: rows * width }, (_, cell) =>
      bytes.toString('utf8', bounds[cell * 2], bounds[cell * 2 + 1]),
    );
    for (let at = 0; at < texts.length; at += width) found.push(texts.slice(at, at + width));
  }
  return found;
}

describe('reading a table that was just written', () => {
  it('finds the cells that csv-parse finds, wherever the pieces are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 6 }),
        fc.integer({ min: 1, max: 90 }),
        async (rows, size) => {
          const csv = await write(rows);
          expect(await cells(size)).toEqual(parse(csv, { fromLine: 2, relaxQuotes: false }));
        },
      ),
    );
  });

  it('gives back the values that went in, with null for what is missing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 6 }), async (rows) => {
        await write(rows);
        const read = [];
        for await (const batch of tableRows(folder, table)) read.push(...batch);
        const expected = rows.map(({ text: words, count, size, known, names }) => [
          words === undefined || words === '' ? null : words,
          count ?? null,
          size ?? null,
          known ?? null,
          names,
        ]);
        // CSV writes both zeros as 0.
        expect(read).toEqual(expected.map((cell) => cell.map((value) => (value === 0 ? 0 : value))));
      }),
    );
  });

  it('hands over no piece without a row', async () => {
    await write([]);
    expect(await cells(16)).toEqual([]);
    await write([{ text: 'x'.repeat(1000), names: [] }]);
    const sizes = [];
    for await (const { rows } of csvPieces(folder, table, 7)) sizes.push(rows);
    expect(sizes).toEqual([1]);
  });

  it('tells the error of the file system when the table is not there', async () => {
    await expect(cells(16).then(() => csvPieces('/nowhere', table).next())).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});
