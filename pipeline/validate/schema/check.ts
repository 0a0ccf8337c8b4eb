import type { ErrorObject } from 'ajv';
import type { Diagnostic, Range } from '../../diagnostics/diagnostic.ts';
import { problem } from '../../diagnostics/problem.ts';
import type { Locator } from '../../ingest/positions.ts';
import { cutCascades } from './cascades.ts';
import type { CompiledSchema } from './compile.ts';
import { type Explained, explainSchemaError } from './explain.ts';

type Path = (string | number)[];

/** What the schema found wrong, and the value without it, for the checks that follow. */
interface SchemaResult {
  diagnostics: Diagnostic[];
  /** The value itself when nothing is wrong; else a copy in which every faulty part is undefined. */
  value: unknown;
}

/**
 * Checks a value against a compiled schema and tells everything that is wrong with it, each cause once.
 * @param locate gives the positions; asked for only when there is an error
 */
export function checkSchema(
  value: unknown,
  path: string,
  schema: CompiledSchema,
  locate: () => Locator,
): SchemaResult {
  if (schema.isValid(value)) return { diagnostics: [], value };
  const errors = schema.errorsOf(value);
  const trimmed = withoutFinalLineEnds(value, errors);
  if (trimmed !== undefined) return checkSchema(trimmed, path, schema, locate);
  const isTooMuch = errors.length > MOST_EXPLAINED;
  const explained = explainAll(isTooMuch ? errors.slice(0, MOST_EXPLAINED) : errors, value);
  const locator = locate();
  const placeOf = ({ path: steps, part, missing }: Explained): Range => {
    if (missing !== undefined) return locator.after(steps, missing.before);
    return part === 'key' ? locator.key(steps) : locator.value(steps);
  };
  const diagnostics = cutCascades(explained).map((entry) => {
    const { code, message, fix, suggestion, fixable } = entry;
    return problem(code, path, placeOf(entry), message, fix, { suggestion, fixable });
  });
  const last = diagnostics.at(-1);
  if (isTooMuch && last !== undefined)
    last.message += `; ${errors.length - MOST_EXPLAINED} more findings of the schema in this file are not told one by one`;
  // What was not explained was not taken out either, so that nothing of it may go on.
  return { diagnostics, value: isTooMuch ? {} : without(value, explained) };
}

/**
 * The value with the final line end taken off each text that the schema wants in one line; undefined when there is none.
 * A block of text (`>`, `|`) has one.
 */
function withoutFinalLineEnds(value: unknown, errors: readonly ErrorObject[]): unknown {
  const isLine = (text: unknown): boolean => typeof text === 'string' && /^[^\n]*\S\n$/.test(text);
  const lines = errors.flatMap(({ keyword, data, params, ...error }) => {
    if (keyword === 'discriminator' && isLine(params.tagValue))
      return [[...pathOf(error, value), String(params.tag)]];
    return isLine(data) ? [pathOf(error, value)] : [];
  });
  if (lines.length === 0) return undefined;
  const copy = structuredClone(value);
  for (const path of lines) {
    const holder = holderAt(copy, path);
    const last = path.at(-1);
    const text = last === undefined ? undefined : holder?.[last];
    if (last !== undefined && holder !== undefined && isLine(text)) holder[last] = String(text).trimEnd();
  }
  return copy;
}

/** So many findings of one file are explained: two hundred thousand took seconds and memory, and nobody reads them. */
const MOST_EXPLAINED = 10_000;

/** After so many findings of one file nobody needs to be told what was meant: the search takes most of the time. */
const MOST_SEARCHES = 500;

/** So many unknown keys of one mapping are told one by one. */
const MAX_STRANGERS = 20;

/** What the errors mean. Of a mapping with very many unknown keys the last one that is told says how many more there are. */
function explainAll(errors: readonly ErrorObject[], value: unknown): Explained[] {
  const explained: Explained[] = [];
  const strangers = new Map<string, { count: number; last: Explained }>();
  for (const [index, error] of errors.entries()) {
    const known = error.keyword === 'additionalProperties' ? strangers.get(error.instancePath) : undefined;
    if (known !== undefined && ++known.count > MAX_STRANGERS) continue;
    const entry = explainSchemaError(error, pathOf(error, value), index < MOST_SEARCHES);
    if (entry === null) continue;
    explained.push(entry);
    if (known !== undefined) known.last = entry;
    else if (error.keyword === 'additionalProperties')
      strangers.set(error.instancePath, { count: 1, last: entry });
  }
  for (const { count, last } of strangers.values())
    if (count > MAX_STRANGERS) last.message += `; ${count - MAX_STRANGERS} more keys here are unknown, too`;
  return explained;
}

function holderAt(value: unknown, path: Path): Record<string, unknown> | undefined {
  let holder = value as Record<string, unknown> | undefined;
  for (const step of path.slice(0, -1)) holder = holder?.[step] as Record<string, unknown> | undefined;
  return typeof holder === 'object' && holder !== null ? holder : undefined;
}

function pathOf(error: Pick<ErrorObject, 'instancePath'>, value: unknown): Path {
  const path: Path = [];
  let node: unknown = value;
  for (const raw of error.instancePath.split('/').slice(1)) {
    const step = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(node) ? Number(step) : step);
    node = (node as Record<string, unknown> | undefined)?.[step];
  }
  return path;
}

function without(value: unknown, explained: readonly Explained[]): unknown {
  const copy = structuredClone(value);
  for (const { code, path, suggestion } of explained) {
    if (code === 'E-KEY-MISSING' || path.length === 0) continue;
    const holder = holderAt(copy, path);
    if (holder === undefined) continue;
    const last = path.at(-1) as string;
    if (code === 'E-KEY-UNKNOWN' || code === 'E-KEY-FORM') delete holder[last];
    // Items stay in their places, so that the positions of the others still hold.
    else holder[last] = undefined;
    // A misspelt key is there all the same: nobody is to be told that the right one is absent.
    if (code === 'E-KEY-UNKNOWN' && suggestion !== undefined && !Object.hasOwn(holder, suggestion))
      holder[suggestion] = undefined;
  }
  return copy;
}
