import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../pipeline/diagnostics/diagnostic.ts';
import { loadCatalog } from '../../pipeline/diagnostics/load.ts';
import { parseYaml } from '../../pipeline/ingest/parse.ts';
import type { ParsedFile } from '../../pipeline/model/authored.ts';
import { loadModel } from '../../pipeline/model/load.ts';
import type { Model } from '../../pipeline/model/model.ts';
import { buildRegistry } from '../../pipeline/normalize/names/registry.ts';
import { checkRegistry } from '../../pipeline/validate/registry/registry.ts';
import { makeValidator, type Validator } from '../../pipeline/validate/validator.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const FIXTURES = join(ROOT, 'tests', 'fixtures', 'registry');

let model: Model;
let validator: Validator;
beforeAll(async () => {
  model = await loadModel(ROOT);
  validator = makeValidator(model);
});

/** Files as the schema hands them on; schema errors fail the test unless they are expected. */
function read(texts: Record<string, string>, { faulty = false } = {}): ParsedFile[] {
  return Object.entries(texts).map(([name, text]) => {
    const file = parseYaml(`sources/registry/${name}`, Buffer.from(text)).value;
    const { value, diagnostics } = validator.registryFile(file);
    if (!faulty)
      expect(diagnostics.map(({ file: path, line, message }) => ({ path, line, message }))).toEqual([]);
    return { ...file, value };
  });
}

function textsUnder(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.yaml'),
  );
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function check(texts: Record<string, string>, options = {}): Diagnostic[] {
  return checkRegistry(read(texts, options), model.schemas.registry);
}

const shown = ({ file, line, column, endColumn, code }: Diagnostic): string =>
  `${file.replace('sources/registry/', '')}:${line} ${code} ${column}-${endColumn}`;

/** What the comments "! code from-to; code from-to" of a fixture announce. */
function announced(texts: Record<string, string>): string[] {
  return Object.entries(texts).flatMap(([name, text]) =>
    text.split('\n').flatMap((line, index) => {
      const faults = index === 0 ? undefined : line.split('# ! ')[1];
      return faults === undefined ? [] : faults.split('; ').map((fault) => `${name}:${index + 1} ${fault}`);
    }),
  );
}

describe('a whole registry', () => {
  it('with every fault has each reported at its line and columns, and nothing else', () => {
    const texts = textsUnder(join(FIXTURES, 'broken'));
    expect(check(texts).map(shown).sort()).toEqual(announced(texts).sort());
  });

  it('without faults passes, with all that is allowed and looks like a fault', () => {
    expect(check(textsUnder(join(FIXTURES, 'healthy')))).toEqual([]);
  });

  it('of this project has no fault', () => {
    const found = check(textsUnder(join(ROOT, 'sources/registry')));
    expect(found.map((diagnostic) => `${shown(diagnostic)} ${diagnostic.message}`)).toEqual([]);
  });

  it('is judged the same whatever the order of its files', () => {
    const texts = textsUnder(join(FIXTURES, 'broken'));
    const backwards = Object.fromEntries(Object.entries(texts).reverse());
    expect(check(backwards)).toEqual(check(texts));
  });
});

/** A small world, in which the examples of the catalog stand. */
const WORLD = {
  'states.yaml': `entities:
  - id: arvania
    type: state
    name: Arvania
    status: un-member
  - id: estmark
    type: state
    name: Estmark
    status: un-member
`,
  'offices.yaml': `entities:
  - id: arvania-president
    type: office
    name: President of Arvania
    of: arvania
    role: president
`,
  'sources.yaml': `sources:
  - id: curated
    note: Written for this example.
`,
};

/** Splits an example at its lines "# file.yaml". */
function filesOf(example: string): Record<string, string> {
  const parts = example.split(/^# (\S+\.yaml)\n/m).slice(1);
  const files: Record<string, string> = { ...WORLD };
  for (let index = 0; index < parts.length; index += 2)
    files[parts[index] as string] = parts[index + 1] as string;
  return files;
}

describe('the catalog of the registry', () => {
  const entries = [...loadCatalog().values()].filter(({ code }) => code.slice(1).startsWith('-REG-'));

  it.each(entries)(
    'has for $code an example that shows this fault alone, and its cure',
    ({ code, before, after }) => {
      expect(check(filesOf(before)).map((diagnostic) => diagnostic.code)).toEqual([code]);
      expect(check(filesOf(after))).toEqual([]);
    },
  );

  it('has every code that the broken registry shows, and that registry shows every code', () => {
    const codes = new Set(check(textsUnder(join(FIXTURES, 'broken'))).map(({ code }) => code));
    expect([...codes].sort()).toEqual(entries.map(({ code }) => code).sort());
  });
});

/** The healthy registry with some of its text exchanged. */
function changed(name: string, ...changes: [from: string, to: string][]): Record<string, string> {
  const texts = textsUnder(join(FIXTURES, 'healthy'));
  for (const [from, to] of changes) {
    expect(texts[name]).toContain(from);
    texts[name] = (texts[name] as string).replace(from, to);
  }
  return texts;
}

const codesOf = (texts: Record<string, string>, options = {}): string[] =>
  check(texts, options).map(({ code }) => code);

describe('codes of other schemes', () => {
  const state = (id: string, code: string, status = 'un-member'): string =>
    `  - id: ${id}\n    type: state\n    name: ${id}\n    status: ${status}\n    ${code}\n`;
  const pair = (code: string, other: string, status?: string): string[] =>
    codesOf({
      ...WORLD,
      'states.yaml': `${WORLD['states.yaml']}${state('quay-land', code)}${state('quay-state', other, status)}`,
    }).filter((one) => one === 'E-REG-CODE-TWICE');

  it.each([
    ["cow: {number: '991'}", "cow: {number: '991'}"],
    ["cow: {number: '991', abbreviation: 'QUA'}", "cow: {number: '992', abbreviation: 'QUA'}"],
    ["gw: {number: '991'}", "gw: {number: '991'}"],
    ["iso: {numeric: '991'}", "iso: {numeric: '991'}"],
  ])('stop when two entries have them: %s', (code, other) => {
    expect(pair(code, other)).toEqual(['E-REG-CODE-TWICE']);
  });

  it('may be the same number in two schemes, and an ISO number that of a state before', () => {
    expect(pair("cow: {number: '991'}", "gw: {number: '991'}")).toEqual([]);
    expect(pair("iso: {numeric: '991'}", "iso: {numeric: '991'}", 'former')).toEqual([]);
  });
});

describe('references', () => {
  it('offer the nearest id of the type that is asked for', () => {
    const [found] = check(changed('people/arvania.yaml', ['arvania-president', 'arvania-presidant']));
    expect(found).toMatchObject({ code: 'E-REG-REF-UNKNOWN', suggestion: 'arvania-president' });
    expect(found?.message).toContain('"arvania-presidant"');
  });

  it('offer the id of the entry whose name was written instead', () => {
    const [found] = check(changed('places.yaml', ['country: arvania', 'country: Quorland']));
    expect(found).toMatchObject({ code: 'E-REG-REF-UNKNOWN', suggestion: 'iso-QM' });
  });

  it('of the wrong kind name what stands there and what is needed', () => {
    const [found] = check(
      changed('people/arvania.yaml', ['office: arvania-president', 'office: ana-torvik']),
    );
    expect(found?.code).toBe('E-REG-REF-KIND');
    expect(found?.message).toBe('office: "ana-torvik" is a person, but an office is needed here');
  });

  it('to an unknown country are told once, not as a wrong file too', () => {
    const codes = codesOf(changed('people/arvania.yaml', ['country: arvania', 'country: arvenya']));
    expect(codes).toEqual(['E-REG-REF-UNKNOWN']);
  });

  it('to an event ask for its type where the schema names one', () => {
    const schema = structuredClone(model.schemas.registry) as { definitions: Record<string, never> };
    const { edition } = schema.definitions as Record<
      string,
      { properties: { series: Record<string, unknown> } }
    >;
    if (edition !== undefined) edition.properties.series['x-ref-types'] = ['series'];
    const files = read(changed('events.yaml', ['series: coast-talks', 'series: torvik-speech']));
    const [found] = checkRegistry(files, schema);
    expect(found?.message).toBe('series: "torvik-speech" is a speech, but a series is needed here');
  });

  it('to what may stand in a file that cannot be read are not judged', () => {
    const files = read(changed('people/arvania.yaml', ['office: arvania-president', 'office: nowhere']));
    const offices = files.find(({ path }) => path.endsWith('offices.yaml')) as ParsedFile;
    offices.value = undefined;
    expect(checkRegistry(files, model.schemas.registry)).toEqual([]);
  });

  it('are checked in every part of an entry that the schema marks', () => {
    const wrong: [file: string, from: string, to: string][] = [
      ['states.yaml', 'successors: [arvania, estmark]', 'successors: [arvania, nothing]'],
      ['states.yaml', 'claimed_by: [arvania, estmark]', 'claimed_by: [arvania, nothing]'],
      ['states.yaml', 'member_of: [coastal-union]', 'member_of: [nothing]'],
      ['states.yaml', 'qid_sources: [gazetteer page 3]', 'qid_sources: [nothing page 3]'],
      ['governments.yaml', 'of: arvania', 'of: nothing'],
      ['governments.yaml', 'part_of: arvania-government', 'part_of: nothing'],
      ['governments.yaml', 'head: ana-torvik', 'head: nothing'],
      ['governments.yaml', 'source: gazetteer', 'source: nothing'],
      ['places.yaml', 'country: arvania', 'country: nothing'],
      ['people/arvania.yaml', 'source: gazetteer', 'source: nothing'],
      ['groups.yaml', 'members: [arvania, estmark]', 'members: [nothing, estmark]'],
      ['events.yaml', 'host: coastal-union', 'host: nothing'],
      ['events.yaml', 'series: coast-talks', 'series: nothing'],
      ['events.yaml', 'place: arvania-city', 'place: nothing'],
      ['events.yaml', 'part_of: coast-talks-1', 'part_of: nothing'],
      ['events.yaml', 'speakers: [ana-torvik]', 'speakers: [nothing]'],
      ['distinct.yaml', 'b: estmark', 'b: nothing'],
    ];
    for (const [name, from, to] of wrong) {
      const found = check(changed(name, [from, to]));
      expect(
        found.map(({ code }) => code),
        to,
      ).toEqual(['E-REG-REF-UNKNOWN']);
      expect(found[0]?.message, to).toContain('"nothing"');
    }
  });
});

describe('tenures', () => {
  const terms = (
    ...tenures: [start: string | null, key: 'end' | 'open_as_of', end: string][]
  ): Record<string, string> => ({
    ...WORLD,
    'people/arvania.yaml': `entities:\n${tenures
      .map(
        ([start, key, end], index) =>
          `  - id: person-${index}\n    type: person\n    name: Person ${index}\n    country: arvania\n    tenures:\n` +
          `      - office: arvania-president\n${start === null ? '' : `        start: '${start}'\n`}` +
          `        ${key}: '${end}'\n        source: curated\n`,
      )
      .join('')}`,
  });

  it.each([
    ['that hand over on one day', terms(['2019', 'end', '2021-07-06'], ['2021-07-06', 'open_as_of', '2022'])],
    [
      'that touch in a year of which no day is known',
      terms(['2017', 'end', '2019'], ['2019', 'end', '2021']),
    ],
    ['that touch in a month', terms(['2017', 'end', '2019-05'], ['2019-05', 'end', '2021'])],
    [
      'that follow what was only known up to a date',
      terms(['2017', 'open_as_of', '2018'], ['2019', 'end', '2020']),
    ],
    ['of which no day is sure', terms(['2019', 'end', '2019'], ['2019', 'end', '2019'])],
    ['with a gap', terms(['2001', 'end', '2003'], ['2005', 'end', '2006'])],
  ])('%s do not overlap', (_, texts) => expect(codesOf(texts)).toEqual([]));

  it('whose years may be read as a season are told', () => {
    expect(codesOf(terms(['2019', 'end', '2020-24'], ['2021-22', 'open_as_of', '2023']))).toEqual([
      'W-DATE-SEASON',
      'W-DATE-SEASON',
    ]);
  });

  it.each([
    ['that share two days', terms(['2019', 'end', '2021-07-06'], ['2021-07-05', 'open_as_of', '2022'])],
    ['that surely share years', terms(['2017', 'end', '2020'], ['2018', 'end', '2021'])],
    [
      'of which one is a day inside the other',
      terms(['2017', 'end', '2020'], ['2018-05-01', 'end', '2018-05-01']),
    ],
    [
      'of which one goes on past the start of the other',
      terms(['2017', 'open_as_of', '2020'], ['2018', 'end', '2021']),
    ],
    [
      'of which one has only an end, inside the other',
      terms(['2017', 'end', '2020'], [null, 'end', '2018-05-01']),
    ],
    [
      'that lie behind a third',
      terms(['2000', 'end', '2020'], ['2001', 'end', '2003'], ['2005-02', 'end', '2021']),
    ],
  ])('%s overlap', (_, texts) => {
    const codes = codesOf(texts);
    expect(codes.length).toBeGreaterThan(0);
    expect(new Set(codes)).toEqual(new Set(['E-REG-TENURE-OVERLAP']));
  });

  it('that overlap name both persons, their terms and the place of the other', () => {
    const [found] = check(terms(['2019', 'end', '2021-07-06'], ['2021-07-05', 'open_as_of', '2022']));
    expect(found?.message).toBe(
      'arvania-president: "person-1" (2021-07-05 to at least 2022) overlaps "person-0" (2019 to 2021-07-06) at sources/registry/people/arvania.yaml:7',
    );
  });

  it('of a person entered twice are not reported besides', () => {
    const texts = terms(['2019', 'end', '2021'], ['2019', 'end', '2021']);
    texts['people/arvania.yaml'] = (texts['people/arvania.yaml'] as string).replaceAll(
      'person-1',
      'person-0',
    );
    expect(codesOf(texts)).toEqual(['E-REG-ID-TWICE']);
  });
});

describe('names', () => {
  it('that need a country collide with one that does not, and the latter is told', () => {
    const found = check(changed('parties/arvania.yaml', ['        needs: country\n', '']));
    expect(found.map(shown)).toEqual(['parties/arvania.yaml:6 E-REG-ALIAS-SHARED 15-29']);
    expect(found[0]?.message).toContain('"estmark-workers" (sources/registry/parties/estmark.yaml:6)');
  });

  it('that need a country collide within one country', () => {
    const texts = changed('parties/estmark.yaml', ['country: estmark', 'country: arvania']);
    expect(codesOf(texts)).toEqual(['E-REG-ALIAS-SHARED', 'E-REG-FILE']);
  });

  it('may decide for one entry when they are weak in all others', () => {
    expect(codesOf(changed('states.yaml', ['        weak: true\n', '']))).toEqual([]);
  });

  it('that passed from one state to another on a day are no collision, but are one when they overlap', () => {
    expect(codesOf(changed('states.yaml', ["start: '1991-12-08'", "start: '1991-12-07'"]))).toEqual([
      'E-REG-ALIAS-SHARED',
    ]);
  });

  it('of a city and of a government or office may be the same, the field decides', () => {
    expect(codesOf(changed('offices.yaml', ['President of Arvania', 'Arvania City']))).toEqual([]);
  });

  it('that differ only in accents, apostrophes or capitals collide', () => {
    expect(codesOf(changed('places.yaml', ['name: Arvania City', 'name: ESTMÁRK']))).toEqual([
      'E-REG-NAME-SHARED',
    ]);
  });
});

describe('redirects', () => {
  const redirect = (from: string, to: string): [string, string] => [
    '  - from: coast-states\n',
    `  - from: ${from}\n    to: ${to}\n    date: '2026-01-05'\n    reason: Merged.\n  - from: coast-states\n`,
  ];

  it('of a pair judged distinct are refused also over several steps, whichever side was retired', () => {
    const texts = changed('redirects.yaml', redirect('baron', 'arvenia'));
    texts['distinct.yaml'] = `distinct:\n  - a: arvania\n    b: baron\n    reason: A person.\n`;
    expect(codesOf(texts)).toEqual(['E-REG-DISTINCT-MERGED', 'E-REG-REDIRECT-CHAIN']);
  });

  it('that lead to each other are chains, not an endless loop', () => {
    const texts = changed('redirects.yaml', ['to: arvania', 'to: baron'], redirect('baron', 'arvenia'));
    expect(codesOf(texts)).toEqual(['E-REG-REDIRECT-CHAIN', 'E-REG-REDIRECT-CHAIN']);
  });

  it('make a split id fail wherever it is used, naming what it became', () => {
    const [found] = check(changed('places.yaml', ['country: arvania', 'country: coast-states']));
    expect(found).toMatchObject({
      code: 'E-REG-SPLIT-USED',
      file: 'sources/registry/places.yaml',
      line: 5,
      column: 14,
    });
    expect(found?.fix).toContain('arvania or estmark');
  });
});

describe('circles', () => {
  it('are found once each, over any number of steps, without running out of stack', () => {
    const size = 11_000;
    const id = (index: number): string => `b-${String(index % size).padStart(5, '0')}`;
    const items = Array.from({ length: size }, (_, index) => ({
      id: id(index),
      type: 'organization',
      name: `Body ${index}`,
      part_of: id(index + 1),
    }));
    const text = `entities:\n${items.map((item) => `  - ${JSON.stringify(item)}\n`).join('')}`;
    const found = check({ 'organizations.yaml': text });
    expect(found.map(({ code, line }) => `${code} ${line}`)).toEqual([`E-REG-CIRCLE ${size + 1}`]);
    expect(found[0]?.message.length).toBeLessThan(200);
  });
});

describe('lists', () => {
  it('are sorted by code unit: digits, capitals, small letters', () => {
    const list = (...titles: string[]): Record<string, string> => ({
      'titles.yaml': `titles:\n${titles.map((title) => `  - title: ${title}\n    kind: honorific\n`).join('')}`,
    });
    expect(codesOf(list('2nd Sir', 'Sir', 'emir'))).toEqual([]);
    expect(check(list('emir', 'Sir', 'Dr')).map(shown)).toEqual(['titles.yaml:4 E-REG-UNSORTED 12-15']);
  });

  it('out of order can be mended by machine', () => {
    const found = check(textsUnder(join(FIXTURES, 'broken'))).filter(({ code }) => code === 'E-REG-UNSORTED');
    expect(found.map(({ fixable }) => fixable)).toEqual([true]);
  });
});

describe('what the schema has refused already', () => {
  it('is not told again in other words', () => {
    const texts = {
      ...WORLD,
      'people/arvania.yaml': `entities:
  - id: Ana_Torvik
    type: person
    name: Ana Torvik
    country: arvania
    tenures:
      - office: arvania-president
        start: '2019-13-01'
        end: 2021-06-31
        source: curated
  - id: bo-lindqvar
    type: persn
    name: Bo Lindqvar
  - id: cael-orrin
    type: person
    name: Cael Orrin
    country: [arvania]
    qid: Q9
    qid_sources: []
  - just text
  -
`,
    };
    expect(check(texts, { faulty: true })).toEqual([]);
  });

  it.each([
    undefined,
    null,
    [],
    'text',
    {},
    { entities: null },
    { entities: 'text' },
    { entities: [null, 1, 'x', [], {}] },
    {
      entities: [
        { id: 1, type: [], name: {}, aliases: [1, null, { name: 2 }], tenures: [{ office: 3 }, null] },
      ],
    },
    { entities: [{ id: 'a', type: 'state', iso: 'x', native_names: 3, part_of: 'a', members: [null] }] },
    { redirects: [{ from: 'a', to: 'a' }, { from: 'b', to: 1, split_into: [2] }, {}] },
    { distinct: [{ a: 1, b: 2 }, { a: 'x' }], titles: [{}], coders: [{}], sources: [{}] },
  ])('never makes the checks throw: %j', (value) => {
    const file = { ...parseYaml('sources/registry/odd.yaml', Buffer.from('a: b\n')).value, value };
    expect(() => checkRegistry([file, file], model.schemas.registry)).not.toThrow();
  });
});

describe('a remedy of the registry', () => {
  it('for two entries of one name, followed to the letter, leaves nothing to tell', () => {
    const name = 'people/arvania.yaml';
    const texts = changed(name);
    const twins = ['aa-second', 'aa-first'].map(
      (id) => `  - {id: ${id}, type: person, name: Twin Name, country: arvania}\n`,
    );
    for (const order of [twins, [...twins].reverse()]) {
      const sorted = [...order].sort();
      const people = (texts[name] as string).replace('entities:\n', `entities:\n${sorted.join('')}`);
      const [found, ...others] = check({ ...texts, [name]: people });
      expect([found?.code, others]).toEqual(['E-REG-NAME-SHARED', []]);
      const pair = /\{a: .+, b: .+, reason: …\}/.exec(found!.fix)?.[0] as string;
      const distinct = (texts['distinct.yaml'] as string).replace('distinct:\n', `distinct:\n  - ${pair}\n`);
      expect(check({ ...texts, [name]: people, 'distinct.yaml': distinct })).toEqual([]);
    }
  });

  it('does not break on keys that every object has', () => {
    const keys = ['toString', 'constructor', 'valueOf', 'hasOwnProperty'];
    const file = parseYaml(
      'sources/registry/organizations.yaml',
      Buffer.from(
        `${keys.map((key) => `${key}: [{id: x}]`).join('\n')}\nentities: [{id: a, type: constructor, name: A, toString: [x], aliases: [{name: B, valueOf: x}]}]\n`,
      ),
    ).value;
    const usable = buildRegistry([file]);
    expect([...usable.entries.keys()]).toEqual(['a']);
    expect(() => checkRegistry([file], model.schemas.registry)).not.toThrow();
  });
});
