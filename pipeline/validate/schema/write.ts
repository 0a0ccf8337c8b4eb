import { _, Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import type { Schemas } from '../../model/schemas.ts';
import { gatherErrors, schemasOfTexts } from './compile.ts';
import { addOwnChecks } from './own-checks.ts';

/**
 * Compiles the schemas into the text of a program, to be kept: compiling takes longer than checking a record, and a page may
 * not compile at all.
 * @param isThorough whether the checks list all faults instead of stopping at the first
 */
export function writeChecks(schemas: Schemas, isThorough = false): string {
  const ajv = new Ajv({
    allErrors: isThorough,
    verbose: isThorough,
    discriminator: true,
    strict: false,
    code: { source: true, formats: _`own.formats` },
  });
  addOwnChecks(ajv).addSchema(schemasOfTexts(schemas));
  return gatherErrors(
    standalone.default(ajv, { record: 'record.schema.json', registry: 'registry.schema.json' }),
  );
}
