import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const POLL_MS = 50;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** How one process went. */
export interface Run {
  seconds: number;
  /** Sum of the peaks of the process and its children in bytes; undefined where the system does not tell. */
  peak: number | undefined;
  /** undefined when a signal ended it. */
  exitCode: number | undefined;
  stdout: string;
  stderr: string;
}

/** As in the Makefile; all programs get the same. */
const NODE_OPTIONS = ['--max-semi-space-size=64'];

/** As in the Makefile: what packages take by `require`. */
const REQUIRE =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

/**
 * Puts a TypeScript file of this project and what it imports together in one file, as make does with the program: so all
 * that is compared starts at once. It lies beside that program, which is as deep below the project folder as the sources.
 * @returns its path from the project folder
 */
export async function putTogether(file: string): Promise<string> {
  const outfile = join('output', '.cache', `bench-${parse(file).name}.mjs`);
  await build({
    entryPoints: [file],
    outfile,
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    external: ['@duckdb/node-api', '@sqlite.org/sqlite-wasm', 'esbuild'],
    banner: { js: REQUIRE },
  });
  return outfile;
}

/**
 * Runs a program and measures time on the clock and peak memory.
 *
 * Memory is the kernel's own high-water mark (VmHWM in /proc) of each process of the tree, which a poll reads before
 * the process ends; worker threads are part of their process. The sum can only be too high for a tree whose processes
 * peak at different times; what is touched in the last 50 ms may be missed.
 * @param file path from the project folder
 */
export function measure(file: string, args: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, [...NODE_OPTIONS, file, ...args], { cwd: ROOT });
    const peaks = new Map<number, number>();
    const timer = setInterval(() => notePeaks(child.pid!, peaks), POLL_MS);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(timer);
      const seconds = (performance.now() - start) / 1000;
      const peak = peaks.size > 0 ? [...peaks.values()].reduce((sum, bytes) => sum + bytes) : undefined;
      resolve({ seconds, peak, exitCode: code ?? undefined, stdout, stderr });
    });
  });
}

/** Keeps the latest mark, not the highest: between fork and exec a child shows the mark of its parent. */
function notePeaks(root: number, peaks: Map<number, number>): void {
  for (const pid of treeOf(root)) {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readProcess(pid, 'status'))?.[1];
    if (kilobytes !== undefined) peaks.set(pid, Number(kilobytes) * 1024);
  }
}

/** The process and its descendants; a parent has a line of its own in /proc before its children are asked for theirs. */
function treeOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of listProcesses()) {
    const stat = readProcess(Number(name), 'stat');
    // The second field is the command in brackets and may hold anything.
    const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const tree = [root];
  for (const pid of tree) for (const [child, parent] of parents) if (parent === pid) tree.push(child);
  return tree;
}

function listProcesses(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function readProcess(pid: number, file: 'stat' | 'status'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
