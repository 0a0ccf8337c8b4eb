import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Diagnostic } from '../../pipeline/diagnostics/diagnostic.ts';
import { loadCatalog } from '../../pipeline/diagnostics/load.ts';
import { loadModel } from '../../pipeline/model/load.ts';
import { openTables } from '../../pipeline/pages/explorer/data/decode.ts';
import {
  encodeTable,
  type Gathered,
  startBlock,
  startColumn,
} from '../../pipeline/write/formats/explorer/encode.ts';
import { MOST_CLAIMS, writeExplorer } from '../../pipeline/write/formats/explorer/write.ts';
import { pageHtml } from '../../pipeline/write/formats/page/html.ts';
import { REPOSITORY } from '../support/project.ts';

const IDENTITY = { version: '1.0.0', title: 'Invented', description: 'Invented.' };

/** Columns of texts, as they are read from a table. */
function gathered(columns: Readonly<Record<string, readonly string[]>>): Map<string, Gathered> {
  return new Map(
    Object.entries(columns).map(([name, cells]) => {
      const { add, column } = startColumn();
      for (const cell of cells) add(cell);
      return [name, column];
    }),
  );
}

const textOf = ({ packed }: ReturnType<typeof startBlock>): string => [...packed.values()].join('');

/** What comes out of a page, as texts. */
function comesBack(columns: Map<string, Gathered>, knowledge?: Parameters<typeof encodeTable>[4]) {
  const block = startBlock();
  const actors = gathered({ id: ['a', 'b', 'c'], name: ['Ada', 'Bo', 'Cy, the third'] });
  const known = {
    columns: actors,
    rowOf: new Map([
      ['a', 0],
      ['b', 1],
      ['c', 2],
    ]),
  };
  const stored = {
    actors: encodeTable(actors, 'id', {}, block.pack),
    rows: encodeTable(columns, 'key', { actors: known }, block.pack, knowledge),
  };
  const table = openTables(JSON.parse(JSON.stringify(stored)), textOf(block))('rows');
  return {
    stored: stored.rows,
    table,
    cells: Object.fromEntries(
      [...columns.keys()].map((name) => [
        name,
        Array.from({ length: table.rows }, (_, row) => table.cell(name, row)),
      ]),
    ),
  };
}

it('a block holds equal columns once, and the same bytes whatever of it an earlier one held', () => {
  const all = ['one', 'two', 'one', 'three'].map((text) => Buffer.from(text));
  const fresh = startBlock();
  const chunks = all.map(fresh.pack);
  expect(chunks[2]).toBe(chunks[0]);
  const earlier = startBlock();
  for (const text of ['gone', 'two', 'three']) earlier.pack(Buffer.from(text));
  const compressed = vi.spyOn(Buffer.prototype, 'toString');
  const again = startBlock(earlier.packed);
  expect(all.map(again.pack)).toEqual(chunks);
  expect(compressed).toHaveBeenCalledTimes(1);
  compressed.mockRestore();
  expect(textOf(again)).toBe(textOf(fresh));
});

describe('columns in a page', () => {
  const words = fc.oneof(
    fc.constantFrom('', 'yes', 'no', '习近平', 'ß | ẞ', '</script>', 'a\nb', '"quoted", with comma'),
    fc.string().map((text) => text.replaceAll('\u0000', '')),
  );

  it('come back to the letter, however alike or unlike their cells are', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(words, words, fc.constantFrom('x', 'y', ''))), (rows) => {
        const columns = {
          key: rows.map((_, row) => `k${row}`),
          some: rows.map(([one]) => one),
          // Decided by the one before.
          same: rows.map(([one]) => `of ${one.length}`),
          other: rows.map(([, two]) => two),
          few: rows.map(([, , three]) => three),
        };
        const { cells, table } = comesBack(gathered(columns), { lists: new Set(['other']) });
        expect(cells).toEqual(columns);
        const { values, codes } = table.coded('same');
        expect(new Set(values).size).toBe(values.length);
        expect(Array.from(codes, (code) => values[code])).toEqual(columns.same);
      }),
    );
  });

  it('are told through what they refer to where that gives every cell, and as they are where it does not', () => {
    const columns = {
      key: ['1', '2', '3'],
      ids: ['a | c', '', 'b'],
      names: ['Ada | Cy, the third', '', 'Bo'],
      odd: ['Ada | Cy', '', 'Bo'],
      first: ['a', '', 'b'],
      line: ['1: a | c', '2: ', '3: b'],
      cited: ['1 at a', '2', '3 at b'],
    };
    const { stored, cells, table } = comesBack(gathered(columns), {
      lists: new Set(['ids', 'names', 'odd']),
      refs: { ids: 'actors' },
      through: { names: ['ids', 'name'], odd: ['ids', 'name'] },
      first: { first: 'ids' },
      joined: {
        line: [{ column: 'key' }, ': ', { column: 'ids' }],
        cited: [{ column: 'key' }, { column: 'first', after: ' at ' }],
      },
    });
    expect(cells).toEqual(columns);
    expect(Object.entries(stored.columns).map(([name, { kind }]) => [name, kind])).toEqual([
      ['key', 'texts'],
      ['ids', 'ref-lists'],
      ['names', 'through'],
      ['odd', 'lists'],
      ['first', 'first'],
      ['line', 'joined'],
      ['cited', 'joined'],
    ]);
    expect(table.find('3')).toBe(2);
    expect(table.find('4')).toBe(-1);
  });
});

describe('a page', () => {
  const code = { script: `say('</script><!--')`, style: 'a{color:red}', notices: 'one 1.0.0, MIT' };
  const html = pageHtml({
    title: '<b>',
    code,
    data: { index: '{"a":"</script>"}' },
    withoutScript: '<p>plain</p>',
  });

  it('allows its own script by its digest and nothing else', () => {
    const script = /<script>([\s\S]*)<\/script>\n<\/body>/.exec(html)?.[1] ?? '';
    const digest = createHash('sha256').update(script).digest('base64');
    expect(html).toContain(`default-src 'none'; script-src 'sha256-${digest}';`);
    expect(script).toBe(`say('\\x3c/script>\\x3c!--')`);
  });

  it('holds data that cannot end their element, and means what they mean', () => {
    const data = /id="index">(.*)<\/script>/.exec(html)?.[1] ?? '';
    expect(data).not.toContain('<');
    expect(JSON.parse(data)).toEqual({ a: '</script>' });
    expect(html).toContain('<title>&lt;b&gt;</title>');
  });
});

it('a dataset with more claims than a page can show is built without one, and told so', async () => {
  const warned: Diagnostic[] = [];
  const model = await loadModel(REPOSITORY);
  const counts = { claims: MOST_CLAIMS + 1 };
  const warn = (diagnostic: Diagnostic): unknown => warned.push(diagnostic);
  expect(await writeExplorer({ folder: '/nowhere', model, identity: IDENTITY, counts, warn })).toEqual([]);
  expect(warned.map(({ code, message }) => [code, message])).toEqual([
    [
      'W-EXPLORER-LARGE',
      '150001 claims are more than the 150000 that a page can show in good time, so that there is no explorer.html.',
    ],
  ]);
  expect(loadCatalog().get('W-EXPLORER-LARGE')).toMatchObject({ severity: 'warning' });
});
