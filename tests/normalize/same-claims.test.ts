import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClaimGist, RecordGists } from '../../pipeline/normalize/gists.ts';
import { checkSameClaims } from '../../pipeline/normalize/same-claims.ts';
import { checkRecords, withClaim } from '../support/checked.ts';

const GIST: ClaimGist = {
  id: 'x/c01',
  index: 0,
  type: 'fact',
  text: 'Nepal charges ships nothing for lying at anchor.',
  claimants: 'mira-tolan',
  targets: ['iso-NP'],
  made: ['2021-07-06', '2021-07-06'],
  proposition: null,
  settled: [],
};

/** Works with the given claims, one each. */
function works(...claims: Partial<ClaimGist>[]): RecordGists[] {
  return claims.map((claim, index) => {
    const id = `w${index}`;
    return { file: `${id}.yaml`, claims: [{ ...GIST, id: `${id}/c01`, ...claim }] };
  });
}

const told = (records: RecordGists[]): string[] =>
  checkSameClaims(records, true).map(({ code, file }) => `${code} ${file}`);
const SAME = ['W-SAME-CLAIM w1.yaml'];

describe('claims of two works', () => {
  it('that say the same are told once, however many targets they share', () => {
    const targets = ['iso-NP', 'iso-BT', 'iso-IN'];
    expect(told(works({ targets }, { targets }))).toEqual(SAME);
    expect(told(works({ targets }, { targets: [...targets].reverse() }))).toEqual(SAME);
  });

  it.each<[string, Partial<ClaimGist>]>([
    ['another type', { type: 'prediction' }],
    ['another claimant', { claimants: 'ada-coder' }],
    ['no target in common', { targets: ['iso-BT'] }],
    ['other words', { text: 'Nepal builds railways through every valley of the north.' }],
    ['a day more than a month later', { made: ['2021-08-07', '2021-08-09'] }],
    ['a day more than a month earlier', { made: ['2020', '2021-06-04'] }],
    ['a judgement that they differ', { settled: ['w0/c01'] }],
  ])('are two with %s', (_, other) => {
    expect(told(works({}, other))).toEqual([]);
  });

  it('may be the same within a month, and when a day is not known', () => {
    for (const made of [['2021-08-06', '2021-08-09'], ['2020-01-01', '2021-06-05'], null] as const)
      expect(told(works({}, { made: made && [...made] }))).toEqual(SAME);
    expect(told(works({ made: null }, { made: null }))).toEqual(SAME);
  });

  it('are not compared with those of their own work', () => {
    const [work] = works({});
    const twice = { ...GIST, id: 'w0/c02', index: 1 };
    expect(checkSameClaims([{ ...work!, claims: [...work!.claims, twice] }], true)).toEqual([]);
  });

  it('are told as pairs, each once, in whatever order the works come', () => {
    const claim = fc.record({
      type: fc.constantFrom('fact', 'denial'),
      targets: fc.subarray(['iso-NP', 'iso-BT', 'iso-IN']),
      made: fc.constantFrom<ClaimGist['made']>(null, GIST.made, ['2019-01-01', '2019-12-31']),
    });
    fc.assert(
      fc.property(fc.array(claim, { maxLength: 8 }), (claims) => {
        const pairs = (records: RecordGists[]): string[] =>
          checkSameClaims(records, true)
            .map(({ message }) => message.split(':')[0]!)
            .sort();
        const found = pairs(works(...claims));
        expect(new Set(found).size).toBe(found.length);
        expect(pairs(works(...claims).reverse())).toEqual(found);
      }),
    );
  });
});

describe('a proposition', () => {
  const marked = { proposition: 'anchoring-is-free', type: 'denial' };

  it('that only one claim is marked with is told, once all records are without errors', () => {
    const alone = works(marked, {});
    expect(told(alone)).toEqual(['W-PROPOSITION-ALONE w0.yaml']);
    expect(checkSameClaims(alone, false)).toEqual([]);
    expect(told(works(marked, { ...marked, type: 'fact' }))).toEqual([]);
  });
});

describe('a record with an error', () => {
  const record = (id: string, lines: string, above = ''): string =>
    withClaim(lines, above).replace('id: harbour-speech', `id: ${id}`);
  const seen = (records: Record<string, string>): string[] =>
    checkRecords(records).map(({ code, file }) => `${code} ${file.split('/').at(-1)}`);
  const MARKED = 'proposition: two-harbours';
  const entity = (type: string): string => `entities: [{id: dockers, type: ${type}, name: The Dockers}]\n`;

  it.each<[string, string, string]>([
    ['in a value', record('b', MARKED, entity('xgroup')), 'E-CODE-UNKNOWN'],
    ['in a name', record('b', `${MARKED}\nsubject: [Nowhereland]`), 'E-NAME-UNKNOWN'],
    ['in its form', record('b', `${MARKED}\nnote: a: b`), 'E-YAML-COLON-IN-VALUE'],
    ['so that nothing of it can be read', 'claims: "', 'E-YAML-QUOTE'],
  ])('%s does not leave the propositions of others alone', (_, broken, code) => {
    const found = seen({ a: record('a', MARKED), b: broken });
    expect(found.filter((each) => each.endsWith('a.yaml'))).toEqual([]);
    expect(found.some((each) => each.startsWith(code))).toBe(true);
  });

  it('is not said to repeat what somebody else says, when the names of its claimants could not be read', () => {
    const claim = 'claimant: [Nowhereland]\nsubject: [Arvania]';
    expect(seen({ a: record('a', claim), b: record('b', claim) })).toEqual([
      'E-NAME-UNKNOWN a.yaml',
      'E-NAME-UNKNOWN b.yaml',
    ]);
  });
});
