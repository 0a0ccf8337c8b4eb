import type { ParsedFile } from '../../model/authored.ts';
import { foldName } from '../../model/fold.ts';

/** A file without what the schema refused: items that lack what every item needs, and refused parts of the others. */
export function usableFile(file: ParsedFile): ParsedFile {
  const value: Record<string, unknown> = {};
  const itemLines: ParsedFile['itemLines'] = {};
  for (const [key, list] of Object.entries((file.value ?? {}) as Record<string, unknown>)) {
    if (!Array.isArray(list)) continue;
    const kept = list.map((item, index) => ({
      item: withoutGaps(item),
      line: file.itemLines[key]?.[index] ?? 1,
    }));
    const whole = kept.filter(({ item }) => hasAll(item, NEEDED.get(key) ?? []));
    value[key] = whole.map(({ item }) => item);
    itemLines[key] = whole.map(({ line }) => line);
  }
  return { ...file, value, itemLines };
}

/**
 * What the entities and events of a file that {@link usableFile} leaves out are called, folded.
 * @param file without what the schema refused
 * @param authored the value of the same file as it was written
 */
export function refusedOf(file: ParsedFile, authored: unknown): string[] {
  const written = (authored ?? {}) as Record<string, unknown>;
  const checked = (file.value ?? {}) as Record<string, unknown>;
  return ['entities', 'events'].flatMap((key) => {
    const [items, list] = [checked[key], written[key]];
    if (!Array.isArray(items) || !Array.isArray(list)) return [];
    return items.flatMap((item, index) => (hasAll(item, NEEDED.get(key)!) ? [] : refusedNames(list[index])));
  });
}

/**
 * Ids and names of an entity or event that the schema refused, folded: what it is called can mostly still be read, and
 * nobody is to be told at each use that it does not exist.
 * @param authored the entry as it was written
 */
function refusedNames(authored: unknown): string[] {
  const { id, name, aliases } = mapOf(authored);
  const others = Array.isArray(aliases) ? aliases.map((alias) => mapOf(alias).name ?? alias) : [];
  return [id, name, ...others].filter((text) => typeof text === 'string').map(foldName);
}

function mapOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** What an item must have to be of use; the schema asks for more. */
const NEEDED: ReadonlyMap<string, string[]> = new Map(
  Object.entries({
    entities: ['id', 'type', 'name'],
    events: ['id', 'type', 'name'],
    redirects: ['from'],
    coders: ['id'],
    titles: ['title'],
  }),
);

/** Items of lists within entries, by their key. */
const NEEDED_WITHIN: ReadonlyMap<string, string[]> = new Map([
  ['aliases', ['name']],
  ['tenures', ['office']],
]);

/** An entry without the parts that the schema refused; itself when there are none. */
function withoutGaps(item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return item;
  const isWhole = (key: string, value: unknown): boolean =>
    value !== undefined && (!Array.isArray(value) || value.every((part) => isUsable(part, key)));
  if (Object.entries(item).every(([key, value]) => isWhole(key, value))) return item;
  const entries = Object.entries(item).flatMap(([key, value]) => {
    if (value === undefined) return [];
    return [[key, Array.isArray(value) ? value.filter((part) => isUsable(part, key)) : value]];
  });
  return Object.fromEntries(entries);
}

/** Whether an item of a list within an entry has what it needs. */
function isUsable(part: unknown, key: string): boolean {
  return part !== undefined && hasAll(part, NEEDED_WITHIN.get(key) ?? []);
}

function hasAll(item: unknown, keys: readonly string[]): boolean {
  if (keys.length === 0) return item !== undefined;
  if (typeof item !== 'object' || item === null) return false;
  return keys.every((key) => (item as Record<string, unknown>)[key] !== undefined);
}
