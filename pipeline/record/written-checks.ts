import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type { Schemas } from '../model/schemas.ts';
import type { WrittenChecks } from '../validate/schema/compile.ts';
import { isEdtf } from '../validate/schema/edtf-format.ts';

const require = createRequire(import.meta.url);

/** Tells one state of the schemas, and of the program that compiles them, from another. */
export function nameOfChecks(schemas: Schemas): string {
  const { version } = require('ajv/package.json') as { version: string };
  return createHash('sha256')
    .update(JSON.stringify([version, schemas]))
    .digest('hex')
    .slice(0, 16);
}

/**
 * The checks of a text that `writeChecks` made.
 * @throws Error when it is another text, such as half of one
 */
export function readChecks(text: string): WrittenChecks {
  const exports: Partial<WrittenChecks> = {};
  new Function('exports', 'require', 'formats', text)(exports, require, { edtf: isEdtf });
  const { record, registry } = exports;
  if (record === undefined || registry === undefined) throw new Error('these are no checks');
  return { record, registry };
}
