import fc from 'fast-check';
import type { Cell, Column, Row, Table } from '../../pipeline/model/tables.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(
      '"',
      '\\',
      ',',
      '\n',
      '\r',
      '\t',
      ' ',
      ';',
      "'",
      '=',
      '|',
      'é',
      '习',
      '🚢',
      '\ud800',
    ),
  }),
);
const code = fc.stringMatching(/^[a-z-]{1,9}$/);
const VALUES: Record<Column['type'], fc.Arbitrary<string | number | boolean>> = {
  string: text,
  date: fc.constantFrom('2026', '2026-03', '2026-03-14'),
  integer: fc.integer(),
  number: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(1e-7, 2.5e21, 0.25)),
  boolean: fc.boolean(),
};

/** Any row of a table, as far as its columns say what it can be. */
export function rowOf({ columns, key }: Table): fc.Arbitrary<Row> {
  return fc.record(
    Object.fromEntries(columns.map((column) => [column.name, cellOf(column, key.includes(column.name))])),
  );
}

function cellOf({ type, list, vocabulary, references }: Column, isKey: boolean): fc.Arbitrary<Cell> {
  const value = vocabulary === undefined && references === undefined ? VALUES[type] : code;
  if (list) return fc.array(value as fc.Arbitrary<string>, { maxLength: 3 });
  return isKey ? value : fc.option(value, { nil: undefined });
}
