import { readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingOf, likeness, matchClaims } from '../../pipeline/agreement/match-claims.ts';
import { type BuildReport, build } from '../../pipeline/build.ts';
import type { ResolvedClaim } from '../../pipeline/normalize/resolved.ts';
import { tools } from '../support/opened.ts';
import { makeProject, type Project, plainRecord, REPOSITORY } from '../support/project.ts';
import { type Ended, runCli } from '../support/run-cli.ts';

const CODERS = `
coders:
  - {id: ada-coder, name: Ada Coder, kind: person}
  - {id: ben-coder, name: Ben Coder, kind: person}
`;

/** A record of twelve claims, two to a sentence, with what another coder would say instead. */
function coding(id: string, coder: string, mode: string, claims: readonly string[]): string {
  return `id: ${id}
codebook: '1.2.0'
status: published
coding: {coder: ${coder}, coded: '2021-03-04', mode: ${mode}, basis: full-text}
source:
  title: A Harbour for All
  kind: op-ed
  language: en
  authors: [${id}-author]
  copies: [{id: page, kind: original, seen: true}]
entities:
  - {id: ${id}-author, type: person, name: Orla Fennmark ${id}}
${id === 'quay' ? 'disagreements:\n  - {claim: c01, field: type, alternative: prediction, by: claude, reason: It may be about next year.}\n' : ''}claims:
${claims.join('\n')}
`;
}

function claim(
  number: number,
  { at = `p${number}.s1`, type = 'fact', topics = 'trade', text = '' } = {},
): string {
  const words = ['harbours', 'ferries', 'tariffs', 'fishing', 'customs', 'lighthouses', 'storms', 'bridges'];
  return `  - id: c${String(number).padStart(2, '0')}
    at: ${at}
    text: ${text || `The northern coast reports ${words[number % 8]} in year number ${number}.`}
    type: ${type}
    topics: [${topics}]`;
}

const numbers = [...Array(12).keys()].map((number) => number + 1);
let project: Project;

async function rows(name: string): Promise<Record<string, string | number>[]> {
  return JSON.parse(await readFile(join(project.latest, 'json', `${name}.json`), 'utf8'));
}

function run(): Promise<BuildReport> {
  return build({ root: project.root, schemas: REPOSITORY, output: project.output, tools });
}

beforeAll(async () => {
  project = await makeProject({
    quay: coding(
      'quay',
      'claude',
      'single',
      numbers.map((number) => claim(number)),
    ),
  });
  const coders = await readFile(join(project.root, 'sources/registry/coders.yaml'), 'utf8');
  await project.put(
    'sources/registry/coders.yaml',
    `${CODERS.trim()}\n${coders.slice(coders.indexOf('  - id: claude'))}`,
  );
  // Finds all but the twelfth, one more in the first sentence, and codes the second and the third differently.
  await project.put(
    'sources/codings/quay.ada-coder.yaml',
    coding('quay', 'ada-coder', 'independent', [
      ...numbers.slice(0, 11).map((number) =>
        claim(number, {
          type: number === 2 ? 'evaluation' : 'fact',
          topics: number === 3 ? 'trade, health' : 'trade',
        }),
      ),
      claim(20, {
        at: 'p1.s1',
        text: 'Nobody was asked whether lanterns ought to burn.',
        type: 'evaluation',
      }),
    ]),
  );
});

afterAll(() => project.remove());

describe('a second coding', () => {
  it('is compared with its record and adds no claims to the dataset', async () => {
    const { diagnostics, counts } = await run();
    expect(diagnostics.map(({ code }) => code)).toEqual(['W-DISAGREEMENT-OPEN']);
    expect(counts.claims).toBe(12);
    const figures = Object.fromEntries(
      (await rows('agreement')).map(({ measure, field, units, value }) => [
        `${measure} ${field}`,
        [units, value],
      ]),
    );
    expect(figures['precision claim']).toEqual([13, 0.917]);
    expect(figures['recall claim']).toEqual([13, 0.917]);
    expect(figures['f1 claim']).toEqual([13, 0.917]);
    // 22 values, one of them another: Do = 1/11, De = 2 · 21 / (22 · 21).
    expect(figures['alpha type']).toEqual([11, 0]);
    // One set shares half with the others: Do = 0.5/11, De = 2 · 21 · 0.5 / (22 · 21).
    expect(figures['alpha topics']).toEqual([11, 0]);
    expect(figures['alpha certainty']).toEqual([11, undefined]);
    expect(figures['alpha stance']).toEqual([0, undefined]);
  });

  it('shows what the coders see differently, and what the record leaves open', async () => {
    const seen = (await rows('disagreements')).map(
      ({ coding_id, kind, first_claim, second_claim, field, first_value, second_value }) =>
        [coding_id, kind, first_claim, second_claim, field, first_value, second_value]
          .join(' ')
          .replace(/ +/g, ' '),
    );
    expect(seen).toEqual([
      'quay open-question quay/c01 type fact prediction',
      'quay.ada-coder only-first quay/c12 ',
      'quay.ada-coder only-second c20 ',
      'quay.ada-coder differs quay/c02 c02 type fact evaluation',
      'quay.ada-coder differs quay/c03 c03 topics trade health | trade',
    ]);
  });

  it('is reported with the differences first, and no figure over fewer than ten units', async () => {
    const { stdout: text } = await runCli(['agreement', '--root', project.root]);
    expect(text.indexOf('coded differently')).toBeLessThan(text.indexOf('alpha'));
    expect(text).toMatch(/only found by ada-coder\n {2}p1\.s1 +c20 {2}Nobody was asked/);
    expect(text).toMatch(/type coded differently \(1\)\n {2}p2\.s1 +c02 \/ c02 {2}fact {2}<> {2}evaluation/);
    expect(text).toMatch(/alpha +stance +0 +none: fewer than 10 units/);
    expect(text).toMatch(/alpha +certainty +11 +none: nothing varies/);
  });

  it('is told to be missing where there is none', async () => {
    const bare = await makeProject({ plain: await plainRecord('plain') });
    const agreement = (...args: string[]): Promise<Ended> =>
      runCli(['agreement', '--root', bare.root, ...args]);
    expect(await agreement()).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^There is no second coding/),
    });
    for (const [id, words] of [
      ['plain', /There is no second coding of plain/],
      ['palin', /There is no record palin .* Did you mean plain\?/],
      ['nope', /There is no record nope in sources\/records\.\n/],
    ] as const)
      expect(await agreement(id)).toMatchObject({ code: 2, stderr: expect.stringMatching(words) });
    await bare.remove();
  });
});

describe('claims of one sentence', () => {
  /** A claim as far as matching looks at it. */
  const finding = (id: string, text: string, about: Partial<Record<'subjects' | 'objects', string[]>>) =>
    ({
      id: `quay/${id}`,
      authored: { id, at: 'p2.s1', text, type: 'fact', topics: ['trade'] },
      ...Object.fromEntries(
        ['claimants', 'subjects', 'objects', 'addressees', 'holders'].map((key) => [
          key,
          (about[key as 'subjects'] ?? []).map((entity) => ({ entry: { id: entity } })),
        ]),
      ),
      members: null,
      event: null,
      place: null,
    }) as unknown as ResolvedClaim;
  const open = finding('c04', 'Arvania will keep its harbour open to all ships.', {
    subjects: ['arvania'],
    objects: ['foreign-ships'],
  });
  const shut = finding('c05', "No ship will be shut out of Arvania's harbour.", { subjects: ['arvania'] });
  const tolls = finding('c06', 'The harbour tolls fall next year.', { subjects: ['harbour-board'] });

  it('are as alike as the page of agreement works out', () => {
    const page = readFileSync(join(REPOSITORY, 'docs/agreement.md'), 'utf8');
    expect(likeness(findingOf(open), findingOf(shut)).toFixed(2)).toBe('0.67');
    expect(likeness(findingOf(open), findingOf(tolls)).toFixed(2)).toBe('0.15');
    for (const { authored } of [open, shut, tolls]) expect(page).toContain(authored.text);
    expect(page).toMatch(/\*\*0\.67\*\*[\s\S]*\*\*0\.15\*\*/);
  });
  it('are one finding or two by what they say', () => {
    const { both, onlyFirst, onlySecond } = matchClaims([open], [tolls, shut]);
    expect(both).toEqual([[open, shut]]);
    expect([onlyFirst, onlySecond]).toEqual([[], [tolls]]);
  });
  it('are two findings without a word in common, whatever else is the same', () => {
    const words = [
      'Seven lanterns burn.',
      'Nets dry slowly.',
      'Gulls follow trawlers.',
      'Bakers rise early.',
    ];
    const others = ['Kites climb high.', 'Rain floods cellars.', 'Clerks count votes.', 'Oxen pull carts.'];
    const of = (texts: string[]) =>
      texts.map((text, index) => finding(`c0${index}`, text, { subjects: ['arvania'] }));
    expect(matchClaims(of(words), of(others)).both).toEqual([]);
  });
  it('are compared in the words that carry them, whatever their endings', () => {
    const one = finding('c01', 'The policies of the islanders deserve applause.', {});
    const other = finding('c02', 'Every islander applauds this policy.', {});
    expect(likeness(findingOf(one), findingOf(other))).toBeGreaterThan(0.8);
  });
});

describe('a settled record', () => {
  const first = numbers.map((number) => claim(number));
  const second = numbers
    .slice(0, 11)
    .map((number) => claim(number, { type: number === 2 ? 'evaluation' : 'fact' }));
  /** What the two agreed on: the second coder's type, and only ten of the claims. */
  const settled = second.slice(0, 10);

  async function settledProject(codings: Record<string, readonly string[]>): Promise<Project> {
    const own = await makeProject({ quay: coding('quay', 'ada-coder', 'adjudicated', settled) });
    await own.put(
      'sources/registry/coders.yaml',
      `${CODERS.trim()}\n  - {id: claude, name: Claude, kind: model}\n`,
    );
    for (const [coder, claims] of Object.entries(codings))
      await own.put(`sources/codings/quay.${coder}.yaml`, coding('quay', coder, 'independent', claims));
    return own;
  }

  it('is in no figure: these are of the two codings before, the one of its coder first', async () => {
    const own = await settledProject({ 'ada-coder': first, 'ben-coder': second });
    const { diagnostics } = await build({ root: own.root, schemas: REPOSITORY, output: own.output });
    expect(diagnostics.map(({ code }) => code)).toEqual(['W-ADJUDICATED-OPEN']);
    const read = async (name: string) =>
      JSON.parse(await readFile(join(own.latest, 'json', `${name}.json`), 'utf8'));
    const figures = (await read('agreement')) as Record<string, string | number>[];
    expect(figures.find(({ measure }) => measure === 'precision')).toMatchObject({
      coding_id: 'quay.ben-coder',
      first_coder: 'ada-coder',
      second_coder: 'ben-coder',
      units: 12,
      value: 1,
    });
    expect(figures.find(({ measure }) => measure === 'recall')).toMatchObject({ value: 0.917 });
    const seen = (await read('disagreements')) as Record<string, string>[];
    expect(
      seen.map(({ kind, first_claim, second_claim, field }) => [kind, first_claim, second_claim, field]),
    ).toEqual([
      ['open-question', 'quay/c01', undefined, 'type'],
      ['only-first', undefined, undefined, undefined], // its claim was not settled on, so it is in no table
      ['differs', 'quay/c02', 'c02', 'type'],
    ]);
    await own.remove();
  });

  it('needs both codings from before', async () => {
    const own = await settledProject({ 'ben-coder': second });
    const { diagnostics } = await build({ root: own.root, schemas: REPOSITORY, output: null });
    expect(diagnostics.map(({ code, file, line }) => [code, file, line])).toEqual([
      ['E-CODING-ALONE', 'sources/codings/quay.ben-coder.yaml', 4],
      ['W-ADJUDICATED-OPEN', 'sources/records/quay.yaml', 14],
    ]);
    await own.put('sources/codings/quay.ada-coder.yaml', coding('quay', 'ada-coder', 'independent', first));
    const mended = await build({ root: own.root, schemas: REPOSITORY, output: null });
    expect(mended.diagnostics.map(({ code }) => code)).toEqual(['W-ADJUDICATED-OPEN']);
    await own.remove();
  });
});

describe('the example of the catalog for', () => {
  const entries = load(readFileSync(join(REPOSITORY, 'pipeline/diagnostics/catalog/codings.yaml'), 'utf8'), {
    schema: FAILSAFE_SCHEMA,
  }) as { code: string; before: string; after: string }[];

  /** Codes found in a second coding whose head is that of the example. */
  async function found(example: string): Promise<string[]> {
    const [, name = ''] = /^# (\S+)$/m.exec(example) ?? [];
    const id = /^id: (\S+)$/m.exec(example)?.[1] ?? 'harbour-speech';
    const head = /^coding: .*$/m.exec(example)?.[0];
    const own = await makeProject({
      'harbour-speech': coding('harbour-speech', 'claude', 'single', [claim(1)]),
    });
    await own.put(
      'sources/registry/coders.yaml',
      `${CODERS.trim()}\n  - {id: claude, name: Claude, kind: model}\n`,
    );
    const text = coding(id, 'ada-coder', 'independent', [claim(1)]);
    const path = join(own.root, 'sources/codings', name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, head === undefined ? text : text.replace(/^coding: .*$/m, head));
    const { diagnostics } = await build({ root: own.root, schemas: REPOSITORY, output: null, tools });
    await own.remove();
    expect(diagnostics.every(({ file, line }) => file === `sources/codings/${name}` && line >= 1)).toBe(true);
    return diagnostics.map(({ code }) => code);
  }

  // That of a settled record is tried above: it takes two files.
  const ofOneFile = entries.filter(({ code }) => code !== 'E-CODING-ALONE');
  it.each(ofOneFile.map((entry) => [entry.code, entry] as const))(
    '%s has this fault, and none when mended',
    async (code, entry) => {
      expect(await found(entry.before)).toEqual([code]);
      expect(await found(entry.after)).toEqual([]);
    },
  );
});
