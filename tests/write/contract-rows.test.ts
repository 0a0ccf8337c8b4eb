import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { build } from '../../pipeline/build.ts';
import { readTables } from '../../pipeline/model/tables.ts';
import { rowCheck } from '../../pipeline/write/check-row.ts';
import { copyInto, makeSmallProject, plainRecord, REPOSITORY } from '../support/project.ts';
import { snapshot } from '../support/snapshot.ts';

const CONTRACT = await readFile(join(REPOSITORY, 'schemas', 'tables.yaml'), 'utf8');
const [claims] = readTables(CONTRACT).tables;

describe('the first row of a table', () => {
  it('passes when its parts fill the columns together, missing values too', () => {
    const [first = '', ...rest] = claims!.columns.map(({ name }) => name);
    const part = Object.fromEntries(rest.map((name) => [name, undefined]));
    expect(() => rowCheck()(claims!, { [first]: 'a' }, part)).not.toThrow();
  });

  it('is refused with every column that is empty and every value without a column', () => {
    expect(() =>
      rowCheck()({ ...claims!, columns: claims!.columns.slice(0, 2) }, { claim_id: 'a', cue: 'b' }),
    ).toThrow('no stage fills claims.date, and the contract has no column claims.cue, which');
  });
});

describe('a column that is renamed in the contract alone', () => {
  // One of each kind: written record by record, by claim, by source, and from the registry and the codebook.
  it.each([
    ['claims', 'cue'],
    ['claim_codes', 'code'],
    ['sources', 'doi'],
    ['entity_names', 'weak'],
    ['codebook', 'label'],
  ])('stops the build: %s.%s', async (table, column) => {
    const project = await makeSmallProject({ port: await plainRecord('port') });
    onTestFinished(() => project.remove());
    const options = { root: project.root, schemas: REPOSITORY, output: project.output };
    await build(options);
    const before = await snapshot(project.latest);
    await copyInto(project.root, join(REPOSITORY, 'schemas'));
    const start = CONTRACT.indexOf(`- name: ${table}\n`);
    const renamed = CONTRACT.slice(start).replace(`name: ${column},`, 'name: another,');
    await writeFile(join(project.root, 'schemas', 'tables.yaml'), CONTRACT.slice(0, start) + renamed);
    const schemas = project.root;
    await expect(build({ ...options, schemas })).rejects.toThrow(
      `no stage fills ${table}.another, and the contract has no column ${table}.${column}`,
    );
    expect(await snapshot(project.latest)).toEqual(before);
  });

  it('stops a check as well, which writes nothing', async () => {
    const project = await makeSmallProject({ port: await plainRecord('port') });
    onTestFinished(() => project.remove());
    await copyInto(project.root, join(REPOSITORY, 'schemas'));
    await writeFile(
      join(project.root, 'schemas', 'tables.yaml'),
      CONTRACT.replace('name: cue,', 'name: cue_word,'),
    );
    await expect(build({ root: project.root, schemas: project.root, output: null })).rejects.toThrow(
      'no stage fills claims.cue_word',
    );
  });
});
