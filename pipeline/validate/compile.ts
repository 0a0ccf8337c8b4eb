import { Ajv, type ValidateFunction } from 'ajv';
import { isFault, readDate } from '../model/dates.ts';
import { type Schemas, schemaOfTexts } from '../model/schemas.ts';

/** Compiled checks of a record and of a registry file. */
export interface Validators {
  record: ValidateFunction;
  registry: ValidateFunction;
}

/**
 * Compiles the expanded schemas into checks of values whose scalars are all text.
 * @throws Error when a schema is no valid draft-07 schema
 */
export function compileValidators(schemas: Schemas): Validators {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    discriminator: true,
    // Our own x- keywords and draft-07's tuples are not known to the strict mode.
    strict: false,
    // Values come from one parser only and have no prototypes to guard against.
    validateFormats: true,
  });
  ajv.addFormat('edtf', (text: string) => !isFault(readDate(text)));
  ajv.addSchema(schemaOfTexts(schemas.registry) as object);
  const registry = ajv.getSchema('registry.schema.json') as ValidateFunction;
  return { record: ajv.compile(schemaOfTexts(schemas.record) as object), registry };
}
