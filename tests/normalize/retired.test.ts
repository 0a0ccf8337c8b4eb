import { afterEach, describe, expect, it } from 'vitest';
import { build } from '../../pipeline/build.ts';
import { asObjects, csvTables } from '../support/built.ts';
import { tools } from '../support/opened.ts';
import { makeProject, type Project, plainRecord, REPOSITORY } from '../support/project.ts';

let project: Project;
afterEach(() => project.remove());

const SECOND = `  - id: c02
    at: p1.s2
    text: The strait will be closed.
    type: prediction
    topics: [trade]
`;

/** Builds records and gives the tables as objects, or the codes of the errors. */
async function built(records: Record<string, string>, redirects = '') {
  project = await makeProject(records);
  if (redirects !== '') await project.put('sources/registry/redirects.yaml', `redirects:\n${redirects}`);
  const { root, output } = project;
  const { diagnostics, counts } = await build({ root, schemas: REPOSITORY, output, jobs: 1, tools });
  const codes = diagnostics.map(({ code }) => code);
  if (codes.length > 0) return { codes, counts, rows: () => [] };
  const tables = await csvTables(project.latest);
  return { codes, counts, rows: (name: string) => asObjects(tables.get(name)!) };
}

describe('what was taken out of the data', () => {
  it('a retracted claim leaves all tables of claims and stands in retired', async () => {
    const retired = `retired:\n  - {id: c02, date: '2026-12-01', reason: It was misread., successors: [c01]}\n`;
    const { codes, rows } = await built({
      port: `${await plainRecord('port')}${SECOND}    status: retracted\n${retired}`,
    });
    expect(codes).toEqual([]);
    for (const table of ['claims', 'dyads', 'claim_actors', 'claim_codes', 'claim_history'])
      expect(new Set(rows(table).map((row) => row.claim_id)), table).toEqual(new Set(['port/c01']));
    expect(rows('sources')[0]?.claims).toBe('1');
    expect(rows('retired').find(({ kind }) => kind === 'claim')).toEqual({
      kind: 'claim',
      id: 'port/c02',
      date: '2026-12-01',
      reason: 'It was misread.',
      successors: 'port/c01',
      file: 'sources/records/port.yaml',
      line: '28',
    });
  });

  it('a claim that was deleted needs no more than its line under retired', async () => {
    const retired = `retired:\n  - {id: c07, date: '2026-12-01', reason: It was misread.}\n`;
    const { rows } = await built({ port: `${await plainRecord('port')}${retired}` });
    expect(rows('retired').map(({ kind, id }) => `${kind} ${id}`)).toContain('claim port/c07');
  });

  it('a withdrawn record takes its claims, entities and events along', async () => {
    const withdrawn = `status: withdrawn\nwithdrawn: {date: '2026-12-01', reason: A forgery., successors: [quay]}`;
    const { codes, counts, rows } = await built({
      port: (await plainRecord('port')).replace('status: published', withdrawn),
      quay: await plainRecord('quay'),
    });
    expect(codes).toEqual([]);
    expect(counts).toMatchObject({ records: 2, sources: 1, claims: 1 });
    expect(rows('sources').map((row) => row.source_id)).toEqual(['quay']);
    expect(rows('claims').map((row) => row.claim_id)).toEqual(['quay/c01']);
    expect(rows('entities').map((row) => row.entity_id)).not.toContain('port-author');
    expect(rows('retired').filter(({ reason }) => reason === 'A forgery.')).toEqual([
      expect.objectContaining({ kind: 'claim', id: 'port/c01', successors: '' }),
      expect.objectContaining({ kind: 'entry', id: 'port-author', successors: '' }),
      expect.objectContaining({ kind: 'source', id: 'port', successors: 'quay' }),
    ]);
  });

  it('redirects of the registry stand there too: merged, split and given up', async () => {
    const line = (from: string, where: string): string =>
      `  - {from: ${from}, ${where}, date: '2026-12-01', reason: For the test.}\n`;
    const { codes, rows } = await built(
      {},
      line('aa-gone', 'to: none') +
        line('ab-merged', 'to: iso-CN') +
        line('ac-split', 'split_into: [iso-CZ, iso-SK]'),
    );
    expect(codes).toEqual([]);
    expect(
      rows('retired').flatMap((row) => (row.reason === 'For the test.' ? [[row.id, row.successors]] : [])),
    ).toEqual([
      ['aa-gone', ''],
      ['ab-merged', 'iso-CN'],
      ['ac-split', 'iso-CZ | iso-SK'],
    ]);
  });

  it('nothing else may lead to it: no relation, no successor, of this record or another', async () => {
    const withdrawn = `status: withdrawn\nwithdrawn: {date: '2026-12-01', reason: A forgery.}`;
    const { codes } = await built({
      port: (await plainRecord('port')).replace('status: published', withdrawn),
      quay: `${await plainRecord('quay', '    relations:\n      - {type: supports, to: port/c01}\n')}retired:
  - {id: c07, date: '2026-12-01', reason: Moved., successors: [port/c01]}
  - {id: c08, date: '2026-12-01', reason: Moved., successors: [c07]}
  - {id: c09, date: '2026-12-01', reason: Moved., successors: [port/c02]}
`,
    });
    expect(codes).toEqual([
      'E-RELATION-RETIRED',
      'E-SUCCESSOR-UNKNOWN',
      'E-SUCCESSOR-UNKNOWN',
      'E-SUCCESSOR-UNKNOWN',
    ]);
  });

  it('what leaves the data itself may still lead to it', async () => {
    const relation = '    relations:\n      - {type: supports, to: c02}\n';
    const gone = ['c01', 'c02'].map((id) => `  - {id: ${id}, date: '2026-12-01', reason: A forgery.}\n`);
    const third = SECOND.replace('c02', 'c03');
    const { codes, rows } = await built({
      port: `${await plainRecord('port', `    status: retracted\n${relation}`)}${SECOND}    status: retracted\n${third}retired:\n${gone.join('')}`,
    });
    expect(codes).toEqual([]);
    expect(rows('claims').map((row) => row.claim_id)).toEqual(['port/c03']);
  });
});
