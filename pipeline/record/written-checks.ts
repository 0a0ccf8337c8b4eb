import { createRequire } from 'node:module';
import type { Schemas } from '../model/schemas.ts';
import { schemasOfTexts, type WrittenChecks } from '../validate/schema/compile.ts';
import { OWN_CHECKS } from '../validate/schema/own-checks.ts';
import { recall, remember } from './kept.ts';
import { digestOf } from './store/file.ts';

const require = createRequire(import.meta.url);

/**
 * The quick checks of the schemas from the store, compiled and put there the first time: compiling them took
 * a third of a check of one changed record.
 */
export async function rememberedChecks(store: string, schemas: Schemas): Promise<WrittenChecks> {
  const key = keyOf(schemas);
  const known = recall<string>(store, 'checks', key);
  if (known !== undefined) return readChecks(known);
  const { writeChecks } = await import('../validate/schema/write.ts');
  return readChecks(remember(store, 'checks', key, writeChecks(schemas)));
}

/** Tells one state of the schemas, and of the program that compiles them, from another. */
function keyOf(schemas: Schemas): string {
  const { version } = require('ajv/package.json') as { version: string };
  return digestOf(JSON.stringify([version, Object.keys(OWN_CHECKS), schemasOfTexts(schemas)]));
}

/** The checks of a text that `writeChecks` made. */
function readChecks(text: string): WrittenChecks {
  const exports = {};
  new Function('exports', 'require', 'own', text)(exports, require, OWN_CHECKS);
  return exports as WrittenChecks;
}
