import { hash, randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Looks, startLooks, writtenAt } from '../../ingest/read.ts';

/** The first 32 digits of the SHA-256. */
export function digestOf(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex').slice(0, 32);
}

/** A file appears whole or not at all; what is half written has another name. */
export function putFile(path: string, content: string | Uint8Array): void {
  // Several containers may share a disk, and the numbers of their processes are the same.
  const half = `${path}.${randomUUID()}.new`;
  try {
    writeFileSync(half, content);
    renameSync(half, path);
  } catch (error) {
    rmSync(half, { force: true });
    throw error;
  }
}

/** Keeps a file for the next time, with its folder. Where that cannot be done, the next run is slower, no more. */
export function keepFile(path: string, content: string | Uint8Array): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    putFile(path, content);
  } catch {
    // The folder cannot be made or written to, or the disk is full.
  }
}

/** Begins to look at files, at the time of the file system on which a store lies. */
export function looksFrom(store: string | undefined): Looks {
  return startLooks(timeAt(store));
}

/**
 * The time by the clock of the file system on which a folder lies, which need not be that of this machine.
 * @param folder made when it does not exist; undefined, or one that cannot be written to, gives the time of the machine
 */
function timeAt(folder: string | undefined): bigint {
  try {
    if (folder !== undefined) {
      mkdirSync(folder, { recursive: true });
      putFile(join(folder, 'clock'), '');
      return writtenAt(join(folder, 'clock'));
    }
  } catch {
    // Nothing can be kept there, so that no stamp is compared with a later one.
  }
  return BigInt(Date.now()) * 1_000_000n;
}
