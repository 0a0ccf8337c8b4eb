import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { randomFrom } from '../bench/random.ts';
import { brokenSums, filesOf } from '../support/built.ts';
import type { DiskFault } from '../support/misbehaving-disk.ts';
import { copyInto, makeSmallProject, type Project, plainRecords, REPOSITORY } from '../support/project.ts';
import { type Ended, ended, runProgram, runTool, startProgram } from '../support/run-cli.ts';
import { snapshot } from '../support/snapshot.ts';
import { goesOn } from '../support/vitest/soak.ts';
import { waitUntil } from '../support/wait-until.ts';

/** Kills that are tried; a soak goes on until its time is over. */
const KILLS = 4;
/** Half of the kills run beside the other half, each in an output folder of its own. */
const CHAINS = 2;
/** Enough for a build that writes for a while. */
const RECORDS = 50;

/** Two projects that differ in one record, so that a mixture of two builds would show. */
let projects: [Project, Project];
let sums: [string, string];
/** Milliseconds from the start of a build until it has a folder to write to, and from then on to its end. */
let reading = 0;
let writing = 0;

beforeAll(async () => {
  projects = [
    await makeSmallProject(await plainRecords(RECORDS)),
    await makeSmallProject(await plainRecords(RECORDS + 1)),
  ];
  const [{ output, latest }, other] = projects;
  const start = performance.now();
  const end = ended(startProgram(argumentsOf(0, output)));
  await waitUntil('the build writes', async () => (await buildsIn(output)).length > 0);
  reading = performance.now() - start;
  expect((await end).code).toBe(0);
  writing = performance.now() - start - reading;
  expect((await build(1, other.output)).code).toBe(0);
  sums = [await sumOfClaims(latest), await sumOfClaims(other.latest)];
  expect(sums[0]).not.toBe(sums[1]);
});

afterAll(async () => {
  for (const project of projects) await project.remove();
});

function argumentsOf(which: number, output: string): string[] {
  return ['build', '--root', projects[which % 2]?.root ?? '', '--output', output];
}

/** A build of CSV and JSON alone: what puts it in place is the same with all formats, and takes a third of the time. */
function build(which: number, output: string, fault?: DiskFault): Promise<Ended> {
  const preload = [join(REPOSITORY, 'tests', 'support', 'misbehaving-disk.ts')];
  const surroundings = fault === undefined ? {} : { preload, env: { DISK_FAULT: JSON.stringify(fault) } };
  return runProgram([...argumentsOf(which, output), '--no-formats'], surroundings);
}

/** An empty output folder that goes away with the test. */
async function newOutput(): Promise<string> {
  const output = await mkdtemp(join(tmpdir(), 'output-'));
  onTestFinished(() => rm(output, { recursive: true, force: true }));
  return output;
}

/** An output folder of its own with a good build of the first project in it. */
async function outputWithBuild(): Promise<string> {
  const output = await newOutput();
  await copyInto(output, `${projects[0].output}/.`);
  expect(await inPlace(output)).toBe(0);
  return output;
}

/** Folders and links that builds have made in an output folder, the one in place among them. */
async function buildsIn(output: string): Promise<string[]> {
  return readdir(join(output, '.builds')).catch(() => []);
}

/** The table of claims differs between the two projects; that the other files belong to it, the sums tell. */
async function sumOfClaims(latest: string): Promise<string> {
  const text = await readFile(join(latest, 'SHA256SUMS'), 'utf8');
  return /^\S+ {2}csv\/claims\.csv$/m.exec(text)?.[0] ?? '';
}

/** Which of the two builds is in place: its number, or what is wrong with it. */
async function inPlace(output: string): Promise<number | string[]> {
  const latest = join(output, 'latest');
  const broken = await brokenSums(latest).catch((error: Error) => [error.message]);
  if (broken.length > 0) return broken;
  const which = sums.indexOf(await sumOfClaims(latest));
  return which === -1 ? ['a build of neither project'] : which;
}

async function leftovers(output: string): Promise<string[]> {
  const current = (await readlink(join(output, 'latest'))).split('/').at(-1);
  return (await buildsIn(output)).filter((name) => name !== current);
}

describe('output/latest is at every moment one complete build', () => {
  it('kill -9 at random moments leaves the old build or the new one', async () => {
    const started = performance.now();
    let hits = 0;
    let kills = 0;
    const chain = async (number: number): Promise<void> => {
      const output = await outputWithBuild();
      const random = randomFrom(Number(process.env.SEED) + number);
      for (let kill = 1; goesOn(kill - 1, KILLS / CHAINS, started, 0.5); kill += 1) {
        kills += 1;
        const before = await inPlace(output);
        const builds = (await buildsIn(output)).length;
        const child = startProgram(argumentsOf(kill, output));
        const end = ended(child);
        // Before anything is written there is nothing to spoil, so most kills wait for that.
        const isLate = random.chance(0.7);
        const hasEnded = end.then(() => true);
        if (isLate)
          await Promise.race([
            hasEnded,
            waitUntil('the build writes', async () => (await buildsIn(output)).length > builds),
          ]);
        const moment = (random.between(0, 1000) / 1000) * (isLate ? writing * 1.5 : reading);
        await Promise.race([hasEnded, setTimeout(moment)]);
        child.kill('SIGKILL');
        const { code } = await end;
        const after = await inPlace(output);
        expect(
          [before, kill % 2],
          `kill ${kill}, ${Math.round(moment)} ms ${isLate ? 'into writing' : 'after the start'}`,
        ).toContain(after);
        if (code === 0) expect(after).toBe(kill % 2);
        else if (isLate && (await buildsIn(output)).length > builds) hits += 1;
      }
      expect((await build(1, output)).code).toBe(0);
      expect(await inPlace(output)).toBe(1);
      // The number of a killed process may have been given to another one meanwhile, which is then left its folder.
      expect((await leftovers(output)).length).toBeLessThanOrEqual(3);
    };
    await Promise.all(Array.from({ length: CHAINS }, (_, index) => chain(index + 1)));
    expect(hits, 'kills while files were written').toBeGreaterThan(kills > KILLS ? kills / 10 : 0);
    console.info(`${kills} kills, ${hits} of them while files were written`);
  }, 1_800_000);

  it('a kill between any two steps of putting it in place does no harm', async () => {
    const output = await outputWithBuild();
    // The step at which the build is killed, what it builds, and what is in place afterwards.
    const steps: [DiskFault, number, number][] = [
      [{ call: 'open', path: '.csv', does: 'kill' }, 1, 0],
      [{ call: 'symlink', does: 'kill' }, 1, 0],
      [{ call: 'rename', does: 'kill' }, 1, 0],
      [{ call: 'rename', does: 'kill', after: true }, 1, 1],
      [{ call: 'rm', does: 'kill' }, 0, 0],
    ];
    for (const [fault, which, expected] of steps) {
      expect((await build(which, output, fault)).code, fault.call).toBeNull();
      expect(await inPlace(output), fault.call).toBe(expected);
    }
    expect((await build(1, output)).code).toBe(0);
    expect(await inPlace(output)).toBe(1);
    expect(await leftovers(output)).toEqual([]);
  });

  it('a failure to clear away the old build does not take the new one', async () => {
    const output = await outputWithBuild();
    const { code } = await build(1, output, { call: 'rm', does: 'EBUSY' });
    expect(await inPlace(output)).toBe(1);
    expect(code).toBe(0);
  });

  it('a plain folder or a dead link named latest is replaced by the build', async () => {
    const output = await newOutput();
    await mkdir(join(output, 'latest'));
    await writeFile(join(output, 'latest', 'old.txt'), 'old');
    expect((await build(1, output)).code).toBe(0);
    expect(await inPlace(output)).toBe(1);
    await rm(join(output, 'latest'));
    await symlink('.builds/gone', join(output, 'latest'));
    expect((await build(0, output)).code).toBe(0);
    expect(await inPlace(output)).toBe(0);
  });
});

describe('two builds at once', () => {
  it('into the same folder both succeed, and one of them is in place, whole', async () => {
    const output = await newOutput();
    const codes = (await Promise.all([build(0, output), build(1, output)])).map(({ code, stderr }) => [
      code,
      stderr,
    ]);
    expect(codes).toEqual([
      [0, ''],
      [0, ''],
    ]);
    expect([0, 1]).toContain(await inPlace(output));
    expect((await build(1, output)).code).toBe(0);
    expect(await inPlace(output)).toBe(1);
    expect(await leftovers(output)).toEqual([]);
  });

  it('the slower one does not clear away the build of the faster one', async () => {
    const output = await outputWithBuild();
    const until = join(output, 'go-on');
    const first = await readlink(join(output, 'latest'));
    const slow = build(1, output, { call: 'rename', does: 'wait', after: true, until });
    await waitUntil(
      'the slow build is in place',
      async () => (await readlink(join(output, 'latest'))) !== first,
    );
    expect((await build(0, output)).code).toBe(0);
    await writeFile(until, '');
    expect((await slow).code).toBe(0);
    expect(await inPlace(output)).toBe(0);
  });
});

describe('when the disk fails', () => {
  it('the build says why, ends with 3 and leaves the old output whole', async () => {
    const output = await outputWithBuild();
    const before = await snapshot(output);
    for (const [does, words] of [
      ['ENOSPC', 'The disk is full.'],
      ['EROFS', 'read-only disk'],
    ] as const) {
      const { code, stderr } = await build(1, output, { call: 'write', does });
      expect([code, stderr]).toEqual([3, expect.stringContaining(words)]);
      expect(stderr).not.toContain('    at ');
      expect(await snapshot(output)).toEqual(before);
    }
  });

  /** Makes a disk of this size; null where only root may. */
  async function smallDisk(bytes: number): Promise<string | null> {
    const disk = await mkdtemp(join(tmpdir(), 'small-disk-'));
    const mounted = await runTool('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', disk]);
    if (mounted?.code === 0) {
      onTestFinished(async () => {
        await runTool('umount', [disk]);
        await rm(disk, { recursive: true });
      });
      return disk;
    }
    await rm(disk, { recursive: true });
    return null;
  }

  /** What the files of a build take on such a disk, where each fills its last page. */
  async function room(isMeant: (path: string) => boolean): Promise<number> {
    let bytes = 0;
    for (const path of (await filesOf(projects[0].latest)).filter(isMeant))
      bytes += Math.ceil((await stat(join(projects[0].latest, path))).size / 4096) * 4096;
    return bytes;
  }

  it.for(['csv/', 'parquet/', 'claims.sqlite'])(
    'a disk that is really full at %s gives the same',
    async (full, context) => {
      const isPlain = (path: string): boolean => /\.(csv|jsonl?)$|SUMS$/.test(path);
      const isEarlier = (path: string): boolean =>
        (full !== 'csv/' && isPlain(path)) || (full === 'claims.sqlite' && path.startsWith('parquet/'));
      // The old build, what the new one writes before, and half of what it then begins.
      const size =
        (await room(isPlain)) + (await room(isEarlier)) + (await room((path) => path.startsWith(full))) / 2;
      const disk = await smallDisk(Math.round(size));
      if (disk === null) return context.skip('only root may mount a small disk');
      const output = join(disk, 'output');
      expect((await build(0, output)).code).toBe(0);
      const old = await snapshot(output);
      const { code, stderr } = await runProgram(argumentsOf(1, output));
      expect([code, stderr]).toEqual([3, expect.stringContaining('The disk is full.')]);
      expect(stderr).not.toContain('    at ');
      expect(await snapshot(output)).toEqual(old);
    },
  );
});
