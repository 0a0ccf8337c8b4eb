import type { ParsedFile } from '../../model/authored.ts';
import { foldName } from '../../model/fold.ts';
import type { Coder, Redirect, RegistryFile, Title } from '../../model/generated/records.ts';
import { assignCountries, byId, type Entry, makeEntry } from './entry.ts';
import { type NameForm, namesOf } from './forms.ts';
import { buildSuggestionIndex, type SuggestionIndex } from './suggest.ts';
import { type Holding, readHolding } from './tenures.ts';
import { refusedOf, usableFile } from './usable.ts';

export type { Entry } from './entry.ts';

/** A name together with the entry that bears it. */
export interface NameUse {
  entry: Entry;
  form: NameForm;
}

/** The registry, indexed for looking things up. All lists are sorted by id; nothing depends on the order of files. */
export interface Registry extends RegistryIndex {
  /** Index for suggestions, built when the first is needed. */
  suggestions(): SuggestionIndex;
}

/** What of it is built at once, and can be kept. */
export interface RegistryIndex {
  entries: Map<string, Entry>;
  /** Retired ids. */
  redirects: Map<string, Redirect>;
  coders: Map<string, Coder>;
  /** Ids and names of entities and events that the schema refused, folded. */
  refused: ReadonlySet<string>;
  /** Titles that may be taken off a name, by folded words. */
  titles: Map<string, Title>;
  /** Names by folded form, without those of offices. */
  names: Map<string, NameUse[]>;
  /** Names of offices by folded form: a printed office stands for its holder. */
  officeNames: Map<string, Entry[]>;
  /** Words that say whose a post is ("Chinese", "China", "UN"), by folded form. */
  owners: Map<string, Entry[]>;
  /** Offices by role. */
  officesByRole: Map<string, Entry[]>;
  /** Who held an office, by its id. */
  holdings: Map<string, Holding[]>;
}

/** Types whose names may stand before or after a post. */
const OWNER_TYPES: ReadonlySet<string> = new Set([
  'state',
  'territory',
  'igo',
  'party',
  'organization',
  'agency',
]);

/**
 * Indexes the registry.
 * @param files parsed files of the registry in any order; what the schema refused in them is left out; an id that stands twice counts once (validation tells)
 * @param authored the same files as they were written; needed only where the schema refused parts
 */
export function buildRegistry(files: readonly ParsedFile[], authored = files): Registry {
  return registryOf(indexRegistry(files, authored));
}

/** The registry of an index that was built before. */
export function registryOf(index: RegistryIndex): Registry {
  let suggestions: SuggestionIndex | undefined;
  return {
    ...index,
    suggestions: () => {
      suggestions ??= buildSuggestionIndex(index.entries.values());
      return suggestions;
    },
  };
}

function indexRegistry(files: readonly ParsedFile[], authored: readonly ParsedFile[]): RegistryIndex {
  const all: Entry[] = [];
  const coders: Coder[] = [];
  const redirects: Redirect[] = [];
  const titles: Title[] = [];
  for (const file of files.map(usableFile)) {
    const value = (file.value ?? {}) as RegistryFile;
    for (const one of entriesOf(file, value)) all.push(one);
    for (const one of value.coders ?? []) coders.push(one);
    for (const one of value.redirects ?? []) redirects.push(one);
    for (const one of value.titles ?? []) titles.push(one);
  }
  all.sort(byId);
  const entries = new Map<string, Entry>();
  for (const entry of all) if (!entries.has(entry.id)) entries.set(entry.id, entry);
  assignCountries(entries.values(), (id) => entries.get(id));

  return {
    entries,
    redirects: keyed(redirects, (redirect) => redirect.from),
    coders: keyed(coders, (coder) => coder.id),
    refused: new Set(files.flatMap((file, index) => refusedOf(file, readOf(authored[index])))),
    titles: keyed(titles, (title) => foldName(title.title)),
    ...indexNames(entries.values()),
    ...indexOffices(entries.values()),
  };
}

/** The value of a file, as far as it can be read. */
function readOf(file: ParsedFile | undefined): unknown {
  return file?.value ?? file?.salvage?.value;
}

/** A map sorted by key. A key that stands twice counts once; validation tells. */
function keyed<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T> {
  const pairs = items.map((item) => [keyOf(item), item] as const);
  return new Map(pairs.sort(([a], [b]) => (a < b ? 1 : a > b ? -1 : 0)).reverse());
}

function* entriesOf(file: ParsedFile, value: RegistryFile): Generator<Entry> {
  for (const key of ['entities', 'events'] as const) {
    const lines = file.itemLines[key] ?? [];
    for (const [position, item] of (value[key] ?? []).entries()) {
      const site = {
        scope: 'registry',
        recordId: null,
        file: file.path,
        line: lines[position] ?? 1,
      } as const;
      yield makeEntry(key === 'entities' ? 'entity' : 'event', item, site);
    }
  }
}

function indexNames(entries: Iterable<Entry>): Pick<Registry, 'names' | 'officeNames' | 'owners'> {
  const names = new Map<string, NameUse[]>();
  const officeNames = new Map<string, Entry[]>();
  const owners = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const form of namesOf(entry.value)) {
      const key = foldName(form.name);
      if (entry.type === 'office') {
        if (!form.weak) addOnce(officeNames, key, entry);
        continue;
      }
      add(names, key, { entry, form });
      if (OWNER_TYPES.has(entry.type) && isPlain(form)) addOnce(owners, key, entry);
    }
    if ('demonyms' in entry.value) {
      for (const demonym of entry.value.demonyms ?? []) addOnce(owners, foldName(demonym), entry);
    }
  }
  return { names, officeNames, owners };
}

/** A name that decides by itself, whatever the date and country. */
function isPlain(form: NameForm): boolean {
  return !form.weak && !form.needsCountry && form.kind !== 'metonym';
}

function indexOffices(entries: Iterable<Entry>): Pick<Registry, 'officesByRole' | 'holdings'> {
  const officesByRole = new Map<string, Entry[]>();
  const holdings = new Map<string, Holding[]>();
  for (const entry of entries) {
    const { value } = entry;
    if (value.type === 'office') add(officesByRole, value.role, entry);
    if (value.type !== 'person') continue;
    for (const tenure of value.tenures ?? []) add(holdings, tenure.office, readHolding(entry, tenure));
  }
  return { officesByRole, holdings };
}

/** Adds an item to the list under a key. */
export function add<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}

function addOnce<T>(map: Map<string, T[]>, key: string, item: T): void {
  if (!map.get(key)?.includes(item)) add(map, key, item);
}
