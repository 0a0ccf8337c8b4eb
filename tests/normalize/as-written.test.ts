import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../pipeline/diagnostics/diagnostic.ts';
import { nameAcrossItems, namesInRow, turnedRound } from '../../pipeline/normalize/names/printed.ts';
import { buildRegistry, type Registry } from '../../pipeline/normalize/names/registry.ts';
import { check, withClaim } from '../support/checked.ts';
import { answer, emptyScope, fileOf, found, realFiles, refused } from '../support/resolver.ts';

const registry: Registry = buildRegistry(await realFiles());
const small = buildRegistry([
  fileOf(`entities:
  - {id: estmark, type: state, name: Estmark, official_name: Free Republic of Estmark, status: un-member}
  - {id: isles, type: state, name: Isles of Sound and Skerry, status: un-member}
  - {id: body, type: igo, name: World Harbour Order, aliases: [{name: WE, kind: abbreviation}, {name: WHOR, kind: abbreviation}]}
  - {id: trade-ministry, type: agency, name: 'Ministry for Trade, Ports and Fisheries', of: estmark-government}
  - {id: estmark-government, type: government, name: Government of Estmark, of: estmark}
  - {id: mira-tolan, type: person, name: Mira Tolan}
`),
]);

const told = (diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics.map(({ code, line, column }) => `${code} ${line}:${column}`);
const withHead = (lines: string, head: string): Diagnostic[] =>
  check(withClaim(lines).replace('  authors: [mira-tolan]\n', head));

describe('a name with its last part first', () => {
  it.each([
    ['Bahamas (the)', 'the Bahamas'],
    ['Gambia, The', 'The Gambia'],
    ['Korea, Republic of', 'Republic of Korea'],
    ["Korea (the Democratic People's Republic of)", "the Democratic People's Republic of Korea"],
    ['Congo, Democratic Republic of the', 'Democratic Republic of the Congo'],
    ['Estmark  ( Free Republic of )', 'Free Republic of Estmark'],
    ['Coral (Quay) Islands (the)', 'the Coral (Quay) Islands'],
    ['Coral Islands (the) [Islas Corales]', 'the Coral Islands [Islas Corales]'],
  ])('is turned round: %s', (text, turned) => {
    expect(turnedRound(text)?.replace(/\s+/g, ' ')).toBe(turned);
  });

  it.each([
    'Paris, France',
    'Xi Jinping, President of China',
    'Republic of',
    'of',
    'Korea',
    'Taiwan (Province of China)',
    'A, B, Republic of',
    '',
  ])('is not seen in %j', (text) => {
    expect(turnedRound(text)).toBeNull();
  });

  it('is found, whatever the state, wherever its usual form is', () => {
    let tried = 0;
    for (const { id, value } of registry.entries.values()) {
      if (value.type !== 'state') continue;
      for (const name of [value.name, value.official_name ?? '']) {
        const [, before, last] = /^(.+ of(?: the)?) (.+)$/.exec(name) ?? [];
        if (before === undefined || last === undefined || /[,()]/.test(name)) continue;
        if (answer(registry, name, { slot: 'subject' }) !== id) continue;
        for (const inverted of [`${last}, ${before}`, `${last} (${before})`, `${last} (the ${before})`])
          expect([inverted, answer(registry, inverted, { slot: 'subject' })]).toEqual([inverted, id]);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(100);
    expect(answer(registry, 'Gambia (the)', { slot: 'subject' })).toBe('iso-GM');
  });

  it('is known by its rule, and no closer than its usual form', () => {
    expect(found(small, 'Estmark, Free Republic of').method).toBe('normalized');
    expect(refused(registry, 'Korea (the)').code).toBe('E-NAME-AMBIGUOUS');
    expect(refused(small, 'Estmark, Kingdom of').code).toBe('E-NAME-UNKNOWN');
  });
});

describe('an abbreviation in capitals', () => {
  it('is found in capitals, with dots and an article, and not in small letters', () => {
    for (const text of ['US', 'U.S.', 'the US', 'The U.S.', 'USA'])
      expect([text, answer(registry, text, { slot: 'subject' })]).toEqual([text, 'iso-US']);
    for (const text of ['whor', 'Whor', 'the whor'])
      expect([text, answer(small, text)]).toEqual([text, 'E-NAME-UNKNOWN']);
    expect(answer(small, 'WHOR')).toBe('body');
  });

  it('in the names of a record is no pronoun either', () => {
    const scope = emptyScope({ US: 'estmark', we: 'estmark' });
    expect(answer(small, 'us', { slot: 'subject', scope })).toBe('E-NAME-PRONOUN');
    expect(answer(small, 'US', { slot: 'subject', scope })).toBe('estmark');
    expect(answer(small, 'we', { slot: 'subject', scope })).toBe('estmark');
  });
});

describe('a pronoun', () => {
  it.each(['us', 'Us', 'we', 'We', 'they', 'Who', 'who', 'itself', 'our', 'I'])(
    'is told as one: %s',
    (text) => {
      for (const each of [registry, small]) {
        const failure = refused(each, text, { slot: 'subject' });
        expect([failure.code, failure.suggestion]).toEqual(['E-NAME-PRONOUN', undefined]);
      }
    },
  );

  it('is not what capitals stand for', () => {
    expect(answer(small, 'WE')).toBe('body');
    expect(answer(registry, 'WHO')).toBe('who');
  });
});

describe('several names in one', () => {
  const known =
    (...names: string[]) =>
    (text: string) =>
      names.includes(text);

  it.each([
    ['Ada and Bo', ['Ada', 'Bo']],
    ['Ada, Bo and Cy', ['Ada', 'Bo', 'Cy']],
    ['Ada, Bo, and Cy', ['Ada', 'Bo', 'Cy']],
    ['Ada; Bo', ['Ada', 'Bo']],
    ['Ada；Bo、Cy，Ada', ['Ada', 'Bo', 'Cy', 'Ada']],
    ['Ada / Bo | Cy & Ada', ['Ada', 'Bo', 'Cy', 'Ada']],
    ['Ada und Bo', ['Ada', 'Bo']],
    ['Sound and Skerry and Ada', ['Sound and Skerry', 'Ada']],
    ['Ada and Sound and Skerry', ['Ada', 'Sound and Skerry']],
  ])('are taken apart: %s', (text, names) => {
    expect(namesInRow(text, known('Ada', 'Bo', 'Cy', 'Sound and Skerry'))).toEqual(names);
  });

  it.each(['Ada', 'Ada and Dag', 'Anders Andersson', 'and', 'Ada and', 'Ada and '.repeat(40)])(
    'are not seen in %j',
    (text) => {
      expect(namesInRow(text, known('Ada', 'Bo'))).toBeNull();
    },
  );

  it.each(['Ada和Bo', 'Ada 与 Bo', 'Ada及Bo', 'Ada과 Bo', 'Ada e Bo', 'Ada og Bo', 'Ada・Bo', 'Ada＆Bo'])(
    'are seen in other languages, too: %s',
    (text) => {
      expect(namesInRow(text, known('Ada', 'Bo'))).toEqual(['Ada', 'Bo']);
    },
  );

  it('offer the list, in quotes where a name needs them', () => {
    const failure = refused(small, 'Mira Tolan and Ministry for Trade, Ports and Fisheries', {
      slot: 'addressee',
    });
    expect(failure).toMatchObject({ code: 'E-NAME-SEVERAL' });
    const [diagnostic] = check(withClaim('subject: [Arvania and Belloria & Mira Tolan]'));
    expect(diagnostic).toMatchObject({
      code: 'E-NAME-SEVERAL',
      fix: 'Write them one by one: [Arvania, Belloria, Mira Tolan].',
    });
    expect(check(withClaim('subject: [Arvania, Belloria, Mira Tolan]'))).toEqual([]);
  });

  it('cannot stand where one is asked for', () => {
    const [diagnostic] = check(withClaim('place: Arvania and Belloria'));
    expect(diagnostic).toMatchObject({
      code: 'E-NAME-SEVERAL',
      fix: 'Only one can stand under place: write Arvania or Belloria.',
    });
  });
});

describe('a comma in a name', () => {
  it('that a list has cut is told once, with the name in quotes, which then is found', () => {
    const [only, ...others] = check(withClaim('subject: [Nepal, Korea, Republic of, Bhutan]'));
    expect(others).toEqual([]);
    expect(only).toMatchObject({ code: 'E-NAME-COMMA', line: 18, column: 22 });
    expect(only!.message).toContain('"Korea, Republic of"');
    expect(only!.fix).toContain("['Korea, Republic of']");
    expect(check(withClaim("subject: [Nepal, 'Korea, Republic of', Bhutan]"))).toEqual([]);
  });

  it('is seen when the first part is a name of its own, and in up to four parts', () => {
    const isKnown = (text: string): boolean => ['A, B', 'C, D, E, F'].includes(text);
    expect(nameAcrossItems(['A', 'B', 'C'], 1, isKnown)).toEqual({ name: 'A, B', first: 0, last: 1 });
    expect(nameAcrossItems(['X', 'C', 'D', 'E', 'F'], 2, isKnown)).toEqual({
      name: 'C, D, E, F',
      first: 1,
      last: 4,
    });
    expect(nameAcrossItems(['B', 'A'], 0, isKnown)).toBeNull();
    expect(nameAcrossItems(['A', undefined, 'B'], 0, isKnown)).toBeNull();
  });

  it('is not the cause where each item has a line of its own', () => {
    const codes = check(withClaim('subject:\n  - Korea\n  - Republic of')).map(({ code }) => code);
    expect(codes).toEqual(['E-NAME-AMBIGUOUS', 'E-NAME-UNKNOWN']);
  });
});

describe('an actor under two names', () => {
  const local = 'entities: [{id: pia-lund, type: person, name: Pia Lund, aliases: [{name: P. Lund}]}]\n';
  const ENTRIES =
    'entities: [{id: coast-group, type: group, name: Coast group, membership: closed, members: [Arvania, arvania]}]\n';

  it.each([
    ['claimant', 'claimant: [Arvania, arvania]\nattribution: indirect-speech'],
    ['via', 'claimant: [Belloria]\nattribution: indirect-speech\nvia: [Arvania, arvania]'],
    ['holder', 'holder: [Arvania, ARVANIA]\nimputed: goal'],
    ['addressee', 'addressee: [Arvania, arvania]'],
    ['subject', 'subject: [Arvania, Belloria, arvania]'],
    ['object', 'object: [Harbour talks, harbour-talks]'],
    ['stance', 'subject: [Arvania]\nstance: {Arvania: mixed, arvania: mixed}'],
    ['members', 'members: {category: coast, role: participant, complete: false, list: [Arvania, arvania]}'],
  ])('is told in %s, with both', (_, lines) => {
    const found = check(withClaim(lines));
    expect(found.map(({ code }) => code)).toEqual(['E-ACTOR-TWICE']);
    expect(found[0]!.message).toMatch(/^"[A-Z].*" and "[a-zA-Z-]+" are both .+ \[[a-z-]+\]$/);
  });

  it('is told in authors, contributors and the entries of a record', () => {
    expect(told(withHead('', '  authors: [mira-tolan, Mira Tolan]\n'))).toEqual(['E-ACTOR-TWICE 9:25']);
    const contributors =
      '  authors: [mira-tolan]\n  contributors: [{entity: Oskar Velde, role: photographs}, {entity: oskar-velde, role: maps}]\n';
    expect(withHead('', contributors).map(({ code }) => code)).toEqual(['E-ACTOR-TWICE']);
    expect(check(withClaim('', ENTRIES)).map(({ code }) => code)).toEqual(['E-ACTOR-TWICE']);
    expect(check(withClaim('subject: [Pia Lund, P. Lund]', local)).map(({ code }) => code)).toEqual([
      'E-ACTOR-TWICE',
    ]);
  });

  it('by title or office is one as well, and two stances of one are told', () => {
    const [stance] = check(
      withClaim(
        "made: '2021-05-03'\nsubject: [mira-tolan]\nstance: {President Mira Tolan: negative, the president of Arvania: mixed}",
      ),
    );
    expect(stance).toMatchObject({
      code: 'E-ACTOR-TWICE',
      fix: 'Keep one of them: an actor has one stance in a claim.',
    });
  });

  it('in two keys is no fault', () => {
    expect(check(withClaim('subject: [Arvania]\nobject: [arvania]\nstance: {Arvania: mixed}'))).toEqual([]);
  });
});

describe('an office on a day without a year', () => {
  it('is not read by the year of the source, and names who may be meant', () => {
    const lines = 'claimant: [the president of Arvania]\nattribution: indirect-speech\nmade: XXXX-11-10';
    const [only, ...others] = withHead(lines, "  authors: [mira-tolan]\n  published: '2021-07-07'\n");
    expect([only?.code, others]).toEqual(['E-OFFICE-DATE', []]);
    expect(only!.message).toMatch(/the registry knows Mira Tolan \(.+\) and Oskar Velde \(.+\)$/);
  });

  it('is read by the source where the claim says no date at all', () => {
    const lines = 'claimant: [the president of Arvania]\nattribution: indirect-speech';
    expect(withHead(lines, "  authors: [mira-tolan]\n  published: '2021-07-07'\n")).toEqual([]);
  });
});

describe('a tenure of a person of the record', () => {
  const person = (office: string): string =>
    `entities:\n  - {id: tomas-okoro, type: person, name: Tomas Okoro, tenures: [{office: ${office}, start: '2020-03-01', open_as_of: '2022-05-05', source: arvania-gazette}]}\n`;
  const office =
    '  - {id: arvania-premier, type: office, name: Premier of Arvania, of: arvania, role: prime-minister}\n';
  const lines = "made: '2021-05-05'\nsubject: [Prime Minister Tomas Okoro]";

  it('answers for the title that the source prints', () => {
    expect(check(withClaim(lines, person('Premier of Arvania') + office))).toEqual([]);
    expect(check(withClaim(lines, person('arvania-premier') + office))).toEqual([]);
    const wrong = check(withClaim(lines, person('President of Arvania') + office));
    expect(wrong.map(({ code }) => code)).toEqual(['W-TITLE-MISMATCH']);
  });

  it('is of an office that exists; an unknown one is told once', () => {
    expect(check(withClaim(lines, person('Harbour Master of Arvania'))).map(({ code }) => code)).toEqual([
      'E-NAME-UNKNOWN',
    ]);
  });
});

describe('what stands in the place of a name', () => {
  it('and is too long for one is told at once', () => {
    const start = performance.now();
    for (const text of [
      `${'President '.repeat(4000)}`,
      'of '.repeat(13_000),
      `a${' '.repeat(39_000)}b`,
      'Korea and '.repeat(4000),
      "x's ".repeat(10_000),
    ]) {
      const found = check(withClaim(`subject: ['${text.trim().replaceAll("'", "''")}']`));
      expect(found.map(({ code }) => code).filter((code) => code !== 'W-VALUE-LONG')).toEqual([
        'E-VALUE-FORM',
      ]);
    }
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('of keys that every object has is looked for like any other', () => {
    for (const text of ['toString', 'constructor', '__proto__', 'valueOf', 'hasOwnProperty']) {
      const found = check(
        withClaim(`subject: [${text}]\nstance: {${text}: mixed}`, `names: {Crew: ${text}}\n`),
      );
      expect(
        found.filter(({ code }) => !['E-NAME-UNKNOWN', 'E-KEY-FORM', 'E-KEY-RESERVED'].includes(code)),
      ).toEqual([]);
      expect(found.length).toBeGreaterThan(1);
    }
  });
});

describe('a name that nothing is near', () => {
  it.each([
    ['said_in', 'said_in: quay-speech', 'events or entities'],
    ['event', 'event: quay-speech', 'events'],
    ['place', 'place: Quaytown', 'entities'],
  ])('under %s is to be added where that key looks for it', (_, lines, where) => {
    const [found] = check(withClaim(lines));
    expect(found!.fix).toMatch(new RegExp(`to ${where} in sources/records/harbour-speech\\.yaml\\.$`));
  });

  it('is looked for in the names of the record as well', () => {
    const names = 'names: {Harbour lords: arvania}\n';
    const found = check(withClaim('subject: [Harbour lord]', names));
    expect(found.map(({ code, suggestion }) => [code, suggestion])).toEqual([
      ['E-NAME-UNKNOWN', 'Harbour lords'],
    ]);
    expect(check(withClaim('subject: [Harbour lords]', names))).toEqual([]);
    // A place cannot be a person.
    expect(
      check(withClaim('place: Harbour lord', names.replace('arvania', 'mira-tolan')))[0]!.suggestion,
    ).toBeUndefined();
  });

  it('is told at the line of names that leads there, and not where that line is used', () => {
    const found = check(withClaim('subject: [Harbour lords]', 'names: {Harbour lords: arvaniaa}\n'));
    expect(told(found)).toEqual(['E-NAME-UNKNOWN 12:24']);
  });

  it('costs no search any more when a record has hundreds of them', () => {
    const list = (count: number): string =>
      Array.from({ length: count }, (_, at) => `Nowhere ${at}`).join(', ');
    const found = check(withClaim(`subject: [Arvaniaa, ${list(300)}, Bellloria]`));
    expect(found[0]!.suggestion).toBe('arvania');
    expect(found.at(-1)).toMatchObject({ code: 'E-NAME-UNKNOWN' });
    expect(found.at(-1)!.suggestion).toBeUndefined();
  });
});
