import type { ErrorObject } from 'ajv';
import { isBlank } from '../../model/schemas.ts';
import { alreadyFull, badKey, missingKey, tooFewKeys, unknownKey, wrongKind } from './keys.ts';
import {
  emptyValue,
  repeated,
  tooFew,
  tooLong,
  tooMany,
  unknownCode,
  wordOrList,
  wrongDate,
  wrongForm,
  wrongShape,
} from './values.ts';
import type { Explained, Path } from './words.ts';

export type { Explained } from './words.ts';

/**
 * Says in plain words what a schema error means.
 * @param path where the error is in the value
 * @param isSearching whether what was probably meant is looked for
 * @returns null for an error that only follows from another one
 * @throws Error for a keyword that the schemas did not use when this was written
 */
export function explainSchemaError(error: ErrorObject, path: Path, isSearching = true): Explained | null {
  const explain = EXPLAIN[error.keyword];
  if (explain === undefined) throw new Error(`no words for the schema keyword ${error.keyword}`);
  // What is wrong with a key itself, propertyNames tells.
  if (error.propertyName !== undefined) return null;
  const isEmpty = typeof error.data === 'string' && error.keyword !== 'if' && isBlank(error.data);
  return isEmpty ? emptyValue(path) : explain(error, path, isSearching);
}

const EXPLAIN: Readonly<
  Record<string, (error: ErrorObject, path: Path, isSearching: boolean) => Explained | null>
> = {
  additionalProperties: unknownKey,
  required: missingKey,
  minProperties: tooFewKeys,
  maxProperties: alreadyFull,
  propertyNames: badKey,
  discriminator: wrongKind,
  type: wrongShape,
  enum: unknownCode,
  const: wordOrList,
  pattern: wrongForm,
  format: wrongDate,
  minItems: tooFew,
  maxItems: tooMany,
  uniqueItems: repeated,
  maxLength: tooLong,
  // A text that is too short but not empty is a date, and its format tells more.
  minLength: () => null,
  // These two only repeat what the branch itself says.
  if: () => null,
  oneOf: () => null,
};
