import { spawnSync } from 'node:child_process';
import { openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Output } from '../../pipeline/cli/terminal/io.ts';
import { main } from '../../pipeline/cli.ts';
import { makeSmallProject, type Project, plainRecord, REPOSITORY } from '../support/project.ts';
import { ended, ioOf, runCli, runProgram, startProgram } from '../support/run-cli.ts';

let project: Project;
/** Two records that fix would change. */
const MENDED = ['first', 'second'];

beforeEach(async () => {
  const records = await Promise.all(MENDED.map(async (id) => [id, await unsorted(id)]));
  project = await makeSmallProject(Object.fromEntries(records));
});

afterEach(() => project.remove());

/** A record with a key out of its order. */
async function unsorted(id: string): Promise<string> {
  return `${await plainRecord(id)}`.replace(/^(id: .*\n)(codebook: .*\n)/m, '$2$1');
}

/** An output that takes one write and refuses all others. */
function refusing(code: string): Output {
  let writes = 0;
  return new Writable({
    write: (_part, _encoding, done) => {
      writes += 1;
      done(writes > 1 ? Object.assign(new Error(code), { code, syscall: 'write' }) : null);
    },
  });
}

async function mended(): Promise<boolean[]> {
  const texts = MENDED.map((id) => readFile(join(project.root, 'sources', 'records', `${id}.yaml`), 'utf8'));
  return (await Promise.all(texts)).map((text) => text.search(/^id:/m) < text.search(/^codebook:/m));
}

describe('main', () => {
  it('can be called again and again in one process, side by side', async () => {
    const calls = [
      ['check', '--root', project.root],
      ['nonsense'],
      ['explain-error', 'E-NAME-UNKNOWN'],
      ['--help'],
    ];
    const once = await Promise.all(calls.map((call) => runCli(call)));
    for (const [index, call] of calls.entries()) expect(await runCli(call)).toEqual(once[index]);
    expect(once.map(({ code }) => code)).toEqual([0, 2, 0, 0]);
  });

  it('leaves the exit code and the folder of the process that calls it alone', async () => {
    const [code, cwd] = [process.exitCode, process.cwd()];
    await runCli(['check', '--root', 'nowhere'], { cwd: project.root });
    expect([process.exitCode, process.cwd()]).toEqual([code, cwd]);
  });

  it('takes relative paths from the folder that it is handed', async () => {
    expect(await runCli(['check', '--root', '.'], { cwd: project.root })).toMatchObject({ code: 0 });
    expect(await runCli(['check', '--root', 'nowhere'], { cwd: project.root })).toMatchObject({
      code: 2,
      stderr: 'There is no folder sources/ in nowhere.\n',
    });
  });
});

it('a sheet for a review is drawn only for a person of coders.yaml', async () => {
  const told = async (reviewer: string): Promise<string> =>
    (await runCli(['review-sample', '--reviewer', reviewer, '--root', REPOSITORY])).stderr;
  expect(await told('nobody-here')).toMatch(/nobody-here is not in sources\/registry\/coders\.yaml/);
  expect(await told('claude')).toMatch(/claude is a model: reviews are by people/);
});

describe('an output that takes no more', () => {
  it('does not keep a command from its work when a reader has seen enough', async () => {
    const io = { ...ioOf(), stdout: refusing('EPIPE') };
    expect(await main(['fix', '--root', project.root], io)).toBe(0);
    expect(await mended()).toEqual([true, true]);
  });

  it('ends with 3 and says why when it is full, after the work is done', async () => {
    let said = '';
    const stderr = new Writable({
      write: (part, _encoding, done) => {
        said += part;
        done();
      },
    });
    const io = { ...ioOf(), stdout: refusing('ENOSPC'), stderr };
    expect(await main(['fix', '--root', project.root], io)).toBe(3);
    expect(said).toBe('The disk is full. Not all that there was to say could be printed.\n');
    expect(await mended()).toEqual([true, true]);
  });

  it('ends with 3 when there is no room for words either', async () => {
    const io = { ...ioOf(), stderr: refusing('ENOSPC') };
    expect(await main(['check', '--root', join(project.root, 'nowhere')], io)).toBe(2);
    const full = { ...ioOf(), stdout: refusing('ENOSPC'), stderr: refusing('ENOSPC') };
    expect(await main(['fix', '--root', project.root], full)).toBe(3);
  });
});

describe('the program as a process of its own', () => {
  it('ends with the exit code of main', async () => {
    const wrong = await runProgram(['nonsense']);
    expect(wrong).toEqual(await runCli(['nonsense']));
    expect(wrong.code).toBe(2);
  });

  it('finishes its work when its reader goes after the first line', async () => {
    const child = startProgram(['fix', '--root', project.root]);
    child.stdout?.once('data', () => child.stdout?.destroy());
    expect(await ended(child)).toMatchObject({ code: 0, stderr: '' });
    expect(await mended()).toEqual([true, true]);
  });

  // Only Linux has a device that is always full.
  it.runIf(process.platform === 'linux')('says that its output is full', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        '--import',
        import.meta.resolve('tsx'),
        join(REPOSITORY, 'pipeline', 'cli.ts'),
        'check',
        '--root',
        project.root,
      ],
      { stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'], encoding: 'utf8' },
    );
    expect({ status, stderr }).toEqual({
      status: 3,
      stderr: 'The disk is full. Not all that there was to say could be printed.\n',
    });
  });
});
