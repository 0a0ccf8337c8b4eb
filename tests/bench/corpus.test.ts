import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from '../../pipeline/build.ts';
import type { AuthoredRecord, Claim } from '../../pipeline/model/generated/records.ts';
import { loadModel } from '../../pipeline/model/load.ts';
import { buildRegistry } from '../../pipeline/normalize/names/registry.ts';
import { compileValidators } from '../../pipeline/validate/schema/compile.ts';
import { realFiles } from '../support/resolver.ts';
import { type Actor, readActors } from './actors.ts';
import { writeCorpus } from './corpus.ts';
import { recordId, writeRecord } from './record.ts';

const SIZE = { claims: 1500, files: 250, seed: 7 };
const folders: string[] = [];
let texts: string[];
let records: AuthoredRecord[];

function corpusTexts(size: typeof SIZE): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  folders.push(folder);
  writeCorpus(folder, size);
  const path = join(folder, 'sources', 'records');
  return readdirSync(path)
    .sort()
    .map((name) => readFileSync(join(path, name), 'utf8'));
}

function parse(text: string): AuthoredRecord {
  return load(text, { schema: FAILSAFE_SCHEMA }) as AuthoredRecord;
}

function claims(): Claim[] {
  return records.flatMap((record) => record.claims);
}

function words(text: string | undefined): number {
  return text === undefined ? 0 : text.split(/\s+/).length;
}

beforeAll(() => {
  texts = corpusTexts(SIZE);
  records = texts.map(parse);
});

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

test('the same seed gives the same bytes, and another seed gives others', () => {
  expect(corpusTexts(SIZE)).toEqual(texts);
  expect(corpusTexts({ ...SIZE, seed: 8 })).not.toEqual(texts);
});

test('claims are spread over all files, also when they do not divide evenly', () => {
  const counts = corpusTexts({ claims: 17, files: 5, seed: 1 }).map((text) => parse(text).claims.length);
  expect(counts).toEqual([3, 3, 4, 3, 4]);
});

test('every record obeys the schema', async () => {
  const { schemas } = await loadModel(process.cwd());
  const { record: schema } = compileValidators(schemas);
  for (const record of records) expect(schema.errorsOf(record), record.id).toEqual([]);
});

test('a check with the registry of today finds nothing, also when all actors are of one type', async () => {
  const [root = ''] = folders;
  const registry = readActors('sources/registry');
  let number = SIZE.files;
  // Few claims of a corpus are about a group whose members are known: of each type enough that every rule meets it.
  for (const actors of (await byType(registry.actors)).values()) {
    number += 1;
    const text = writeRecord(number, 600, { ...registry, actors }, SIZE.seed);
    writeFileSync(join(root, 'sources', 'records', `${recordId(number)}.yaml`), text);
  }
  const { diagnostics } = await build({ root, schemas: process.cwd(), output: null, jobs: 1 });
  expect(diagnostics.map(({ code, file, line, message }) => `${code} ${file}:${line} ${message}`)).toEqual(
    [],
  );
});

async function byType(actors: readonly Actor[]): Promise<Map<string, Actor[]>> {
  const { entries } = buildRegistry(await realFiles());
  const types = new Map<string, Actor[]>();
  for (const actor of actors) {
    const type = entries.get(actor.id)?.type ?? '';
    types.set(type, [...(types.get(type) ?? []), actor]);
  }
  return types;
}

test('every claim keeps the coding rules', () => {
  for (const claim of claims()) {
    const quotes = claim.attribution === 'direct-quote' || claim.attribution === 'partial-quote';
    expect(claim.quote !== undefined).toBe(quotes);
    expect(claim.holder !== undefined).toBe(claim.imputed !== undefined);
    expect(claim.change !== undefined).toBe(claim.type === 'change');
    expect(words(claim.text)).toBeLessThanOrEqual(40);
    expect(claim.subject).toBeDefined();
    if (claim.type === 'prescription') expect(claim.addressee).toBeDefined();
  }
  for (const record of records) {
    expect(record.claims.reduce((sum, claim) => sum + words(claim.quote), 0)).toBeLessThanOrEqual(150);
  }
});

test('every id is used once, and every relation leads to a claim', () => {
  const claimIds = records.flatMap((record) => record.claims.map((claim) => `${record.id}/${claim.id}`));
  const locals = records.flatMap(({ entities = [], events = [] }) =>
    [...entities, ...events].map(({ id }) => id),
  );
  expect(new Set(claimIds).size).toBe(SIZE.claims);
  expect(new Set(locals).size).toBe(locals.length);
  const known = new Set(claimIds);
  for (const record of records) {
    for (const { to } of record.claims.flatMap((claim) => claim.relations ?? []))
      expect(known).toContain(to.includes('/') ? to : `${record.id}/${to}`);
  }
});

test('every actor is an id, a name that one entity of the registry bears, or the record’s own', () => {
  const registry = Object.values(readActors('sources/registry')).flatMap((pool) =>
    pool.flatMap((actor) => actor.forms),
  );
  for (const { claims, entities = [], events = [], names = {} } of records) {
    const own = [...entities, ...events].flatMap(({ id, name }) => [id, name]);
    const known = new Set([...registry, ...own, ...Object.keys(names)]);
    for (const { claimant = [], via = [], holder = [], addressee = [], subject = [], object = [] } of claims)
      for (const actor of [...claimant, ...via, ...holder, ...addressee, ...subject, ...object])
        expect(known).toContain(actor);
  }
});

test('a corpus holds every claim type, quotes, flow and folded style, comments and text outside ASCII', () => {
  expect(new Set(claims().map((claim) => claim.type)).size).toBe(15);
  const all = texts.join('');
  for (const style of [
    /习近平/,
    /é/,
    / {2}text: >-\n/,
    /^ {2}- \{id: c\d\d/m,
    / # /,
    /quote: /,
    /via: /,
    /said_in: /,
  ])
    expect(all).toMatch(style);
});
