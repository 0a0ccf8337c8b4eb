import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../pipeline/ingest/parse.ts';
import { locate } from '../../pipeline/ingest/positions.ts';
import type { ValuePath } from '../../pipeline/model/authored.ts';

function open(text: string) {
  const { value } = parseYaml('sources/records/a.yaml', Buffer.from(text));
  const locator = locate(value);
  const lines = value.text.split('\n');
  /** What a range covers, with its place: `3:5 word`. */
  const show = ({ line, column, endColumn }: { line: number; column: number; endColumn: number }) =>
    `${line}:${column} ${lines[line - 1]!.slice(column - 1, endColumn - 1)}`;
  return {
    file: value,
    value: (...path: ValuePath) => show(locator.value(path)),
    key: (...path: ValuePath) => show(locator.key(path)),
    lineOf: (...path: ValuePath) => locator.lineOf(path),
  };
}

const RECORD = [
  '# note',
  'id: a',
  'source:',
  '  title: "Vučić 😀 said"   # e\u0301',
  "  names: {'é😀': x, b: [c, 'd e']}",
  'claims:',
  '',
  '  # the first',
  '  - id: c1',
  '    text: >-',
  '      One line',
  '',
  '      and another.',
  '    topics: [trade,',
  '      "e nergy", ]',
  '  -',
  '    id: c2',
  '    text: plain that',
  '      goes on',
  '    quantities:',
  '    - {value: 5, unit: "%"}',
  '    -   value: 6',
  '        unit: x',
  '    note: |',
  '      - no item',
  '',
  '# between',
  '  - id: c3',
  '',
].join('\n');

describe.each([
  ['LF', (text: string) => text],
  ['CRLF', (text: string) => text.replace(/\n/g, '\r\n')],
  ['a byte order mark', (text: string) => `\uFEFF${text}`],
])('in a file with %s a place', (_, change) => {
  const at = open(change(RECORD));

  it.each([
    [['id'], '2:5 a', '2:1 id', 2],
    [['source', 'title'], '4:10 "Vučić 😀 said"', '4:3 title', 4],
    [['source', 'names'], "5:10 {'é😀': x, b: [c, 'd e']}", '5:3 names', 5],
    [['source', 'names', 'é😀'], '5:18 x', "5:11 'é😀'", 5],
    [['source', 'names', 'b'], "5:24 [c, 'd e']", '5:21 b', 5],
    [['source', 'names', 'b', 1], "5:28 'd e'", "5:28 'd e'", 5],
    [['claims', 0, 'text'], '10:11 >-', '10:5 text', 10],
    [['claims', 0, 'topics'], '14:13 [trade,', '14:5 topics', 14],
    [['claims', 0, 'topics', 1], '15:7 "e nergy"', '15:7 "e nergy"', 15],
    [['claims', 1, 'text'], '18:11 plain that', '18:5 text', 18],
    [['claims', 1, 'quantities', 0, 'unit'], '21:24 "%"', '21:18 unit', 21],
    [['claims', 1, 'quantities', 1, 'unit'], '23:15 x', '23:9 unit', 23],
    [['claims', 1, 'note'], '24:11 |', '24:5 note', 24],
  ] as [ValuePath, string, string, number][])('%j is exact', (path, value, key, line) => {
    expect(at.value(...path)).toBe(value);
    expect(at.key(...path)).toBe(key);
    expect(at.lineOf(...path)).toBe(line);
  });

  it('of a block mapping is its first key, of a block list its first dash', () => {
    expect(at.value()).toBe('2:1 id');
    expect(at.value('source')).toBe('4:3 title');
    expect(at.value('claims')).toBe('9:3 -');
    expect(at.value('claims', 1)).toBe('17:5 id');
    expect(at.value('claims', 1, 'quantities', 1)).toBe('22:9 value');
  });

  it('of a list item begins at its dash', () => {
    expect([0, 1, 2].map((index) => at.lineOf('claims', index))).toEqual([9, 16, 28]);
    expect(at.lineOf('claims', 1, 'quantities', 1)).toBe(22);
    expect(at.file.itemLines).toEqual({ claims: [9, 16, 28] });
  });

  it('of each key of a claim is known without an index', () => {
    expect(at.file.claimKeyLines).toEqual([
      { id: 9, text: 10, topics: 14 },
      { id: 17, text: 18, quantities: 20, note: 24 },
      { id: 28 },
    ]);
  });

  it('that does not exist falls back to the nearest parent', () => {
    expect(at.value('claims', 2, 'text')).toBe('28:5 id');
    expect(at.key('source', 'title', 'x', 'y')).toBe('4:3 title');
    expect(at.value('nothing', 3)).toBe('2:1 id');
    expect(at.lineOf('claims', 9, 'id')).toBe(6);
  });
});

describe('a place', () => {
  it('of something empty is its key or dash', () => {
    const at = open('a:\nb:\n  - x\n  # c\n  -\n  - {y: , z}\n');
    expect(at.value('a')).toBe('1:1 a');
    expect(at.value('b', 1)).toBe('5:3 -');
    expect(at.value('b', 2, 'y')).toBe('6:6 y');
    expect(at.value('b', 2, 'z')).toBe('6:11 z');
    expect(at.lineOf('b', 2)).toBe(6);
  });

  it('of a bracketed list at the top is known by line, too', () => {
    const { file } = open('claims: [{id: c1},\n  {id: c2,\n   at: x}, {id: c3}]\nb: [1,\n 2]\n');
    expect(file.itemLines).toEqual({ claims: [1, 2, 3], b: [4, 5] });
    expect(file.claimKeyLines).toEqual([{ id: 1 }, { id: 2, at: 3 }, { id: 3 }]);
  });

  it('in a list behind blocks, brackets and lists of lists keeps its line', () => {
    const text =
      'claims:\n- |\n  - x\n\n- [a,\n   b,\n  ]\n- - c\n  - d\n- "e\n\n  - f"\n- g: |+\n    h\n\n\n- i\n';
    const at = open(text);
    expect(at.file.itemLines.claims).toEqual([2, 5, 8, 10, 13, 17]);
    expect(at.file.itemLines.claims).toEqual([0, 1, 2, 3, 4, 5].map((index) => at.lineOf('claims', index)));
    expect(at.lineOf('claims', 2, 1)).toBe(9);
    expect(at.value('claims', 4, 'g')).toBe('13:6 |+');
  });

  it('in a file with slips is still that of the file as written', () => {
    const at = open('a:\n  - b: c\n     d: e\n  -f: g\n   h: i\nj:k\nl: m: n\n');
    expect(at.file.salvage?.value).toEqual({
      a: [
        { b: 'c', d: 'e' },
        { f: 'g', h: 'i' },
      ],
      j: 'k',
      l: 'xxxx',
    });
    expect(at.key('a', 0, 'd')).toBe('3:6 d');
    expect(at.value('a', 0, 'd')).toBe('3:9 e');
    expect(at.value('a', 1, 'h')).toBe('5:7 i');
  });

  it('in a file that cannot be read is its start', () => {
    expect(open('a: b\n---\nc: d\n').value('c')).toBe('1:1 a');
  });
});
