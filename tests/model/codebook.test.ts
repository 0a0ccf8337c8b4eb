import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codesOf, mapOf, vocabularyNamed } from '../../pipeline/model/codebook.ts';
import { loadCodebook } from '../../pipeline/model/load.ts';
import { readCodebook } from '../../pipeline/model/read-codebook.ts';

const codebook = await loadCodebook(join(import.meta.dirname, '..', '..'));
const words = (list: string) => list.trim().split(/\s+/);

/** The vocabularies as the design lists them; a code that comes or goes must be meant. */
const LISTED: Record<string, string> = {
  type: `declaration threat commitment prescription denial accusation criticism endorsement prediction change
    classification causal evaluation interpretation fact`,
  attribution: 'authorial direct-quote partial-quote indirect-speech speech-act-report',
  imputed: 'belief goal meaning emotion',
  form: `op-ed news-report analysis editorial speech statement joint-statement communique interview
    press-conference remark letter press-release report policy-document resolution vote treaty law social-post
    symbolic-act headline caption unspecified`,
  certainty: 'certain probable possible unknown',
  polarity: 'affirmed negated',
  frame: `sovereignty security economic-development human-rights democracy-vs-autocracy rules-multilateralism
    anti-hegemony power-competition ideology-solidarity civilization-identity morality-justice dependency
    reputation-legitimacy technology-access humanitarian legality other`,
  comparator: 'exactly approximately at-least more-than at-most less-than between many a-few most none',
  relation: `supports supported-by contradicts in-tension-with elaborates exemplifies generalizes qualifies
    interprets repeats responds-to corrects retracts supersedes`,
  'source-kind': `op-ed news-report analysis editorial interview speech-text press-release transcript
    official-document letter report book broadcast social-post other`,
  'entity-type': `person party state territory government agency igo organization company media group place
    document concept office`,
  'event-type': `series edition meeting visit speech statement interview press-conference document-release vote
    ceremony protest armed-event situation period`,
  stance: 'positive negative neutral mixed',
  'reporter-stance': 'endorses neutral distances disputes',
  'claim-status': 'active corrected disputed superseded retracted',
  'record-status': 'draft published withdrawn',
  'coding-mode': 'single independent adjudicated',
  'coding-basis': 'full-text partial transcript translation',
  'copy-kind': 'original syndicated aggregator archive translation print database',
  completeness: 'full partial excerpt abstract',
  'coder-kind': 'person model',
  'agreement-measure': 'precision recall f1 alpha',
  'disagreement-kind': 'only-first only-second differs open-question',
  gap: 'published day address archived-address publisher authors full-text fingerprints adjudication',
  membership: 'open closed unknown',
  'relation-by': 'source annotator',
  voice: 'author reported publisher',
  'claim-class': 'performative normative appraisal expectation interpretive descriptive',
  factuality: 'CT+ CT- PR+ PR- PS+ PS- Uu',
  origin: 'default inherited name alias redirect derived',
  reading: 'literal metonym title office',
  'name-method': 'explicit-id redirect record-names exact normalized title office',
  'entity-scope': 'registry record',
  'retired-kind': 'claim source entry',
  'change-kind': 'added removed changed',
  'change-cause': 'source registry codebook pipeline',
  'sovereignty-status':
    'un-member un-observer partly-recognised de-facto dependent-territory contested former',
  role: 'claimant via holder addressee subject object stance',
  part: 'title deck caption body recording',
  'alias-kind': 'name official native alias abbreviation spelling former metonym',
  'member-role': 'member participant participant-via-ruling-party host observer signatory invitee absentee',
  'change-direction': 'increase decrease start end resume reversal shift',
  verification: 'anchored partly-anchored unanchored',
  'date-basis': 'made utterance published no-later-than',
  'date-precision': 'day month year interval open',
  'not-recommended': 'draft fallen paratext presupposed repeats',
  'url-of': 'work doi copy collection',
  'country-relation': 'belongs-to about',
  'owner-kind': 'claim entity event record',
  judgement: 'right wrong unsure',
  unit: `usd eur currency percent multiple year decade month day kilometre celsius dose person state organization event
    thing`,
};

const TOPICS_WITH_CAP = `diplomacy 1900 party-diplomacy 1900 world-order 1900 alliances-blocs 1602
  international-organizations 1926 governance-models 1900 sovereignty-noninterference 1900 territory 2105
  war-peace 1619 peacekeeping-mediation 1926 defense-security 1600 arms-control 1605 military-aid 1606
  intelligence 1603 terrorism 1927 cyber-information 1709 trade 1802 sanctions 1800 investment-finance 1804
  development-aid 1901 technology 1705 energy-resources 1902 climate-environment 705 migration 900
  human-rights 1925 mass-atrocity 1925 humanitarian 1901 health 331 culture-religion 207 consular 1929 other 1999`;

describe('the codebook', () => {
  it.each(Object.entries(LISTED))('has in %s exactly the listed codes, in order', (name, list) => {
    expect(codesOf(codebook, name)).toEqual(words(list));
  });

  it('has the listed topics with their CAP categories as text', () => {
    const pairs = [...mapOf(codebook, 'topic', 'cap')].flat();
    expect(pairs).toEqual(words(TOPICS_WITH_CAP));
    expect(codesOf(codebook, 'topic')).toEqual([...mapOf(codebook, 'topic', 'cap').keys()]);
  });

  it('has no vocabulary besides these', () => {
    expect([...codebook.vocabularies.keys()]).toEqual([...Object.keys(LISTED), 'topic'].sort());
  });

  it('marks as ordered the ladder of types and the other vocabularies whose order means something', () => {
    const ordered = [...codebook.vocabularies.values()].filter((vocabulary) => vocabulary.ordered);
    expect(ordered.map(({ vocabulary }) => vocabulary)).toEqual([
      'certainty',
      'completeness',
      'name-method',
      'type',
    ]);
  });

  it('maps claim types to PLOVER events, and a declaration to none', () => {
    expect(Object.fromEntries(mapOf(codebook, 'type', 'plover'))).toEqual({
      threat: 'THREATEN',
      commitment: 'AGREE',
      prescription: 'REQUEST',
      denial: 'REJECT',
      accusation: 'ACCUSE',
      criticism: 'ACCUSE',
      endorsement: 'SUPPORT',
    });
  });

  it('puts every claim type into one claim class, and no class is empty', () => {
    const classes = mapOf(codebook, 'type', 'class');
    expect([...classes.keys()]).toEqual(codesOf(codebook, 'type'));
    expect(new Set(classes.values())).toEqual(new Set(codesOf(codebook, 'claim-class')));
  });

  it('gives each certainty and polarity one factuality', () => {
    const certainty = mapOf(codebook, 'factuality', 'certainty');
    const polarity = mapOf(codebook, 'factuality', 'polarity');
    const pairs = codesOf(codebook, 'factuality').map(
      (code) => `${certainty.get(code)} ${polarity.get(code)}`,
    );
    expect(pairs).toEqual([
      'certain affirmed',
      'certain negated',
      'probable affirmed',
      'probable negated',
      'possible affirmed',
      'possible negated',
      'unknown undefined',
    ]);
  });

  it('maps kinds of source only to forms that exist', () => {
    const forms = codesOf(codebook, 'form');
    for (const form of mapOf(codebook, 'source-kind', 'form').values()) expect(forms).toContain(form);
  });

  it('names the default of each key that may be left out', () => {
    const defaults = [...codebook.vocabularies.values()].flatMap((vocabulary) =>
      vocabulary.default === undefined ? [] : [[vocabulary.vocabulary, vocabulary.default]],
    );
    expect(Object.fromEntries(defaults)).toEqual({
      'alias-kind': 'alias',
      attribution: 'authorial',
      certainty: 'unknown',
      'claim-status': 'active',
      form: 'unspecified',
      polarity: 'affirmed',
      'relation-by': 'source',
    });
  });

  it('warns of the two traps: marks round words nobody spoke, and a holder taken for the claimant', () => {
    expect(vocabularyNamed(codebook, 'attribution').description).toMatch(/really spoke/);
    expect(vocabularyNamed(codebook, 'imputed').description).toMatch(/must never become the claimant/);
  });
});

const head = { name: '_codebook.yaml', text: 'version: 1.0.0\ntitle: Small\ndescription: Small codebook\n' };
const code = (name: string) =>
  `  - code: ${name}\n    label: Label\n    definition: What it means.\n    test: Is it so?\n    examples: [An example.]\n`;
const vocabulary = (codes: string, extra = '') =>
  `vocabulary: colour\ntitle: Colour\nquestion: Which?\ndescription: Colours.\n${extra}codes:\n${codes}`;
const read = (text: string) => readCodebook([{ name: 'colour.yaml', text }, head]);

describe('readCodebook', () => {
  it('reads a vocabulary, keeps the order of its codes and leaves scalars as text', () => {
    const small = read(vocabulary(`${code('yes')}    maps: { cap: 0705 }\n${code('no')}`, 'default: no\n'));
    expect(codesOf(small, 'colour')).toEqual(['yes', 'no']);
    expect(vocabularyNamed(small, 'colour')).toMatchObject({ ordered: false, default: 'no' });
    expect([...mapOf(small, 'colour', 'cap')]).toEqual([['yes', '0705']]);
    expect(small.version).toBe('1.0.0');
  });

  it('does not depend on the order of the files', () => {
    const other = {
      name: 'shade.yaml',
      text: vocabulary(code('dark')).replace('vocabulary: colour', 'vocabulary: shade'),
    };
    const files = [{ name: 'colour.yaml', text: vocabulary(code('red')) }, head, other];
    expect([...readCodebook([...files].reverse()).vocabularies]).toEqual([
      ...readCodebook(files).vocabularies,
    ]);
  });

  it.each([
    [
      'a code without definition',
      code('red').replace(/ {4}definition.*\n/, ''),
      /colour\.yaml: code red: definition/,
    ],
    ['an empty label', code('red').replace('Label', ''), /colour\.yaml: code red: label must be text/],
    [
      'a test that is no question',
      code('red').replace('so?', 'so.'),
      /colour\.yaml: code red: test must be a question/,
    ],
    ['no example', code('red').replace('An example.', ''), /colour\.yaml: code red: examples/],
    ['an empty example', code('red').replace('An example.', "''"), /colour\.yaml: code red: examples: 0/],
    ['an unknown key', `${code('red')}    hue: warm\n`, /colour\.yaml: code red: unknown key hue/],
    ['a map that is not text', `${code('red')}    maps: { cap: [a] }\n`, /colour\.yaml: code red: maps: cap/],
    ['maps without keys', `${code('red')}    maps: cap\n`, /colour\.yaml: code red: maps must have keys/],
    ['a bar, which separates lists', code('red').replace('Label', "'a | b'"), /code red: label .*bar/],
    ['a code with a space', code('dark red'), /colour\.yaml: code dark red: a code has no spaces/],
    ['the same code twice', code('red') + code('red'), /colour\.yaml: code red is there twice/],
    ['an entry without code', '  - label: Label\n', /colour\.yaml: entry 1 of codes: code must be text/],
    ['an entry that is text', '  - red\n', /colour\.yaml: entry 1 of codes must have keys/],
    ['no codes', '  []\n', /colour\.yaml: codes must be a list/],
  ])('refuses %s and names file and code', (_, codes, message) => {
    expect(() => read(vocabulary(codes))).toThrow(message);
  });

  it.each([
    ['a default that is no code', vocabulary(code('red'), 'default: blue\n'), /colour\.yaml: default blue/],
    [
      'ordered with another value',
      vocabulary(code('red'), 'ordered: yes\n'),
      /colour\.yaml: ordered must be true/,
    ],
    ['an unknown key', vocabulary(code('red'), 'note: x\n'), /colour\.yaml: unknown key note/],
    [
      'a missing question',
      vocabulary(code('red')).replace(/question.*\n/, ''),
      /colour\.yaml: question must be text/,
    ],
    [
      'another name than the file',
      vocabulary(code('red')).replace(': colour', ': hue'),
      /colour\.yaml: vocabulary hue/,
    ],
    ['broken YAML', 'vocabulary: [', /colour\.yaml: /],
    ['an empty file', '', /colour\.yaml: /],
    ['a key twice', vocabulary(code('red'), 'title: Again\n'), /colour\.yaml: duplicated/],
  ])('refuses a vocabulary with %s and names the file', (_, text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it('refuses a codebook without head file, or with a version that is none', () => {
    expect(() => readCodebook([])).toThrow(/_codebook\.yaml/);
    expect(() => readCodebook([{ ...head, text: head.text.replace('1.0.0', 'one') }])).toThrow(
      /_codebook\.yaml: version/,
    );
  });
});

describe('the helpers', () => {
  it('refuse the name of a vocabulary that does not exist', () => {
    expect(() => codesOf(codebook, 'colour')).toThrow('the codebook has no vocabulary colour');
    expect(() => mapOf(codebook, 'colour', 'cap')).toThrow('the codebook has no vocabulary colour');
  });

  it('leave a code without the asked map out', () => {
    expect(mapOf(codebook, 'topic', 'plover').has('other')).toBe(false);
    expect(mapOf(codebook, 'topic', 'no-such-scheme').size).toBe(0);
  });
});
