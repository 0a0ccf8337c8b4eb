import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutRows, readCsv } from '../../pipeline/compare/csv.ts';
import {
  differencesOf,
  type TableDifferences,
  tableDifferences,
} from '../../pipeline/compare/differences.ts';
import type { BuiltDataset, BuiltTable } from '../../pipeline/compare/read.ts';
import { retiredIdsIn } from '../../pipeline/compare/retired.ts';
import { raised, versionStep } from '../../pipeline/compare/version.ts';
import type { Table } from '../../pipeline/model/tables.ts';
import { csvHeader, csvLines } from '../../pipeline/write/formats/csv/lines.ts';

/** A table whose first row names the columns; a star after a name makes it a part of the key. */
function tableOf(name: string, head: string, ...rows: string[]): BuiltTable {
  const names = head.split(' ');
  return {
    name,
    key: names.filter((one) => one.endsWith('*')).map((one) => one.slice(0, -1)),
    columns: names.map((one) => ({
      name: one.replace('*', ''),
      type: 'string',
      counts: !one.startsWith('line'),
    })),
    rows: rows.map((row) => row.split(' ')),
  };
}

function datasetOf(...tables: BuiltTable[]): BuiltDataset {
  return new Map(tables.map((table) => [table.name, table]));
}

const CLAIMS = tableOf('claims', 'claim_id* text', 'a/c01 one', 'a/c02 two');
const ACTORS = tableOf('claim_actors', 'claim_id* role* id', 'a/c01 subject x', 'a/c02 subject y');
const RETIRED = tableOf(
  'retired',
  'kind* id* reason',
  'claim a/c09 gone',
  'claim a/c02 gone',
  'source a gone',
);
const CODEBOOK = tableOf('codebook', 'vocabulary* code* label', 'type fact Fact', 'type threat Threat');

describe('reading CSV', () => {
  const cells = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'ü', '🚢', '|') });
  const columns = ['one', 'two', 'three'];
  const table = { columns: columns.map((name) => ({ name })) } as Table;

  it('gives back every cell that was written', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cells, cells, cells)), (rows) => {
        const objects = rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]])));
        expect([...readCsv(csvHeader(table) + csvLines(table, objects))]).toEqual([columns, ...rows]);
      }),
    );
  });

  it('cuts it into the rows as they were written', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cells, cells, cells)), (rows) => {
        const objects = rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]])));
        const lines = objects.map((row) => csvLines(table, [row]));
        expect([...cutRows(lines.join(''))]).toEqual(lines);
      }),
    );
    expect([...cutRows('a,b\r\n1,\r\n"2\r\n",x')]).toEqual(['a,b\r\n', '1,\r\n', '"2\r\n",x']);
  });

  it('takes CRLF, and a last line without an end', () => {
    expect([...readCsv('a,b\r\n1,\r\n"2\r\n",x')]).toEqual([
      ['a', 'b'],
      ['1', ''],
      ['2\r\n', 'x'],
    ]);
  });

  it.each(['"open', '"a"b\n', 'a,"b" \n'])('refuses what is no CSV: %j', (text) => {
    expect(() => [...readCsv(text)]).toThrow('not CSV');
  });
});

describe('the differences of two datasets', () => {
  it('are none for the same dataset, whatever the order of its rows', () => {
    const turned = { ...CLAIMS, rows: [...CLAIMS.rows].reverse() };
    expect(differencesOf(datasetOf(CLAIMS, ACTORS), datasetOf(turned, ACTORS))).toEqual({
      tables: [],
      addedTables: [],
      removedTables: [],
    });
  });

  it('name rows that came, went and changed, and of those the fields with both values', () => {
    const after = tableOf('claims', 'claim_id* text', 'a/c01 ONE', 'b/c01 new');
    expect(tableDifferences(differencesOf(datasetOf(CLAIMS), datasetOf(after)), 'claims')).toMatchObject({
      added: [{ claim_id: 'b/c01', text: 'new' }],
      removed: [{ claim_id: 'a/c02', text: 'two' }],
      changed: [{ key: ['a/c01'], fields: [{ field: 'text', old: 'one', new: 'ONE' }] }],
    });
  });

  it('compare by name when columns move, and tell that they moved', () => {
    const after = tableOf('claims', 'text claim_id* more', 'one a/c01 x', 'two a/c02 y');
    expect(tableDifferences(differencesOf(datasetOf(CLAIMS), datasetOf(after)), 'claims')).toMatchObject({
      added: [],
      removed: [],
      changed: [],
      columns: { added: ['more'], removed: [], reordered: true, rekeyed: false },
    });
  });

  it('tell rows apart that share a key, which no sound dataset has', () => {
    const before = tableOf('t', 'k* v', 'a 1', 'a 2');
    const after = tableOf('t', 'k* v', 'a 1', 'a 3', 'a 4');
    expect(tableDifferences(differencesOf(datasetOf(before), datasetOf(after)), 't')).toMatchObject({
      added: [{ k: 'a', v: '4' }],
      changed: [{ key: ['a'], fields: [{ field: 'v', old: '2', new: '3' }] }],
    });
  });

  it('put onto the earlier dataset give the later one, after any edits', () => {
    const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    const rows = fc.dictionary(key, fc.tuple(fc.string({ maxLength: 2 }), fc.string({ maxLength: 2 })));
    const toTable = (some: Record<string, [string, string]>): BuiltTable => ({
      ...tableOf('t', 'k* v w'),
      rows: Object.entries(some).map(([id, [v, w]]) => [id, v, w]),
    });
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const [from, to] = [toTable(before), toTable(after)];
        const table = tableDifferences(differencesOf(datasetOf(from), datasetOf(to)), 't');
        expect(applied(from, table)).toEqual([...to.rows].sort());
      }),
    );
  });

  function applied(table: BuiltTable, { added, removed, changed }: TableDifferences): string[][] {
    const names = table.columns.map(({ name }) => name);
    const rows = new Map(table.rows.map((row) => [row[0] ?? '', [...row]]));
    for (const { k = '' } of removed) rows.delete(k);
    for (const { key, fields } of changed)
      for (const { field, new: now } of fields)
        (rows.get(key[0] ?? '') as string[])[names.indexOf(field)] = now;
    for (const row of added)
      rows.set(
        row.k ?? '',
        names.map((name) => row[name] ?? ''),
      );
    return [...rows.values()].sort();
  }
});

describe('the step of the version', () => {
  const base = datasetOf(CLAIMS, ACTORS, CODEBOOK);
  const stepTo = (...tables: BuiltTable[]) =>
    versionStep(differencesOf(base, datasetOf(...tables)), retiredIdsIn(datasetOf(RETIRED)));

  it.each<[string, BuiltTable[], string, string]>([
    ['nothing differs', [CLAIMS, ACTORS, CODEBOOK], 'none', ''],
    [
      'a value is corrected',
      [tableOf('claims', 'claim_id* text', 'a/c01 won', 'a/c02 two'), ACTORS, CODEBOOK],
      'patch',
      'values in claims differ',
    ],
    [
      'a claim that was there gets another actor',
      [
        CLAIMS,
        tableOf('claim_actors', 'claim_id* role* id', 'a/c01 subject x', 'a/c01 object z', 'a/c02 subject y'),
        CODEBOOK,
      ],
      'patch',
      'values in claim_actors differ',
    ],
    [
      'a claim is new',
      [tableOf('claims', 'claim_id* text', 'a/c01 one', 'a/c02 two', 'a/c03 three'), ACTORS, CODEBOOK],
      'minor',
      'a/c03 is new in claims',
    ],
    [
      'a code is new',
      [
        CLAIMS,
        ACTORS,
        tableOf(
          'codebook',
          'vocabulary* code* label',
          'type fact Fact',
          'type denial Denial',
          'type threat Threat',
        ),
      ],
      'minor',
      'the code denial of type is new',
    ],
    [
      'a code is worded otherwise',
      [
        CLAIMS,
        ACTORS,
        tableOf('codebook', 'vocabulary* code* label', 'type fact Facts', 'type threat Threat'),
      ],
      'patch',
      'values in codebook differ',
    ],
    [
      'a table is new',
      [CLAIMS, ACTORS, CODEBOOK, tableOf('retired', 'kind* id* reason', 'claim a/c09 gone')],
      'minor',
      'the table retired is new',
    ],
    [
      'a code is removed',
      [CLAIMS, ACTORS, tableOf('codebook', 'vocabulary* code* label', 'type fact Fact')],
      'major',
      'the code threat of type is removed',
    ],
    [
      'an id goes without a word',
      [tableOf('claims', 'claim_id* text', 'a/c02 two'), ACTORS, CODEBOOK],
      'major',
      'a/c01 leaves claims and nothing says what became of it',
    ],
    [
      'an id goes and is retired',
      [tableOf('claims', 'claim_id* text', 'a/c01 one'), ACTORS, CODEBOOK],
      'patch',
      'values in claims differ',
    ],
    [
      'a column is removed',
      [tableOf('claims', 'claim_id*', 'a/c01', 'a/c02'), ACTORS, CODEBOOK],
      'major',
      'the column claims.text is removed',
    ],
    [
      'a column is added',
      [tableOf('claims', 'claim_id* text more', 'a/c01 one x', 'a/c02 two y'), ACTORS, CODEBOOK],
      'major',
      'the column claims.more is new',
    ],
    [
      'columns change places',
      [tableOf('claims', 'text claim_id*', 'one a/c01', 'two a/c02'), ACTORS, CODEBOOK],
      'major',
      'the columns of claims stand in another order',
    ],
    [
      'a column gets another type',
      [
        {
          ...CLAIMS,
          columns: CLAIMS.columns.map((one) => ({
            ...one,
            type: one.name === 'text' ? 'list of string' : one.type,
          })),
        },
        ACTORS,
        CODEBOOK,
      ],
      'major',
      'claims.text was string and is list of string',
    ],
    ['a table is removed', [CLAIMS, CODEBOOK], 'major', 'the table claim_actors is removed'],
  ])('when %s', (_, tables, step, reason) => {
    expect(stepTo(...tables)).toEqual({ step, reasons: reason === '' ? [] : [reason] });
  });

  it('calls a renamed column by both names', () => {
    const renamed = tableOf('claims', 'claim_id* words', 'a/c01 one', 'a/c02 two');
    expect(stepTo(renamed, ACTORS, CODEBOOK)).toEqual({
      step: 'major',
      reasons: ['the column claims.text is removed', 'the column claims.words is new'],
    });
  });

  it('raises the number of its place, one place lower before 1.0.0', () => {
    const steps = (version: string): string[] =>
      (['major', 'minor', 'patch', 'none'] as const).map((step) => raised(version, step));
    expect(steps('1.2.3')).toEqual(['2.0.0', '1.3.0', '1.2.4', '1.2.3']);
    expect(steps('0.2.3')).toEqual(['0.3.0', '0.2.4', '0.2.4', '0.2.3']);
  });
});
