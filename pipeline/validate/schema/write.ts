import { _, Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import type { Schemas } from '../../model/schemas.ts';
import { gatherErrors, schemasOfTexts, THOROUGH } from './compile.ts';
import { addOwnChecks } from './own-checks.ts';

/**
 * Compiles the checks that list all faults into the text of a program, to be kept: compiling takes longer than checking a
 * record, and a page may not compile at all.
 */
export function writeChecks(schemas: Schemas): string {
  const ajv = new Ajv({ ...THOROUGH, code: { source: true, formats: _`own.formats` } });
  addOwnChecks(ajv).addSchema(schemasOfTexts(schemas));
  return gatherErrors(
    standalone.default(ajv, { record: 'record.schema.json', registry: 'registry.schema.json' }),
  );
}
