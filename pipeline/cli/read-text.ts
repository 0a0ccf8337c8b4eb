import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from './terminal.ts';

/** The bytes of a private text. Refuses what is no text, so that no digest is taken of letters that were lost. */
export async function readText(path: string): Promise<Buffer> {
  const bytes = await readFile(resolve(path));
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
