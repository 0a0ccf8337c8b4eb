import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Column, Row, Table } from '../../pipeline/model/tables.ts';
import { csvHeader, csvLinesOfMany } from '../../pipeline/write/formats/csv/lines.ts';
import { csvPieces } from '../../pipeline/write/formats/csv/pieces.ts';
import { textsOf, typed } from '../../pipeline/write/table-rows.ts';

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
async function cells(readBytes?: number): Promise<string[][]> {
  const found: string[][] = [];
  for await (const piece of csvPieces(folder, table, { readBytes }))
    found.push(...textsOf(piece, table.columns.length, 0, piece.rows));
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
        const read = (await cells()).map((texts) =>
          table.columns.map((one, place) => typed(one, texts[place] ?? '')),
        );
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
    for await (const { rows } of csvPieces(folder, table, { readBytes: 7 })) sizes.push(rows);
    expect(sizes).toEqual([1]);
  });

  it('keeps as many lines together as it is told, counted from the header', async () => {
    const rows = Array.from({ length: 10 }, (_, index) => ({ text: `"${index}"\n`, names: [] }));
    const csv = await write(rows);
    for (const readBytes of [1, 20, 1000]) {
      const sizes = [];
      const found = [];
      for await (const piece of csvPieces(folder, table, { readBytes, together: 4 })) {
        sizes.push(piece.rows);
        found.push(...textsOf(piece, table.columns.length, 0, piece.rows));
      }
      expect(sizes.slice(0, -1).map((size, place) => (size + (place === 0 ? 1 : 0)) % 4)).not.toContain(1);
      expect(sizes.at(-1)).toBe(3);
      expect(found).toEqual(parse(csv, { fromLine: 2, relaxQuotes: false }));
    }
  });

  it('tells the error of the file system when the table is not there', async () => {
    await expect(cells(16).then(() => csvPieces('/nowhere', table).next())).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});
