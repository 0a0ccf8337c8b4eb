import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { digestOf, keepFile } from './store/file.ts';

/** Digits of the digest before a value, a byte each. */
const DIGEST = 32;

/** What is kept together with its key. */
interface Kept<T> {
  key: string;
  value: T;
}

/**
 * A value that follows from its key alone, as an earlier process kept it.
 * @param store where it is kept; undefined when nothing is
 * @param name of the value: of each the last is kept
 * @returns undefined when there is none, or when what lies there is not what was written
 */
export function recall<T>(store: string | undefined, name: string, key: string): T | undefined {
  if (store === undefined) return undefined;
  try {
    const bytes = readFileSync(fileOf(store, name));
    const content = bytes.subarray(DIGEST);
    if (digestOf(content) !== bytes.toString('latin1', 0, DIGEST)) return undefined;
    const kept = deserialize(content) as Kept<T>;
    return kept.key === keyOf(key) ? kept.value : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a value for the next process. What cannot be kept is made again, no more. */
export function remember<T>(store: string | undefined, name: string, key: string, value: T): T {
  if (store === undefined) return value;
  const content = serialize({ key: keyOf(key), value } satisfies Kept<T>);
  keepFile(fileOf(store, name), Buffer.concat([Buffer.from(digestOf(content)), content]));
  return value;
}

function fileOf(store: string, name: string): string {
  return join(store, `${name}.kept`);
}

/** Another Node may write values in another form. */
function keyOf(key: string): string {
  return `${process.version} ${key}`;
}
