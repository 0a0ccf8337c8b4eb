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
  subjects: 'iso-NP',
  polarity: 'affirmed',
  isReported: false,
  part: 'body',
  hasNote: false,
  relations: [],
};

const WORK: RecordGists['work'] = {
  kind: 'op-ed',
  title: 'Quay',
  publisher: null,
  published: null,
  text: null,
};

/** Works with the given claims, one each. */
function works(...claims: Partial<ClaimGist>[]): RecordGists[] {
  return claims.map((claim, index) => {
    const id = `w${index}`;
    return {
      file: `${id}.yaml`,
      work: { ...WORK, title: id },
      claims: [{ ...GIST, id: `${id}/c01`, ...claim }],
    };
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

describe('two records', () => {
  const HEAD = { kind: 'op-ed', title: 'quay', publisher: 'press', published: '2021-07-06', text: null };
  const of = (...heads: Partial<RecordGists['work']>[]): string[] =>
    checkSameClaims(
      heads.map((head, at) => ({ file: `w${at}.yaml`, work: { ...HEAD, ...head }, claims: [] })),
      true,
    ).map(({ code, file, message }) => `${code} ${file}: ${message}`);
  const TWICE = ['E-WORK-TWICE w1.yaml: w0.yaml is a record of the same work'];

  it('are of one work with the same title, publisher and day, unless their texts differ', () => {
    expect(of({}, {})).toEqual(TWICE);
    expect(of({ text: '9,ab' }, {})).toEqual(TWICE);
    expect(of({ text: '9,ab' }, { text: '9,cd' })).toEqual([]);
  });

  it('are of one work with the same text, whatever the rest says', () => {
    expect(
      of({ text: '9,ab' }, { text: '9,ab', title: 'harbour', publisher: null, published: null }),
    ).toEqual(TWICE);
  });

  it.each<[string, Partial<RecordGists['work']>]>([
    ['another title', { title: 'harbour' }],
    ['another publisher', { publisher: 'paper' }],
    ['another day', { published: '2021-07-13' }],
  ])('are two works with %s', (_, other) => {
    expect(of({}, other)).toEqual([]);
  });

  it('of which publisher or day are not known may be two', () => {
    expect(of({ publisher: null }, { publisher: null })).toEqual([]);
    expect(of({ published: null }, { published: null })).toEqual([]);
  });

  it('are told by files as by gists, and their claims are not told as well', () => {
    const record = (id: string): string =>
      withClaim('subject: [Arvania]')
        .replace('id: harbour-speech', `id: ${id}`)
        .replace('  copies', "  publisher: Harbour Times\n  published: '2021-07-06'\n  copies");
    const found = checkRecords({
      'work-one': record('work-one'),
      'work-two': record('work-two').replace('Harbour Times', 'harbour-times'),
    });
    expect(found.map(({ code, file, line }) => `${code} ${file} ${line}`)).toEqual([
      'E-WORK-TWICE sources/records/work-two.yaml 6',
    ]);
    expect(found[0]!.message).toContain('sources/records/work-one.yaml');
  });
});

describe('many claims that are alike', () => {
  it('are told in pairs up to three, and together beyond', () => {
    expect(told(works({}, {}, {}))).toEqual([
      'W-SAME-CLAIM w1.yaml',
      'W-SAME-CLAIM w2.yaml',
      'W-SAME-CLAIM w2.yaml',
    ]);
    const found = checkSameClaims(works({}, {}, {}, {}), true);
    expect(found).toHaveLength(1);
    expect(found[0]!.message).toMatch(/^w3\/c01 and 2 other claims may say the same as w0\/c01: /);
  });

  it('by the thousand are told once, and in time that grows with their number', () => {
    const start = performance.now();
    expect(checkSameClaims(works(...Array.from({ length: 4000 }, () => ({}))), true)).toHaveLength(1);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('leave out those that were judged', () => {
    const settled = ['w0/c01', 'w1/c01', 'w2/c01'];
    expect(checkSameClaims(works({}, {}, {}, { settled }), true)).toHaveLength(3);
  });
});
