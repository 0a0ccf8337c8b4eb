import { hash, randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

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
