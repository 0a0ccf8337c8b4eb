import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Schemas } from '../model/schemas.ts';
import { schemasOfTexts, type WrittenChecks } from '../validate/schema/compile.ts';
import { OWN_CHECKS } from '../validate/schema/own-checks.ts';
import { keep } from './keep.ts';

const require = createRequire(import.meta.url);

/**
 * The quick checks of the schemas from a folder, compiled and put there the first time: compiling them took
 * a third of a check of one changed record.
 */
export async function rememberedChecks(folder: string, schemas: Schemas): Promise<WrittenChecks> {
  const kept = join(folder, `schemas-${nameOfChecks(schemas)}.cjs`);
  const known = await readFile(kept, 'utf8')
    .then(readChecks, () => undefined)
    .catch(() => undefined);
  if (known !== undefined) return known;
  const { writeChecks } = await import('../validate/schema/write.ts');
  const text = writeChecks(schemas);
  await keep(kept, text);
  return readChecks(text);
}

/** Tells one state of the schemas, and of the program that compiles them, from another. */
function nameOfChecks(schemas: Schemas): string {
  const { version } = require('ajv/package.json') as { version: string };
  return createHash('sha256')
    .update(JSON.stringify([version, Object.keys(OWN_CHECKS), schemasOfTexts(schemas)]))
    .digest('hex')
    .slice(0, 16);
}

/**
 * The checks of a text that `writeChecks` made.
 * @throws Error when it is another text, such as half of one
 */
function readChecks(text: string): WrittenChecks {
  const exports: Partial<WrittenChecks> = {};
  new Function('exports', 'require', 'own', text)(exports, require, OWN_CHECKS);
  const { record, registry } = exports;
  if (record === undefined || registry === undefined) throw new Error('these are no checks');
  return { record, registry };
}
