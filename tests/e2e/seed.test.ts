import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asObjects, csvTables, type TextTable } from '../support/built.ts';
import { fixture, makeProject, type Project, SEED, seedRecord } from '../support/project.ts';
import { runCli } from '../support/run-cli.ts';

type Row = Record<string, string>;

let project: Project;
let all: Row[];
let claims: Row[];
let actors: Row[];

beforeAll(async () => {
  project = await makeProject({
    [SEED]: await seedRecord(),
    'nasty-values': await fixture('nasty-values.yaml'),
  });
  const { code, stderr } = await runCli(['build', '--root', project.root]);
  expect(code, stderr).toBe(0);
  const csv = await csvTables(project.latest);
  all = asObjects(csv.get('claims') as TextTable);
  claims = all.filter(({ source_id }) => source_id === SEED);
  actors = asObjects(csv.get('claim_actors') as TextTable);
}, 60_000);

afterAll(() => project.remove());

describe('the claims of the seed article', () => {
  it('are at least 78, at least 20 of them reported', () => {
    expect(claims.length).toBeGreaterThanOrEqual(78);
    expect(claims.filter(({ voice }) => voice === 'reported').length).toBeGreaterThanOrEqual(20);
  });

  it('are reported exactly when the attribution is not authorial', () => {
    for (const { claim_id, voice, attribution } of all)
      expect(voice === 'reported', claim_id).toBe(attribution !== 'authorial');
  });

  it('filtered by voice and claimant, hold nothing that somebody else says about the mind of the claimant', () => {
    const said = claims.filter(
      ({ voice, claimant_ids }) => voice === 'reported' && claimant_ids?.split(' | ').includes('xi-jinping'),
    );
    expect(said.length).toBeGreaterThan(0);
    for (const { claim_id, holder_ids, imputed } of said)
      expect([holder_ids, imputed], claim_id).toEqual(['', '']);
  });

  it('that read the mind of Xi are the authors’, or the publisher’s in the headline, and name Xi as holder', () => {
    const read = claims.filter(({ holder_ids }) => holder_ids?.split(' | ').includes('xi-jinping'));
    expect(read.some(({ voice }) => voice === 'author')).toBe(true);
    for (const { claim_id, voice, attribution, anchor, imputed, claimant_ids } of read) {
      expect(attribution, claim_id).toBe('authorial');
      expect(voice, claim_id).toBe(/^(title|deck|caption)$/.test(anchor ?? '') ? 'publisher' : 'author');
      expect(claimant_ids, claim_id).toBe(
        voice === 'author' ? 'wang-xiyue | zoe-leung | cameron-waltz' : 'foreign-policy',
      );
      expect(imputed, claim_id).not.toBe('');
    }
  });

  it('impute something exactly where there is a holder', () => {
    for (const { claim_id, holder_ids, imputed } of all)
      expect(holder_ids === '', claim_id).toBe(imputed === '');
  });

  it('have the same actors in the wide table and in claim_actors', () => {
    for (const claim of all) {
      for (const role of ['claimant', 'holder', 'addressee', 'subject', 'object', 'via']) {
        const rows = actors.filter((row) => row.claim_id === claim.claim_id && row.role === role);
        const ids = rows.map(({ entity_id, event_id }) => entity_id || event_id).join(' | ');
        expect(ids, `${claim.claim_id} ${role}`).toBe(claim[`${role}_ids`]);
      }
    }
  });

  it('say that a language model coded them', () => {
    expect(new Set(claims.map(({ coder_kind }) => coder_kind))).toEqual(new Set(['model']));
  });

  it('leave empty what the copy does not print: date, year and address of the work', () => {
    for (const { claim_id, source_published, source_url } of claims)
      expect([source_published, source_url], claim_id).toEqual(['', '']);
  });

  it('quote only where the attribution quotes, at most 40 words each and 150 in all', () => {
    const quotes = claims.filter(({ quote }) => quote !== '');
    for (const { claim_id, attribution, voice } of quotes) {
      expect([voice, attribution], claim_id).toEqual([
        'reported',
        expect.stringMatching(/^(direct|partial)-quote$/),
      ]);
    }
    const words = quotes.map(({ quote = '' }) => quote.split(/\s+/).length);
    expect(Math.max(...words)).toBeLessThanOrEqual(40);
    expect(words.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(150);
  });

  it('cover headline, caption and every sentence that was fingerprinted but the contributor credit', async () => {
    const csv = await csvTables(project.latest);
    const anchors = asObjects(csv.get('anchors') as TextTable).filter(({ source_id }) => source_id === SEED);
    const bare = anchors.filter(({ claims: count }) => count === '0').map(({ unit }) => unit);
    expect(bare.length).toBeLessThanOrEqual(1);
    for (const part of ['title', 'caption']) expect(anchors.map(({ unit }) => unit)).toContain(part);
    expect(bare).not.toContain('title');
    expect(bare).not.toContain('caption');
  });

  it('lead back to the line where each starts', async () => {
    for (const { claim_id = '', source_id, record_line } of all) {
      const lines = (await readFile(join(project.root, `sources/records/${source_id}.yaml`), 'utf8')).split(
        '\n',
      );
      expect(lines[Number(record_line) - 1], claim_id).toMatch(
        new RegExp(`^ *- (\\{ *)?id: ${claim_id.split('/')[1]}\\b`),
      );
    }
  });

  it('lead back to the file and line of every value that was not written', async () => {
    const csv = await csvTables(project.latest);
    const rows = asObjects(csv.get('provenance') as TextTable);
    expect(rows.length).toBeGreaterThan(100);
    for (const { owner_id, field, file = '', line, as_written = '', origin } of rows) {
      // What the registry says has no line of its own.
      if (line === '') {
        expect(file).toMatch(/^sources\/registry\//);
        continue;
      }
      const base = file.startsWith('schemas/') ? join(import.meta.dirname, '..', '..') : project.root;
      const text = (await readFile(join(base, file), 'utf8')).split('\n')[Number(line) - 1];
      expect(text, `${owner_id} ${field} ${origin} ${file}:${line} ${as_written}`).toMatch(/\S/);
    }
  });
});
