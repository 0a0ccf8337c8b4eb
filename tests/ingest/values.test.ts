import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { constructFromEvents, FAILSAFE_SCHEMA, parseEvents } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parse as parseWithYaml } from 'yaml';
import { parseYaml } from '../../pipeline/ingest/parse.ts';

function readValue(text: string): unknown {
  const { value, diagnostics } = parseYaml('a.yaml', Buffer.from(text));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return value.value;
}

describe('a scalar is text as it is written', () => {
  it.each([
    'NO',
    'yes',
    'off',
    'true',
    'False',
    '2021-07-06',
    '2021-13-01',
    '2021',
    '0417263',
    '2.10',
    '1.0',
    '73e8210',
    '14:13',
    '2021-07-06T20:46:39+0800',
    '.inf',
    '.nan',
    '0x1F',
    '0o17',
    '1_000',
    '+5',
    '-5',
    '=',
    '1e3',
    'nulL',
  ])('%s', (text) => {
    expect(readValue(`a: ${text}\nb: [${text}]\nc: "${text}"\n`)).toEqual({ a: text, b: [text], c: text });
  });

  it('also as a key', () => {
    expect(readValue('names:\n  NO: iso-NO\n  1.0: x\n  2021: y\n')).toEqual({
      names: { NO: 'iso-NO', '1.0': 'x', 2021: 'y' },
    });
  });

  it('and an empty text in quotes differs from no value', () => {
    expect(readValue('a: ""\n')).toEqual({ a: '' });
    expect(parseYaml('a.yaml', Buffer.from('a:\n')).value.value).toBeUndefined();
  });

  it('with its lines folded or kept', () => {
    expect(readValue('a: "Call on Activity\\\n  \\ Attributed to\\_X"\n')).toEqual({
      a: 'Call on Activity Attributed to\u00A0X',
    });
    expect(readValue('a: |\n  Points:\n  * first\n  * second\nb: >-\n  x\n  y\n')).toEqual({
      a: 'Points:\n* first\n* second\n',
      b: 'x y',
    });
  });
});

describe('a value', () => {
  it('inherits nothing', () => {
    const value = readValue('constructor: a\ntoString: b\nnames: {}\n') as Record<
      string,
      Record<string, unknown>
    >;
    expect(value.constructor).toBe('a');
    expect(value.names!.constructor).toBeUndefined();
    expect('hasOwnProperty' in value.names!).toBe(false);
    expect(JSON.stringify(value)).toBe('{"constructor":"a","toString":"b","names":{}}');
  });

  it('is the same with a byte order mark and with Windows line ends', () => {
    const text = 'quote: |\n  First.\n  Second.\nnote: "a\n  b"\nlist:\n  - x\n';
    expect(readValue(`\uFEFF${text}`)).toEqual(readValue(text));
    expect(readValue(text.replace(/\n/g, '\r\n'))).toEqual(readValue(text));
  });

  it('comes with the size of the bytes on disk, and with the digest that it is given', () => {
    const bytes = Buffer.from('\uFEFFa: é\r\n');
    const { value } = parseYaml('a.yaml', bytes, 'abc123');
    expect(value.bytes).toBe(bytes.length);
    expect(value.digest).toBe('abc123');
    expect(value.text).toBe('a: é\r\n');
  });
});

const word = fc.oneof(
  fc.constantFrom(
    'trade',
    'NO',
    '1.10',
    '2021-07-06',
    'é',
    '😀 sun',
    '我们',
    "it's",
    'a"b',
    'x: y',
    'c #d',
    '- e',
    '[f',
    '“g”',
    'true',
    'a\\b',
    '@h',
    '%',
    '',
    ' i ',
    'e\u0301',
    '&j',
    '*k',
    '!l',
    '|',
    'a:b',
  ),
  fc.string({ maxLength: 12 }).map((text) => text.replace(/[^\x20-\x7E]/g, '')),
);
const key = fc.oneof(
  fc.constantFrom('id', 'at', 'text', 'topics', 'note', 'iso-NO', 'Vučić', 'constructor', '3'),
  word,
);
const QUOTED = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
const SINGLE = (text: string) => `'${text.replace(/'/g, "''")}'`;
const isPlain = (text: string) =>
  /^[A-Za-z0-9\u00C0-\u024F\u4E00-\u9FFF😀][^#:"'[\]{},\n]*$/u.test(text) &&
  text.trim() === text &&
  !/^(?:null|Null|NULL)$/.test(text);

/** Text of a node at an indentation, in one of the styles a person would use. */
type Writer = (indent: number, inFlow: boolean) => string;

const scalar: fc.Arbitrary<Writer> = fc
  .tuple(word, fc.constantFrom('plain', 'double', 'single', 'literal', 'folded', 'multi'), word)
  .map(([text, style, more]) => (indent: number, inFlow: boolean) => {
    const pad = ' '.repeat(indent + 2);
    if (style === 'plain' && isPlain(text)) return ` ${text}`;
    if (style === 'literal' && !inFlow && /^\S/.test(text)) return ` |\n${pad}${text}\n\n${pad}- ${more}`;
    if (style === 'folded' && !inFlow && /^\S/.test(text))
      return ` >-\n${pad}${text}\n${pad}${more.trimStart() || 'x'}`;
    if (style === 'multi' && !inFlow && text.trim() !== '')
      return ` ${QUOTED(text)}`.replace(/ (?=\S)(?!.*\\)/, `\n${pad}`);
    return style === 'single' ? ` ${SINGLE(text)}` : ` ${QUOTED(text)}`;
  });
const keyText = (text: string) => (isPlain(text) ? text : QUOTED(text));

const { node } = fc.letrec<{ node: Writer; flow: Writer; map: Writer; list: Writer }>((tie) => ({
  node: fc.oneof({ maxDepth: 4, withCrossShrink: true }, scalar, tie('flow'), tie('map'), tie('list')),
  flow: fc
    .tuple(
      fc.boolean(),
      fc.uniqueArray(key, { maxLength: 3 }),
      fc.array(scalar, { minLength: 3, maxLength: 3 }),
      fc.boolean(),
    )
    .map(([isMap, keys, values, isBroken]) => (indent: number) => {
      const gap = isBroken ? `,\n${' '.repeat(indent + 3)}` : ', ';
      const items = keys.map((name, at) => (isMap ? `${QUOTED(name)}:` : '') + values[at]!(indent, true));
      return ` ${isMap ? '{' : '['}${items.join(gap)}${isMap ? '}' : ']'}`;
    }),
  map: fc
    .tuple(
      fc.uniqueArray(key, { minLength: 1, maxLength: 4 }),
      fc.array(tie('node'), { minLength: 4, maxLength: 4 }),
      fc.boolean(),
    )
    .map(
      ([keys, values, hasComment]) =>
        (indent: number) =>
          keys
            .map(
              (name, at) =>
                `\n${hasComment ? `${' '.repeat(indent)}  # c: d\n` : ''}${' '.repeat(indent + 2)}${keyText(name)}:${values[at]!(indent + 2, false)}`,
            )
            .join(''),
    ),
  list: fc
    .array(tie('node'), { minLength: 1, maxLength: 3 })
    .map(
      (items) => (indent: number) =>
        items.map((item) => `\n${' '.repeat(indent + 2)}-${item(indent + 2, false)}`).join(''),
    ),
}));

const record = fc
  .tuple(
    fc.uniqueArray(key, { minLength: 1, maxLength: 5 }),
    fc.array(node, { minLength: 5, maxLength: 5 }),
    fc.boolean(),
  )
  .map(([keys, nodes, isWindows]) => {
    const text = keys.map((name, at) => `${keyText(name)}:${nodes[at]!(0, false)}\n`).join('');
    return isWindows ? text.replace(/\n/g, '\r\n') : text;
  });

describe('random records', () => {
  it('have the same values by this parser, by js-yaml’s own constructor and by the package yaml', () => {
    let read = 0;
    fc.assert(
      fc.property(record, (text) => {
        const { value, diagnostics } = parseYaml('a.yaml', Buffer.from(text));
        if (value.value === undefined) {
          // Only what this project refuses on purpose may be missing.
          for (const { code, severity } of diagnostics)
            if (severity === 'error') expect(code).toMatch(REFUSED);
          return;
        }
        read++;
        const source = { source: text, schema: FAILSAFE_SCHEMA, maxAliases: 0 };
        const here = JSON.parse(JSON.stringify(value.value));
        const composed = (there: unknown): unknown => JSON.parse(JSON.stringify(there).normalize('NFC'));
        expect(here).toEqual(composed(constructFromEvents(parseEvents(text, { maxDepth: 32 }), source)[0]));
        expect(here).toEqual(composed(parseWithYaml(text, { schema: 'failsafe' })));
      }),
      { numRuns: 1500, seed: 20260101 },
    );
    expect(read).toBeGreaterThan(1000);
  });

  it('of the catalog’s own examples are read alike by both packages', () => {
    const text = readFileSync(
      join(import.meta.dirname, '../../pipeline/diagnostics/catalog/ingest.yaml'),
      'utf8',
    );
    expect(parseWithYaml(text, { schema: 'failsafe' })).toEqual(
      constructFromEvents(parseEvents(text, {}), { source: text, schema: FAILSAFE_SCHEMA })[0],
    );
  });
});

const REFUSED = /^E-(?:KEY-DUPLICATE|KEY-RESERVED|VALUE-EMPTY|VALUE-NULL|YAML-DASH-SPACE|YAML-COLON-SPACE)$/;
