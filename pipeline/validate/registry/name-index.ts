import type { ValuePath } from '../../model/authored.ts';
import { foldName } from '../../model/fold.ts';
import type { Item } from './item.ts';
import { asMap, type Loose, listAt } from './read-value.ts';

/** One name of an entity or event, with its place. */
export interface NameUse {
  item: Item;
  steps: ValuePath;
  name: string;
  /** The alias; undefined for a name that the entry bears itself: its usual, official and native ones. */
  alias: Loose | undefined;
}

/**
 * Names that decide by themselves, by folded form. Weak aliases and metonyms only suggest and are left out. Nearly all
 * names have one bearer, so lists are made for the others only.
 */
export interface NameIndex {
  first: ReadonlyMap<string, NameUse>;
  /** All uses of a name that is used more than once. */
  shared: ReadonlyMap<string, readonly NameUse[]>;
}

interface Growing {
  first: Map<string, NameUse>;
  shared: Map<string, NameUse[]>;
}

// Shared by all uses: a registry has some 100,000 of them.
const NAME: ValuePath = ['name'];
const OFFICIAL_NAME: ValuePath = ['official_name'];

/** Indexes the names of `items`; of two items with one id (an error of its own) only the one in `entries` counts. */
export function indexNames(items: readonly Item[], entries: ReadonlyMap<string, Item>): NameIndex {
  const index: Growing = { first: new Map(), shared: new Map() };
  for (const item of items) {
    if (entries.get(item.id) !== item) continue;
    const { value } = item;
    add(index, item, NAME, value.name);
    add(index, item, OFFICIAL_NAME, value.official_name);
    for (const [lang, name] of Object.entries(asMap(value.native_names) ?? {})) {
      add(index, item, ['native_names', lang], name);
    }
    const aliases = listAt(value, 'aliases');
    for (let position = 0; position < aliases.length; position++) {
      const alias = asMap(aliases[position]);
      if (alias === undefined || isWeak(alias)) continue;
      add(index, item, ['aliases', position, 'name'], alias.name, alias);
    }
  }
  return index;
}

function add(index: Growing, item: Item, steps: ValuePath, name: unknown, alias?: Loose): void {
  const key = typeof name === 'string' ? foldName(name) : '';
  if (key === '') return;
  const use = { item, steps, name: name as string, alias };
  const first = index.first.get(key);
  const shared = index.shared.get(key);
  if (first === undefined) index.first.set(key, use);
  else if (shared === undefined) index.shared.set(key, [first, use]);
  else shared.push(use);
}

/** All uses of the folded name `key`. */
export function usesOf({ first, shared }: NameIndex, key: string): readonly NameUse[] {
  const only = first.get(key);
  return shared.get(key) ?? (only === undefined ? [] : [only]);
}

/** A value of `weak` that the schema refused could be true. */
function isWeak(alias: Loose): boolean {
  return 'weak' in alias && alias.weak !== false && alias.weak !== 'false';
}
