import { _, Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import type { Schemas } from '../../model/schemas.ts';
import { schemasOfTexts } from './compile.ts';
import { addOwnChecks } from './own-checks.ts';

/** Compiles the schemas into the text of a program, to be kept: compiling takes longer than checking a record. */
export function writeChecks(schemas: Schemas): string {
  const ajv = new Ajv({
    discriminator: true,
    strict: false,
    code: { source: true, formats: _`own.formats` },
  });
  addOwnChecks(ajv).addSchema(schemasOfTexts(schemas));
  return standalone.default(ajv, { record: 'record.schema.json', registry: 'registry.schema.json' });
}
