import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleClaims, sheetOf } from '../../pipeline/agreement/sample.ts';
import { build } from '../../pipeline/build.ts';
import { loadCatalog } from '../../pipeline/diagnostics/load.ts';
import type { ResolvedRecord } from '../../pipeline/normalize/resolved.ts';
import { takeRecord } from '../../pipeline/record/take.ts';
import { open } from '../support/opened.ts';
import { makeProject, type Project, plainRecord, REPOSITORY } from '../support/project.ts';

const CODERS = `coders:
  - {id: ada-coder, name: Ada Coder, kind: person}
  - {id: ben-coder, name: Ben Coder, kind: person}
  - {id: claude, name: Claude, kind: model}
`;
const REVIEW = `record: harbour-speech
reviewer: ada-coder
reviewed: '2026-12-01'
seed: '42'
claims:
  - {claim: c01, judgement: right}
`;
const FILE = 'sources/reviews/harbour-speech.ada-coder.yaml';

let project: Project;
let record: string;

beforeAll(async () => {
  record = (await plainRecord('harbour-speech')).replace('coder: claude', 'coder: ben-coder');
  project = await makeProject({ 'harbour-speech': record });
  await project.put('sources/registry/coders.yaml', CODERS);
});
afterAll(() => project.remove());

async function built(review: string, output: string | null = null) {
  await project.put(FILE, review);
  return build({ root: project.root, schemas: REPOSITORY, output });
}

/** Code, line and column of what is found in a review. */
async function found(review: string): Promise<string[]> {
  const { diagnostics } = await built(review);
  return diagnostics
    .filter(({ file }) => file === FILE)
    .map(({ code, line, column }) => `${code} ${line}:${column}`);
}

describe('a review', () => {
  it('becomes rows of the table, one a claim', async () => {
    const wrong = '  - {claim: c01, judgement: wrong, field: type, should_be: criticism, note: It blames.}\n';
    const { diagnostics } = await built(REVIEW.replace(/ {2}- .*\n/, wrong), project.output);
    expect(diagnostics).toEqual([]);
    expect(JSON.parse(await readFile(join(project.latest, 'json/reviews.json'), 'utf8'))).toEqual([
      {
        claim_id: 'harbour-speech/c01',
        reviewer: 'ada-coder',
        source_id: 'harbour-speech',
        reviewed: '2026-12-01',
        judgement: 'wrong',
        field: 'type',
        should_be: 'criticism',
        note: 'It blames.',
        seed: '42',
        file: FILE,
        line: 6,
      },
    ]);
    expect(await readFile(join(project.latest, 'csv/reviews.csv'), 'utf8')).toContain(
      'harbour-speech/c01,ada-coder,harbour-speech,2026-12-01,wrong,type,criticism,It blames.,42,',
    );
  });

  it.each([
    [
      'of a record that is not there',
      'record: harbour-speech',
      'record: harbour-speach',
      'E-REVIEW-RECORD 1:9',
    ],
    ['by somebody else than the file says', 'ada-coder', 'ben-coder', 'E-REVIEW-REVIEWER 2:11'],
    ['of an unknown claim', 'claim: c01', 'claim: c02', 'E-REVIEW-CLAIM 6:13'],
    [
      'that judges a claim twice',
      'right}\n',
      'right}\n  - {claim: c01, judgement: right}\n',
      'E-REVIEW-CLAIM 7:13',
    ],
    ['that does not say what is wrong', 'judgement: right', 'judgement: wrong', 'E-REVIEW-FIELD 6:29'],
    ['that names a key of what is right', 'right}', 'right, field: type}', 'E-REVIEW-FIELD 6:43'],
    ['with a judgement that is none', 'judgement: right', 'judgement: good', 'E-CODE-UNKNOWN 6:29'],
    ['whose sheet is not filled in', 'judgement: right', 'judgement: ', 'E-VALUE-EMPTY 6:18'],
    ['with another key', 'seed:', 'sead:', 'E-KEY-UNKNOWN 4:1'],
  ])('%s is refused at its place', async (_, from, to, place) => {
    expect(await found(REVIEW.replace(from, to))).toEqual([place]);
  });

  it('by the coder of the record, by a model or by nobody known is refused', async () => {
    for (const [coder, kind] of [
      ['ada-coder', 'person'],
      ['ben-coder', 'model'],
      ['ben-coder', null],
    ] as const) {
      const own = await makeProject({
        'harbour-speech': record.replace('coder: ben-coder', `coder: ${coder}`),
      });
      const coders = [`  - {id: ${coder}, name: A, kind: ${kind ?? 'person'}}`];
      if (coder !== 'ada-coder' && kind !== null) coders.push(`  - {id: ada-coder, name: B, kind: ${kind}}`);
      await own.put('sources/registry/coders.yaml', `coders:\n${coders.sort().join('\n')}\n`);
      await own.put(FILE, REVIEW);
      const { diagnostics } = await build({ root: own.root, schemas: REPOSITORY, output: null });
      expect(diagnostics.map(({ code }) => code)).toContain('E-REVIEW-REVIEWER');
      await own.remove();
    }
  });

  const entries = [...loadCatalog().values()].filter(({ code }) => code.startsWith('E-REVIEW-'));

  it.each(entries)('shows $code in the catalog, and its cure', async ({ code, before, after }) => {
    const whole = (part: string): string => {
      const keys = [...part.matchAll(/^(\w+):/gm)].map(([, key]) => key);
      const head = REVIEW.split(/^(?=\w)/m).filter((block) => !keys.includes(/^\w+/.exec(block)?.[0]));
      return part + head.join('');
    };
    expect((await found(whole(before))).map((one) => one.split(' ')[0])).toContain(code);
    expect(await found(whole(after))).toEqual([]);
  });
});

describe('a sample', () => {
  let records: ResolvedRecord[];

  beforeAll(async () => {
    const opened = await open(project.root);
    const claims = Array.from({ length: 40 }, (_, at) => `c${String(at + 2).padStart(2, '0')}`);
    const many = claims.map(
      (id, at) =>
        `  - {id: ${id}, at: p2.s${at + 1}, text: Ferry ${at} is late., type: fact, topics: [trade]}\n`,
    );
    const bytes = Buffer.from(record + many.join(''));
    const { living } = takeRecord(opened, { path: 'sources/records/harbour-speech.yaml', bytes });
    records = living === null ? [] : [living];
  });

  const ids = (seed: number, number = 10): string[] =>
    sampleClaims(records, number, seed).flatMap(({ claims }) => claims.map(({ id }) => id));

  it('is the same for the same seed, and another for another', () => {
    expect(ids(1)).toHaveLength(10);
    expect(new Set(ids(1)).size).toBe(10);
    expect(ids(1)).toEqual(ids(1));
    expect(ids(1)).not.toEqual(ids(2));
    expect(ids(1, 100)).toHaveLength(41);
  });

  it('draws each claim as often as another', () => {
    const counts = new Map<string, number>();
    for (let seed = 1; seed <= 400; seed += 1)
      for (const id of ids(seed)) counts.set(id, (counts.get(id) ?? 0) + 1);
    // 400 draws of 10 among 41: 98 each, with a deviation of 9.
    expect(counts.size).toBe(41);
    expect(Math.min(...counts.values())).toBeGreaterThan(60);
    expect(Math.max(...counts.values())).toBeLessThan(140);
  });

  it('comes as a sheet that is a review once it is filled in', async () => {
    const [sampled] = sampleClaims(records, 1, 7);
    const sheet = sheetOf(sampled!, 'ada-coder', 7);
    expect(sheet).toContain(sampled!.claims[0]!.authored.text);
    const filled = sheet
      .replace(/reviewed: .*/, "reviewed: '2026-12-01'")
      .replaceAll('judgement: }', 'judgement: right}');
    expect(load(filled)).toMatchObject({
      record: 'harbour-speech',
      seed: '7',
      claims: [{ judgement: 'right' }],
    });
  });
});
