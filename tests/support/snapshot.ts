import { lstat, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from './built.ts';

/**
 * Everything below a folder as lines of text: for a file its digest, number and time of last change, for a link where it
 * leads. Two snapshots are equal only when nothing was touched.
 */
export async function snapshot(folder: string): Promise<string[]> {
  const lines: string[] = [];
  for (const entry of (await readdir(folder, { recursive: true, withFileTypes: true })).sort(byPath)) {
    const path = join(entry.parentPath, entry.name);
    // What is kept for the next build is no part of what was built.
    if (/(^|\/)\.cache(\/|$)/.test(path.slice(folder.length))) continue;
    const { ino, mtimeMs } = await lstat(path);
    const what = entry.isFile()
      ? await sha256(path)
      : entry.isSymbolicLink()
        ? `link to ${await readlink(path)}`
        : 'folder';
    // A folder's time changes when a build beside this one comes and goes.
    lines.push(`${path} ${ino} ${entry.isDirectory() ? '' : mtimeMs} ${what}`);
  }
  return lines;
}

function byPath(a: { parentPath: string; name: string }, b: { parentPath: string; name: string }): number {
  return join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1;
}
