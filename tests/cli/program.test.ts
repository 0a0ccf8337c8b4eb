import { statSync } from 'node:fs';
import { mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MOST } from '../../pipeline/record/store/cut.ts';
import { copyInto, makeSmallProject, type Project, plainRecords, REPOSITORY } from '../support/project.ts';
import { type Ended, runCli, runTool } from '../support/run-cli.ts';
import { WITHOUT_MAKE } from '../support/vitest/without-make.ts';

let copy: string;
let project: Project;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'program-'));
  const needed = ['Makefile', 'package.json', 'package-lock.json', 'tsconfig.json', 'pipeline', 'schemas'];
  await copyInto(copy, ...needed.map((path) => join(REPOSITORY, path)));
  await symlink(join(REPOSITORY, 'node_modules'), join(copy, 'node_modules'), 'dir');
  project = await makeSmallProject(await plainRecords(MOST + 1));
});
afterAll(async () => {
  await project.remove();
  await rm(copy, { recursive: true, force: true });
});

/** Calls make in the copy. */
async function make(...args: string[]): Promise<Ended> {
  const call = [...WITHOUT_MAKE, 'make', '-o', 'node_modules/.installed', ...args];
  return (await runTool('env', call, copy)) as Ended;
}

const PROGRAM = 'output/.cache/program.mjs';
const madeAt = (): bigint => statSync(join(copy, PROGRAM), { bigint: true }).mtimeNs;

it('is put together again for a file that came, changed or went, whatever the times say', async () => {
  const extra = join(copy, 'pipeline', 'extra.ts');
  const old = new Date('2001-01-01');
  const write = async (text: string): Promise<void> => {
    await writeFile(extra, text);
    await utimes(extra, old, old);
  };
  const isMadeAgain = async (): Promise<boolean> => {
    const before = madeAt();
    expect(await make(PROGRAM)).toMatchObject({ code: 0 });
    return madeAt() !== before;
  };
  await make(PROGRAM);
  expect(await isMadeAgain()).toBe(false);
  for (const change of [() => write('export {};'), () => write('export { };'), () => rm(extra)]) {
    await change();
    expect(await isMadeAgain()).toBe(true);
    expect(await isMadeAgain()).toBe(false);
  }
});

it('loads no package of node_modules before one is needed, so that it starts at once', async () => {
  await make(PROGRAM);
  const text = await readFile(join(copy, PROGRAM), 'utf8');
  const loaded = [...text.matchAll(/(?:^|[;}])import\b[^(;]{0,300}?from"([^"]+)"/gm)].map(
    ([, name = '']) => name,
  );
  expect(loaded).toContain('node:path');
  expect(loaded.filter((name) => !isBuiltin(name))).toEqual([]);
});

it('stops make with the place when it cannot be put together, and is not run as it was before', async () => {
  const build = join(copy, 'pipeline', 'build.ts');
  const text = await readFile(build, 'utf8');
  await writeFile(build, text.replace("from './project.ts'", "from './projekt.ts'"));
  const ended = await make('check');
  expect(ended.code).not.toBe(0);
  expect(ended.stdout).toBe('');
  expect(ended.stderr).toContain('pipeline/build.ts:');
  expect(ended.stderr).toContain(
    'The program could not be put together, so that nothing was run: see above.',
  );
  expect((await make('check')).code).not.toBe(0);
  await writeFile(build, text);
  expect(await make('releases')).toMatchObject({ code: 0 });
});

it('finds its own data beside its package.json, with sources and output elsewhere, and starts threads', async () => {
  await make(PROGRAM);
  const file = join(copy, PROGRAM);
  const build = ['build', '--root', project.root, '--no-formats', '--jobs'];
  const alone = await runTool(process.execPath, [file, ...build, '1'], tmpdir());
  expect(alone, alone?.stderr).toMatchObject({ code: 0 });
  const sums = await readFile(join(project.latest, 'SHA256SUMS'), 'utf8');
  const sources = await runCli([...build, '2']);
  expect(sources, sources.stderr).toMatchObject({ code: 0 });
  const inThreads = await runTool(process.execPath, [file, ...build, '2'], tmpdir());
  expect(inThreads, inThreads?.stderr).toMatchObject({ code: 0 });
  expect(await readFile(join(project.latest, 'SHA256SUMS'), 'utf8')).toBe(sums);
});
