import type { ParsedFile } from '../../model/authored.ts';
import { compileReferences, type ReferencePlan } from '../../model/reference-plan.ts';
import type { Schema } from '../../model/schemas.ts';
import { type Item, LISTS, type ListName } from './item.ts';
import { indexNames, type NameIndex } from './name-index.ts';
import { asMap, type Loose, listAt, textAt } from './read-value.ts';

/** The whole registry, indexed for the checks. */
export interface RegistryContext {
  /** All items in the order of file (by path) and place. */
  lists: Readonly<Record<ListName, readonly Item[]>>;
  /** Living entities and events by id; of two with one id the first. */
  entries: ReadonlyMap<string, Item>;
  /** Redirects by retired id; of two with one id the first. */
  retired: ReadonlyMap<string, Item>;
  sources: ReadonlyMap<string, Item>;
  references: ReferencePlan;
  /** Whether a file could not be read at all: then an id that is not found may stand there. */
  incomplete: boolean;
  /** Ids and names of entries that the schema refused, folded: an id among them stands there, if in another form. */
  refused: ReadonlySet<string>;
  /** Names of entities and events, folded. */
  names(): NameIndex;
}

/** Gathers the items of all files. The order of `files` counts for nothing. */
export function buildContext(
  files: readonly ParsedFile[],
  schema: Schema,
  refused: ReadonlySet<string>,
): RegistryContext {
  const lists = Object.fromEntries(LISTS.map((list) => [list, [] as Item[]])) as Record<ListName, Item[]>;
  let incomplete = false;
  const inOrder = [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  for (const file of inOrder) {
    const top = asMap(file.value ?? file.salvage?.value);
    if (top === undefined) incomplete = true;
    for (const list of LISTS) for (const one of itemsOf(file, top, list)) lists[list].push(one);
  }
  let names: NameIndex | undefined;
  const entries = firstById([...lists.entities, ...lists.events]);
  return {
    lists,
    entries,
    retired: firstById(lists.redirects),
    sources: firstById(lists.sources),
    references: compileReferences(schema),
    incomplete,
    refused,
    names: () => {
      names ??= indexNames([...lists.entities, ...lists.events], entries);
      return names;
    },
  };
}

function itemsOf(file: ParsedFile, top: Loose | undefined, list: ListName): Item[] {
  const key = list === 'redirects' ? 'from' : list === 'titles' ? 'title' : 'id';
  return listAt(top, list).flatMap((entry, index) => {
    const value = asMap(entry);
    if (value === undefined) return [];
    return [{ file, list, index, value, id: textAt(value, key) ?? '', type: textAt(value, 'type') ?? '' }];
  });
}

function firstById(items: readonly Item[]): Map<string, Item> {
  const map = new Map<string, Item>();
  for (const item of items) if (item.id !== '' && !map.has(item.id)) map.set(item.id, item);
  return map;
}

/** Whether an earlier item has the same id: that is an error of its own, and others would only follow from it. */
export function isRepeat({ entries }: RegistryContext, item: Item): boolean {
  const first = entries.get(item.id);
  return first !== undefined && first !== item;
}
