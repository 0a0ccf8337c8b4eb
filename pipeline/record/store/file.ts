import { hash } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** The first 32 digits of the SHA-256. */
export function digestOf(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex').slice(0, 32);
}

/** A file appears whole or not at all; what is half written has another name. */
export function putFile(path: string, content: string | Uint8Array): void {
  const half = `${path}.${process.pid}.new`;
  try {
    writeFileSync(half, content);
    renameSync(half, path);
  } catch (error) {
    rmSync(half, { force: true });
    throw error;
  }
}
