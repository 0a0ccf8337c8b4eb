import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Release } from './list.ts';

const SUMS = 'SHA256SUMS';

/** The digests that a release recorded for its files, by path. @throws the error of the file system */
export async function readSums(folder: string): Promise<Map<string, string>> {
  const text = await readFile(join(folder, SUMS), 'utf8');
  return new Map(
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
}

/**
 * What of a released folder is not as it was released, in words.
 * @returns nothing when every file is as SHA256SUMS says and there is no other
 */
export async function faultsIn({ folder }: Release): Promise<string[]> {
  const sums = await readSums(folder).catch(() => null);
  if (sums === null) return [`${SUMS} is missing`];
  const faults: string[] = [];
  for (const [path, sum] of sums) {
    const bytes = await readFile(join(folder, path)).catch(() => null);
    if (bytes === null) faults.push(`${path} is missing`);
    else if (createHash('sha256').update(bytes).digest('hex') !== sum) faults.push(`${path} was changed`);
  }
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  for (const path of paths.sort())
    if (path !== SUMS && !sums.has(path)) faults.push(`${path} does not belong to it`);
  return faults;
}
