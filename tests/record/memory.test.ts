import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BuildReport, build } from '../../pipeline/build.ts';
import { makeProject, type Project, plainRecord, REPOSITORY } from '../support/project.ts';

let project: Project;
let memory: string;

/** Checks the project, remembering; the same check without memory must find the same. */
async function check(): Promise<BuildReport> {
  const options = { root: project.root, schemas: REPOSITORY, output: null };
  const remembering = await build({ ...options, memory });
  expect(remembering).toEqual(await build(options));
  return remembering;
}

const codes = ({ diagnostics }: BuildReport): string[] =>
  diagnostics.map(({ code, file, line }) => `${code} ${file}:${line}`);

beforeEach(async () => {
  project = await makeProject({
    first: await plainRecord('first'),
    second: await plainRecord('second'),
    third: await plainRecord('third'),
  });
  memory = join(project.root, 'memory', 'check.json');
  await check();
});

afterEach(() => project.remove());

describe('a check that remembers the one before', () => {
  it('finds the same in a corpus that did not change, and does not read its records again', async () => {
    await check();
    const stored = JSON.parse(await readFile(memory, 'utf8'));
    const known = stored.records['sources/records/first.yaml'];
    known.counts.claims = 100;
    await writeFile(memory, JSON.stringify(stored));
    const { counts } = await build({ root: project.root, schemas: REPOSITORY, output: null, memory });
    expect(counts.claims).toBe(102);
  });

  it('tells an error that came into a record, again and again until it is mended', async () => {
    const sound = await plainRecord('second');
    await project.put('sources/records/second.yaml', `${sound}    polarity: maybe\n`);
    const first = codes(await check());
    expect(first).toHaveLength(1);
    expect(first[0]).toMatch(/^E-CODE-UNKNOWN sources\/records\/second\.yaml/);
    expect(codes(await check())).toEqual(first);
    await project.put('sources/records/second.yaml', sound);
    expect(codes(await check())).toEqual([]);
  });

  it('sees what an unchanged record lacks after a change elsewhere: a claim of another record', async () => {
    await project.put(
      'sources/records/first.yaml',
      await plainRecord('first', '    relations: [{type: contradicts, to: second/c01}]\n'),
    );
    expect(codes(await check())).toEqual([]);
    const text = await readFile(join(project.root, 'sources/records/second.yaml'), 'utf8');
    await project.put('sources/records/second.yaml', text.replaceAll('c01', 'c02'));
    expect(codes(await check()).join()).toMatch(/sources\/records\/first\.yaml/);
  });

  it('checks everything again after a change of the registry', async () => {
    await project.put(
      'sources/records/first.yaml',
      await plainRecord('first', '    subject: [Xi Jinping]\n'),
    );
    expect(codes(await check())).toEqual([]);
    const people = join(project.root, 'sources/registry/people/cn.yaml');
    const text = await readFile(people, 'utf8');
    await writeFile(
      people,
      text.replaceAll('Xi Jinping', 'Xi Jingping').replaceAll('xi-jinping', 'xi-jingping'),
    );
    expect(codes(await check()).join()).toMatch(/E-NAME-UNKNOWN sources\/records\/first\.yaml/);
  });

  it('tells warnings at every check', async () => {
    await project.put('sources/records/notes.txt', 'not a record');
    expect(codes(await check())).toHaveLength(1);
    expect(codes(await check())).toHaveLength(1);
  });

  it('forgets a record that was removed, and takes one that was added', async () => {
    await project.put('sources/records/fourth.yaml', await plainRecord('fourth'));
    expect((await check()).counts.records).toBe(4);
    await rm(join(project.root, 'sources/records/first.yaml'));
    expect((await check()).counts.records).toBe(3);
  });

  it.each(['', '{', '[]', '{"basis":"x"}'])('goes on when the memory holds %j', async (text) => {
    await writeFile(memory, text);
    expect(codes(await check())).toEqual([]);
  });

  it.each(['', 'exports.record = (', 'exports.record = () => true;'])(
    'compiles the schemas anew when what it kept of them is %j',
    async (text) => {
      const folder = join(project.root, 'memory');
      const kept = (await readdir(folder)).filter((name) => name.startsWith('schemas-'));
      expect(kept).toHaveLength(1);
      await writeFile(join(folder, kept[0] ?? ''), text);
      await project.put('sources/records/second.yaml', `${await plainRecord('second')}    polarity: maybe\n`);
      expect(codes(await check())).toHaveLength(1);
      expect(await readFile(join(folder, kept[0] ?? ''), 'utf8')).not.toBe(text);
    },
  );

  it('goes on where it cannot keep anything', async () => {
    await writeFile(join(project.root, 'file'), '');
    const options = { root: project.root, schemas: REPOSITORY, output: null };
    const { counts } = await build({ ...options, memory: join(project.root, 'file', 'check.json') });
    expect(counts.records).toBe(3);
  });
});
