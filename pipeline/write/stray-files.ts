import { createHash } from 'node:crypto';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

const SUMS = 'SHA256SUMS';
/** What file managers and office programs leave beside the files that they show. */
const LITTER = /^(\.DS_Store|Thumbs\.db|desktop\.ini|~\$.*|\.~lock\..*)$/;

/**
 * Files of a built folder that no build wrote, or that were changed after it: those that its SHA256SUMS does not name, and
 * those written later than it with other bytes. In a folder without sums that is every file.
 * @returns paths from the folder; none when there is no such folder. A file in place of the folder has the path ''
 */
export async function strayFiles(folder: string): Promise<string[]> {
  const status = await lstat(folder).catch(() => null);
  if (status === null) return [];
  if (status.isFile()) return [''];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sums = await readFile(join(folder, SUMS), 'utf8').catch(() => '');
  const digests = new Map(sums.split('\n').map((line) => [line.slice(66), line.slice(0, 64)]));
  const finished = (await lstat(join(folder, SUMS)).catch(() => null))?.mtimeMs ?? 0;
  const strays: string[] = [];
  for (const entry of entries) {
    if (entry.isDirectory() || LITTER.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    const path = relative(folder, file).split(sep).join('/');
    const digest = digests.get(path);
    if (path === SUMS ? sums !== '' : digest !== undefined && (await isAsWritten(file, digest, finished)))
      continue;
    strays.push(path);
  }
  return strays.sort();
}

/** Read only when it may have been written after the build was finished: a build has many bytes. */
async function isAsWritten(file: string, digest: string, finished: number): Promise<boolean> {
  const status = await lstat(file);
  if (!status.isFile()) return false;
  if (status.mtimeMs < finished) return true;
  return (
    createHash('sha256')
      .update(await readFile(file))
      .digest('hex') === digest
  );
}
