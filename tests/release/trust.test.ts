import { cp, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { listReleases } from '../../pipeline/release/list.ts';
import { brokenSums, filesOf, sha256 } from '../support/built.ts';
import type { DiskFault } from '../support/misbehaving-disk.ts';
import { REPOSITORY } from '../support/project.ts';
import { makeReleaseProject, PORT, type ReleaseProject, WHOLE_PROGRAM } from '../support/release-project.ts';
import { type Ended, runCli, runProgram, runTool } from '../support/run-cli.ts';
import { snapshot } from '../support/snapshot.ts';

/** A project with v0.1.0 and, not released yet, a corrected claim. */
let base: ReleaseProject;

/** Makes {@link base} anew. */
async function makeBase(program?: string[]): Promise<void> {
  base = await makeReleaseProject(program);
  expect(await run(base, ['release'])).toMatchObject({ code: 0, stderr: '' });
  await base.commit();
  await base.edit(PORT, 'clsoed', 'closed');
  await base.commit('2027-01-15');
}
beforeAll(() => makeBase());
afterAll(() => base.remove());

async function project(): Promise<ReleaseProject> {
  const copy = await base.copy();
  onTestFinished(() => copy.remove());
  return copy;
}

function run({ root }: ReleaseProject, args: string[], fault?: DiskFault): Promise<Ended> {
  const surroundings = { cwd: root };
  if (fault === undefined) return runCli([...args, '--root', root], surroundings);
  const preload = [join(REPOSITORY, 'tests', 'support', 'misbehaving-disk.ts')];
  const env = { DISK_FAULT: JSON.stringify(fault) };
  return runProgram([...args, '--root', root], { ...surroundings, preload, env });
}

/** Versions of which there is a whole folder, a line in the list and a section in the changelog; else what is wrong. */
async function released({ root, output }: ReleaseProject): Promise<string[]> {
  const list = JSON.parse(await readFile(join(output, 'releases.json'), 'utf8')) as {
    version: string;
    sums: string;
  }[];
  const changelog = await readFile(join(root, 'CHANGELOG.md'), 'utf8');
  const wrong: string[] = [];
  const versions = (await listReleases(output)).map(({ version }) => version);
  for (const version of versions) {
    const folder = join(output, `v${version}`);
    const faults = await brokenSums(folder).catch((error: Error) => [error.message]);
    wrong.push(...faults.map((fault) => `v${version}: ${fault}`));
    const listed = list.find((one) => one.version === version);
    if (listed?.sums !== (await sha256(join(folder, 'SHA256SUMS')))) wrong.push(`v${version} is not listed`);
    if (changelog.split(`## ${version} (`).length !== 2) wrong.push(`v${version} is not in the changelog`);
  }
  return wrong.length > 0 ? wrong : versions;
}

describe('a release that is interrupted', () => {
  const steps: [string, DiskFault, string[]][] = [
    ['while the tables are written', { call: 'open', path: 'csv/claims.csv', does: 'kill' }, ['0.1.0']],
    ['before it is put in place', { call: 'rename', to: 'v0.1.1', does: 'kill' }, ['0.1.0']],
    [
      'after it was put in place',
      { call: 'rename', to: 'v0.1.1', does: 'kill', after: true },
      ['v0.1.1 is not listed', 'v0.1.1 is not in the changelog'],
    ],
    [
      'before the changelog',
      { call: 'rename', to: 'releases.json', does: 'kill', after: true },
      ['v0.1.1 is not in the changelog'],
    ],
  ];

  it('leaves no half-written version wherever it is, and the next call makes it good', async () => {
    const here = await project();
    for (const [when, fault, left] of steps) {
      expect((await run(here, ['release'], fault)).code, when).toBeNull();
      expect(await released(here), when).toEqual(left);
    }
    expect(await run(here, ['release'])).toMatchObject({ code: 0, stderr: '' });
    expect(await released(here)).toEqual(['0.1.0', '0.1.1']);
    expect(await run(here, ['build', '--no-formats'])).toMatchObject({ code: 0 });
    expect(await readdir(join(here.output, '.builds'))).toHaveLength(1);
  });
});

describe('two releases at once', () => {
  it('one of them is in place, whole, and the other says so', async () => {
    const here = await project();
    const ended = await Promise.all([run(here, ['release']), run(here, ['release'])]);
    expect(ended.map(({ code }) => code).sort()).toEqual([0, 1]);
    const loser = ended.find(({ code }) => code === 1);
    expect(loser?.stderr).toMatch(/released by somebody else at the same time|nothing to release/);
    expect(await released(here)).toEqual(['0.1.0', '0.1.1']);
  });
});

describe('when the disk fails', () => {
  it('while the release is written, it says why and leaves everything as it was', async () => {
    const here = await project();
    const before = await snapshot(here.output);
    for (const [does, words] of [
      ['ENOSPC', 'The disk is full.'],
      ['EACCES', 'no permission'],
    ] as const) {
      const { code, stderr } = await run(here, ['release'], {
        call: 'open',
        path: 'changes/moved.csv',
        does,
      });
      expect([code, stderr]).toEqual([3, expect.stringContaining(words)]);
      expect(stderr).not.toContain('    at ');
      expect(await snapshot(here.output)).toEqual(before);
    }
  });

  it('a disk that is really full, or read-only, gives the same', async (context) => {
    const here = await project();
    const kept = join(here.root, 'output-kept');
    await cp(here.output, kept, { recursive: true });
    let bytes = 0;
    for (const path of await filesOf(kept)) bytes += (await stat(join(kept, path))).size;
    const size = `size=${Math.round(bytes * 1.5)}`;
    const mounted = await runTool('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', here.output]);
    if (mounted?.code !== 0) return context.skip('only root may mount a small disk');
    try {
      await cp(kept, here.output, { recursive: true });
      for (const words of ['The disk is full.', 'read-only disk']) {
        const { code, stderr } = await run(here, ['release']);
        expect([code, stderr]).toEqual([3, expect.stringContaining(words)]);
        expect(await released(here)).toEqual(['0.1.0']);
        await runTool('mount', ['-o', 'remount,ro', here.output]);
      }
    } finally {
      await runTool('umount', [here.output]);
    }
  });
});

describe('verifying a release', () => {
  it('names a file that was changed, is missing or does not belong there', async () => {
    const here = await project();
    await here.edit('output/v0.1.0/csv/claims.csv', 'Ships', 'Boats');
    await rm(join(here.output, 'v0.1.0', 'json', 'events.json'));
    await here.put('output/v0.1.0/csv/more.csv', 'more\n');
    const { code, stderr } = await run(here, ['verify-release', 'v0.1.0']);
    expect(code).toBe(1);
    expect(stderr.split('\n').slice(1, -1)).toEqual([
      '  csv/claims.csv was changed',
      '  json/events.json is missing',
      '  csv/more.csv does not belong to it',
      expect.stringMatching(
        /^ {2}Put it back as it was released: rm -r output\/v0\.1\.0 && git checkout \w{10} -- /,
      ),
    ]);
  });

  it('says so when no commit holds what it was made from', async () => {
    const here = await project();
    await rm(join(here.root, '.git'), { recursive: true });
    await here.git('init', '-q', '-b', 'main', '.');
    await here.commit();
    const { code, stderr } = await run(here, ['verify-release', 'v0.1.0']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('No commit in this repository holds')]);
  });

  it('knows only releases that there are', async () => {
    const { code, stderr } = await run(base, ['verify-release', 'v0.7.0']);
    expect([code, stderr]).toEqual([2, 'There is no release v0.7.0; there is v0.1.0.\n']);
  });
});

describe('the check of a pull request', () => {
  async function check({ root }: ReleaseProject): Promise<Ended> {
    await mkdir(join(root, '.ci'));
    await cp(join(REPOSITORY, '.ci', 'released-files'), join(root, '.ci', 'released-files'));
    return (await runTool('.ci/released-files', ['main~1'], root)) as Ended;
  }

  it('passes a new release', async () => {
    const here = await project();
    await cp(join(here.output, 'v0.1.0'), join(here.output, 'v0.1.1'), { recursive: true });
    await here.commit();
    expect(await check(here)).toMatchObject({ code: 0, stdout: '' });
  });

  it.each<[string, (here: ReleaseProject) => Promise<void>, string]>([
    ['changed', (here) => here.edit('output/v0.1.0/csv/claims.csv', 'Ships', 'Boats'), 'csv/claims.csv'],
    ['removed', (here) => rm(join(here.output, 'v0.1.0', 'SHA256SUMS')), 'SHA256SUMS'],
    ['added', (here) => here.put('output/v0.1.0/csv/more.csv', 'more\n'), 'csv/more.csv'],
  ])('fails when a file of a release was %s, and names it', async (_, change, file) => {
    const here = await project();
    await change(here);
    await here.commit();
    const { code, stdout } = await check(here);
    expect([code, stdout]).toEqual([1, expect.stringContaining(`  output/v0.1.0/${file}\n`)]);
  });
});

describe('a release that is made again', () => {
  // With the program that the history holds.
  beforeAll(async () => {
    await base.remove();
    await makeBase(WHOLE_PROGRAM);
  });

  it('is the same, also when later releases stand beside it, and its first cell that cannot be made again is named with row and column', async () => {
    const here = await project();
    expect(await run(here, ['release'])).toMatchObject({ code: 0 });
    await here.commit();
    await here.edit(PORT, 'Ships will come back.', 'Ships will come back soon.');
    await here.commit();
    const { code, stdout, stderr } = await run(here, ['verify-release', 'v0.1.0']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/made again from [0-9a-f]{10}, every file is the same\n$/);

    const file = 'output/v0.1.1/csv/claims.csv';
    const before = await sha256(join(here.root, file));
    await here.edit(file, 'Ships will', 'Boats will');
    await here.edit('output/v0.1.1/SHA256SUMS', before, await sha256(join(here.root, file)));
    const forged = await run(here, ['verify-release', 'v0.1.1']);
    expect(forged.stderr).toContain('SHA256SUMS is not the one that output/releases.json lists');
    await rm(join(here.output, 'releases.json'));
    const again = await run(here, ['verify-release', 'v0.1.1']);
    expect(again.code).toBe(1);
    // Its tables are compared with those of v0.1.0, so that it is made again beside them.
    expect(again.stderr).toMatch(
      /made again from [0-9a-f]{10}, differs: csv\/claims\.csv, row 3 \(port\/c03\), column claim_text: released “Boats will come back\.”, made again “Ships will come back\.”/,
    );
  });

  it('has all formats on demand, and leaves the released folder alone', async () => {
    const here = await project();
    const before = await snapshot(join(here.output, 'v0.1.0'));
    expect(await run(here, ['formats', 'v0.1.0'])).toMatchObject({ code: 0, stderr: '' });
    const formats = join(here.output, 'formats', 'v0.1.0');
    expect(await brokenSums(formats)).toEqual([]);
    expect(await sha256(join(formats, 'csv', 'claims.csv'))).toBe(
      await sha256(join(here.output, 'v0.1.0', 'csv', 'claims.csv')),
    );
    expect(await snapshot(join(here.output, 'v0.1.0'))).toEqual(before);
    expect(await here.git('status', '--porcelain')).toBe('');
  });
});
