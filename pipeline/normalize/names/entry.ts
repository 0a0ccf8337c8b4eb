import type { Entity, Event } from '../../model/generated/records.ts';

/** An entity or event with where it is declared. */
export interface Entry {
  kind: 'entity' | 'event';
  id: string;
  type: string;
  name: string;
  /** Id of the state or territory it belongs to; null when it belongs to none or to an unknown one. */
  country: string | null;
  value: Entity | Event;
  scope: 'registry' | 'record';
  /** The record that declares it; null in the registry. */
  recordId: string | null;
  file: string;
  /** 1-based line on which the entry begins. */
  line: number;
}

/** Where an entry is declared. */
interface EntrySite {
  scope: Entry['scope'];
  recordId: string | null;
  file: string;
  line: number;
}

/** Makes an entry; its country is filled in by {@link assignCountries} once all entries are known. */
export function makeEntry(kind: Entry['kind'], value: Entity | Event, site: EntrySite): Entry {
  const { id, type, name } = value;
  const { scope, recordId, file, line } = site;
  return { kind, id, type, name, country: null, value, scope, recordId, file, line };
}

/**
 * Fills in the country of every entry: its own id for a state or territory, else its `country`, else that of what it is
 * `of` (a government's state, an office's party …).
 * @param lookup finds the entry of an id
 */
export function assignCountries(entries: Iterable<Entry>, lookup: (id: string) => Entry | undefined): void {
  for (const entry of entries) entry.country = countryOf(entry, lookup, 0);
}

function countryOf(entry: Entry, lookup: (id: string) => Entry | undefined, depth: number): string | null {
  if (entry.type === 'state' || entry.type === 'territory') return entry.id;
  const { value } = entry;
  if ('country' in value && value.country !== undefined) return value.country;
  // An office of an agency of a government: three steps; more would be a circle.
  if (!('of' in value) || value.of === undefined || depth > 4) return null;
  const owner = lookup(value.of);
  return owner === undefined ? null : countryOf(owner, lookup, depth + 1);
}

/** Orders entries by id, by code unit, registry before record. */
export function byId(a: Entry, b: Entry): number {
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  if (a.scope !== b.scope) return a.scope === 'registry' ? -1 : 1;
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line;
}

/** The entries without repetition, sorted by id. */
export function uniqueById(entries: Iterable<Entry>): Entry[] {
  return [...new Set(entries)].sort(byId);
}
