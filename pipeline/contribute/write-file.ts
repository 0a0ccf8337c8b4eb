import { randomUUID } from 'node:crypto';
import { access, link, mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Replaces the text of a file as a whole: whoever reads it sees the old text or the new one, and when the disk is full the
 * old one stays. A link stays a link; the file it leads to is replaced.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const target = await realpath(path);
  const { mode } = await stat(target);
  await beside(target, text, mode, (half) => rename(half, target));
}

/**
 * Writes a new file as a whole, with its folder: when the disk is full there is none, rather than an empty one that would
 * be in the way of the next try.
 * @throws EEXIST when there is a file of that name; it stays as it is
 */
export async function createFile(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await beside(path, content, 0o666, async (half) => {
    try {
      // Unlike a rename, a link never takes the place of a file that somebody else put there meanwhile.
      await link(half, path);
    } catch (error) {
      const isThere = await access(path).then(
        () => true,
        () => false,
      );
      if (isThere || (error as NodeJS.ErrnoException).code === 'EEXIST')
        throw Object.assign(new Error(`${path} is there already`), { code: 'EEXIST', syscall: 'link', path });
      // Some disks know no links.
      await rename(half, path);
    }
  });
}

/** Writes a hidden file beside the target, which is never read as a source, and puts it in place; nothing of it stays. */
async function beside(
  target: string,
  content: string | Uint8Array,
  mode: number,
  put: (half: string) => Promise<void>,
): Promise<void> {
  const half = join(dirname(target), `.${randomUUID()}.tmp`);
  try {
    await writeFile(half, content, { mode, flag: 'wx' });
    await put(half);
  } finally {
    await rm(half, { force: true });
  }
}
