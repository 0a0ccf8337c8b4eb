import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { REPOSITORY } from './project.ts';

/** What a command said and how it ended. */
export interface Ended {
  /** Exit code; null when a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Where a command runs, and with which environment beside that of the tests. */
export interface Surroundings {
  cwd?: string;
  env?: Record<string, string>;
  /** Modules to load before the command, to make the machine misbehave. */
  preload?: string[];
  /** What is piped in; without it there is no input. */
  input?: string;
}

const CLI = join(REPOSITORY, 'pipeline', 'cli.ts');
/** Resolved here, because a command that runs in another folder would not find it. */
const LOADER = import.meta.resolve('tsx');

/** Starts a command of the pipeline as its users do, as a process of its own. */
export function startCli(
  args: readonly string[],
  { cwd = REPOSITORY, env, preload = [], input }: Surroundings = {},
): ChildProcess {
  const before = preload.flatMap((path) => ['--import', path]);
  const child = spawn(process.execPath, ['--import', LOADER, ...before, CLI, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  child.stdin?.end(input);
  return child;
}

/** Runs a command of the pipeline to its end. */
export function runCli(args: readonly string[], surroundings?: Surroundings): Promise<Ended> {
  return ended(startCli(args, surroundings));
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
