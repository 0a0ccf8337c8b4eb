import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTables, tableNamed } from '../../pipeline/model/tables.ts';
import { csvHeader, csvLines, csvLinesOfMany } from '../../pipeline/write/formats/csv/lines.ts';
import { rowOf } from './any-row.ts';

const tables = readTables(
  readFileSync(join(import.meta.dirname, '..', '..', 'schemas', 'tables.yaml'), 'utf8'),
);
const table = tableNamed(tables, 'claim_quantities');

describe('CSV lines', () => {
  it.each(tables.tables)(
    'of $name are the same bytes from the encoder for many rows and from csv-stringify',
    (one) => {
      fc.assert(
        fc.property(fc.array(rowOf(one), { maxLength: 3 }), (rows) => {
          expect(csvLinesOfMany(one, rows)).toBe(csvLines(one, rows));
        }),
        { numRuns: 40 },
      );
    },
  );

  it('take the first column from the key where the rows leave it out', () => {
    fc.assert(
      fc.property(fc.array(rowOf(table), { maxLength: 5 }), (rows) => {
        const keyed = rows.map((one) => ({ ...one, claim_id: 'arvania-speech/c01' }));
        expect(csvLinesOfMany(table, rows, 'arvania-speech/c01')).toBe(csvLines(table, keyed));
      }),
    );
  });

  it('never alter a value, also not one that a spreadsheet takes for a formula', () => {
    const values = ['=1+1', '+1', '-- and that is final', '@name', '0042', 'NA', '1/2'];
    const rows = values.map((unit) => ({ claim_id: 'a/c01', position: 1, comparator: 'exactly', unit }));
    expect(csvLinesOfMany(table, rows)).toBe(
      values.map((unit) => `a/c01,1,exactly,,,${unit},,,,\n`).join(''),
    );
  });

  it('quote what spreadsheet programs split at or drop: semicolons, tabs and blanks at an edge', () => {
    const values = ['a;b', 'a\tb', ' a', 'a ', 'a\u00a0', 'a b'];
    const rows = values.map((unit) => ({ claim_id: 'a/c01', position: 1, comparator: 'exactly', unit }));
    const cells = csvLinesOfMany(table, rows)
      .split('\n')
      .map((line) => line.split(',')[5]);
    expect(cells.slice(0, -1)).toEqual(['"a;b"', '"a\tb"', '" a"', '"a "', '"a\u00a0"', 'a b']);
  });

  it('start with the names of the columns', () => {
    expect(csvHeader(table)).toBe(`${table.columns.map(({ name }) => name).join(',')}\n`);
  });
});
