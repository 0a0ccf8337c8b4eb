import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PROJECT } from '../home.ts';
import type { SchemaDigests } from '../model/load.ts';
import { digestOf } from './store/file.ts';

/** Where the program is in one file, that file; null when its sources run. */
export const ONE_FILE = import.meta.url.endsWith('.ts') ? null : fileURLToPath(import.meta.url);

let known: string | undefined;

/** Digest of the program, its packages, the Unicode tables of Node and the schemas: of all that is the same for every record. */
export function programDigest(schemas: SchemaDigests): string {
  return digestOf(JSON.stringify([digestOfProgram(), process.versions.unicode, schemas]));
}

/** Digest of the program and its packages. */
export function digestOfProgram(): string {
  known ??= readProgram();
  return known;
}

function readProgram(): string {
  const hash = createHash('sha256').update(readFileSync(join(PROJECT, 'package-lock.json')));
  if (ONE_FILE !== null) return hash.update(readFileSync(ONE_FILE)).digest('hex');
  return hash.update(digestOfSources()).digest('hex');
}

/** Digest of all files of the program as they lie there, also of those that the one file leaves out: the pages, the catalog. */
export function digestOfSources(): string {
  const hash = createHash('sha256');
  const folder = join(PROJECT, 'pipeline');
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.\w+$/.test(path),
  );
  for (const path of paths.sort()) hash.update(path).update(readFileSync(join(folder, path)));
  return hash.digest('hex');
}
