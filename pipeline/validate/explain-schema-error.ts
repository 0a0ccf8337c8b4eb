import type { ErrorObject } from 'ajv';
import { nearest } from '../diagnostics/nearest.ts';
import { isFault, readDate } from '../model/dates.ts';
import type { Schema } from '../model/schemas.ts';

/** A schema error in plain words, with the place in the value that it is about. */
export interface Explained {
  code: string;
  message: string;
  fix: string;
  suggestion?: string;
  /** Keys and indexes from the top of the file. */
  path: (string | number)[];
  /** Whether the key or the value is at fault. */
  part: 'key' | 'value';
}

type Explain = (error: ErrorObject, path: (string | number)[]) => Explained | null;

/**
 * Says in plain words what a schema error means.
 * @returns null for an error that only follows from another one
 */
export function explainSchemaError(error: ErrorObject, path: (string | number)[]): Explained | null {
  const explain = EXPLAIN[error.keyword];
  if (explain === undefined) throw new Error(`no words for the schema keyword ${error.keyword}`);
  return explain(error, path);
}

const EXPLAIN: Record<string, Explain> = {
  additionalProperties: unknownKey,
  required: missingKey,
  enum: unknownCode,
  const: (error, path) => at('value', path, 'E-VALUE-FORM', `${keyOf(path)} must be ${error.params.allowedValue}, or a list`, `Write ${error.params.allowedValue}, or a list such as [xi-jinping].`),
  type: wrongShape,
  pattern: wrongForm,
  format: wrongDate,
  minLength: (_, path) => at('value', path, 'E-VALUE-EMPTY', `${keyOf(path)} is empty`, 'Remove the key or fill it.'),
  minItems: tooFew,
  maxItems: (error, path) => at('value', path, 'E-LIST-LONG', `${keyOf(path)} has more than ${error.params.limit} items`, `Keep the ${error.params.limit} that matter most.`),
  minProperties: tooFewKeys,
  maxProperties: (error, path) => at('value', path, 'E-KEYS-MANY', `only ${error.params.limit} key is allowed here`, 'Split the file: one list a file.'),
  uniqueItems: (error, path) => at('value', [...path, error.params.i], 'E-LIST-REPEATS', `${keyOf(path)} says ${show(valueAt(error.data, error.params.i))} twice`, 'Remove one of the two.'),
  propertyNames: (error, path) => at('key', [...path, error.params.propertyName], 'E-KEY-FORM', `${show(error.params.propertyName)} cannot be a key of ${keyOf(path)}`, 'See the examples of this key in schemas/record.schema.json.'),
  discriminator: wrongKind,
  // These two only repeat what the branch itself says.
  if: () => null,
  oneOf: () => null,
};

function unknownKey(error: ErrorObject, path: (string | number)[]): Explained {
  const key = String(error.params.additionalProperty);
  const known = Object.keys((error.parentSchema as Schema | undefined)?.properties ?? {});
  const [suggestion] = nearest(key, known);
  const fix = suggestion === undefined ? `Remove it, or use one of: ${known.join(', ')}.` : `Write ${suggestion}, or remove the line.`;
  return at('key', [...path, key], 'E-KEY-UNKNOWN', `unknown key ${show(key)}`, fix, suggestion);
}

function missingKey(error: ErrorObject, path: (string | number)[]): Explained {
  const key = String(error.params.missingProperty);
  const properties = ((error.parentSchema as Schema | undefined)?.properties ?? {}) as Record<string, Schema>;
  const about = properties[key]?.description;
  const id = (error.data as Record<string, unknown> | undefined)?.id;
  const where = path.length === 0 ? 'the record' : typeof id === 'string' ? id : keyOf(path);
  return at('value', path, 'E-KEY-MISSING', `${where} has no ${key}`, `Add the key ${key}.${about ? ` ${about}` : ''}`);
}

function unknownCode(error: ErrorObject, path: (string | number)[]): Explained {
  const allowed = (error.params.allowedValues as string[]).map(String);
  const schema = error.parentSchema as Schema;
  const value = String(error.data);
  if (typeof error.data === 'object') return wrongShape({ ...error, params: { type: 'string' } }, path);
  if (allowed.length === 2 && allowed[0] === 'true') return notBoolean(value, path);
  const [suggestion] = nearest(value, allowed);
  const vocabulary = typeof schema['x-vocabulary'] === 'string' ? schema['x-vocabulary'] : keyOf(path);
  return at(
    'value',
    path,
    'E-CODE-UNKNOWN',
    `${show(value)} is not a code of ${vocabulary}`,
    allowed.length <= 20 ? `Use one of: ${allowed.join(', ')}.` : `Look the codes of ${vocabulary} up in CODEBOOK.md.`,
    suggestion,
  );
}

function notBoolean(value: string, path: (string | number)[]): Explained {
  const word = value.toLowerCase();
  const suggestion = ['yes', 'y', 'on', 'true', '1'].includes(word) ? 'true' : ['no', 'n', 'off', 'false', '0'].includes(word) ? 'false' : undefined;
  return at('value', path, 'E-NOT-BOOLEAN', `${keyOf(path)} must be true or false, not ${show(value)}`, 'Write true or false.', suggestion);
}

function wrongShape(error: ErrorObject, path: (string | number)[]): Explained {
  const wanted = String(error.params.type);
  const found = Array.isArray(error.data) ? 'a list' : typeof error.data === 'object' ? 'a group of keys' : 'one value';
  if (wanted === 'array') {
    return at('value', path, 'E-LIST-EXPECTED', `${keyOf(path)} must be a list, not ${found}`, typeof error.data === 'string' ? `Write [${error.data}].` : 'Write the items in square brackets: [first, second].');
  }
  if (wanted === 'object') {
    return at('value', path, 'E-MAPPING-EXPECTED', `${keyOf(path)} must be a group of keys, not ${found}`, 'Put its keys below it, two spaces further in.');
  }
  return at('value', path, 'E-ONE-VALUE-EXPECTED', `${keyOf(path)} must be one value, not ${found}`, 'Write one value without brackets.');
}

function wrongForm(error: ErrorObject, path: (string | number)[]): Explained {
  const hint = (error.parentSchema as Schema | undefined)?.['x-pattern-hint'];
  const value = error.propertyName ?? error.data;
  if (error.propertyName !== undefined) {
    return at('key', [...path, error.propertyName], 'E-KEY-FORM', `${show(String(value))} cannot be a key here`, 'See the examples of this key in schemas/record.schema.json.');
  }
  const fix = typeof hint === 'string' ? `Write ${hint}.` : `It must look like ${String(examplesOf(error))}.`;
  return at('value', path, 'E-VALUE-FORM', `${keyOf(path)} cannot be ${show(String(value))}`, fix);
}

function wrongDate(error: ErrorObject, path: (string | number)[]): Explained {
  const result = readDate(String(error.data));
  const fault = isFault(result) ? result : { fault: `${show(String(error.data))} is not a date` };
  const fix = 'Write the date as exactly as the source does: 2021-07-06, 2021-07, 2021, or XXXX-07-06 when no year is given.';
  return at('value', path, 'E-DATE', `${keyOf(path)}: ${fault.fault}`, fix, fault.suggestion);
}

function tooFew(error: ErrorObject, path: (string | number)[]): Explained {
  if (Number(error.params.limit) > 1) return at('value', path, 'E-LIST-SHORT', `${keyOf(path)} needs ${error.params.limit} items`, `It must look like ${String(examplesOf(error))}.`);
  return at('value', path, 'E-VALUE-EMPTY', `${keyOf(path)} is an empty list`, 'Remove the key or fill it.');
}

function tooFewKeys(error: ErrorObject, path: (string | number)[]): Explained {
  if (Object.keys(error.data as object).length === 0) return at('value', path, 'E-VALUE-EMPTY', `${path.length === 0 ? 'the file' : keyOf(path)} is empty`, 'Remove the key or fill it.');
  return at('value', path, 'E-KEYS-FEW', `${keyOf(path)} says too little`, `It must look like ${String(examplesOf(error))}.`);
}

function wrongKind(error: ErrorObject, path: (string | number)[]): Explained {
  const value = error.params.tagValue;
  if (value === undefined) return at('value', path, 'E-KEY-MISSING', `${keyOf(path)} has no ${error.params.tag}`, `Add the key ${error.params.tag}.`);
  if (typeof value !== 'string') return at('value', [...path, String(error.params.tag)], 'E-ONE-VALUE-EXPECTED', `${error.params.tag} must be one value`, 'Write one value without brackets.');
  const known = ((error.parentSchema as Schema | undefined)?.['x-kinds'] ?? []) as string[];
  const [suggestion] = nearest(value, known);
  return at('value', [...path, String(error.params.tag)], 'E-CODE-UNKNOWN', `${show(value)} is not a known ${error.params.tag}`, `Use one of: ${known.join(', ')}.`, suggestion);
}

function examplesOf(error: ErrorObject): string {
  const examples = (error.parentSchema as Schema | undefined)?.examples;
  return Array.isArray(examples) && examples.length > 0 ? JSON.stringify(examples[0]) : 'the examples in the schema';
}

function at(part: 'key' | 'value', path: (string | number)[], code: string, message: string, fix: string, suggestion?: string): Explained {
  return suggestion === undefined ? { code, message, fix, path, part } : { code, message, fix, suggestion, path, part };
}

/** The key that a path is about: the last one that is no index. */
function keyOf(path: readonly (string | number)[]): string {
  const keys = path.filter((step): step is string => typeof step === 'string');
  return keys.at(-1) ?? 'the file';
}

function valueAt(data: unknown, index: number): unknown {
  return Array.isArray(data) ? data[index] : undefined;
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}
