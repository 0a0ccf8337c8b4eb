import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Puts a file for later in place in one step. Where that cannot be done, the next run is slower, no more. */
export async function keep(file: string, text: string): Promise<void> {
  // Several containers may share a disk, and the numbers of their processes are the same.
  const half = `${file}.${randomUUID()}`;
  await mkdir(dirname(file), { recursive: true })
    .then(() => writeFile(half, text))
    .then(() => rename(half, file))
    .catch(() => undefined);
}
