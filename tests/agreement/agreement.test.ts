import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuildReport, build } from '../../pipeline/build.ts';
import { tools } from '../support/opened.ts';
import { makeProject, type Project, plainRecord, REPOSITORY } from '../support/project.ts';

const CODERS = `
coders:
  - {id: ada-coder, name: Ada Coder, kind: person}
  - {id: ben-coder, name: Ben Coder, kind: person}
`;

/** A record of twelve claims, two to a sentence, with what another coder would say instead. */
function coding(id: string, coder: string, mode: string, claims: readonly string[]): string {
  return `id: ${id}
codebook: '1.0.0'
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
    expect(diagnostics).toEqual([]);
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

  it('is reported with the differences first, and no figure over fewer than ten units', () => {
    const text = execFileSync(
      process.execPath,
      ['--import', 'tsx', 'pipeline/cli.ts', 'agreement', '--root', project.root],
      { cwd: REPOSITORY, encoding: 'utf8' },
    );
    expect(text.indexOf('coded differently')).toBeLessThan(text.indexOf('alpha'));
    expect(text).toMatch(/only found by ada-coder\n {2}p1\.s1 +c20 {2}Nobody was asked/);
    expect(text).toMatch(/type coded differently \(1\)\n {2}p2\.s1 +c02 \/ c02 {2}fact {2}<> {2}evaluation/);
    expect(text).toMatch(/alpha +stance +0 +none: fewer than 10 units/);
    expect(text).toMatch(/alpha +certainty +11 +none: nothing varies/);
  });

  it('is told to be missing where there is none', async () => {
    const bare = await makeProject({ plain: await plainRecord('plain') });
    const agreement = (...args: string[]): string =>
      execFileSync(
        process.execPath,
        ['--import', 'tsx', 'pipeline/cli.ts', 'agreement', '--root', bare.root, ...args],
        { cwd: REPOSITORY, encoding: 'utf8', stdio: 'pipe' },
      );
    expect(agreement()).toMatch(/^There is no second coding/);
    expect(() => agreement('plain')).toThrow(/There is no second coding of plain/);
    expect(() => agreement('palin')).toThrow(/There is no record palin .* Did you mean plain\?/);
    expect(() => agreement('nope')).toThrow(/There is no record nope in sources\/records\.\n/);
    await bare.remove();
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

  it.each(entries.map((entry) => [entry.code, entry] as const))(
    '%s has this fault, and none when mended',
    async (code, entry) => {
      expect(await found(entry.before)).toEqual([code]);
      expect(await found(entry.after)).toEqual([]);
    },
  );
});
