import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type Release, readSums, SUMS } from './list.ts';

/**
 * What of a released folder is not as it was released, in words.
 * @returns nothing when every file is as SHA256SUMS says and there is no other
 */
export async function faultsIn({ folder }: Pick<Release, 'folder'>): Promise<string[]> {
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
