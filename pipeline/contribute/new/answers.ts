import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Locator } from '../../ingest/positions.ts';
import type { Model } from '../../model/model.ts';
import { mapNodes, type Schemas } from '../../model/schemas.ts';
import { checkSchema } from '../../validate/schema/check.ts';
import { compileValidators } from '../../validate/schema/compile.ts';
import { type Field, fieldsOf, itemField } from './describe.ts';

/** An answer is not part of a file yet. */
const NOWHERE = { line: 1, column: 1, endColumn: 2 };
const LOCATOR: Locator = { value: () => NOWHERE, key: () => NOWHERE, after: () => NOWHERE, lineOf: () => 1 };

/** Checks a part of a file against its schema; what is not there is not missed. */
export type CheckPart = (kind: keyof Schemas, part: unknown) => Diagnostic[];

const checkers = new WeakMap<Schemas, CheckPart>();

/**
 * The check of single answers, compiled once for the same schemas. They are those of the build, so an answer is judged as
 * its line will be.
 */
export function partChecker({ schemas }: Model): CheckPart {
  const checker = checkers.get(schemas) ?? makeChecker(schemas);
  checkers.set(schemas, checker);
  return checker;
}

function makeChecker(schemas: Schemas): CheckPart {
  const partial = mapNodes(schemas, ({ required, minProperties, ...node }) => {
    // Without its type nobody knows which keys an entry may have.
    const kept = Array.isArray(required)
      ? required.filter((key) => key === 'type' && node.properties !== undefined)
      : [];
    return kept.length === 0 ? node : { ...node, required: kept };
  }) as unknown as Schemas;
  const compiled = compileValidators(partial);
  return (kind, part) => checkSchema(part, 'new', compiled[kind], () => LOCATOR).diagnostics;
}

/** Marks between parts of an answer: `a; b`, or without semicolons `a, b`. */
function split(text: string): string[] {
  return (text.includes(';') ? text.split(';') : text.split(','))
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** `kind=original, url=https://…`: a comma counts only where a key follows it. */
function splitPairs(text: string): [key: string, value: string][] | null {
  const parts = text.split(/[,;]\s*(?=[\w-]+\s*=)/);
  const pairs = parts.map((part) => /^\s*([\w-]+)\s*=\s*(.*?)\s*$/s.exec(part));
  return pairs.includes(null) ? null : pairs.map((match) => [match![1]!, match![2]!]);
}

/**
 * Reads what somebody answers on one line as the value of a field, all its scalars text. A list is `a, b` or `a; b`, a group
 * of keys `key=value, key=value`; a word alone goes to the key that says most: the kind of a copy, the name of an alias.
 * @param texts one text for each time that the answer was given
 */
export function readAnswer(field: Field, texts: readonly string[], model: Model): unknown {
  const [text = ''] = texts;
  switch (field.form) {
    case 'text':
      return text.trim();
    case 'list':
      return texts.flatMap(split);
    case 'free keys':
      return Object.fromEntries(texts.flatMap((one) => splitPairs(one) ?? [[one, '']]));
    case 'group':
      return readGroup(field, text, model);
    default: {
      const item = itemField(field, model);
      const groups = texts.flatMap((one) => (splitPairs(one) === null ? split(one) : [one]));
      return groups.map((one) => readGroup(item, one, model));
    }
  }
}

function readGroup(field: Field, text: string, model: Model): Record<string, unknown> {
  const pairs = splitPairs(text);
  const fields = fieldsOf(field.shape, model);
  if (pairs === null) return { [field.main?.key ?? '']: text.trim() };
  return Object.fromEntries(
    pairs.map(([key, value]) => {
      const known = fields.find((one) => one.key === key);
      return [key, known === undefined ? value : readAnswer(known, [value], model)];
    }),
  );
}

/**
 * Gives texts the types of the schema and keys its order, for writing: `true` and not `'true'`.
 * @param value has passed its check
 */
export function typed(field: Field, value: unknown, model: Model): unknown {
  const { type, properties } = field.shape.schema;
  if (type === 'boolean') return value === 'true';
  if (type === 'integer') return Number(value);
  if (Array.isArray(value)) return value.map((item) => typed(itemField(field, model), item, model));
  if (properties === undefined) return value;
  const written = value as Record<string, unknown>;
  const present = fieldsOf(field.shape, model).filter(({ key }) => Object.hasOwn(written, key));
  return Object.fromEntries(present.map((one) => [one.key, typed(one, written[one.key], model)]));
}
