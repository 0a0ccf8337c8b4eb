import { beforeAll, describe, expect, it, vi } from 'vitest';
import { fixText } from '../../pipeline/contribute/fix/text.ts';
import type { Diagnostic } from '../../pipeline/diagnostics/diagnostic.ts';
import { parseYaml } from '../../pipeline/ingest/parse.ts';
import { check, HEAD, model, places, withClaim } from '../support/checked.ts';
import { type Tried, tryRecords } from '../support/try-records.ts';

/*
 * Slips that have broken other people's data projects, each in words of our own: the word for no that is also Norway, the
 * date that became a number, the name that was written in two ways. Each must come out right or be told in its place.
 */

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** A record without fault in which `from` reads otherwise. */
function having(from: string, to: string, lines = ''): string {
  const text = withClaim(lines);
  expect(text, 'the text to replace').toContain(from);
  return text.replace(from, to);
}

const TITLE = 'A Harbour for All';
const titled = (title: string): string => having(TITLE, title);

/** Further claims, each with the given lines. */
function claims(...blocks: string[]): string {
  const rest = blocks
    .slice(1)
    .map((lines, index) =>
      withClaim(`id: c${String(index + 2).padStart(2, '0')}\n${lines}`).slice(`${HEAD}claims:\n`.length),
    );
  return withClaim(blocks[0] ?? '') + rest.join('');
}

const REPORTED = 'claimant: [mira-tolan]\nattribution: indirect-speech';
const QUOTED = 'claimant: [mira-tolan]\nattribution: direct-quote\npolarity: affirmed';

describe('a slip of form is told in its place,', () => {
  const alias = (count: number): string => Array(count).fill('*port').join(', ');
  const bomb = [
    'frames: &a [x, x, x, x, x, x, x, x, x]',
    ...[...'bcdefghij'].map(
      (name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(', ')}]`,
    ),
  ].join('\n');

  it.each<[what: string, text: string, places: string[], message: string, fix: string]>([
    [
      'a family name that YAML takes for nothing',
      withClaim('', 'entities:\n  - {id: ines-null, type: person, name: Ines Null, family_name: Null}\n'),
      ['E-VALUE-NULL 13:65'],
      'Null means "no value" to YAML and is not taken for text',
      'If it is a name, quote it ("Null"); if the value is unknown, remove the key.',
    ],
    [
      'a reference with # that cuts a note off',
      withClaim('note: the minister corrected herself (entry #7)'),
      ['W-VALUE-CUT 18:49'],
      'the text from "#7)" on is a comment and not part of the value',
      'Put the value in quotes if it belongs to it; if it is a comment, put it on a line of its own.',
    ],
    [
      'a colon in a title',
      titled('Port Selen: ministers talk'),
      ['E-YAML-COLON-IN-VALUE 6:20'],
      'a colon with a space (or nothing) behind it splits this unquoted value',
      'Put the value in quotes.',
    ],
    [
      'a tab before a key',
      having('  title:', '\ttitle:'),
      ['E-YAML-TAB 6:1'],
      'a tab is used as indentation',
      'Use spaces: two for each level, here and on the lines that follow.',
    ],
    [
      'one key twice in a claim',
      having('    type:', '    claimant: [oskar-velde]\n    type:', REPORTED),
      ['E-KEY-DUPLICATE 19:5'],
      'the key claimant stands twice, in line 16 and in line 19',
      'Keep one of the two; if both values are meant, write them as one list.',
    ],
    [
      'a merge key',
      having('    at:', '    <<: {certainty: certain}\n    at:'),
      ['E-YAML-MERGE-KEY 14:5'],
      'merge keys (<<) are not supported',
      'Copy the keys you want from the other mapping to this place.',
    ],
    [
      'two merge keys in one claim',
      having('    at:', '    <<: {certainty: certain}\n    <<: {polarity: negated}\n    at:'),
      ['E-YAML-MERGE-KEY 14:5', 'E-YAML-MERGE-KEY 15:5'],
      'merge keys (<<) are not supported',
      'Copy the keys you want from the other mapping to this place.',
    ],
    [
      'an anchor with a hundred aliases',
      having('    at:', `    subject: [&port Arvania, ${alias(101)}]\n    at:`),
      ['E-YAML-ANCHOR 14:15'],
      '&port is an anchor (used 101 times below), and anchors are not allowed',
      'Write the value out at each *port and delete &port.',
    ],
    [
      'no-break spaces before a key',
      having('  title:', '\u00A0\u00A0title:'),
      ['E-YAML-ODD-SPACE 6:1'],
      'U+00A0 (no-break space) is used as indentation; it looks like a space and is none',
      'Delete the blanks at the start of the line and type ordinary spaces.',
    ],
    [
      'curly quotes round a colon',
      titled('“Selen: a harbour for all”'),
      ['E-YAML-CURLY-QUOTE 6:10'],
      'the curly quotation mark “ does not quote in YAML, so the colon splits the value',
      'Use straight quotes around the value.',
    ],
    [
      'three spaces for two',
      `${withClaim('')}  - id: c02\n     at: p1.s2\n    text: Arvania waits.\n    type: fact\n    topics: [trade]\n`,
      ['E-YAML-INDENT 19:6'],
      'wrong indentation: expected 4 spaces, found 5',
      'Move the line so that 4 spaces stand before it; lines of one level begin in one column.',
    ],
    [
      'the marks of a merge that was not finished',
      having('    type: fact\n', '<<<<<<< ours\n    type: fact\n=======\n    type: threat\n>>>>>>> theirs\n'),
      ['E-YAML-CONFLICT 16:1'],
      'a merge-conflict marker (<<<<<<<) was left in the file',
      'Keep the lines that are right, delete the others and all lines that start with <<<<<<<, ======= or >>>>>>>.',
    ],
    [
      'a character in a name that nobody sees',
      withClaim(REPORTED.replace('mira-tolan', 'Mira\u200BTolan')),
      ['E-YAML-HIDDEN-CHARACTER 18:20'],
      'U+200B (zero width space) cannot be seen',
      'Delete it, or write a plain space in its place.',
    ],
  ])('and its remedy: %s', (_, text, where, message, fix) => {
    const found = check(text);
    expect(places(found)).toEqual(where);
    expect([found[0]?.message, found[0]?.fix]).toEqual([message, fix]);
  });

  it('lists that multiply themselves are refused before they grow', () => {
    const before = process.memoryUsage().rss;
    const started = performance.now();
    const found = check(`${withClaim('')}${bomb}\n`);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
    expect(
      found.every(({ code, file }) => code === 'E-YAML-ANCHOR' && file.endsWith('harbour-speech.yaml')),
    ).toBe(true);
    expect(found[0]?.line).toBe(18);
  });
});

describe('a slip of content is told once, with what was probably meant:', () => {
  const own = (kind: 'entities' | 'events', line: string): string => withClaim('', `${kind}:\n  - ${line}\n`);

  it.each<[what: string, text: string, place: string, message: string, suggestion: string | undefined]>([
    [
      'a month that does not exist',
      withClaim('made: 2019-13-40'),
      'E-DATE 18:11',
      'there is no month 13',
      undefined,
    ],
    [
      'day and month swapped',
      withClaim('made: 2019-28-02'),
      'E-DATE 18:11',
      'there is no month 28',
      '2019-02-28',
    ],
    [
      'a time zone without its colon',
      withClaim('made: 2019-03-08T22:15:00+0530'),
      'E-DATE 18:11',
      'is not written as a date with time',
      '2019-03-08T22:15:00+05:30',
    ],
    [
      'a number with a zero in front',
      withClaim('quantities: [{value: 012, comparator: exactly, unit: ships}]'),
      'E-VALUE-FORM 18:26',
      'value cannot be "012"',
      '12',
    ],
    [
      'a misspelt key of a claim',
      withClaim('qoute: We stay.'),
      'E-KEY-UNKNOWN 18:5',
      'unknown key "qoute"',
      'quote',
    ],
    [
      'a capital in a key',
      withClaim('Stance: {Arvania: positive}'),
      'E-KEY-UNKNOWN 18:5',
      'unknown key "Stance"',
      'stance',
    ],
    [
      'a misspelt key of an event, one of several kinds',
      own('events', '{id: selen-talk, type: speech, name: Talk in Selen, spekaers: [mira-tolan]}'),
      'E-KEY-UNKNOWN 13:57',
      'unknown key "spekaers"',
      'speakers',
    ],
    [
      'a capital in a code',
      withClaim('type: Fact'),
      'E-CODE-UNKNOWN 16:11',
      '"Fact" is not a code of type',
      'fact',
    ],
    [
      'a misspelt code',
      withClaim('certainty: probble'),
      'E-CODE-UNKNOWN 18:16',
      '"probble" is not a code of certainty',
      'probable',
    ],
    [
      'a misspelt code below blank lines and a comment',
      `\n\n# on the harbour\n${withClaim('subject: [Arvania]\nstance: {Arvania: postive}')}`,
      'E-CODE-UNKNOWN 22:23',
      '"postive" is not a code of stance',
      'positive',
    ],
    [
      'a code of another scheme',
      withClaim('topics: [18o2]'),
      'E-CODE-UNKNOWN 17:14',
      '"18o2" is not a code of topic',
      undefined,
    ],
    [
      'a code of two letters for a state',
      withClaim('subject: [iso-FI, NO]'),
      'E-NAME-UNKNOWN 18:23',
      '"NO" is not in the registry; nearest is Norway (state) [iso-NO]',
      'iso-NO',
    ],
    [
      'an empire that no state of today stands for',
      withClaim('subject: [Ottoman Empire]'),
      'E-NAME-UNKNOWN 18:15',
      '"Ottoman Empire" is not in the registry',
      undefined,
    ],
    [
      'a former name after its time',
      withClaim('subject: [Grand Duchy of Arvania]\nmade: 2012'),
      'E-NAME-DATE 18:15',
      'was not in use for Arvania (state) at the date of the claim (2012-01-01 to 2012-12-31)',
      'arvania',
    ],
    [
      'an id that was retired',
      withClaim('subject: [cordovia-and-ostland]'),
      'E-NAME-SPLIT 18:15',
      'is retired: it was split into cordovia and belloria',
      undefined,
    ],
    [
      'a title that its bearer no longer has',
      withClaim('claimant: [President Oskar Velde]\nattribution: indirect-speech\nmade: 2021-05-05'),
      'W-TITLE-MISMATCH 18:16',
      'the title "President" does not fit Oskar Velde on 2021-05-05',
      undefined,
    ],
    [
      'a person where a place belongs, in an event of the record',
      own('events', '{id: selen-visit, type: visit, name: Visit to Selen, place: Mira Tolan}'),
      'E-NAME-KIND 13:65',
      '"Mira Tolan" is Mira Tolan, President of Arvania, but place takes a place, state or territory',
      undefined,
    ],
    [
      'an unknown event from which something changes',
      withClaim('type: change\nchange: {dimension: tone, from_event: harbour-talk, to_event: harbour-talks}'),
      'E-NAME-UNKNOWN 18:43',
      '"harbour-talk" is not in the registry',
      'harbour-talks',
    ],
    [
      'nobody who speaks',
      having('  authors: [mira-tolan]\n', ''),
      'E-CLAIMANT-NOBODY 12:5',
      'c01 has no claimant, and the source has no authors',
      undefined,
    ],
    [
      'two speakers in one quote',
      withClaim(`${QUOTED}\nquote: "We stay. MR VELDE: We leave."`),
      'W-QUOTE-SPEAKER 21:12',
      'the quote holds a speaker\'s label, "MR VELDE:"',
      undefined,
    ],
    [
      'a text that no cell of a spreadsheet holds',
      withClaim(`${QUOTED}\nquote: ${'s'.repeat(33_000)}`),
      'W-VALUE-LONG 21:12',
      'quote of c01 has 33000 characters; a cell of a spreadsheet holds 32767',
      undefined,
    ],
    [
      'an accent apart from its letter',
      titled('Cafe\u0301 Bel'),
      'W-YAML-NOT-NFC 6:13',
      '"\u00E9" is written as U+0065 U+0301 and not, as usual, as U+00E9; both look the same',
      undefined,
    ],
  ])('%s', (_, text, place, message, suggestion) => {
    const found = check(text);
    expect(places(found)).toEqual([place]);
    expect(found[0]?.message).toContain(message);
    expect(found[0]?.suggestion).toBe(suggestion);
    expectSentences(found);
  });

  it('a bare surname names everybody who bears it, and decides nothing', async () => {
    const { diagnostics, tables } = await tryRecords(
      { 'harbour-speech': withClaim(REPORTED.replace('mira-tolan', 'Rell')) },
      {
        'people/belloria.yaml':
          'entities:\n  - {id: ina-rell, type: person, name: Ina Rell, country: belloria, family_name: Rell}\n  - {id: jon-rell, type: person, name: Jon Rell, country: belloria, family_name: Rell}\n',
      },
    );
    expect(places(diagnostics)).toEqual(['E-NAME-UNKNOWN 18:16']);
    expect(diagnostics[0]?.message).toContain(
      'Ina Rell (person, Belloria) [ina-rell] or Jon Rell (person, Belloria) [jon-rell]',
    );
    expect(diagnostics[0]?.suggestion).toBeUndefined();
    expect(tables).toEqual({});
  });

  it('terms of office that overlap or end before they begin, and an id that is retired and in use', async () => {
    const { diagnostics } = await tryRecords(
      {},
      {
        'people/belloria.yaml': [
          'entities:',
          '  - id: rina-oss',
          '    type: person',
          '    name: Rina Oss',
          '    country: belloria',
          '    tenures:',
          "      - {office: arvania-president, start: '2008-02-01', end: '2007-02-01', source: arvania-gazette}",
          "      - {office: arvania-president, start: '2019-02-01', end: '2020-03-01', source: arvania-gazette}",
          '',
        ].join('\n'),
        'redirects/belloria.yaml':
          "redirects:\n  - {from: rina-oss, to: mira-tolan, date: '2026-11-25', reason: One person.}\n",
      },
    );
    expect(
      diagnostics.map(({ code, file, line }) => `${code} ${file.replace('sources/registry/', '')} ${line}`),
    ).toEqual([
      'E-REG-TENURE-OVERLAP people/arvania.yaml 7',
      'E-REG-DATE-ORDER people/belloria.yaml 7',
      'E-REG-TENURE-OVERLAP people/belloria.yaml 8',
      'E-REG-REDIRECT-ALIVE redirects/belloria.yaml 2',
    ]);
    expectSentences(diagnostics);
  });

  it('one address with tracking marks in two records', async () => {
    const at = (id: string, url: string): string =>
      having('  authors:', `  url: ${url}\n  authors:`).replace('id: harbour-speech', `id: ${id}`);
    const { diagnostics } = await tryRecords({
      north: at('north', 'https://example.org/strait?utm_source=letter'),
      south: at('south', 'https://example.org/strait'),
      west: at('west', 'https://example.org/strait?page=2'),
    });
    expect(diagnostics.map(({ code, file }) => `${code} ${file}`)).toEqual([
      'W-URL-TWICE sources/records/south.yaml',
    ]);
    expectSentences(diagnostics);
  });
});

/** What stands beside the code is for people: a message that goes on from it, and a remedy in whole sentences. */
function expectSentences(diagnostics: readonly Diagnostic[]): void {
  for (const { message, fix } of diagnostics) {
    expect(message).toMatch(/[^.:]$/);
    expect(fix).toMatch(/^[A-Z].*$/s);
    expect(`${message} ${fix}`).not.toMatch(
      /undefined|null\b|\[object|additionalProperties|schema|NaN|\bat path\b/,
    );
  }
}

describe('what other programs misread comes out as it was written:', () => {
  const WRITTEN = [
    '0311',
    '3.10',
    '4e117',
    '09:45',
    '0x1F',
    '1_000',
    'on',
    'No',
    '.inf',
    '2019-03-08 10:00:00-05:00',
  ];
  const DATES = [
    '2019-03-08',
    "'2019-03-08'",
    '"2019-03-08"',
    '2019-03',
    '2019',
    "'2019'",
    '2019-03-08T22:15:00+05:30',
  ];
  let tried: Tried;
  let rows: Record<string, string>[];

  beforeAll(async () => {
    const texts = claims(
      ...DATES.map((date) => `made: ${date}`),
      `${QUOTED}\nquote: "- 5 ships, =1+1"`,
      'note: "-- and no more"',
      'note: —and no more',
      'note: "One, \\"two\\"\\nthree"',
      'note: |\n  First.\n  Second.',
      'quantities: [{value: 12, comparator: exactly, unit: ships}, {comparator: many, unit: boats}]',
      `${QUOTED}\nquote: We cannot but cheer it.`,
    );
    const titles = WRITTEN.map((title, index): [string, string] => [
      `title-${index}`,
      titled(title).replace('id: harbour-speech', `id: title-${index}`),
    ]);
    tried = await tryRecords({
      'harbour-speech': texts,
      ...Object.fromEntries(titles),
      folded: having(TITLE, '"A Harbour\\\n    \\ for\\_All"').replace('id: harbour-speech', 'id: folded'),
      marked: `\uFEFF${withClaim(`${QUOTED}\nquote: |\n  We stay\n  here.`)}`
        .replace('id: harbour-speech', 'id: marked')
        .replaceAll('\n', '\r\n'),
      norway: withClaim(
        'subject: [NO]\nobject: [iso-NA]\nstance: {NO: positive}\ntype: endorsement',
        'names:\n  NO: iso-NO\n',
      ).replace('id: harbour-speech', 'id: norway'),
    });
    rows = tried.tables.claims ?? [];
  });

  const of = (id: string): Record<string, string> =>
    rows.find((row) => row.claim_id === `harbour-speech/${id}`) ?? {};

  it('no error comes of it', () => {
    expect(
      tried.diagnostics.map(({ code, file }) => `${code} ${file.replace('sources/records/', '')}`),
    ).toEqual(['W-YAML-BOM marked.yaml', 'W-YAML-CRLF marked.yaml']);
  });

  it('numbers, times and words for yes and no in a title', () => {
    const titles = new Map((tried.tables.sources ?? []).map((row) => [row.source_id, row.title]));
    expect(WRITTEN.map((_, index) => titles.get(`title-${index}`))).toEqual(WRITTEN);
    expect(titles.get('folded')).toBe('A Harbour for\u00A0All');
  });

  it('dates with and without quotes, as exact as they were', () => {
    const dates = DATES.map((_, index) => of(`c0${index + 1}`)).map((row) => [
      row.date,
      row.date_min,
      row.date_max,
    ]);
    const day = ['2019-03-08', '2019-03-08', '2019-03-08'];
    const year = ['2019', '2019-01-01', '2019-12-31'];
    expect(dates).toEqual([
      day,
      day,
      day,
      ['2019-03', '2019-03-01', '2019-03-31'],
      year,
      year,
      ['2019-03-08T22:15:00+05:30', '2019-03-08', '2019-03-08'],
    ]);
  });

  it('dashes, signs, quotation marks and lines', () => {
    expect([of('c08').quote, of('c09').note, of('c10').note]).toEqual([
      '- 5 ships, =1+1',
      '-- and no more',
      '—and no more',
    ]);
    expect([of('c11').note, of('c12').note]).toEqual(['One, "two"\nthree', 'First.\nSecond.\n']);
    const marked = rows.find((row) => row.claim_id === 'marked/c01');
    expect(marked?.quote).toBe('We stay\nhere.\n');
  });

  it('a whole number beside an empty cell', () => {
    const numbers = (tried.tables.claim_quantities ?? []).map(({ value }) => value);
    expect(numbers).toEqual(['12', '']);
  });

  it('Norway and Namibia', () => {
    const actors = (tried.tables.claim_actors ?? []).filter(({ claim_id }) => claim_id === 'norway/c01');
    expect(actors.map(({ role, entity_id, stance }) => `${role} ${entity_id} ${stance}`.trim())).toEqual([
      'claimant mira-tolan',
      'object iso-NA',
      'subject iso-NO positive',
    ]);
    expect(tried.tables.entities?.find(({ entity_id }) => entity_id === 'iso-NA')?.iso_alpha2).toBe('NA');
  });

  it('a negative word does not negate the claim', () => {
    expect(of('c14').polarity).toBe('affirmed');
  });
});

describe('names of states, people and parties', () => {
  let tried: Tried;

  beforeAll(async () => {
    tried = await tryRecords(
      {
        'harbour-speech': claims(
          'subject: [Swaziland]\nmade: 2016',
          'subject: [Eswatini]\nmade: 2021',
          'subject: [Soviet Union, Serbia and Montenegro]\nmade: 1980',
          'subject: [Kosovo]',
          'subject: [Kashmir]',
          'subject: [Dock League]\nmade: 2008',
          'subject: [Selen Dock League]\nmade: 2018',
          'subject: [Fínea League]\nobject: [Finea League]',
          'subject: ["Fi\u0301nea League"]',
          'subject: [司马青]',
          'subject: [Arvania]\nstance: {Arvania: positive}\ntype: endorsement',
          'subject: [Arvania]\nstance: {Arvania: negative}',
          'subject: [Arvania]\nstance: {Arvania: negative}',
        ).replace(
          'claims:',
          'entities:\n  - {id: sima-qing, type: person, name: Sima Qing, native_names: {zh: 司马青}, family_name: Sima, name_order: family-first}\nclaims:',
        ),
      },
      {
        'parties/belloria.yaml': [
          'entities:',
          '  - id: dock-league',
          '    type: party',
          '    name: Selen Dock League',
          '    country: belloria',
          "    aliases: [{name: Dock League, kind: former, end: '2012'}]",
          '  - {id: finea-league, type: party, name: Fínea League, country: belloria}',
          '',
        ].join('\n'),
      },
    );
  });

  const actorsOf = (id: string): string[] =>
    (tried.tables.claim_actors ?? [])
      .filter(({ claim_id, role }) => claim_id === `harbour-speech/${id}` && role !== 'claimant')
      .map(({ entity_id, as_written }) => `${entity_id} < ${as_written}`);

  it.each([
    ['a state that was renamed', 'c01', ['iso-SZ < Swaziland']],
    ['the same state under its new name', 'c02', ['iso-SZ < Eswatini']],
    [
      'states that are gone and not their largest successors',
      'c03',
      ['iso-SUHH < Soviet Union', 'iso-CSXX < Serbia and Montenegro'],
    ],
    ['a state that is not in the lists of all', 'c04', ['iso-XK < Kosovo']],
    ['a disputed territory and none of its claimants', 'c05', ['kashmir < Kashmir']],
    ['a party under its former name', 'c06', ['dock-league < Dock League']],
    ['the same party under its present name', 'c07', ['dock-league < Selen Dock League']],
    [
      'a name with and without its accent',
      'c08',
      ['finea-league < Finea League', 'finea-league < Fínea League'],
    ],
    ['a name with its accent apart', 'c09', ['finea-league < Fínea League']],
    ['a family name of two characters', 'c10', ['sima-qing < 司马青']],
  ])('are what they were: %s', (_, id, actors) => {
    expect(actorsOf(id)).toEqual(actors);
  });

  it('that is not in NFC is told, and nothing else', () => {
    expect(places(tried.diagnostics).map((place) => place.split(' ')[0])).toEqual(['W-YAML-NOT-NFC']);
  });

  it('carry what a reader must know of them', () => {
    const entity = (id: string) => tried.tables.entities?.find(({ entity_id }) => entity_id === id);
    expect([entity('iso-XK')?.status, entity('iso-XK')?.claimed_by]).toEqual(['partly-recognised', 'iso-RS']);
    expect(entity('kashmir')?.type).toBe('territory');
    const swazi = tried.tables.entity_names?.find(({ name }) => name === 'Swaziland');
    expect([swazi?.entity_id, swazi?.kind, swazi?.end]).toEqual(['iso-SZ', 'former', '2018']);
  });

  it('keep one row for each time somebody is spoken of, for and against', () => {
    const stances = ['c11', 'c12', 'c13'].map(
      (id) =>
        tried.tables.claim_actors?.find(
          ({ claim_id, role }) => claim_id === `harbour-speech/${id}` && role === 'subject',
        )?.stance,
    );
    expect(stances).toEqual(['positive', 'negative', 'negative']);
  });
});

describe('who speaks', () => {
  it('is the person reported, or the authors where nobody is; the table says which', async () => {
    const { tables } = await tryRecords({
      'harbour-speech': claims(
        REPORTED,
        'text: Tolan hopes for calm.\nholder: [mira-tolan]\nimputed: goal',
      ).replace('authors: [mira-tolan]', 'authors: [oskar-velde]'),
    });
    expect(
      tables.claims?.map(({ voice, claimant_names, holder_names }) => [voice, claimant_names, holder_names]),
    ).toEqual([
      ['reported', 'Mira Tolan', ''],
      ['author', 'Oskar Velde', 'Mira Tolan'],
    ]);
  });
});

describe('make fix', () => {
  const fixed = (text: string): string =>
    fixText('sources/records/harbour-speech.yaml', Buffer.from(text), {
      schemas: model.schemas,
      kind: 'record',
    }).after;
  const says = (text: string): unknown => parseYaml('a.yaml', Buffer.from(text)).value.value;

  it.each([
    ['curly quotes within a quote', withClaim(`${QUOTED}\nquote: "She said “no more walls” again"`)],
    ['a block of lines', withClaim('note: |\n  Ports:\n  * one\n  * two')],
    ['a folded text', withClaim('note: >-\n  Ports\n  and\n\n  walls')],
  ])('leaves the words of %s alone', (_, text) => {
    expect(says(fixed(text))).toEqual(says(text));
    expect(fixed(text)).toContain(/^ {4}(?:quote|note): .*(?:\n {6}.*|\n(?=\n))*/m.exec(text)?.[0] ?? '?');
  });
});
