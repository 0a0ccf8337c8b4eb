import type { Schema } from '../../model/schemas.ts';

/** Keys and indexes from the top of the file. */
export type Path = (string | number)[];

/** A schema error in plain words, with the place in the value that it is about. */
export interface Explained {
  code: string;
  message: string;
  fix: string;
  suggestion?: string;
  /** Whether `make fix` mends it. */
  fixable?: boolean;
  /** Keys and indexes from the top of the file. */
  path: Path;
  /** Whether the key or the value is at fault. */
  part: 'key' | 'value';
  /** For a missing key: which one, and which keys would stand before it. */
  missing?: { key: string; example: string | null; before: string[] };
  /** For a key that belongs elsewhere in the record: which one, under which keys of the record, and that in words. */
  stray?: { key: string; homes: string[]; where: string };
}

/** An explained error about a value. */
export function aboutValue(
  path: Path,
  code: string,
  message: string,
  fix: string,
  suggestion?: string,
): Explained {
  return { code, message, fix, path, part: 'value', ...(suggestion === undefined ? {} : { suggestion }) };
}

/** An explained error about a key; the path ends with it. */
export function aboutKey(
  path: Path,
  code: string,
  message: string,
  fix: string,
  suggestion?: string,
): Explained {
  return { ...aboutValue(path, code, message, fix, suggestion), part: 'key' };
}

/** What a path is called in a message: its key, or its place in a list. */
export function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  return typeof last === 'number' ? `item ${last + 1} of ${keyOf(path)}` : last;
}

/** The key that a path is about: the last one that is no index. */
export function keyOf(path: Path): string {
  return path.findLast((step): step is string => typeof step === 'string') ?? 'the file';
}

/** A value in quotation marks, on one line and not too long. */
export function show(value: unknown): string {
  const text = (typeof value === 'string' ? value : flow(value)).replace(/\s+/g, ' ');
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}

/** The first example of a schema as it would be written on one line; null when there is none or it is long. */
export function exampleOf(schema: unknown): string | null {
  const examples = (schema as Schema | undefined)?.examples;
  if (!Array.isArray(examples) || examples.length === 0) return null;
  const text = flow(examples[0]);
  return text.length > 80 ? null : text;
}

/** A value as YAML on one line. */
export function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${flow(key)}: ${flow(item)}`)
      .join(', ')}}`;
  }
  const text = String(value);
  return /^[\p{L}\p{N}/.(+$€£–][^,[\]{}#:"]*$/u.test(text) && text === text.trim()
    ? text
    : `'${text.replaceAll("'", "''")}'`;
}
