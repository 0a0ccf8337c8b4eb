import { randomUUID } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Replaces the text of a file as a whole: whoever reads it sees the old text or the new one, and when the disk is full the
 * old one stays. A link stays a link; the file it leads to is replaced. The hidden file beside it is never read as a source.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const target = await realpath(path);
  const beside = join(dirname(target), `.${randomUUID()}.tmp`);
  try {
    await writeFile(beside, text, { mode: (await stat(target)).mode });
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
