/** A mapping of which nothing is known yet: the schema may have cut faulty parts out of it. */
export type Loose = Readonly<Record<string, unknown>>;

/** The value as a mapping; undefined when it is none. */
export function asMap(value: unknown): Loose | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : undefined;
}

/** The text under `key`; undefined when there is none. */
export function textAt(value: Loose | undefined, key: string): string | undefined {
  const found = value?.[key];
  return typeof found === 'string' ? found : undefined;
}

/** The list under `key`; empty when there is none. Items keep their places, so that positions hold. */
export function listAt(value: Loose | undefined, key: string): readonly unknown[] {
  const found = value?.[key];
  return Array.isArray(found) ? found : [];
}

/**
 * Whether nobody wrote `key`. A key with a faulty value is there and holds undefined: the schema has told that fault,
 * and a second error about a missing key would only follow from it.
 */
export function lacks(value: Loose, key: string): boolean {
  return !Object.hasOwn(value, key);
}
