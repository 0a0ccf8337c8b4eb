import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { build } from '../../pipeline/build.ts';
import { makeSmallProject, type Project, plainRecords, REPOSITORY } from '../support/project.ts';
import { runCli, runTool } from '../support/run-cli.ts';

const PARTS = ['1', '2', '3', '4'];
const hasParallel = (await runTool('parallel', ['--version']))?.code === 0;

let project: Project;
let whole: string;
const folders: string[] = [];

beforeAll(async () => {
  project = await makeSmallProject(await plainRecords(150));
  await build({ root: project.root, schemas: REPOSITORY, output: join(project.root, 'whole') });
  whole = await readFile(join(project.root, 'whole/latest/SHA256SUMS'), 'utf8');
});
afterAll(async () => {
  await project.remove();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function newStore(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parts-'));
  folders.push(folder);
  return folder;
}

const pieces = (store: string, part: string): string[] => [
  ...['pieces', '--root', project.root, '--store', store, '--part', `${part}/${PARTS.length}`],
];

/** Builds from a store that parts have filled. */
async function join4(store: string): Promise<{ anew: number; sums: string }> {
  const { anew } = await build({ root: project.root, schemas: REPOSITORY, output: project.output, store });
  return { anew, sums: await readFile(join(project.latest, 'SHA256SUMS'), 'utf8') };
}

it('four parts of the pieces, and one build that takes them over, give the bytes of a single build', async () => {
  const store = await newStore();
  let made = 0;
  for (const part of PARTS) {
    const { code, stdout } = await runCli(pieces(store, part));
    expect(code).toBe(0);
    made += Number(/(\d+) anew/.exec(stdout)?.[1]);
  }
  expect(made).toBe(150);
  expect(await join4(store)).toEqual({ anew: 0, sums: whole });
  // What was taken over is in one list now, and serves the next builds and parts.
  expect(await join4(store)).toEqual({ anew: 0, sums: whole });
  expect((await runCli(pieces(store, '1'))).stdout).toContain(', 0 anew');
  expect(await join4(store)).toEqual({ anew: 0, sums: whole });
});

it('a part that is missing is made by the build that joins', async () => {
  const store = await newStore();
  for (const part of PARTS.slice(1)) await runCli(pieces(store, part));
  const { anew, sums } = await join4(store);
  expect(sums).toBe(whole);
  expect(anew).toBeGreaterThan(0);
  expect(anew).toBeLessThan(150);
});

it.skipIf(!hasParallel)(
  `GNU parallel makes the four parts beside each other${hasParallel ? '' : ' (skipped: parallel is not installed)'}`,
  async () => {
    const store = await newStore();
    const cli = [
      process.execPath,
      '--import',
      import.meta.resolve('tsx'),
      join(REPOSITORY, 'pipeline/cli.ts'),
    ];
    const ended = await runTool('parallel', ['--jobs', '4', ...cli, ...pieces(store, '{}'), ':::', ...PARTS]);
    expect(ended?.code, ended?.stderr).toBe(0);
    expect(await join4(store)).toEqual({ anew: 0, sums: whole });
  },
);

it('clean empties a store and touches nothing else in its folder', async () => {
  const store = await newStore();
  await runCli(pieces(store, '1'));
  await project.put('output/.cache/store/mine.txt', 'mine');
  await build({
    root: project.root,
    schemas: REPOSITORY,
    output: null,
    store: join(project.root, 'output/.cache/store'),
  });
  for (const folder of [store, join(project.root, 'output/.cache/store')])
    expect((await runCli(['clean', '--root', project.root, '--store', folder])).code).toBe(0);
  expect(await readdir(join(project.root, 'output/.cache/store'))).toEqual(['mine.txt']);
  await expect(readdir(store)).rejects.toThrow();
});

it.each(['0/4', '5/4', '1', 'a/b', '1/'])('a part %j is refused', async (part) => {
  const { code, stderr } = await runCli(['pieces', '--root', project.root, '--part', part]);
  expect(code).toBe(2);
  expect(stderr).toContain('such as 3/16');
});
