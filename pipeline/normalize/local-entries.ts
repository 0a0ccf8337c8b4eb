import type { ParsedFile } from '../ingest/parsed-file.ts';
import type { Alias, AuthoredRecord, Entity, Event } from '../model/generated/records.ts';
import type { RecordReader } from './record-reader.ts';
import { assignCountries, makeEntry } from './resolve/entry.ts';
import type { Entry, Registry } from './resolve/registry.ts';
import { SLOTS } from './resolve/slots.ts';

/** An entry of a record, and where in the record it stands. */
export interface LocalEntry {
  entry: Entry;
  path: ['entities' | 'events', number];
}

/** Keys of an entity or event that refer to others. */
const REFERENCES = ['country', 'of', 'part_of', 'event', 'place', 'host', 'series'] as const;
const REFERENCE_LISTS = ['members', 'authors', 'speakers', 'claimed_by', 'member_of', 'successors'] as const;

/**
 * The entities and events that a record declares for itself, in the order of the file.
 * An item that the schema refused to the point of having no id, type or name is left out.
 */
export function localEntriesOf(file: ParsedFile, record: Partial<AuthoredRecord>): LocalEntry[] {
  const recordId = record.id ?? '';
  const entries: LocalEntry[] = [];
  for (const key of ['entities', 'events'] as const) {
    const items = (record[key] ?? []) as (Entity | Event | undefined)[];
    for (const [index, item] of items.entries()) {
      if (item?.id === undefined || item.type === undefined || item.name === undefined) continue;
      const line = file.itemLines[key]?.[index] ?? 1;
      const kind = key === 'entities' ? 'entity' : 'event';
      const site = { scope: 'record', recordId, file: file.path, line } as const;
      entries.push({ entry: makeEntry(kind, withWholeAliases(item), site), path: [key, index] });
    }
  }
  return entries;
}

/** An alias that the schema refused to the point of having no name is left out. */
function withWholeAliases<T extends Entity | Event>(item: T): T {
  const { aliases } = item;
  if (aliases === undefined) return item;
  return { ...item, aliases: aliases.filter((alias: Alias | undefined) => alias?.name !== undefined) };
}

/** Tells local ids that are taken, in the record itself or in the registry. */
export function checkLocalIds(reader: RecordReader, registry: Registry): void {
  const lines = new Map<string, number>();
  for (const key of ['entities', 'events'] as const) {
    const items = (reader.record[key] ?? []) as ({ id?: string } | undefined)[];
    for (const [index, item] of items.entries()) {
      if (item?.id === undefined) continue;
      const path = [key, index, 'id'];
      const earlier = lines.get(item.id);
      const registered = registry.entries.get(item.id);
      if (earlier !== undefined) {
        reader.report(
          'E-ENTITY-TWICE',
          path,
          `"${item.id}" is already declared on line ${earlier}`,
          'Declare it once, or give this one another id.',
        );
      } else if (registered !== undefined) {
        reader.report(
          'E-ENTITY-TWICE',
          path,
          `"${item.id}" is already in ${registered.file}, line ${registered.line} (${registered.name})`,
          'Remove it here to use that one, or give this one another id.',
        );
      } else if (registry.redirects.has(item.id)) {
        reader.report(
          'E-ENTITY-TWICE',
          path,
          `"${item.id}" is a retired id`,
          'Ids are never used again: give this one another id.',
        );
      }
      lines.set(item.id, reader.file.itemLines[key]?.[index] ?? 1);
    }
  }
}

/**
 * Resolves what the record's own entities and events refer to, so that their values hold ids only.
 * @param locals as made by {@link localEntriesOf}; the values of their entries are replaced
 */
export function resolveLocalReferences(reader: RecordReader, locals: readonly LocalEntry[]): void {
  for (const { entry, path } of locals) {
    const value = { ...entry.value } as unknown as Record<string, unknown>;
    for (const key of REFERENCES) {
      if (typeof value[key] === 'string')
        value[key] = reader.actor(value[key], SLOTS.any, [...path, key], null)?.entry.id;
    }
    for (const key of REFERENCE_LISTS) {
      if (Array.isArray(value[key]))
        value[key] = reader
          .actors(value[key] as string[], SLOTS.any, [...path, key], null)
          .map((actor) => actor.entry.id);
    }
    entry.value = value as unknown as Entity;
  }
  assignCountries(
    locals.map(({ entry }) => entry),
    reader.entry,
  );
}
