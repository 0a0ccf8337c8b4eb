import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Terminal, UsageError } from './terminal/terminal.ts';

/** The bytes of a private text. Refuses what is no text, so that no digest is taken of letters that were lost. */
export async function readText(terminal: Terminal, path: string): Promise<Buffer> {
  const bytes = await readFile(terminal.absolute(path)).catch((error) => refuse(error, path));
  try {
    if (bytes.includes(0)) throw new TypeError('a null byte');
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(
      `${path} is no plain text in UTF-8. Save it as one: a word processor offers "Plain text".`,
    );
  }
  return bytes;
}

/** The paths of the texts (`*.txt`) of a folder, in order of their names. */
export async function listTexts(terminal: Terminal, folder: string): Promise<string[]> {
  const names = await readdir(terminal.absolute(folder)).catch((error) => refuse(error, folder));
  const texts = names.filter((name) => name.endsWith('.txt')).sort();
  if (texts.length === 0) throw new UsageError(`${folder} holds no text files (*.txt).`);
  return texts.map((name) => join(folder, name));
}

/** The SHA-256 that fingerprints are taken with. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** What a wrong path to a text is: a mistake in the command, not of the machine. */
const WRONG_PATH: Record<string, string> = {
  EISDIR: 'is a folder; give one text file.',
  ENOENT: 'does not exist.',
  ENOTDIR: 'is no folder, or lies in none.',
  EACCES: 'may not be read by you.',
};

function refuse(error: NodeJS.ErrnoException, path: string): never {
  const why = WRONG_PATH[error.code ?? ''];
  throw why === undefined ? error : new UsageError(`${path} ${why}`);
}
