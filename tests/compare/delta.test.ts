import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyDelta, deltaOf, inKeyOrder } from '../../pipeline/compare/delta.ts';
import { type BuiltTable, readDiffering, readTable } from '../../pipeline/compare/read.ts';

const TYPES = ['string', 'integer', 'list of string'] as const;
const NAMES = ['a', 'b', 'c', 'd', 'e'];

/** Cells that are easily taken for something else. */
const cell = fc.oneof(
  fc.constantFrom('', '0', '10', '9', 'x', 'x | y', '"', 'a,b', 'line\nend', '=1+1', 'Vučić', '🚢'),
  fc.string({ maxLength: 3 }),
);
const part = fc.constantFrom('', '1', '2', '10', 'a', 'a-b', 'a/c01', 'é');

/** A table of some of these columns in any order, the first one or two of them its key. */
const table: fc.Arbitrary<BuiltTable> = fc
  .record({
    names: fc.shuffledSubarray(NAMES, { minLength: 2 }),
    types: fc.array(fc.constantFrom(...TYPES), { minLength: NAMES.length, maxLength: NAMES.length }),
    keys: fc.integer({ min: 1, max: 2 }),
    cells: fc.array(fc.tuple(part, part, cell, cell, cell), { maxLength: 8 }),
  })
  .map(({ names, types, keys, cells }) => {
    const columns = names.map((name, index) => ({
      name,
      type: index < keys ? 'string' : (types[index] ?? 'string'),
      counts: true,
    }));
    const seen = new Set<string>();
    const rows = cells
      .map((row) => row.slice(0, names.length) as string[])
      .filter((row) => {
        const key = row.slice(0, keys).join('\u001f');
        return !seen.has(key) && seen.add(key);
      });
    const made = { name: 't', key: names.slice(0, keys), columns, rows };
    return { ...made, rows: inKeyOrder(made) };
  });

/** The same table after some edits of its rows. */
const pair = fc
  .tuple(table, fc.array(fc.tuple(fc.nat(), fc.nat(), cell), { maxLength: 6 }))
  .map(([before, edits]) => {
    const rows = before.rows.map((row) => [...row]);
    for (const [at, column, value] of edits) {
      const place = before.key.length + (column % Math.max(1, before.columns.length - before.key.length));
      const row = rows[at % Math.max(1, rows.length)];
      if (row !== undefined && place < row.length) row[place] = value;
    }
    return [before, { ...before, rows }] as const;
  });

/** The later state, without what stands in new columns of rows that the earlier one has too. */
function withoutNew(before: BuiltTable, after: BuiltTable): BuiltTable {
  if (before.key.join() !== after.key.join()) return after;
  const has = new Set(before.columns.map(({ name }) => name));
  const idIn = ({ key, columns }: BuiltTable, row: string[]): string =>
    key.map((name) => row[columns.findIndex((column) => column.name === name)]).join('\u001f');
  const stay = new Set(before.rows.map((row) => idIn(before, row)));
  return {
    ...after,
    rows: after.rows.map((row) =>
      stay.has(idIn(after, row))
        ? row.map((one, place) => (has.has(after.columns[place]?.name ?? '') ? one : ''))
        : row,
    ),
  };
}

describe('a delta', () => {
  it('put onto the earlier state gives the later one, whatever rows and keys they have, but for new columns of rows that stay', () => {
    fc.assert(
      fc.property(table, table, (before, after) => {
        const { changed, added, removed } = deltaOf(before, after);
        const byKey = removed.map((row) =>
          Object.fromEntries(before.key.map((name) => [name, row[name] ?? ''])),
        );
        const applied = applyDelta(before, { changed, added, removed: byKey }, after);
        expect(applied).toEqual(withoutNew(before, after));
      }),
      { numRuns: 500 },
    );
  });

  it('of tables with the same columns gives the whole of the later one', () => {
    fc.assert(
      fc.property(pair, fc.nat(), ([before, after], left) => {
        const fewer = { ...before, rows: before.rows.filter((_, at) => at % 3 !== left % 3) };
        expect(applyDelta(fewer, deltaOf(fewer, after), after)).toEqual(after);
        expect(applyDelta(after, deltaOf(after, fewer), fewer)).toEqual(fewer);
      }),
    );
  });

  it('holds only what differs', () => {
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const { added, removed, changed } = deltaOf(before, after);
        const cells = before.rows.flatMap((row, at) =>
          row.filter((one, place) => after.rows[at]?.[place] !== one),
        );
        const told = changed.flatMap(({ fields }) => fields);
        expect({ added, removed, changed: told.length }).toEqual({
          added: [],
          removed: [],
          changed: cells.length,
        });
        expect(applyDelta(before, { added, removed, changed }, after)).toEqual(after);
      }),
    );
  });

  it('turned round leads back', () => {
    fc.assert(
      fc.property(table, table, (before, after) => {
        expect(applyDelta(after, deltaOf(after, before), before)).toEqual(withoutNew(after, before));
      }),
    );
  });

  it('is refused by a table that it does not fit', () => {
    const of = (value: string): BuiltTable => ({
      name: 't',
      key: ['k'],
      columns: ['k', 'v'].map((name) => ({ name, type: 'string', counts: true })),
      rows: [['a', value]],
    });
    const delta = deltaOf(of('1'), of('2'));
    expect(() => applyDelta(of('3'), delta, of(''))).toThrow('v of a is not 1');
    expect(() => applyDelta({ ...of('1'), rows: [] }, delta, of(''))).toThrow('t has no row a');
  });
});

describe('the delta of two written tables', () => {
  it('is the same when rows that are written alike in both are never taken apart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'delta-'));
    for (const state of ['before', 'after']) await mkdir(join(folder, state));
    const write = ({ columns, rows }: BuiltTable, path: string): Promise<void> =>
      writeFile(join(folder, path), stringify([columns.map(({ name }) => name), ...rows]));
    await fc.assert(
      fc.asyncProperty(pair, async ([before, after]) => {
        const shape = { ...after, path: 't.csv' };
        const folders: [string, string] = [join(folder, 'before'), join(folder, 'after')];
        await write(before, 'before/t.csv');
        await write(after, 'after/t.csv');
        const whole = await Promise.all(folders.map((state) => readTable(state, shape)));
        expect(deltaOf(...(await readDiffering(folders, shape)))).toEqual(
          deltaOf(...(whole as [BuiltTable, BuiltTable])),
        );
      }),
    );
    await rm(folder, { recursive: true });
  });
});
