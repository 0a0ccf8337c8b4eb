import { Ajv, type AnySchemaObject, type ErrorObject, type ValidateFunction } from 'ajv';
import { type Schemas, schemaOfTexts } from '../../model/schemas.ts';
import { addOwnChecks } from './own-checks.ts';

/** A compiled schema: says at once whether a value is valid, and on demand everything that is wrong with it. */
export interface CompiledSchema {
  isValid: (value: unknown) => boolean;
  errorsOf: (value: unknown) => ErrorObject[];
}

/** Checks as Ajv compiled them before. */
export interface WrittenChecks {
  /** These stop at the first fault. */
  record: ValidateFunction;
  registry: ValidateFunction;
  /** These list all faults, and are asked for when there is one; where they are left out they are compiled then. */
  readonly thorough?: { record: ValidateFunction; registry: ValidateFunction };
}

/** Compiled checks of a record, of a review and of a registry file. */
interface Validators {
  record: CompiledSchema;
  review: CompiledSchema;
  registry: CompiledSchema;
}

/**
 * Compiles the expanded schemas into checks of values whose scalars are all text. Almost every file is valid, so the
 * check that stops at the first fault is compiled at once, the one that lists all faults only when it is needed.
 * @param written the checks that were compiled before
 * @throws Error when a schema is no valid draft-07 schema
 */
export function compileValidators(schemas: Schemas, written?: WrittenChecks): Validators {
  const makeAjv = (allErrors: boolean): Ajv => {
    const ajv = new Ajv({
      allErrors,
      verbose: allErrors,
      discriminator: true,
      // Our own x- keywords and draft-07's tuples are not known to the strict mode.
      strict: false,
      code: { process: gatherErrors },
    });
    return addOwnChecks(ajv).addSchema(schemasOfTexts(schemas));
  };
  // One instance for both schemas, so that what they share is compiled once.
  const instances = new Map<boolean, Ajv>();
  const compile = (allErrors: boolean, name: string): ValidateFunction => {
    const ajv = instances.get(allErrors) ?? makeAjv(allErrors);
    instances.set(allErrors, ajv);
    return ajv.getSchema(name) as ValidateFunction;
  };
  const compiled = (name: string, kind?: keyof Schemas): CompiledSchema => {
    let quick = kind && written?.[kind];
    let thorough: ValidateFunction | undefined;
    return {
      isValid: (value) => {
        quick ??= compile(false, name);
        return quick(value);
      },
      errorsOf: (value) => {
        thorough ??= (kind && written?.thorough?.[kind]) ?? compile(true, name);
        thorough(value);
        return thorough.errors ?? [];
      },
    };
  };
  return {
    record: compiled('record.schema.json', 'record'),
    review: compiled('record.schema.json#/definitions/review'),
    registry: compiled('registry.schema.json', 'registry'),
  };
}

/**
 * The text of a check in which the errors of a part are added to those before. Ajv copies the list for each faulty item, so
 * that a list of 200,000 faulty items took more than a minute.
 */
export function gatherErrors(code: string): string {
  return code.replace(
    /vErrors\.concat\((\w+)\.errors\)/g,
    '$1.errors.reduce((all, one) => (all.push(one), all), vErrors)',
  );
}

/** The schemas as Ajv takes them, for values whose scalars are all text. */
export function schemasOfTexts({ record, registry }: Schemas): AnySchemaObject[] {
  return [schemaOfTexts(registry), schemaOfTexts(record)] as AnySchemaObject[];
}
