import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../pipeline/diagnostics/diagnostic.ts';
import { listSources } from '../../pipeline/ingest/list.ts';
import { readSources } from '../../pipeline/ingest/read.ts';
import type { AuthoredMap } from '../../pipeline/model/authored.ts';
import { compileValidators } from '../../pipeline/validate/schema/compile.ts';
import {
  check,
  checkRegistryFile,
  HEAD,
  model,
  places,
  ROOT,
  validateAlone,
  withClaim,
} from '../support/checked.ts';

/** The only thing that is wrong with a claim of these lines. */
function wrongWith(lines: string, above = ''): Diagnostic {
  const found = validateAlone(withClaim(lines, above));
  expect(places(found)).toHaveLength(1);
  return found[0]!;
}

const headWith = (from: string | RegExp, to: string): Diagnostic[] =>
  validateAlone(withClaim('').replace(from, to));

describe('a file that is no record', () => {
  it.each([
    ['{}', 'E-KEY-MISSING', 'the record has no id, codebook, status, coding, source or claims'],
    ['', 'E-RECORD-NOT-MAPPING', 'the file is empty'],
    ['# only a comment\n', 'E-RECORD-NOT-MAPPING', 'the file is empty'],
    ['- a\n- b\n', 'E-RECORD-NOT-MAPPING', 'the file holds a list, not keys with values'],
    ['once upon a time', 'E-RECORD-NOT-MAPPING', 'the file holds a single text, not keys with values'],
    ['[]', 'E-RECORD-NOT-MAPPING', 'the file holds a list, not keys with values'],
    ['""', 'E-RECORD-NOT-MAPPING', 'the file holds a single text, not keys with values'],
  ])('such as %j is refused with one error at its start', (text, code, message) => {
    const found = check(text);
    expect(found.map((each) => [each.code, each.message, each.line])).toEqual([[code, message, 1]]);
  });

  it.each([
    ['{}', 'E-VALUE-EMPTY'],
    ['', 'E-RECORD-NOT-MAPPING'],
    ['- a\n', 'E-RECORD-NOT-MAPPING'],
  ])('and no registry file, such as %j, likewise', (text, code) => {
    expect(checkRegistryFile(text).map((each) => each.code)).toEqual([code]);
  });
});

describe('an unknown key', () => {
  it.each([
    ['Stance', '{arvania: positive}', 'stance'],
    ['topic', '[trade]', 'topics'],
    ['quotes', 'so be it', 'quote'],
    ['qoute', 'so be it', 'quote'],
    ['tpye', 'fact', 'type'],
    ['claimants', '[mira-tolan]', 'claimant'],
    ['speaker', '[mira-tolan]', 'claimant'],
    ['spekaer', '[mira-tolan]', 'claimant'],
    ['author', '[mira-tolan]', 'claimant'],
    ['Recipient', '[arvania]', 'addressee'],
    ['said in', 'tolan-harbour-address', 'said_in'],
    ['reporter-stance', 'endorses', 'reporter_stance'],
    ['notes', 'see below', 'note'],
    ['verb', 'said', 'cue'],
    ['location', 'port-selen', 'place'],
  ])('%s is told once, at the key, and %s-style guesses are offered', (key, value, expected) => {
    const { code, line, column, suggestion } = wrongWith(`${key}: ${value}`);
    expect([code, suggestion]).toEqual(['E-KEY-UNKNOWN', expected]);
    expect([line, column]).toEqual([18, 5]);
  });

  it('is not also told as a missing one', () => {
    const text = withClaim('').replace('topics:', 'topic:');
    expect(places(validateAlone(text))).toEqual(['E-KEY-UNKNOWN 17:5']);
    expect(places(validateAlone(withClaim('').replace('status:', 'Status:')))).toEqual(['E-KEY-UNKNOWN 3:1']);
  });

  it('that hides the right one does not make the rules believe that it is absent', () => {
    expect(wrongWith('holders: [mira-tolan]\nimputed: goal').suggestion).toBe('holder');
    expect(wrongWith('quote: so be it\nattributon: direct-quote').suggestion).toBe('attribution');
    expect(wrongWith('type: accusation\nsubjects: [belloria]').suggestion).toBe('subject');
  });

  it('that can mean several keys gets all of them with their meaning, and no guess', () => {
    const { fix, suggestion } = wrongWith('date: 2021-07-06');
    expect(fix).toMatch(/^Write made \(.+\) or period \(.+\)\.$/);
    expect(suggestion).toBeUndefined();
  });

  it.each([
    [/ {2}kind/, '  date: 2021-07-06\n  kind', 'published'],
    [/ {2}kind/, '  lang: en\n  kind', 'language'],
    [/ {2}kind/, '  link: https://harbour.example/a\n  kind', 'url'],
    [/coder: ada/, 'annotator: ada-coder, coder: ada', 'coder'],
  ])('is judged by where it stands: %s', (from, to, expected) => {
    expect(headWith(from, to).map(({ code, suggestion }) => [code, suggestion])).toEqual([
      ['E-KEY-UNKNOWN', expected],
    ]);
  });

  it('of an entity is compared with the keys of its kind', () => {
    const entity = (lines: string): string =>
      `entities:\n  - {id: ana-brek, type: person, name: Ana Brek, ${lines}}\n`;
    expect(wrongWith('', entity('alias: [A. Brek]')).suggestion).toBe('aliases');
    expect(wrongWith('', entity('wikidata: Q1')).suggestion).toBe('qid');
    expect(wrongWith('', entity('surname: Brek')).suggestion).toBe('family_name');
    expect(wrongWith('', entity('membership: open')).fix).toMatch(
      /^Remove it, or use one of: id, type, name/,
    );
  });

  it('that resembles nothing is listed against all that exist', () => {
    const { fix, suggestion } = wrongWith('sdfsdf: 1');
    expect(suggestion).toBeUndefined();
    expect(fix).toMatch(/^Remove it, or use one of: id, at, claimant/);
  });

  it('in defaults is told like one of a claim', () => {
    expect(wrongWith('', 'defaults: {topic: [trade]}\n').suggestion).toBe('topics');
  });

  it.each(['id', 'at', 'text'])('%s in defaults belongs to each claim', (key) => {
    const { fix, code } = wrongWith('', `defaults: {${key}: x, form: speech}\n`);
    expect([code, fix]).toEqual(['E-KEY-UNKNOWN', `Every claim has its own ${key}: remove it here.`]);
  });

  it('that lost its indentation is told with the place it belongs to', () => {
    expect(wrongWith('', 'publisher: harbour-times\n').fix).toBe(
      'It belongs under source: put it there, further in.',
    );
    expect(wrongWith('', 'note: later\n').fix).toBe(
      'It belongs under coding or to an item of claims: put it there, further in.',
    );
    const claim = validateAlone(withClaim('').replace('    topics:', 'topics:'));
    expect(claim.map(({ code, fix }) => [code, fix])).toEqual([
      ['E-KEY-UNKNOWN', 'It belongs to an item of claims: put it there, further in.'],
    ]);
  });

  it('is told together with its neighbours when a whole group lost its indentation', () => {
    const flat = withClaim('').replace(
      /source:[\s\S]*?claims/,
      'source:\ntitle: A\nkind: op-ed\nlanguage: en\ncopies: [{id: print, kind: print, seen: true}]\nclaims',
    );
    expect(validateAlone(flat).map(({ message }) => message)).toEqual([
      'source has no value',
      'unknown keys title, kind, language and copies',
    ]);
  });
});

describe('a missing key', () => {
  it('is told where it would stand, with what it is for', () => {
    const { code, line, column, message, fix } = validateAlone(
      withClaim('').replace('    topics: [trade]\n', ''),
    )[0]!;
    expect([code, line, column, message]).toEqual(['E-KEY-MISSING', 16, 5, 'c01 has no topics']);
    expect(fix).toBe('Add the key topics. What it is about: one to three topics, the main one first.');
  });

  it('is told together with the others of its group', () => {
    const [one, ...more] = validateAlone(`${HEAD}claims:\n  - id: c07\n`);
    expect([one!.message, one!.fix]).toEqual([
      'c07 has no at, text, type or topics',
      'Add a line for each, such as at: p6.s2.',
    ]);
    expect(more).toEqual([]);
  });

  it('of a group without id is told by the place in its list', () => {
    expect(
      wrongWith('quantities:\n  - {value: 3, comparator: exactly, unit: ships}\n  - {value: 4}').message,
    ).toBe('item 2 of quantities has no comparator or unit');
  });

  it('that says what the others mean is asked for with the choice', () => {
    const { message, fix } = wrongWith('', 'entities: [{id: ana-brek, name: Ana Brek}]\n');
    expect(message).toBe('"ana-brek" has no type');
    expect(fix).toMatch(/^Add the key type: one of person, party/);
  });
});

describe('a key of free choice', () => {
  it.each([
    ['entities: [{id: x, type: person, name: X, native_names: {Serbian: Х}}]\n', 'Serbian', 'sr'],
    ['entities: [{id: x, type: person, name: X, native_names: {zh-hans: 港}}]\n', 'zh-hans', 'zh-Hans'],
    [
      "anchors: {rule: a, normalization: b, copy: print, units: {p1.s1: ['3', 5bb108fc3c0993a4], P1.S2: ['3', 5bb108fc3c0993a4]}}\n",
      'P1.S2',
      'p1.s2',
    ],
    ['names: {"": mira-tolan, Tolan: mira-tolan}\n', '', undefined],
  ])('in %s is told once', (above, key, suggestion) => {
    const found = wrongWith('', above);
    expect([found.code, found.suggestion]).toEqual(['E-KEY-FORM', suggestion]);
    expect(found.message).toContain(`"${key}" cannot be a key of`);
    expect(found.fix).toMatch(/^It must look like \{.+\}\.$/);
  });
});

describe('a code', () => {
  it.each([
    ['type: Fact', '"Fact" is not a code of type', 'fact'],
    ['type: fakt', '"fakt" is not a code of type', 'fact'],
    ['topics: [Trade]', '"Trade" is not a code of topic', 'trade'],
    ['topics: [war peace]', '"war peace" is not a code of topic', 'war-peace'],
    ['stance: {belloria: Support}', '"Support" is not a code of stance', 'positive'],
    ['stance: {belloria: oppose}', '"oppose" is not a code of stance', 'negative'],
    ['stance: {belloria: negatve}', '"negatve" is not a code of stance', 'negative'],
    ['certainty: likely', '"likely" is not a code of certainty', 'probable'],
    ['type: 13y', '"13y" is not a code of type', undefined],
  ])('written as %s is refused', (lines, message, suggestion) => {
    const found = wrongWith(lines);
    expect([found.code, found.message, found.suggestion]).toEqual(['E-CODE-UNKNOWN', message, suggestion]);
  });

  it('that differs by capitals only is told so; of short vocabularies all are listed, of long ones the page', () => {
    expect(wrongWith('certainty: Certain').fix).toBe('Codes are written in small letters.');
    expect(wrongWith('certainty: perhaps').fix).toBe('Use one of: certain, probable, possible, unknown.');
    expect(wrongWith('topics: [fishing]').fix).toBe('Look the codes of topic up in CODEBOOK.md.');
  });

  it('of a kind of entity that is none is compared with all kinds', () => {
    expect(wrongWith('', 'entities: [{id: x, type: Person, name: X}]\n').suggestion).toBe('person');
    expect(wrongWith('', 'entities: [{id: x, type: speech, name: X}]\n').fix).toMatch(
      /What happens stands under events\.$/,
    );
  });

  it('that names a key of a claim is compared with the keys', () => {
    const { message, suggestion } = wrongWith(
      '',
      'disagreements: [{claim: c01, field: tpye, alternative: x, by: ada-coder, reason: y}]\n',
    );
    expect([message, suggestion]).toEqual(['"tpye" is not a key of a claim', 'type']);
  });
});

describe('true and false', () => {
  it.each([
    ['yes', 'true'],
    ['True', 'true'],
    ['on', 'true'],
    ['1', 'true'],
    ['no', 'false'],
    ['NO', 'false'],
    ['off', 'false'],
    ['maybe', undefined],
  ])('written as %s are refused, and %s is offered', (word, suggestion) => {
    const found = wrongWith(`presupposed: ${word}`);
    expect([found.code, found.message, found.suggestion]).toEqual([
      'E-NOT-BOOLEAN',
      `presupposed must be true or false, not "${word}"`,
      suggestion,
    ]);
  });
});

describe('a value of the wrong shape', () => {
  it.each([
    ['topics: trade', 'E-LIST-EXPECTED', 'topics must be a list, not one value', '[trade]'],
    [
      'topics: trade, sanctions',
      'E-LIST-EXPECTED',
      'topics must be a list, not one value',
      '[trade, sanctions]',
    ],
    [
      'subject: "Velde: a man"',
      'E-LIST-EXPECTED',
      'subject must be a list, not one value',
      "['Velde: a man']",
    ],
    ['topics: {trade: main}', 'E-LIST-EXPECTED', 'topics must be a list, not a group of keys', undefined],
    ['claimant: Mira Tolan', 'E-LIST-EXPECTED', 'claimant must be a list, not one value', '[Mira Tolan]'],
    ['claimant: {a: b}', 'E-LIST-EXPECTED', 'claimant must be a list, not a group of keys', undefined],
    ['claimant: the author', 'E-VALUE-FORM', 'claimant must be authors, or a list', 'authors'],
    ['quantities: 3 ships', 'E-LIST-EXPECTED', 'quantities must be a list, not one value', undefined],
    ['type: [fact]', 'E-ONE-VALUE-EXPECTED', 'type must be one value, not a list', 'fact'],
    ['type: [fact, denial]', 'E-ONE-VALUE-EXPECTED', 'type must be one value, not a list', undefined],
    ['made: {year: 2021}', 'E-ONE-VALUE-EXPECTED', 'made must be one value, not a group of keys', undefined],
    ['place: [port-selen]', 'E-ONE-VALUE-EXPECTED', 'place must be one value, not a list', 'port-selen'],
    ['topics: [[trade]]', 'E-ONE-VALUE-EXPECTED', 'item 1 of topics must be one value, not a list', 'trade'],
    ['presupposed: [true]', 'E-ONE-VALUE-EXPECTED', 'presupposed must be one value, not a list', 'true'],
    ['stance: negative', 'E-MAPPING-EXPECTED', 'stance must be a group of keys, not one value', undefined],
    ['stance: [negative]', 'E-MAPPING-EXPECTED', 'stance must be a group of keys, not a list', undefined],
    [
      'relations: [c02]',
      'E-MAPPING-EXPECTED',
      'item 1 of relations must be a group of keys, not one value',
      undefined,
    ],
  ])('%s is told once, with the right one', (lines, code, message, suggestion) => {
    const found = wrongWith(lines);
    expect([found.code, found.message, found.suggestion]).toEqual([code, message, suggestion]);
  });

  it('shows how it is written', () => {
    expect(wrongWith('stance: negative').fix).toContain('In one line: {iso-US: negative}.');
    expect(wrongWith('quantities: 3 ships').fix).toMatch(
      /^Start each item with a dash and a space, such as \[\{/,
    );
    expect(validateAlone(`${HEAD}claims:\n  id: c01\n  at: p1.s1\n`)[0]!.fix).toBe(
      'Start each item with a dash and a space, before its first key.',
    );
    expect(validateAlone(`${HEAD}claims:\n  - c01\n`)[0]!.fix).toMatch(
      /^Write keys with values after the dash\./,
    );
  });
});

describe('a value of nothing', () => {
  it.each([
    'text: ""',
    'id: ""',
    'type: ""',
    'made: ""',
    'presupposed: ""',
    'claimant: ""',
    'cue: ""',
    'stance: ""',
    'topics: ""',
    'topics: []',
    'stance: {}',
    'claimant: []',
    "place: ''",
  ])('%s is empty, and nothing else', (lines) => {
    const { code, message } = wrongWith(lines);
    expect(code).toBe('E-VALUE-EMPTY');
    expect(message).toMatch(/^\w+ is (empty|an empty list)$/);
  });
});

describe('a value in the wrong form', () => {
  it.each([
    ['id: C1', 'c01'],
    ['id: c1', 'c01'],
    ['id: c 1', 'c01'],
    ['id: C-07', 'c07'],
    ['id: claim 12', 'c12'],
    ['id: 12', 'c12'],
    ['id: first', undefined],
    ['at: P6 S2', 'p6.s2'],
    ['at: p6s2', 'p6.s2'],
    ['at: 6.2', 'p6.s2'],
    ['at: p6.s2–s3', 'p6.s2-s3'],
    ['at: p6.s2-3', 'p6.s2-s3'],
    ['at: paragraph 6, sentence 2', 'p6.s2'],
    ['at: Title', 'title'],
    ['at: headline', 'title'],
    ['at: p6', undefined],
    ['at: 62', undefined],
    ['quantities: [{value: "1,000", comparator: exactly, unit: ships}]', '1000'],
    ['quantities: [{value: 1 000 000, comparator: exactly, unit: ships}]', '1000000'],
    ['quantities: [{value: "0,5", comparator: exactly, unit: ships}]', '0.5'],
    ...(
      [
        ['−5', '-5'],
        ['.5', '0.5'],
        ['1/2', '0.5'],
        ['1/3', undefined],
        ['(5)', undefined],
        ['5-', undefined],
        ['2²', undefined],
        ['2½', '2.5'],
        ['1,000,000,000', '1000000000'],
        ['1.234,5', '1234.5'],
        ['5 %', undefined],
      ] as const
    ).map(([written, meant]): [string, string | undefined] => [
      `quantities: [{value: "${written}", comparator: exactly, unit: ships}]`,
      meant,
    ]),
    ['quantities: [{value: about 5, comparator: exactly, unit: ships}]', undefined],
    ['relations: [{type: supports, to: Harbour Report/C5}]', 'harbour-report/c05'],
    ['cue: said | wrote', undefined],
  ])('such as %s is refused, and %s is offered', (lines, suggestion) => {
    const found = wrongWith(lines);
    expect([found.code, found.suggestion]).toEqual(['E-VALUE-FORM', suggestion]);
    expect(found.fix).toMatch(/^Write .+\.$/);
  });

  it.each([
    ['codebook: 1.0.0', 'codebook: 1.0', '1.0.0'],
    ['codebook: 1.0.0', 'codebook: v1.0.0', '1.0.0'],
    ['language: en', 'language: English', 'en'],
    ['language: en', 'language: EN', 'en'],
    ['language: en', 'language: en_us', 'en-US'],
    ['language: en', 'language: en\n  url: www.harbour.example/a', 'https://www.harbour.example/a'],
    ['language: en', 'language: en\n  url: see the site', undefined],
    ['language: en', 'language: en\n  doi: https://doi.org/10.1000/182', '10.1000/182'],
    ['id: print', 'id: Print Copy', 'print-copy'],
  ])('in the head, %s written as %s, is offered as %s', (from, to, suggestion) => {
    expect(headWith(from, to).map((each) => [each.code, each.suggestion])).toEqual([
      ['E-VALUE-FORM', suggestion],
    ]);
  });

  it.each([
    ['entities:\n  - {id: iso-CN, type: state, name: X, status: un-member, iso: {alpha2: cn}}\n', 'CN'],
    [
      'entities:\n  - {id: x, type: person, name: X, qid: https://www.wikidata.org/wiki/Q148, qid_sources: [a]}\n',
      'Q148',
    ],
    [
      'entities:\n  - {id: x, type: media, name: X, website: https://www.harbour.example/news}\n',
      'harbour.example',
    ],
    ['entities:\n  - {id: Café Bel, type: place, name: X}\n', 'cafe-bel'],
    ['titles:\n  - {title: X, kind: office, role: Prime Minister}\n', 'prime-minister'],
    ['events:\n  - {id: x, type: edition, name: X, series: y, edition: 04}\n', '4'],
  ])('in a registry file %s likewise', (text, suggestion) => {
    expect(checkRegistryFile(text).map((each) => [each.code, each.suggestion])).toEqual([
      ['E-VALUE-FORM', suggestion],
    ]);
  });
});

describe('a list', () => {
  it('that says one thing twice is told at the second', () => {
    const { code, column, message } = wrongWith('topics: [trade, health, trade]');
    expect([code, column, message]).toEqual(['E-LIST-REPEATS', 29, 'topics says "trade" twice']);
  });

  it('that is too long is told with both numbers', () => {
    expect(wrongWith('topics: [trade, health, other, migration]').message).toBe(
      'topics has 4 items; 3 are allowed',
    );
  });

  it.each([
    ["['3']", 'E-LIST-SHORT'],
    ["['3', 5bb108fc3c0993a4, x]", 'E-LIST-LONG'],
  ])('of fixed length, %s, is told with its form', (pair, code) => {
    const found = wrongWith(
      '',
      `anchors: {rule: a, normalization: b, copy: print, units: {p1.s1: ${pair}}}\n`,
    );
    expect([found.code, found.fix]).toEqual([code, 'It must look like [39, 5bb108fc3c0993a4].']);
  });
});

describe('a group', () => {
  it('that says too little is told with what it could say', () => {
    const { code, message, fix } = wrongWith('type: change\nchange: {dimension: tone}');
    expect([code, message, fix]).toEqual([
      'E-KEYS-FEW',
      'change has only dimension',
      'Add from, to, direction, from_event or to_event.',
    ]);
    expect(checkRegistryFile('redirects:\n  - {from: a, date: 2021-07-06, reason: x}\n')[0]!.fix).toBe(
      'Add to or split_into.',
    );
  });

  it('that is empty is told once', () => {
    expect(wrongWith('type: change\nchange: {}').message).toBe('change has no dimension');
    expect(wrongWith('', 'defaults: {}\n').message).toBe('defaults is empty');
  });
});

describe('a registry file', () => {
  it('with two lists is told at the second', () => {
    expect(places(checkRegistryFile('entities: []\nevents: []\n'))).toEqual(['E-KEYS-MANY 2:1']);
  });

  it('with a misspelt list is told so, and not that it has one list too many', () => {
    const found = checkRegistryFile('entites: []\nevents: []\n');
    expect(found.map(({ code, suggestion }) => [code, suggestion])).toEqual([['E-KEY-UNKNOWN', 'entities']]);
  });

  it('with a date that is too short to be one is not called empty', () => {
    const found = checkRegistryFile("entities:\n  - {id: x, type: party, name: X, start: '202'}\n");
    expect(found.map(({ code }) => code)).toEqual(['E-DATE']);
  });
});

describe('a union', () => {
  it('is told in at most two errors, both about the branch that was meant', () => {
    const found = validateAlone(
      withClaim('', 'events: [{id: x, type: speech, nam: Keynote, speakres: [mira-tolan]}]\n'),
    );
    expect(found.map(({ code, suggestion }) => [code, suggestion])).toEqual([
      ['E-KEY-UNKNOWN', 'name'],
      ['E-KEY-UNKNOWN', 'speakers'],
    ]);
  });

  it('with an unknown kind is told in one error', () => {
    expect(wrongWith('', 'events: [{id: x, type: speach, foo: bar}]\n').suggestion).toBe('speech');
    expect(wrongWith('', 'events: [{id: x, type: [speech], name: X}]\n').code).toBe('E-ONE-VALUE-EXPECTED');
  });
});

describe('messages', () => {
  it('stay on one line and show long values cut', () => {
    const { message } = wrongWith(`at: ${'harbour '.repeat(30)}`);
    expect(message).toMatch(/^at cannot be "(harbour )+.*…"$/);
    expect(message.length).toBeLessThan(100);
    expect(wrongWith('at: |\n  one\n  two').message).toBe('at cannot be "one two "');
  });

  it('of a claim that cannot be placed do not stop the other stages', () => {
    expect(places(check(withClaim('at: p6\nsubject: [nobody-known]')))).toEqual([
      'E-VALUE-FORM 14:9',
      'E-NAME-UNKNOWN 18:15',
    ]);
  });
});

describe('the quick check', () => {
  const validators = compileValidators(model.schemas);
  const AS_TEXT = [
    'true',
    '0',
    '007',
    'c01',
    'p1.s1',
    '2021-02-30',
    '2021-02',
    'iso-FR',
    '1.0.0',
    'https://a.example',
  ];
  const ODD = [
    ...['', ' ', 'a b', ' a', 'a\n', 'a\nb', 'a|b', 'a;b', 'a；b', 'é', '\u2800', '\u00ad', '𝔸', 'toString'],
    ...['authors', 'person', 'x'.repeat(401), '𝔸'.repeat(400), '𝔸'.repeat(401)],
    ...[[], {}, ['a'], ['a', 'a'], { a: 'b' }],
  ];
  const CHANGES = ['add', 'remove', 'repeat', ...AS_TEXT, ...ODD];

  it.each(['record', 'registry'] as const)(
    'of a %s says what Ajv says, whatever is changed in it',
    async (kind) => {
      const files = await filesOf(kind);
      const { isValid, errorsOf } = validators[kind];
      const verdicts = { valid: 0, refused: 0 };
      fc.assert(
        fc.property(fc.nat(), fc.nat(), fc.nat(), fc.constantFrom(...CHANGES), (file, from, at, change) => {
          const value = cut(files[file % files.length]!, from);
          const places = placesIn(value);
          changeAt(places[at % places.length]!, change);
          const verdict = isValid(value);
          verdicts[verdict ? 'valid' : 'refused']++;
          expect(verdict).toBe(errorsOf(value).length === 0);
        }),
        { numRuns: 3000 },
      );
      expect(Math.min(...Object.values(verdicts))).toBeGreaterThan(100);
    },
  );
});

type Holder = { [key: string]: unknown };
interface Place {
  holder: Holder;
  key: string;
}

async function filesOf(kind: 'record' | 'registry'): Promise<AuthoredMap[]> {
  const sources = await listSources(ROOT);
  const { value } = await readSources(ROOT, kind === 'record' ? sources.records : sources.registry);
  return value.map((file) => file.value as AuthoredMap);
}

/** A copy with two items of each list of the file. */
function cut(value: AuthoredMap, from: number): Holder {
  const short = Object.entries(value).map(([key, part]) => {
    const start = Array.isArray(part) ? from % part.length : 0;
    return [key, Array.isArray(part) ? part.slice(start, start + 2) : part];
  });
  return structuredClone(Object.fromEntries(short)) as Holder;
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Holder;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}

function changeAt({ holder, key }: Place, change: unknown): void {
  if (change === 'remove' && Array.isArray(holder)) holder.splice(Number(key), 1);
  else if (change === 'remove') delete holder[key];
  else if (change === 'repeat' && Array.isArray(holder)) holder.push(holder[Number(key)]);
  else if (change === 'add') holder.another = 'a';
  else holder[key] = structuredClone(change);
}
