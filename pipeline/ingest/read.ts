import { hash } from 'node:crypto';
import { readFile as readFileBack } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pLimit from 'p-limit';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { ParsedFile } from '../model/authored.ts';
import { unreadable } from './list.ts';
import { parseYaml } from './parse.ts';

/** Without the file handle that `fs/promises` makes for every file: half the time for 16,000 small files. */
const readFile = promisify(readFileBack);

const OPEN_FILES = 32;

/**
 * Reads and parses `paths` (from the project folder `root`), at most {@link OPEN_FILES} of them open at a time. Results and
 * diagnostics stand in the order of `paths`, whichever read ends first. A file that cannot be read is a diagnostic and
 * is missing from the value.
 */
export async function readSources(root: string, paths: readonly string[]): Promise<Outcome<ParsedFile[]>> {
  const limit = pLimit(OPEN_FILES);
  const outcomes = await Promise.all(paths.map((path) => limit(() => readOne(root, path))));
  const value: ParsedFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const outcome of outcomes) {
    if (outcome.value !== undefined) value.push(outcome.value);
    diagnostics.push(...outcome.diagnostics);
  }
  return { value, diagnostics };
}

async function readOne(root: string, path: string): Promise<Outcome<ParsedFile | undefined>> {
  let bytes: Buffer;
  try {
    bytes = await readFile(join(root, path));
  } catch (error) {
    return { value: undefined, diagnostics: [unreadable(path, error)] };
  }
  return parseYaml(path, bytes, hash('sha256', bytes, 'hex'));
}
