import { describe, expect, it } from 'vitest';
import { countWords } from '../../pipeline/model/words.ts';
import { RULES } from '../../pipeline/validate/rules/index.ts';
import { HEAD, places, validateAlone, withClaim } from '../support/checked.ts';

const words = (count: number): string => Array.from({ length: count }, () => 'harbour').join(' ');
const codes = (text: string): string[] => validateAlone(text).map(({ code }) => code);
const FINGERPRINTS = (copy: string, ...units: string[]): string =>
  `anchors:\n  rule: paragraph-sentence/1\n  normalization: nfkc-casefold-alnum/1\n  copy: ${copy}\n  units: {${units.map((unit) => `${unit}: ['3', 5bb108fc3c0993a4]`).join(', ')}}\n`;

/** Lines of a claim that break a rule, and what is told of them; and the nearest lines that do not. */
const CLAIMS: [rule: string, bad: string, told: string, good: string][] = [
  ['text has at most 40 words', `text: ${words(41)}`, 'E-TEXT-LONG 15:11', `text: ${words(40)}`],
  ['an anchor points forward', 'at: p2.s3-s1', 'E-ANCHOR-ORDER 14:9', 'at: p2.s1-s3'],
  ['an anchor is no range of one', 'at: p2.s3-s3', 'E-ANCHOR-ORDER 14:9', 'at: p2.s3'],
  [
    'a holder needs imputed',
    'holder: [mira-tolan]',
    'E-HOLDER-ALONE 18:13',
    'holder: [mira-tolan]\nimputed: belief',
  ],
  ['imputed needs a holder', 'imputed: goal', 'E-IMPUTED-ALONE 18:14', 'imputed: goal\nholder: [mira-tolan]'],
  [
    'a quote is quoted',
    'quote: so be it',
    'E-QUOTE-ATTRIBUTION 18:12',
    'quote: so be it\nattribution: direct-quote',
  ],
  [
    'a quote is not only reported',
    'attribution: indirect-speech\nquote: so be it',
    'E-QUOTE-ATTRIBUTION 19:12',
    'attribution: partial-quote\nquote: so be it',
  ],
  [
    'a quote has at most 40 words',
    `attribution: direct-quote\nquote: ${words(41)}`,
    'E-QUOTE-LONG 19:12',
    `attribution: direct-quote\nquote: ${words(40)}`,
  ],
  [
    'a quote has one speaker',
    'attribution: direct-quote\nquote: "We agree. MR B: We refuse."',
    'W-QUOTE-SPEAKER 19:12',
    'attribution: direct-quote\nquote: "We agree on one thing: peace."',
  ],
  [
    'change stands with type change',
    'change: {dimension: tone, to: sharper}',
    'E-CHANGE-TYPE 18:13',
    'type: change\nchange: {dimension: tone, to: sharper}',
  ],
  [
    'type change needs change',
    'type: change',
    'E-CHANGE-MISSING 16:11',
    'type: change\nchange: {dimension: tone, direction: increase}',
  ],
  [
    'a demand is put to somebody',
    'type: prescription',
    'W-PRESCRIPTION-NOBODY 16:11',
    'type: prescription\naddressee: [belloria]',
  ],
  [
    'a demand may say who should act instead',
    'type: prescription\nobject: [belloria]',
    'W-PRESCRIPTION-NOBODY 16:11',
    'type: prescription\nsubject: [belloria]',
  ],
  [
    'an accusation is of somebody',
    'type: accusation',
    'W-BLAME-NOBODY 16:11',
    'type: accusation\nsubject: [belloria]',
  ],
  [
    'a criticism is of somebody',
    'type: criticism\naddressee: [belloria]',
    'W-BLAME-NOBODY 16:11',
    'type: criticism\nsubject: [belloria]',
  ],
  [
    'a range has two ends',
    'quantities: [{comparator: between, value: 1, unit: ships}]',
    'E-QUANTITY 18:18',
    'quantities: [{comparator: between, value: 1, value_max: 2, unit: ships}]',
  ],
  [
    'a range goes upwards',
    'quantities: [{comparator: between, value: 10, value_max: 9, unit: ships}]',
    'E-QUANTITY 18:18',
    'quantities: [{comparator: between, value: 9, value_max: 10, unit: ships}]',
  ],
  [
    'only a range has two ends',
    'quantities: [{comparator: exactly, value: 1, value_max: 2, unit: ships}]',
    'E-QUANTITY 18:18',
    'quantities: [{comparator: exactly, value: 1, unit: ships}]',
  ],
  [
    'more than needs a number',
    'quantities: [{comparator: more-than, unit: ships}]',
    'E-QUANTITY 18:18',
    'quantities: [{comparator: many, unit: ships}]',
  ],
  [
    'a number keeps all its digits in every program',
    'quantities: [{comparator: exactly, value: 1234567890123456, unit: ships}]',
    'E-QUANTITY 18:18',
    'quantities: [{comparator: exactly, value: 123456789012345, unit: ships}]',
  ],
  [
    'members belong to something',
    'members: {role: member, list: [arvania], complete: false}',
    'E-MEMBERS-OF 18:14',
    'members: {of: three-harbours, role: member, list: [arvania], complete: false}',
  ],
  [
    'a relation leads to another claim',
    'relations: [{type: supports, to: c01}]',
    'E-RELATION-SELF 18:38',
    'relations: [{type: supports, to: harbour-report/c01}]',
  ],
  [
    'also when written with the record',
    'relations: [{type: supports, to: harbour-speech/c01}]',
    'E-RELATION-SELF 18:38',
    'relations: [{type: supports, to: harbour-report/c01}]',
  ],
  [
    'a relation leads to a claim that exists',
    'relations: [{type: supports, to: c02}]',
    'E-CLAIM-UNKNOWN 18:38',
    'relations: [{type: supports, to: harbour-report/c02}]',
  ],
  [
    'a relation is stated once',
    'relations: [{type: supports, to: a/c01}, {type: supports, to: a/c01}]',
    'E-RELATION-TWICE 18:67',
    'relations: [{type: supports, to: a/c01}, {type: repeats, to: a/c01}]',
  ],
];

describe('a quote without a quoting attribution', () => {
  const of = (kind: string, lines: string): string[] =>
    codes(withClaim(lines).replace('kind: op-ed', `kind: ${kind}`));

  it.each(['speech-text', 'transcript', 'official-document', 'press-release'])(
    'is the words of its authors in a work of the kind %s',
    (kind) => {
      expect(of(kind, 'quote: so be it')).toEqual([]);
      expect(of(kind, 'quote: so be it\nattribution: authorial')).toEqual([]);
      expect(of(kind, 'quote: so be it\nattribution: indirect-speech')).toEqual(['E-QUOTE-ATTRIBUTION']);
    },
  );

  it.each(['op-ed', 'news-report', 'analysis', 'book'])('is none in a work of the kind %s', (kind) => {
    expect(of(kind, 'quote: so be it')).toEqual(['E-QUOTE-ATTRIBUTION']);
  });
});

describe('a claim', () => {
  it.each(CLAIMS)('%s', (_, bad, told, good) => {
    expect(places(validateAlone(withClaim(bad)))).toEqual([told]);
    expect(validateAlone(withClaim(good))).toEqual([]);
  });
});

/** Changes of the whole record that break a rule, and the record that does not. */
const RECORDS: [rule: string, bad: string, told: string, good: string][] = [
  [
    'its id is its file name',
    withClaim('').replace('id: harbour-speech', 'id: harbor-speech'),
    'E-RECORD-ID 1:5',
    withClaim(''),
  ],
  [
    'its codebook exists',
    withClaim('').replace('1.0.0', '1.10.0'),
    'E-CODEBOOK-VERSION 2:11',
    withClaim('').replace('1.0.0', '0.9.12'),
  ],
  [
    'its coder is known',
    withClaim('').replace('ada-coder', 'ada-codr'),
    'E-CODER-UNKNOWN 4:17',
    withClaim(''),
  ],
  [
    'who disagrees is known',
    withClaim(
      '',
      'disagreements: [{claim: c01, field: type, alternative: denial, by: ida, reason: It may be.}]\n',
    ),
    'E-CODER-UNKNOWN 12:68',
    withClaim(
      '',
      'disagreements: [{claim: c01, field: type, alternative: denial, by: ada-coder, reason: It may be.}]\n',
    ),
  ],
  [
    'disagreements are about its claims',
    withClaim(
      '',
      'disagreements: [{claim: c02, field: type, alternative: denial, by: ada-coder, reason: It may be.}]\n',
    ),
    'E-CLAIM-UNKNOWN 12:25',
    withClaim(
      '',
      'disagreements: [{claim: c01, field: type, alternative: denial, by: ada-coder, reason: It may be.}]\n',
    ),
  ],
  [
    'its copies have ids of their own',
    withClaim('').replace('claims:', '    - {id: print, kind: archive, seen: false}\nclaims:'),
    'E-COPY-TWICE 12:12',
    withClaim('').replace('claims:', '    - {id: web, kind: archive, seen: false}\nclaims:'),
  ],
  [
    'fingerprints name one of its copies',
    withClaim('', FINGERPRINTS('web', 'p1.s1')),
    'E-COPY-UNKNOWN 15:9',
    withClaim('', FINGERPRINTS('print', 'p1.s1')),
  ],
  [
    'claims stand at fingerprinted sentences',
    withClaim('at: p1.s1-s3', FINGERPRINTS('print', 'p1.s1', 'p1.s3')),
    'E-ANCHOR-UNKNOWN 19:9',
    withClaim('at: p1.s1-s2', FINGERPRINTS('print', 'p1.s1', 'p1.s2')),
  ],
  [
    'claims are made before it is published',
    withClaim('made: 2021-07-07').replace('  copies', '  published: 2021-07-06\n  copies'),
    'W-MADE-LATE 19:11',
    withClaim('made: 2021-07-07').replace('  copies', '  published: 2021-07\n  copies'),
  ],
];

describe('a record', () => {
  it.each(RECORDS)('%s', (_, bad, told, good) => {
    expect(places(validateAlone(bad))).toEqual([told]);
    expect(validateAlone(good)).toEqual([]);
  });

  it('has no two claims of one id, and a free number is offered', () => {
    const claim = (id: string): string =>
      `  - {id: ${id}, at: p1.s1, text: Arvania has two harbours., type: fact, topics: [trade]}\n`;
    const [found, ...more] = validateAlone(`${HEAD}claims:\n${claim('c01')}${claim('c02')}${claim('c01')}`);
    expect([found!.code, found!.line, found!.column, found!.suggestion]).toEqual([
      'E-CLAIM-TWICE',
      15,
      10,
      'c03',
    ]);
    expect(found!.message).toBe('c01 is already the id of the claim on line 13');
    expect(more).toEqual([]);
  });

  it('is told what mends a number that is too long, whatever its comparator', () => {
    for (const numbers of [
      'exactly, value: 1234567890123456',
      'between, value: 1, value_max: 0.1234567890123456',
    ]) {
      const [found] = validateAlone(withClaim(`quantities: [{comparator: ${numbers}, unit: ships}]`));
      expect(found!.message).toContain('has more than 15 digits');
      expect(found!.fix).toMatch(/larger unit.*round/);
      expect(found!.fix).not.toContain('between');
    }
  });

  it('has at most 150 quoted words in all, told where the budget ends and once', () => {
    const claims = [40, 40, 40, 30, 1, 1].map((count, index) => {
      return `  - id: c0${index + 1}\n    at: p1.s${index + 1}\n    text: Arvania has two harbours.\n    type: fact\n    topics: [trade]\n    attribution: direct-quote\n    quote: ${words(count)}\n`;
    });
    expect(places(validateAlone(`${HEAD}claims:\n${claims.join('')}`))).toEqual(['E-QUOTES-LONG 47:12']);
    expect(validateAlone(`${HEAD}claims:\n${claims.slice(0, 4).join('')}`)).toEqual([]);
  });

  it('with one quote that is too long is told once', () => {
    expect(codes(withClaim(`attribution: direct-quote\nquote: ${words(200)}`))).toEqual(['E-QUOTE-LONG']);
  });

  it('may leave dates open: an unknown year is neither late nor early', () => {
    const published = (text: string): string => text.replace('  copies', '  published: 2021-07-06\n  copies');
    expect(validateAlone(published(withClaim('made: XXXX-07-07')))).toEqual([]);
    expect(validateAlone(published(withClaim('made: 2021-07-06T23:00:00-05:00')))).toEqual([]);
    expect(codes(published(withClaim('made: 2022/..')))).toEqual(['W-MADE-LATE']);
  });
});

describe('defaults', () => {
  it('count for every claim: what they supply is not missing', () => {
    expect(validateAlone(withClaim('imputed: belief', 'defaults: {holder: [mira-tolan]}\n'))).toEqual([]);
    expect(validateAlone(withClaim('quote: so be it', 'defaults: {attribution: direct-quote}\n'))).toEqual(
      [],
    );
    expect(validateAlone(withClaim('type: prescription', 'defaults: {addressee: [belloria]}\n'))).toEqual([]);
  });

  it.each([
    ['holder: [mira-tolan]', 'E-HOLDER-ALONE 12:20'],
    ['imputed: belief', 'E-IMPUTED-ALONE 12:21'],
    ['change: {dimension: tone, to: sharper}', 'E-CHANGE-TYPE 12:20'],
    ['quantities: [{comparator: exactly, unit: ships}]', 'E-QUANTITY 12:25'],
    ['members: {role: member, list: [arvania], complete: false}', 'E-MEMBERS-OF 12:21'],
    ['quote: so be it', 'E-QUOTE-ATTRIBUTION 12:19'],
    ['relations: [{type: supports, to: c09}]', 'E-CLAIM-UNKNOWN 12:45'],
  ])('%s that break a rule are told in their place, once for all claims', (lines, told) => {
    const second = '  - {id: c02, at: p1.s2, text: Belloria has none., type: fact, topics: [trade]}\n';
    expect(places(validateAlone(`${withClaim('', `defaults: {${lines}}\n`)}${second}`))).toEqual([told]);
  });

  it('that a claim overrules are not told of it', () => {
    expect(
      validateAlone(
        withClaim('type: change\nchange: {dimension: tone, to: sharper}', 'defaults: {type: fact}\n'),
      ),
    ).toEqual([]);
    expect(
      places(
        validateAlone(
          withClaim('type: fact\nchange: {dimension: tone, to: sharper}', 'defaults: {type: change}\n'),
        ),
      ),
    ).toEqual(['E-CHANGE-TYPE 19:13']);
  });
});

describe('a value that the schema refused', () => {
  it.each([
    ['holder: mira-tolan\nimputed: belief', 'E-LIST-EXPECTED'],
    ['holder: [mira-tolan]\nimputed: beliefs', 'E-CODE-UNKNOWN'],
    ['quote: so be it\nattribution: quoted', 'E-CODE-UNKNOWN'],
    ['type: change\nchange: louder', 'E-MAPPING-EXPECTED'],
    ['type: changed\nchange: {dimension: tone, to: sharper}', 'E-CODE-UNKNOWN'],
    ['type: prescription\naddressee: belloria', 'E-LIST-EXPECTED'],
    ['type: accusation\nsubject: belloria', 'E-LIST-EXPECTED'],
    ['quantities: [{comparator: exactly, value: ten, unit: ships}]', 'E-VALUE-FORM'],
    ['quantities: [{comparator: exact, unit: ships}]', 'E-CODE-UNKNOWN'],
    [
      'members: {of: [three-harbours], role: member, list: [arvania], complete: false}',
      'E-ONE-VALUE-EXPECTED',
    ],
    ['members: {category: Harbour State, role: member, list: [arvania], complete: false}', 'E-VALUE-FORM'],
  ])('is told once: nothing is said to be missing in %s', (lines, code) => {
    expect(codes(withClaim(lines))).toEqual([code]);
  });

  it('is no reason to call what refers to it unknown', () => {
    const second = (id: string): string =>
      `  - {id: ${id}, at: p1.s2, text: Belloria has none., type: fact, topics: [trade]}\n`;
    expect(codes(`${withClaim('relations: [{type: supports, to: c02}]')}${second('C02')}`)).toEqual([
      'E-VALUE-FORM',
    ]);
    const copies = withClaim('', FINGERPRINTS('web', 'p1.s1'))
      .replace('claims:', 'claims:')
      .replace('{id: print', '{id: Web');
    expect(codes(copies)).toEqual(['E-VALUE-FORM']);
    expect(
      codes(withClaim('', FINGERPRINTS('print', 'p1.s1').replace("['3', 5bb108fc3c0993a4]", "['3']"))),
    ).toEqual(['E-LIST-SHORT']);
  });
});

describe('a line that could not be read', () => {
  it('may have held any key of its claim, so none is said to be absent', () => {
    const damaged = (lines: string, key: string): string => withClaim(lines).replace(`${key}: `, `${key} `);
    expect(codes(damaged('holder: [mira-tolan]\nimputed: belief', 'imputed'))).toEqual([
      'E-YAML-KEY-EXPECTED',
    ]);
    expect(codes(damaged('quote: so be it\nattribution: direct-quote', 'attribution'))).toEqual([
      'E-YAML-KEY-EXPECTED',
    ]);
    expect(codes(damaged('type: accusation\nsubject: [belloria]', 'subject'))).toEqual([
      'E-YAML-KEY-EXPECTED',
    ]);
  });

  it('does not excuse the next claim', () => {
    const second = '  - {id: c02, at: p1.s2, text: Belloria has none., type: change, topics: [trade]}\n';
    expect(codes(`${withClaim('note: later').replace('note: ', 'note ')}${second}`)).toEqual([
      'E-YAML-KEY-EXPECTED',
      'E-CHANGE-MISSING',
    ]);
  });
});

describe('the label of a speaker', () => {
  it.each([
    'We agree. MR B: We do not.',
    'Q: Why? A: Because.',
    'THE PRESIDENT: We agree.',
    'We agree. Mr. Velde: No.',
    '“We agree.” REPORTER: When?',
    'No. PRESIDENT TOLAN: Yes.',
    'Minister Brek: Yes.',
  ])('is seen in %j', (quote) => {
    expect(codes(withClaim(`attribution: direct-quote\npolarity: affirmed\nquote: '${quote}'`))).toEqual([
      'W-QUOTE-SPEAKER',
    ]);
  });

  it.each([
    'one thing: peace',
    'We agree: it is so.',
    'We have a goal. This one: peace.',
    'at 10:30 we met',
    'The answer is clear: NO: never',
    'See https://harbour.example/a',
  ])('is not seen in %j', (quote) => {
    expect(codes(withClaim(`attribution: direct-quote\npolarity: affirmed\nquote: '${quote}'`))).toEqual([]);
  });
});

describe('words', () => {
  it.each([
    ['Arvania has two harbours.', 4],
    ['the U.S. and its so-called allies', 6],
    ['don’t say “won’t” – ever', 4],
    ['1,000 ships in 2021', 5],
    ['  ', 0],
    ['—', 0],
    ['Vučić and Čaković', 3],
    ['港口开放', 2],
    ['港口 open 开', 3],
  ])('in %j are %i', (text, count) => {
    expect(countWords(text)).toBe(count);
  });
});

describe('the rules', () => {
  it('have names of their own', () => {
    const names = RULES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
