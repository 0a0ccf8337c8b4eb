import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { guardText, needsGuard } from '../../pipeline/ingest/guard/text.ts';
import { parseYaml } from '../../pipeline/ingest/parse.ts';
import { check, HEAD, withClaim } from '../support/checked.ts';

const FILE = 'sources/records/harbour-speech.yaml';

function parse(text: string | Uint8Array) {
  const { value, diagnostics } = parseYaml(FILE, typeof text === 'string' ? Buffer.from(text) : text);
  return { file: value, diagnostics, seen: diagnostics.map((d) => `${d.code} ${d.line}:${d.column}`) };
}

/** Every code of the stage that a file's text can cause, with the place it must name. */
const CASES: [string, string | Uint8Array, ...string[]][] = [
  ['a leading byte order mark', '\uFEFFid: x\n', 'W-YAML-BOM 1:1'],
  ['a second byte order mark', '\uFEFF\uFEFFid: x\n', 'E-YAML-SECOND-BOM 1:1'],
  ['Windows line ends', 'id: x\r\nstatus: y\r\n', 'W-YAML-CRLF 1:6'],
  ['an accent apart from its letter', 'a: b\nc: "Cafe\u0301s e\u0301"\n', 'W-YAML-NOT-NFC 2:8'],
  ['a letter of measures', 'a: 5 \u212B\n', 'W-YAML-NOT-NFC 1:6'],
  [
    'one name in two forms as keys',
    'a: {"e\u0301": b, "\u00E9": c}\n',
    'W-YAML-NOT-NFC 1:6',
    'E-KEY-DUPLICATE 1:14',
  ],
  ['a lone carriage return', 'id: x\rstatus: y\n', 'E-YAML-CARRIAGE-RETURN 1:6'],
  ['bytes of Windows-1252', Buffer.from('a: é\nb: caf\xE9\n', 'latin1'), 'E-FILE-NOT-UTF8 1:4'],
  [
    'a cut sequence after good UTF-8',
    Buffer.concat([Buffer.from('a: é\nb: 😀'), Buffer.from([0xe2, 0x82])]),
    'E-FILE-NOT-UTF8 2:6',
  ],
  ['UTF-16', Buffer.from('\uFEFFa: b\n', 'utf16le'), 'E-FILE-NOT-UTF8 1:1'],
  ['more than a mebibyte', `a: ${'x'.repeat(1024 * 1024)}`, 'E-FILE-TOO-LARGE 1:1'],
  ['an empty file', '', 'E-RECORD-NOT-MAPPING 1:1'],
  ['a file of comments', '# later\n', 'E-RECORD-NOT-MAPPING 1:1'],
  ['a list at the top', '# note\n- a\n', 'E-RECORD-NOT-MAPPING 2:1'],
  ['a control character', 'a: "😀\u0007"\n', 'E-YAML-CONTROL-CHARACTER 1:7'],
  ['a null character', 'a: b\0\n', 'E-YAML-CONTROL-CHARACTER 1:5'],
  ['a zero-width space', 'a: b\nc: d\u200Be\n', 'E-YAML-HIDDEN-CHARACTER 2:5'],
  ['a byte order mark inside', 'a: d\uFEFFe\n', 'E-YAML-HIDDEN-CHARACTER 1:5'],
  ['a soft hyphen', 'a: d\u00ADe\n', 'E-YAML-HIDDEN-CHARACTER 1:5'],
  ['an invisible tag character', 'a: d\u{E0041}e\n', 'E-YAML-HIDDEN-CHARACTER 1:5'],
  ['a directional mark outside quotes', 'a: d \u200Fe\n', 'E-YAML-HIDDEN-CHARACTER 1:6'],
  [
    'bidirectional overrides, also in comments',
    'a: b # \u202E\nc: "\u2066d"\n',
    'E-YAML-BIDI 1:8',
    'E-YAML-BIDI 2:5',
  ],
  ['a replacement character', 'a: caf\uFFFD\n', 'W-YAML-REPLACEMENT-CHARACTER 1:7'],
  ['a code point that no character has', 'a: caf\u0378\n', 'W-YAML-REPLACEMENT-CHARACTER 1:7'],
  ['a heap of accents', `a: caf${'\u0301\u0323'.repeat(20)}\n`, 'E-YAML-MARKS 1:7'],
  ['a heap of accents in escapes', `a: "e${'\\u0301\\u0323'.repeat(20)}"\n`, 'E-YAML-CONTROL-CHARACTER 1:4'],
  ['a sign of private use', 'a: caf\uE001\n', 'W-YAML-REPLACEMENT-CHARACTER 1:7'],
  ['a blank of braille', 'a: b\u2800c\n', 'E-YAML-HIDDEN-CHARACTER 1:5'],
  ['a zero-width space before a key', 'a:\n  b: c\n  \u200Bd: e\n  f: g\n', 'E-YAML-HIDDEN-CHARACTER 3:3'],
  ['a zero-width space in a key', 'a:\n  b\u200Bc: d\n  f: g\n', 'E-YAML-HIDDEN-CHARACTER 2:4'],
  ['a full-width colon', 'a: b\nc：d\ne: f\n', 'E-YAML-ODD-MARK 2:2'],
  ['a full-width colon and a blank', 'a: b\nc： d\n', 'E-YAML-ODD-MARK 2:2'],
  ['a full-width colon behind the key of a section', 'a: b\nc：\n  d: e\n  f: g\n', 'E-YAML-ODD-MARK 2:2'],
  ['a full-width colon in an item', 'a:\n  - b： c\n    d: e\n', 'E-YAML-ODD-MARK 2:6'],
  ['an item of nothing but a full-width colon', 'a:\n  - b：c\n', 'E-YAML-ODD-MARK 2:6'],
  ['an en dash before the keys of an item', 'a:\n  – b: c\n    d: e\n', 'E-YAML-ODD-MARK 2:3'],
  ['a bullet before the key of an item', 'a:\n  • b: c\n', 'E-YAML-ODD-MARK 2:3'],
  ['items of a list that start with en dashes', 'a:\n  – b\n  – c\n', 'E-YAML-ODD-MARK 2:3'],
  ['a text in Chinese with its own colon', 'a: 北京：我们\nb: |\n  note：c\n'],
  ['a text that starts with a dash', 'a: – so he said\n'],
  ['a ligature', 'a: The o\uFB03ce\n', 'W-YAML-LAYOUT-LETTER 1:9'],
  ['Arabic letters in their forms', 'a: \uFEE3\uFEF4\uFEE8\uFE8E\n', 'W-YAML-LAYOUT-LETTER 1:4'],
  ['letters of double width', 'a: Ｈａｒｂｏｕｒ\n', 'W-YAML-LAYOUT-LETTER 1:4'],
  ['a Korean syllable in its parts', 'a: 가\u1112\u1161\u11AB\n', 'W-YAML-NOT-NFC 1:5'],
  ['line ends of CR alone, once', 'a: b\rc: d\re: f\r', 'E-YAML-CARRIAGE-RETURN 1:5'],
  ['a comment behind prose', 'text: See entry # 7 of the list.\n', 'W-VALUE-CUT 1:17'],
  ['a comment behind prose that goes on', 'note: See\n  entry # seven\n', 'W-VALUE-CUT 2:9'],
  ['a comment behind another value', 'kind: speech # as printed\n'],
  ['a comment behind prose and two blanks', 'text: See entry.  # checked\n'],
  ['a merge of a known anchor, once', 'a:\n  - &x\n    b: c\n  - <<: *x\n    d: e\n', 'E-YAML-ANCHOR 2:5'],
  ['a number cut by commas', 'a: {b: 1,000,000, c: d}\n', 'E-YAML-COMMA 1:8'],
  ['keys with values in brackets', 'stance: [iso-JP: positive]\n', 'E-YAML-COLON-IN-VALUE 1:9'],
  ['a block indented by tabs, once', 'a:\n\tb: c\n\td: e\n', 'E-YAML-TAB 2:1'],
  ['a tab behind spaces', 'a:\n  \tb: c\n', 'E-YAML-TAB 2:3'],
  ['a tab behind a dash', 'a:\n  -\tb\n', 'E-YAML-TAB 2:4'],
  ['no-break spaces as indentation', 'a:\n\u00A0\u00A0b: c\n', 'E-YAML-ODD-SPACE 2:1'],
  ['a no-break space behind a colon', 'a: b\nc:\u00A0d\n', 'E-YAML-ODD-SPACE 2:3'],
  [
    'a no-break space behind the colon of a quoted value',
    'a:\n  - b: c\n    d:\u00A0"e: f"\n',
    'E-YAML-ODD-SPACE 3:7',
  ],
  ['a no-break space before brackets', 'a: b\nc: \u00A0[d, e]\n', 'E-YAML-ODD-SPACE 2:4'],
  ['a no-break space behind a colon in brackets', 'a: {b: c, d:\u00A0e}\n', 'E-YAML-ODD-SPACE 1:13'],
  ['a no-break space behind a key of lines below', 'a: b\nc:\u00A0\n  d: e\n', 'E-YAML-ODD-SPACE 2:3'],
  ['an ideographic space behind a colon', 'a:\u3000b\n', 'E-YAML-ODD-SPACE 1:3'],
  [
    'no-break spaces behind the colons of neighbouring lines, once',
    'a:\u00A0b\nc:\u00A0d\n',
    'E-YAML-ODD-SPACE 1:3',
  ],
  [
    'a no-break space behind a colon beside another fault',
    'a:\u00A0b\nc: d\ne: [f\n',
    'E-YAML-ODD-SPACE 1:3',
    'E-YAML-BRACKET-OPEN 3:4',
  ],
  ['an ideographic space as indentation', 'a:\n  b: c\n \u3000d: e\n', 'E-YAML-ODD-SPACE 3:2'],
  ['a conflict, once', 'a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> x\n', 'E-YAML-CONFLICT 2:1'],
  ['what is left of a conflict', 'a: b\n>>>>>>> x\n', 'E-YAML-CONFLICT 2:1'],
  ['a second document', 'a: b\n---\nc: d\n', 'E-YAML-MULTIPLE-DOCUMENTS 2:1'],
  ['text behind the end of the document', 'a: b\n...\nc: d\n', 'E-YAML-MULTIPLE-DOCUMENTS 2:1'],
  ['front matter', '---\na: b\n---\n', 'E-YAML-MULTIPLE-DOCUMENTS 3:1'],
  ['a directive', '%YAML 1.1\n---\na: NO\n', 'E-YAML-DIRECTIVE 1:1'],
  ['an anchor with its aliases, once', 'a: &x [b]\nc: *x\nd: *x\n', 'E-YAML-ANCHOR 1:4'],
  ['an alias of nothing', 'a: *important*\n', 'E-YAML-ALIAS 1:4'],
  ['tags', 'a: !!str b\nc: !now d\n', 'E-YAML-TAG 1:4', 'E-YAML-TAG 2:4'],
  ['a merge key', 'a:\n  <<: {b: c}\n  d: e\n', 'E-YAML-MERGE-KEY 2:3'],
  ['two merge keys', 'a:\n  <<: {b: c}\n  <<: {d: e}\n', 'E-YAML-MERGE-KEY 2:3', 'E-YAML-MERGE-KEY 3:3'],
  ['deep nesting', `a: ${'['.repeat(40)}b${']'.repeat(40)}\n`, 'E-YAML-DEPTH 1:35'],
  ['a key without a value', 'a: b\n# why\nsource:\n\nc: d\n', 'E-VALUE-EMPTY 3:1'],
  ['a list item without a value', 'a:\n  - b\n  # why\n  -\n  - c\n', 'E-VALUE-EMPTY 4:3'],
  ['a key without a value in brackets', 'a: {b: , c: d}\n', 'E-VALUE-EMPTY 1:5'],
  [
    'words for nothing',
    'a: null\nb: ~\nc: [Null, NULL, nUll, "null"]\n',
    'E-VALUE-NULL 1:4',
    'E-VALUE-NULL 2:4',
    'E-VALUE-NULL 3:5',
    'E-VALUE-NULL 3:11',
  ],
  ['a doubled key', 'a: b\nc: d\n  # e\na: f\n', 'E-KEY-DUPLICATE 4:1'],
  ['a doubled key in brackets', 'a: {b: c, b: d}\n', 'E-KEY-DUPLICATE 1:11'],
  [
    'a lost dash, once',
    'a:\n  - b: 1\n    c: 2\n    d: 3\n    b: 4\n    c: 5\n    d: 6\n',
    'E-KEY-DUPLICATE 5:5',
  ],
  ['a missing key', 'a: b\n: c\n', 'E-KEY-EMPTY 2:1'],
  ['a list as a key', '? [a, b]\n: c\n', 'E-KEY-COMPLEX 1:3'],
  ['the key __proto__', '__proto__: a\n', 'E-KEY-RESERVED 1:1'],
  ['a # that cuts a value', 'note: changed (issue #41)\n', 'W-VALUE-CUT 1:22'],
  ['a # that cuts a value in parentheses', 'note: changed (issue # 41)\n', 'W-VALUE-CUT 1:22'],
  ['a # that cuts a value of two lines', 'note: see issue #41\n  again\na: b\n', 'E-VALUE-CUT 1:17'],
  ['curly quotes round a value', 'quote: “We’re here.”\n', 'W-YAML-CURLY-QUOTE 1:8'],
  ['curly quotes round a colon', 'title: “Harbour: a start”\n', 'E-YAML-CURLY-QUOTE 1:8'],
  ['a colon in a value', 'title: Harbour Bay: leaders meet\n', 'E-YAML-COLON-IN-VALUE 1:19'],
  ['a colon in a value of an item', 'a:\n  - b: c\n    d: é😀: f\n', 'E-YAML-COLON-IN-VALUE 3:11'],
  ['a colon at the end of a value', 'title: Harbour:\n', 'E-YAML-COLON-IN-VALUE 1:15'],
  ['a colon in a bracketed list', 'a: [b c: d, e]\n', 'E-YAML-COLON-IN-VALUE 1:8'],
  ['a colon in a bracketed mapping', 'a: {b: c d: e}\n', 'E-YAML-COLON-IN-VALUE 1:11'],
  ['a glued colon', 'id: c1\ntype:fact\nat: p1\n', 'E-YAML-COLON-SPACE 2:5'],
  ['a glued colon in the last line', 'id: c1\ntype:fact\n', 'E-YAML-COLON-SPACE 2:5'],
  ['a glued colon in brackets', 'a: {id:c1, b: c}\n', 'E-YAML-COLON-SPACE 1:7'],
  ['glued colons that swallow each other', 'a:\n  b:c\n  d:e\n', 'E-YAML-COLON-SPACE 2:4'],
  ['a glued dash', 'a:\n  - b\n  -c\nd: e\n', 'E-YAML-DASH-SPACE 3:3'],
  ['glued dashes that swallow each other', 'a:\n  -b\n  -c\n', 'E-YAML-DASH-SPACE 2:3'],
  ['a glued dash that makes a key', 'a: b\n-id: c\n', 'E-YAML-DASH-SPACE 2:1'],
  ['a key too far right', 'a:\n  - id: c2\n     stance: x\n', 'E-YAML-INDENT 3:6'],
  ['a key too far left', 'a:\n  - id: c2\n   stance: x\n', 'E-YAML-INDENT 3:4'],
  ['a key in the first column', 'a:\n  - id: c2\nstance: x\n    at: y\n', 'E-YAML-INDENT 3:1'],
  [
    'a key in the first column before an item',
    'a:\n  - id: c2\nstance: x\n  - id: c3\n',
    'E-YAML-INDENT 3:1',
  ],
  ['two keys in the first column, once', 'a:\n  - id: c2\nb: x\nc: y\n    d: z\n', 'E-YAML-INDENT 3:1'],
  ['a key under the dash', 'a:\n  - id: c2\n  stance: x\n  at: y\n', 'E-YAML-INDENT 3:3'],
  ['an item too far right', 'a:\n  - id: c1\n    at: p\n   - id: c2\n', 'E-YAML-INDENT 4:4'],
  ['a block of text that is not indented', 'a:\n  - b: |\n    foo\n   bar\n', 'E-YAML-INDENT 3:5'],
  ['a closing bracket in the first column', 'a: [\n  b\n]\n', 'E-YAML-INDENT 3:1'],
  ['a line of text', 'id: x\nfoo bar\nb: y\n', 'E-YAML-KEY-EXPECTED 2:1'],
  ['a key without a colon', 'a:\n  - id c1\n    at: p1\n', 'E-YAML-KEY-EXPECTED 2:5'],
  ['a file cut off in a key', 'a:\n  - id: c1\n    te', 'E-YAML-KEY-EXPECTED 3:5'],
  ['an item among keys', 'id: x\n- foo\n', 'E-YAML-LIST-FOR-KEY 2:1'],
  ['an item behind its key', 'a: - foo\n', 'E-YAML-LIST-FOR-KEY 1:4'],
  ['a key behind items', '- foo\nid: x\n', 'E-RECORD-NOT-MAPPING 1:1', 'E-YAML-KEY-FOR-LIST 2:1'],
  ['a key among items', 'a:\n    id: c1\n    at: p1\n  - id: c2\n    at: p2\n', 'E-YAML-KEY-FOR-LIST 2:5'],
  ...['@b', '`b`', '%b', '* b', '& b', '> 5 per cent', '| b', ', b', '*b c', '? b'].map(
    (value): [string, string, string] => [
      `an unquoted ${value}`,
      `a: ${value}\nc: d\n`,
      'E-YAML-PLAIN-START 1:4',
    ],
  ),
  ['an open quote', 'a:\n  - b: "foo\n    c: "bar"\n', 'E-YAML-QUOTE-OPEN 2:8'],
  ['a file cut off in a quote', 'a: b\nc: "de', 'E-YAML-QUOTE-OPEN 2:4'],
  ['an apostrophe in single quotes', "a: 'it's fine'\n", 'E-YAML-TEXT-AFTER-QUOTE 1:7'],
  ['a quote in double quotes', 'a: "he said "no" twice"\n', 'E-YAML-TEXT-AFTER-QUOTE 1:13'],
  ['an open bracket', 'topics: [a, b\ntype: x\n', 'E-YAML-BRACKET-OPEN 1:9'],
  ['an open brace', 'a: {b: c\ntype: x\n', 'E-YAML-BRACKET-OPEN 1:4'],
  ['a bracket closed by a brace', 'a: [b}\ntype: x\n', 'E-YAML-BRACKET-OPEN 1:6'],
  ['text behind a bracket', 'a: [b] c\n', 'E-YAML-TEXT-AFTER-BRACKET 1:8'],
  ['two commas', 'a: [b,, c]\n', 'E-YAML-COMMA 1:7'],
  ['a missing comma', 'a: ["b" "c"]\n', 'E-YAML-COMMA 1:9'],
  ['a backslash', 'a: "C:\\data"\n', 'E-YAML-ESCAPE 1:7'],
  ['what no rule explains', '? {north: south\n', 'E-YAML-SYNTAX 1:15'],
];

const catalog = load(
  readFileSync(join(import.meta.dirname, '../../pipeline/diagnostics/catalog/ingest.yaml'), 'utf8'),
  {
    schema: FAILSAFE_SCHEMA,
  },
) as { code: string; before: string; after: string }[];
const ofText = catalog.filter(({ code }) => !/^[EW]-(?:FILE|SYMLINK)/.test(code));

describe('a faulty file', () => {
  it.each(CASES)('with %s is reported once and where the slip is', (_, text, ...expected) => {
    const { seen, file } = parse(text);
    expect(seen).toEqual(expected);
    expect(file.value === undefined).toBe(expected.some((each) => each.startsWith('E-')));
  });

  it('has a case here for every code of the catalog that a text can cause', () => {
    const tried = new Set(CASES.flatMap(([, , ...expected]) => expected.map((each) => each.split(' ')[0])));
    expect(ofText.filter(({ code }) => !tried.has(code))).toEqual([]);
  });

  it.each(ofText.map((entry) => [entry.code, entry] as const))(
    'is what the example of %s shows',
    (code, entry) => {
      expect(parse(entry.before).diagnostics.map((each) => each.code)).toEqual([code]);
      expect(parse(entry.after).diagnostics).toEqual([]);
    },
  );

  it('with a no-break space behind a colon is read as with a space, and nothing is missing in it', () => {
    for (const [right, wrong] of [
      ['text: ', 'text:\u00A0'],
      ['topics: [', 'topics: \u00A0['],
      ['source:', 'source:\u00A0'],
      ['coder: ', 'coder:\u202F'],
    ] as const) {
      const found = check(withClaim('').replace(right, wrong));
      expect(found.map(({ code }) => code)).toEqual(['E-YAML-ODD-SPACE']);
      expect(found[0]!.message).toMatch(/no-break space/);
    }
  });

  it('with a key moved to the first column is told at that key only, whatever stands below it', () => {
    const item =
      '  - id: c02\n    at: p1.s2\n    text: Belloria has one.\n    type: fact\n    topics: [trade]\n';
    const text = `${withClaim('note: a note\ncue: said')}${item}`;
    const lines = text.split('\n');
    const movable = lines.flatMap((line, index) => {
      const isFollowed = (lines[index + 1] ?? '').startsWith('  ');
      return /^ +\w+: \S/.test(line) && isFollowed ? [index] : [];
    });
    expect(movable.length).toBeGreaterThan(10);
    for (const index of movable) {
      const columns = lines[index]!.search(/\S/);
      const moved = lines.with(index, lines[index]!.trimStart()).join('\n');
      const found = check(moved);
      expect(found.map(({ code, line }) => `${code} ${line}`)).toEqual([`E-YAML-INDENT ${index + 1}`]);
      expect(found[0]!.message).toContain(`expected ${columns} spaces, found 0`);
    }
  });

  it('with references is not told that their values are missing or wrong', () => {
    const claim = (type: string, topics: string, id: string): string =>
      `  - id: ${id}\n    at: p1.s2\n    text: Belloria has one.\n    type: ${type}\n    topics: ${topics}\n`;
    const found = (first: string, second: string): string[] =>
      check(`${HEAD}claims:\n${first}${second}`).map(({ code }) => code);
    expect(found(claim('&t fact', '[trade]', 'c01'), claim('*t', '[trade]', 'c02'))).toEqual([
      'E-YAML-ANCHOR',
    ]);
    expect(found(claim('fact', '&t [trade]', 'c01'), claim('fact', '*t', 'c02'))).toEqual(['E-YAML-ANCHOR']);
    expect(found(claim('fact', '[&t trade]', 'c01'), claim('fact', '[*t]', 'c02'))).toEqual([
      'E-YAML-ANCHOR',
    ]);
    expect(found(claim('*fact', '[trade]', 'c01'), claim('fact', '[trade]', 'c02'))).toEqual([
      'E-YAML-ALIAS',
    ]);
  });

  it('with a required key left empty is not told to remove it', () => {
    for (const empty of ['type:', 'type: ""']) {
      const found = check(withClaim('').replace('type: fact', empty));
      expect(found.map(({ code }) => code)).toEqual(['E-VALUE-EMPTY']);
      expect(found[0]!.fix).toMatch(/^Fill it\. If the key is not required/);
    }
  });

  it('always gets a message and a remedy', () => {
    for (const [, text] of CASES) {
      for (const { message, fix, file } of parse(text).diagnostics) {
        expect(message).toMatch(/\S.*[^.]$/s);
        expect(fix).toMatch(/\.$/);
        expect(file).toBe(FILE);
      }
    }
  });

  it('names both lines of a doubled key and the columns of a wrong indentation', () => {
    expect(parse('a: b\nc: d\na: f\n').diagnostics[0]!.message).toMatch(/line 1 and in line 3/);
    expect(parse('a:\n  - id: c2\n     stance: x\n').diagnostics[0]!.message).toMatch(
      /expected 4 spaces, found 5/,
    );
  });

  it('offers the value in quotes where quotes are the remedy', () => {
    expect(parse('title: Harbour: “a” \\ "b"\n').diagnostics[0]!.suggestion).toBe(
      '"Harbour: “a” \\\\ \\"b\\""',
    );
    expect(parse('title: “Harbour: a start”\n').diagnostics[0]!.suggestion).toBe('"Harbour: a start"');
    expect(parse("a: 'it's fine'\n").diagnostics[0]!.suggestion).toBe('"it\'s fine"');
  });

  it('reports all its slips in one run, in file order', () => {
    const text = [
      'id: harbour-speech',
      'status:draft',
      'source:',
      '  title: Harbour: a beginning',
      '  url: @harbour',
      '  published: null',
      '  kind:',
      'claims:',
      '  - id: c01',
      '    note: "open',
      '    topics: [trade, energy',
      '    note: again',
      '     type: fact',
      '  -id: c02',
      '    cue: *shout*',
      '',
    ].join('\n');
    expect(parse(text).seen).toEqual([
      'E-YAML-COLON-SPACE 2:7',
      'E-YAML-COLON-IN-VALUE 4:17',
      'E-YAML-PLAIN-START 5:8',
      'E-VALUE-NULL 6:14',
      'E-VALUE-EMPTY 7:3',
      'E-YAML-QUOTE-OPEN 10:11',
      'E-YAML-BRACKET-OPEN 11:13',
      'E-KEY-DUPLICATE 12:5',
      'E-YAML-INDENT 13:6',
      'E-YAML-DASH-SPACE 14:3',
      'E-YAML-ALIAS 15:10',
    ]);
  });

  it('keeps what can still be read apart, so that later checks can go on', () => {
    const { file } = parse('id: a\nsource:\n  title: b\n   kind: c\nstatus: draft\nstatus: final\n');
    expect(file.value).toBeUndefined();
    expect(file.salvage?.value).toEqual({ id: 'a', source: { title: 'b', kind: 'c' }, status: 'final' });
    expect([...file.salvage!.doubtfulLines].sort()).toEqual([4, 6]);
  });

  it('counts further characters of a kind instead of listing hundreds', () => {
    const { diagnostics } = parse(`a: ${'\u200Bb'.repeat(300)}\n`);
    expect(diagnostics).toHaveLength(10);
    expect(diagnostics.some(({ message }) => message.includes('290 more'))).toBe(true);
  });

  it('with ten levels of aliases is refused at once', () => {
    const names = [...'abcdefghij'];
    const lines = names.map((name, at) => {
      const items = Array(10).fill(at === 0 ? '1' : `*${names[at - 1]}`);
      return `${name}: &${name} [${items.join(', ')}]`;
    });
    const start = performance.now();
    const { seen } = parse(`${lines.join('\n')}\n`);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(seen).toEqual(names.map((_, at) => `E-YAML-ANCHOR ${at + 1}:4`));
  });

  it('with a hundred aliases of one anchor gives no record', () => {
    const { file, seen } = parse(`x: &x {a: 1}\nlist: [${Array(101).fill('*x').join(', ')}]\n`);
    expect(file.value).toBeUndefined();
    expect(seen).toEqual(['E-YAML-ANCHOR 1:4']);
  });
});

describe('a file without fault', () => {
  it.each([
    ['zero-width joiners of Persian and emoji', 'a: می\u200Cخواهم 👩\u200D🌾\n'],
    ['directional marks in quotes', 'a: "שלום\u200F (1)"\n'],
    ['a no-break space behind a colon of text', 'a: He said:\u00A0no\nb: "x:\u00A0y"\nc: z {d:\u00A0e}\n'],
    ['a no-break space behind a colon in a block of text', 'a: |\n  Note:\u00A0no\nb: >\n  c:\u00A0d\n'],
    [
      'a no-break space behind a colon where a text goes on',
      'a: see\n  below:\u00A0x\nb: "c\n  d:\u00A0e"\n',
    ],
    ['no-break spaces inside text', 'a: 5\u00A0% «\u202Fbon\u202F»\n'],
    [
      'ideographic spaces at the start of a paragraph',
      'a: |\n  \u3000\u3000我们\n  \u3000\u3000他们\nb: c\n',
    ],
    ['a tab behind the colon or inside a block of text', 'a:\tb\nc: |\n  d\n  \te\n'],
    ['blank lines of blanks', 'a: b\n  \t \nc: d\n'],
    ['one document marker', '---\na: b\n...\n'],
    ['comments', '# a\na: b # c\n#d: e\nc: d  #e\nf: g#h # i\n'],
    ['a # in quotes', 'a: "b #c"\nd: \'e #f\'\ng: |\n  h #i\n'],
    ['a list between brackets over several lines', 'a: [b,\n  c]\nd: {e: f,\n  g: h}\n'],
    ['an address on a line of its own', 'url:\n  https://harbour.example/a\n'],
    ['curly quotes within a value', 'a: “We” and “they”\nb: He said “no”\nc: "“so”"\n'],
    ['negative numbers and dashes', 'a: -5\nb: – and\nc: "-- d"\n'],
    ['an empty value that was written', 'a: ""\nb: \'\'\n'],
    ['a line of equals signs in a block of text', 'a: |\n  b\n  =======\n'],
  ])('may have %s', (_, text) => {
    expect(parse(text).diagnostics).toEqual([]);
    expect(parse(text).file.value).toBeDefined();
  });
});

describe('the quick look at a text', () => {
  const pieces = [
    ...[
      'a',
      ' ',
      '\n',
      'key: ',
      '- ',
      '{',
      '"',
      '---',
      '...',
      '%',
      '=======',
      'é',
      '—',
      '“',
      '中',
      '😀',
      '€',
      '\u200C',
    ],
    ...[
      '\t',
      '\r',
      '\u00A0',
      '\u00AD',
      '\u0301',
      '\u0301'.repeat(31),
      '\u0378',
      '\u1160',
      '\u200B',
      '\u2000',
    ],
    ...[
      '\u202E',
      '\u202F',
      '\u2800',
      '\u3000',
      '\uE001',
      '\uFB01',
      '\uFEFF',
      '\uFFFE',
      '\uD800',
      '\u{E0041}',
    ],
  ];

  it('passes nothing over in which the thorough one finds something', () => {
    let passed = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (some) => {
        const text = some.join('');
        if (needsGuard(text)) return;
        passed++;
        const { faults, indentFaults, straightened } = guardText(text);
        expect([faults, indentFaults, straightened]).toEqual([[], [], text]);
      }),
      { numRuns: 4000, seed: 20260101 },
    );
    expect(passed).toBeGreaterThan(300);
  });
});

describe('a character that cannot be seen, between double quotes', () => {
  it('is told as an escape only where one is written', () => {
    const codes = (note: string): string[] => check(withClaim(`note: ${note}`)).map(({ code }) => code);
    expect(codes('"a\\u202Eb"')).toEqual(['E-YAML-CONTROL-CHARACTER']);
    expect(codes('"a\ue000b"')).toEqual(['W-YAML-REPLACEMENT-CHARACTER']);
  });
});
