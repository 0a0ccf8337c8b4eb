import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseYaml } from '../../pipeline/ingest/parse.ts';

const CLAIM = (index: number) => `  - id: c0${index}
    at: p${index}.s2
    claimant: [Foreign minister of Nordland, iso-ND]
    cue: insisting
    text: >-
      The minister holds that the two countries should widen their trade in grain
      before the end of the next year.
    type: prescription
    topics: [trade, diplomacy]
    stance: {iso-ND: positive, iso-SD: neutral}
    quantities:
      - {value: 5, comparator: more-than, unit: percent}
    relations:
      - type: supports
        to: c01
    note: 'It isn''t long.'
`;
const RECORD = `# A record
id: harbour-speech
coding:
  coder: ada
  mode: single
source:
  title: "Harbour: a “beginning”"
  kind: speech-text
claims:
${[1, 2, 3].map(CLAIM).join('\n')}`;
const LINES = RECORD.split('\n');

type Mutation = (lines: string[], at: number) => string[];
const change = (lines: string[], at: number, to: (line: string) => string) => lines.with(at, to(lines[at]!));
const MUTATIONS: Record<string, Mutation> = {
  'a deleted line': (lines, at) => lines.toSpliced(at, 1),
  'two swapped lines': (lines, at) => lines.with(at, lines[at + 1] ?? '').with(at + 1, lines[at]!),
  'one space more': (lines, at) => change(lines, at, (line) => ` ${line}`),
  'one space less': (lines, at) => change(lines, at, (line) => line.replace(/^ /, '')),
  'two spaces more': (lines, at) => change(lines, at, (line) => `  ${line}`),
  'two spaces less': (lines, at) => change(lines, at, (line) => line.replace(/^ {2}/, '')),
  'a glued colon': (lines, at) => change(lines, at, (line) => line.replace(': ', ':')),
  'a lost colon': (lines, at) => change(lines, at, (line) => line.replace(':', '')),
  'a lost dash': (lines, at) => change(lines, at, (line) => line.replace('- ', '')),
  'a glued dash': (lines, at) => change(lines, at, (line) => line.replace('- ', '-')),
  'a lost quote': (lines, at) => change(lines, at, (line) => line.replace(/["'](?=$|\S)/, '')),
  'a lost bracket': (lines, at) => change(lines, at, (line) => line.replace(/[[\]{}]/, '')),
  'a tab': (lines, at) => change(lines, at, (line) => line.replace(/^ +/, '\t')),
  'a truncated file': (lines, at) =>
    change(lines, at, (line) => line.slice(0, line.length / 2)).slice(0, at + 1),
};

it.each(Object.keys(MUTATIONS))(
  '%s gives a value or errors, at least 95 of 100 of them within two lines',
  (name) => {
    let near = 0;
    let refused = 0;
    for (let at = 1; at < LINES.length - 1; at++) {
      const { value, diagnostics } = parseYaml('a.yaml', Buffer.from(MUTATIONS[name]!(LINES, at).join('\n')));
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      expect(errors.length > 0).toBe(value.value === undefined);
      if (errors.length === 0) continue;
      refused++;
      if (errors.some(({ line }) => Math.abs(line - 1 - at) <= 2)) near++;
    }
    expect(near / Math.max(1, refused)).toBeGreaterThanOrEqual(0.95);
  },
);

it('any damage to a file gives a value or errors that lie in it', () => {
  const pieces = [
    ': ',
    '\n',
    '  ',
    '- ',
    '"',
    "'",
    '[',
    '}',
    ',',
    ' #x',
    '|',
    '&a',
    '*a',
    '!t',
    '? ',
    '%',
    '\t',
    '\u00A0',
    '\r\n',
    '😀',
    '<<: ',
    '“',
    '---\n',
    '\\',
  ];
  const damage = fc.tuple(fc.nat(RECORD.length), fc.nat(4), fc.constantFrom('', ...pieces));
  fc.assert(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 4 }), (damages) => {
      const text = damages.reduce(
        (all, [at, cut, piece]) => all.slice(0, at) + piece + all.slice(at + cut),
        RECORD,
      );
      const { value, diagnostics } = parseYaml('a.yaml', Buffer.from(text));
      expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(value.value === undefined);
      const lines = text.split('\n');
      for (const { line, column, endColumn } of diagnostics) {
        expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
        expect(endColumn).toBeGreaterThan(column);
      }
    }),
    { numRuns: 2000, seed: 20260102 },
  );
});
