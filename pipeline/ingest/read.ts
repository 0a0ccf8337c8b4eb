import { createHash, hash } from 'node:crypto';
import {
  type BigIntStats,
  lstat as lstatBack,
  lstatSync,
  readFile as readFileBack,
  readFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pLimit from 'p-limit';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { ParsedFile, SourceFile } from '../model/authored.ts';
import { refuseFile, unreadable } from './list.ts';
import { parseYaml } from './parse.ts';

/** Without the file handle that `fs/promises` makes for every file: half the time for 16,000 small files. */
const readFile = promisify(readFileBack);

const lstat = promisify(lstatBack);

/** Files open at a time. */
const OPEN_FILES = 32;

/**
 * Reads `paths` (from the project folder `root`). Files and diagnostics stand in the order of `paths`, whichever read ends
 * first. A file that cannot be read is a diagnostic and is missing from the value; so are a link, a device, and a file that
 * is too large, which are not opened.
 */
export async function readBytes(root: string, paths: readonly string[]): Promise<Outcome<SourceFile[]>> {
  const limit = pLimit(OPEN_FILES);
  const value: SourceFile[] = [];
  const diagnostics: Diagnostic[] = [];
  const reads = paths.map((path) =>
    limit(async () => {
      const file = join(root, path);
      const refusal = refuseFile(path, await lstat(file));
      if (refusal !== undefined) return refusal;
      const bytes = await readFile(file);
      return { path, bytes, digest: digestOfSource(bytes) };
    }).catch((error: unknown) => unreadable(path, error)),
  );
  for (const read of await Promise.all(reads))
    if ('bytes' in read) value.push(read);
    else diagnostics.push(read);
  return { value, diagnostics };
}

/** The digest by which a source file is known: its SHA-256. */
export function digestOfSource(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}

/** The id under which git keeps a file: the SHA-1 of its kind, length and bytes. */
export function gitIdOf(kind: 'blob' | 'tree', bytes: Uint8Array): string {
  return createHash('sha1').update(`${kind} ${bytes.length}\0`).update(bytes).digest('hex');
}

/** Reads and parses `paths`, as {@link readBytes} and {@link parseYaml} do. */
export async function readSources(root: string, paths: readonly string[]): Promise<Outcome<ParsedFile[]>> {
  const { value: files, diagnostics } = await readBytes(root, paths);
  const value: ParsedFile[] = [];
  for (const { path, bytes, digest } of files) {
    const parsed = parseYaml(path, bytes, digest);
    value.push(parsed.value);
    for (const one of parsed.diagnostics) diagnostics.push(one);
  }
  return { value, diagnostics };
}

/** The bytes of one source file for a code frame; undefined for whatever {@link readBytes} refuses. */
export function readShown(file: string): Uint8Array | undefined {
  try {
    return refuseFile('', lstatSync(file)) === undefined ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  }
}

/** A file that was touched this short before it was looked at may be touched again without its stamp telling, in nanoseconds. */
const RACY = 100_000_000n;
/** The same where files have whole seconds only. */
const RACY_SECONDS = 2_000_000_000n;

/** Tells whether a file was touched, as make and git do, without reading it; null when there is none. */
export function stampOf(path: string): string | null {
  const stat = statOf(path);
  return stat === undefined ? null : textOf(stat);
}

/** How a file, link or folder looked. */
export interface Look {
  stamp: string;
  /** Whether the stamp will tell every change from now on: not when the file was touched so short before that another touch could leave the same times. */
  isSettled: boolean;
  /** Kind and permissions. */
  mode: number;
}

/** How files looked when the work began: each is looked at once, however many steps ask. */
export interface Looks {
  /** The time of the file system when the work began. */
  now: bigint;
  /** Null when there is nothing of that path. */
  at: (path: string) => Look | null;
}

/** Begins to look at files. @param now the time of the file system */
export function startLooks(now: bigint): Looks {
  const known = new Map<string, Look | null>();
  const look = (path: string): Look | null => {
    const stat = statOf(path);
    if (stat === undefined) return null;
    const { mtimeNs, ctimeNs, mode } = stat;
    const settled = now - (mtimeNs % 1_000_000_000n === 0n ? RACY_SECONDS : RACY);
    const isSettled = mtimeNs < settled && ctimeNs < settled;
    return { stamp: textOf(stat), isSettled, mode: Number(mode) };
  };
  return {
    now,
    at: (path) => {
      const before = known.get(path);
      if (before !== undefined) return before;
      const found = look(path);
      known.set(path, found);
      return found;
    },
  };
}

/** When a file was last written, by the clock of its file system. */
export function writtenAt(path: string): bigint {
  return statOf(path)?.mtimeNs ?? 0n;
}

function statOf(path: string): BigIntStats | undefined {
  return lstatSync(path, { bigint: true, throwIfNoEntry: false });
}

function textOf({ ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return `${ino}.${size}.${mtimeNs}.${ctimeNs}`;
}
