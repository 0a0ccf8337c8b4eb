import type { ErrorObject } from 'ajv';
import type { Diagnostic, Range } from '../../diagnostics/diagnostic.ts';
import { problem } from '../../diagnostics/problem.ts';
import type { Locator } from '../../ingest/positions.ts';
import { cutCascades } from './cascades.ts';
import type { CompiledSchema } from './compile.ts';
import { type Explained, explainSchemaError } from './explain.ts';

type Path = (string | number)[];

/** What the schema found wrong, and the value without it, for the checks that follow. */
export interface SchemaResult {
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
  const explained = schema
    .errorsOf(value)
    .map((error) => explainSchemaError(error, pathOf(error, value)))
    .filter((entry): entry is Explained => entry !== null);
  const locator = locate();
  const placeOf = ({ path: steps, part, missing }: Explained): Range => {
    if (missing !== undefined) return locator.after(steps, missing.before);
    return part === 'key' ? locator.key(steps) : locator.value(steps);
  };
  const diagnostics = cutCascades(explained).map((entry) => {
    const { code, message, fix, suggestion, fixable } = entry;
    return problem(code, path, placeOf(entry), message, fix, { suggestion, fixable });
  });
  return { diagnostics, value: without(value, explained) };
}

function pathOf(error: ErrorObject, value: unknown): Path {
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
    let holder = copy as Record<string, unknown> | undefined;
    for (const step of path.slice(0, -1)) holder = holder?.[step] as Record<string, unknown> | undefined;
    if (typeof holder !== 'object' || holder === null) continue;
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
