import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { targetOf } from '../../model/schema-tree.ts';
import { type Schema, type Schemas, schemaOfTexts } from '../../model/schemas.ts';
import { addOwnChecks } from './own-checks.ts';
import { type Check, quickCheck } from './quick.ts';

/** A compiled schema: says at once whether a value is valid, and on demand everything that is wrong with it. */
export interface CompiledSchema {
  isValid: Check;
  errorsOf: (value: unknown) => ErrorObject[];
}

/** Checks that list all faults, as Ajv compiled them before; they are asked for when there is a fault. */
export interface WrittenChecks {
  readonly record: ValidateFunction;
  readonly registry: ValidateFunction;
}

/** Compiled checks of a record, of a review and of a registry file. */
interface Validators {
  record: CompiledSchema;
  review: CompiledSchema;
  registry: CompiledSchema;
}

/**
 * Compiles the expanded schemas into checks of values whose scalars are all text, each when it is needed. Almost every file is
 * valid, so that Ajv, which takes its time, is seldom asked.
 * @param written the checks that were compiled before
 * @throws Error when a schema is no valid draft-07 schema
 */
export function compileValidators(schemas: Schemas, written?: WrittenChecks): Validators {
  const texts = schemasOfTexts(schemas);
  const [registry, record] = texts;
  let ajv: Ajv | undefined;
  const thoroughOf = (name: string): ValidateFunction => {
    // One instance for all, so that what they share is compiled once.
    ajv ??= addOwnChecks(new Ajv({ ...THOROUGH, code: { process: gatherErrors } })).addSchema(texts);
    return ajv.getSchema(name) as ValidateFunction;
  };
  const compiled = (ref: string, kind?: keyof Schemas): CompiledSchema => {
    let quick: Check | undefined;
    let thorough: ValidateFunction | undefined;
    return {
      isValid: (value) => {
        quick ??= quickCheck(targetOf(ref, { schema: record, whole: record, registry }));
        return quick(value);
      },
      errorsOf: (value) => {
        thorough ??= (kind && written?.[kind]) ?? thoroughOf(ref);
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

/** How Ajv lists all that is wrong. Our own x- keywords and draft-07's tuples are not known to its strict mode. */
export const THOROUGH = { allErrors: true, verbose: true, discriminator: true, strict: false } as const;

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
export function schemasOfTexts({ record, registry }: Schemas): [registry: Schema, record: Schema] {
  return [schemaOfTexts(registry), schemaOfTexts(record)] as [Schema, Schema];
}
