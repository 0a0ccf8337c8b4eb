import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../support/built.ts';
import { REPOSITORY } from '../support/project.ts';
import { type Ended, runTool } from '../support/run-cli.ts';
import { isWholeSoak, TAKES_LONG } from '../support/vitest/soak.ts';

/** The other versions of Node on which the program has to run, from the package `node` of npm. */
const OTHERS = ['20.20.2', '22.23.3', '24.21.0'];
const PATIENCE = 1_200_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'other-nodes-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a version of Node in the repository. npx keeps what it has fetched once. */
function node(version: string, ...args: string[]): Promise<Ended | null> {
  return runTool('npx', ['--yes', '--package', `node@${version}`, 'node', ...args], REPOSITORY);
}

/** Builds all data and gives the digest of every file of it. */
async function sumsWith(run: (...args: string[]) => Promise<Ended | null>, output: string): Promise<string> {
  const options = ['--root', REPOSITORY, '--output', output];
  const ended = await run('--import', 'tsx', 'pipeline/cli.ts', 'build', ...options);
  expect(ended?.code, ended?.stderr).toBe(0);
  return sha256(join(output, 'latest', 'SHA256SUMS'));
}

describe.each(OTHERS)('Node %s', (version) => {
  it(
    'makes the same bytes, and passes the quick tests',
    async (context) => {
      if (!isWholeSoak) return context.skip(TAKES_LONG);
      const asked = await node(version, '--version');
      if (asked?.stdout.trim() !== `v${version}`) return context.skip(`Node ${version} cannot be fetched`);
      const here = await sumsWith(
        (...args) => runTool(process.execPath, args, REPOSITORY),
        join(folder, 'here'),
      );
      expect(await sumsWith((...args) => node(version, ...args), join(folder, version))).toBe(here);
      const tests = await node(version, 'node_modules/vitest/vitest.mjs', 'run', '--project', 'unit');
      expect(tests?.code, tests?.stdout.slice(-4000)).toBe(0);
    },
    PATIENCE,
  );
});
