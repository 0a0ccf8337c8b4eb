import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Why something cannot be built with the program of its time, in a sentence. */
export class RebuildError extends Error {}

/** Whether a state of the project has a program of its own. */
export function hasOwnProgram(folder: string): boolean {
  return ['pipeline/cli.ts', 'package.json', 'schemas'].every((path) => existsSync(join(folder, path)));
}

/**
 * Gives a copy of a revision the packages of today where it has the same, else its own.
 * @throws RebuildError when they cannot be installed
 */
export async function installPackages(root: string, folder: string): Promise<void> {
  const lock = (place: string): Promise<string> => readFile(join(place, 'package-lock.json'), 'utf8');
  const installed = join(root, 'node_modules');
  if (existsSync(installed) && (await lock(root)) === (await lock(folder)))
    return symlink(installed, join(folder, 'node_modules'), 'dir');
  const ended = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], folder);
  if (ended.code !== 0)
    throw new RebuildError(`The packages of that time cannot be installed:\n${ended.stderr.trim()}`);
}

/** What a program printed, and its exit code; null when a signal ended it. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Where make puts a program together in one file. */
const ONE_FILE = 'output/.cache/program.mjs';

/**
 * Runs a command of the program that a folder holds: in one file, which starts a second sooner, or as its sources where its
 * Makefile knows of no such file. Both are called in this way in every version.
 */
export async function runOwnProgram(folder: string, args: readonly string[]): Promise<Ended> {
  // The packages are in place.
  const made = await run('make', ['--old-file=node_modules/.installed', ONE_FILE], folder);
  const program = made.code === 0 ? [ONE_FILE] : ['--import', 'tsx', 'pipeline/cli.ts'];
  return run(process.execPath, [...program, ...args], folder);
}

function run(command: string, args: readonly string[], cwd: string): Promise<Ended> {
  // What was typed for the make that runs this is not meant for another.
  const { MAKEFLAGS, MFLAGS, MAKELEVEL, ...env } = process.env;
  return new Promise((done, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}
