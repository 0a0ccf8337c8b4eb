import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCorpus } from '../bench/corpus.ts';
import { brokenSums, filesOf } from '../support/built.ts';
import { fixture, makeProject, type Project, REPOSITORY } from '../support/project.ts';
import { type ProcessSurroundings, runProgram } from '../support/run-cli.ts';

/** More than two batches of 128, so that threads have something to share and to mix up. */
const RECORDS = 260;
/** Who builds, as far as the environment tells: none of it may get into the data. */
const BUILDER = {
  USER: 'zz-builder',
  LOGNAME: 'zz-builder',
  HOSTNAME: 'zz-machine',
  HOME: join(tmpdir(), 'zz-home'),
};

let project: Project;
let sums: string;

beforeAll(async () => {
  project = await makeProject({ 'nasty-values': await fixture('nasty-values.yaml') });
  writeCorpus(project.root, { claims: RECORDS, files: RECORDS, seed: 11 });
  sums = await build(project.root, ['--jobs', '1'], { env: BUILDER });
  expect(await brokenSums(project.latest)).toEqual([]);
}, 60_000);

afterAll(() => project.remove());

/** Builds into a folder of its own below the project, or into `output/`, and returns the sums. */
async function build(
  root: string,
  args: string[],
  surroundings: ProcessSurroundings,
  output = join(root, 'output'),
): Promise<string> {
  const { code, stderr } = await runProgram(
    ['build', '--root', root, '--output', output, ...args],
    surroundings,
  );
  expect(code, stderr).toBe(0);
  return readFile(join(surroundings.cwd ?? '', output, 'latest', 'SHA256SUMS'), 'utf8');
}

describe('the same input gives the same bytes', () => {
  it('in another time zone and language, and from another folder', async () => {
    const cwd = await realpath(await mkdtemp(join(tmpdir(), 'elsewhere-')));
    const env = { TZ: 'Asia/Shanghai', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
    const root = relative(cwd, await realpath(project.root));
    expect(await build(root, [], { cwd, env }, 'out')).toBe(sums);
    await rm(cwd, { recursive: true });
  }, 60_000);

  it('with two threads', async () => {
    expect(await build(project.root, ['--jobs', '2'], {}, join(project.root, 'two'))).toBe(sums);
  }, 60_000);

  it('from a copy whose files were made in another order, on a disk that lists them in another order', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'zz-another-name-'));
    await cp(join(project.root, 'sources', 'registry'), join(copy, 'sources', 'registry'), {
      recursive: true,
    });
    await mkdir(join(copy, 'sources', 'records'));
    for (const name of (await readdir(join(project.root, 'sources', 'records'))).sort().reverse()) {
      await cp(join(project.root, 'sources', 'records', name), join(copy, 'sources', 'records', name));
    }
    const preload = [join(REPOSITORY, 'tests', 'support', 'shuffled-folders.ts')];
    expect(await build(copy, [], { preload })).toBe(sums);
    await rm(copy, { recursive: true });
  }, 60_000);
});

describe('the output tells nothing of the machine', () => {
  it('no path, no user, no host, no day of the build', async () => {
    const now = new Date();
    const days = [now.toISOString().slice(0, 10), now.toLocaleDateString('sv'), now.toDateString()];
    const secrets = [
      project.root,
      await realpath(project.root),
      tmpdir(),
      REPOSITORY,
      process.execPath,
      ...Object.values(BUILDER),
      ...days,
    ];
    // Short names such as root are words of the language as well.
    for (const name of [userInfo().username, hostname()]) if (name.length > 5) secrets.push(name);
    // A day that somebody wrote may well be today.
    const written = await readFile(join(project.root, 'sources', 'registry', 'redirects.yaml'), 'utf8');
    const told: string[] = [];
    for (const path of await filesOf(project.latest)) {
      if (/retired|\.sqlite$|^desk\.html$/.test(path) && days.some((day) => written.includes(day))) continue;
      const text = await readFile(join(project.latest, path), 'utf8');
      for (const secret of secrets) if (text.includes(secret)) told.push(`${path}: ${secret}`);
    }
    expect(told).toEqual([]);
  });
});
