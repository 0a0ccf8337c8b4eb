import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { transformSync } from 'esbuild';
import type { Io, Output } from '../../pipeline/cli/terminal/io.ts';
import { main } from '../../pipeline/cli.ts';
import { REPOSITORY } from './project.ts';

/** What a command said and how it ended. */
export interface Ended {
  /** Exit code; null when a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Where a command runs. */
interface Surroundings {
  cwd?: string;
  /** What is piped in; without it there is no input. */
  input?: string;
  /** Variables beside those of the tests. */
  env?: Record<string, string>;
}

/** Where a command runs as a process of its own. */
export interface ProcessSurroundings extends Surroundings {
  /** Modules to load before the command, to make the machine misbehave; they import nothing but Node's own. */
  preload?: string[];
}

/** Runs a command of the pipeline to its end, in this process. */
export async function runCli(args: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
  const [stdout, stderr] = [collector(), collector()];
  const code = await main(args, { ...ioOf(surroundings), stdout: stdout.output, stderr: stderr.output });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** What a command has that runs in this process; all it prints is lost. */
export function ioOf({ cwd = REPOSITORY, input, env }: Surroundings = {}): Io {
  return {
    stdout: collector().output,
    stderr: collector().output,
    stdin: Readable.from(input === undefined ? [] : [input]),
    isPiped: () => input !== undefined,
    env: { ...process.env, ...env },
    cwd,
    now: () => new Date(),
  };
}

function collector(): { output: Output; text: () => string } {
  const parts: Buffer[] = [];
  const output = new Writable({
    write: (part: Buffer, _encoding, done) => {
      parts.push(part);
      done();
    },
  });
  return { output, text: () => Buffer.concat(parts).toString('utf8') };
}

/** The program as `make` runs it; vitest/make-program.ts puts it together before the tests. */
const PROGRAM = join(REPOSITORY, 'output', '.cache', 'program.mjs');

/** A module as Node can load it from its address alone: a loader of TypeScript would take longer than the command. */
function addressOf(path: string): string {
  const { code } = transformSync(readFileSync(path, 'utf8'), { loader: 'ts' });
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

/**
 * Starts a command of the pipeline as `make` does, as a process of its own. Only what a call of `main` cannot show is tested
 * in this way.
 */
export function startProgram(
  args: readonly string[],
  { cwd = REPOSITORY, env, preload = [], input }: ProcessSurroundings = {},
): ChildProcess {
  const before = preload.flatMap((path) => ['--import', addressOf(path)]);
  const child = spawn(process.execPath, [...before, PROGRAM, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  child.stdin?.end(input);
  return child;
}

/** Runs a command as a process of its own to its end. */
export function runProgram(args: readonly string[], surroundings?: ProcessSurroundings): Promise<Ended> {
  return ended(startProgram(args, surroundings));
}

/** Waits for the end of a process. */
export function ended(child: ChildProcess): Promise<Ended> {
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...said }));
  });
}

/** Runs another program; null when the machine does not have it. */
export async function runTool(name: string, args: readonly string[], cwd?: string): Promise<Ended | null> {
  try {
    return await ended(spawn(name, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
