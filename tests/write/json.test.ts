import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTables, tableNamed } from '../../pipeline/model/tables.ts';
import { rowJson } from '../../pipeline/write/formats/row-text.ts';
import { rowOf } from './any-row.ts';

const tables = readTables(
  readFileSync(join(import.meta.dirname, '..', '..', 'schemas', 'tables.yaml'), 'utf8'),
);

describe('a row as JSON', () => {
  it.each(tables.tables)('of $name says the same as JSON.stringify, without what is empty', (table) => {
    const jsonOf = rowJson(table.columns);
    fc.assert(
      fc.property(rowOf(table), (row) => {
        const filled = Object.entries(row).filter(([, cell]) => !Array.isArray(cell) || cell.length > 0);
        const expected = JSON.stringify(Object.fromEntries(filled));
        const json = jsonOf(row);
        expect(JSON.parse(json)).toEqual(JSON.parse(expected));
        // Numbers stand in digits in the one and may have an exponent in the other.
        if (!/\de[-+]?\d/.test(expected)) expect(json).toBe(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('has its numbers in digits, as CSV has them, and leaves texts alone that look like others', () => {
    const { columns } = tableNamed(tables, 'claim_quantities');
    const row = { claim_id: 'a/c01', position: 1, value: 1e-7, value_max: 1e21, unit: 'about 1e-7 g' };
    expect(rowJson(columns)(row)).toBe(
      '{"claim_id":"a/c01","position":1,"value":0.0000001,"value_max":1000000000000000000000,"unit":"about 1e-7 g"}',
    );
  });
});
