import type { ParsedFile } from '../ingest/parsed-file.ts';
import type { AuthoredRecord, Entity, Event } from '../model/generated/records.ts';
import type { RecordReader } from './record-reader.ts';
import { assignCountries, makeEntry } from './resolve/entry.ts';
import type { Entry, Registry } from './resolve/registry.ts';
import { SLOTS } from './resolve/slots.ts';

/** Keys of an entity or event that refer to others. */
const REFERENCES = ['country', 'of', 'part_of', 'event', 'place', 'host', 'series'] as const;
const REFERENCE_LISTS = ['members', 'authors', 'speakers', 'claimed_by', 'member_of', 'successors'] as const;

/**
 * The entities and events that a record declares for itself, in the order of the file.
 * An item that the schema refused to the point of having no id, type or name is left out.
 */
export function localEntriesOf(file: ParsedFile, record: Partial<AuthoredRecord>): Entry[] {
  const recordId = record.id ?? '';
  const entries: Entry[] = [];
  for (const key of ['entities', 'events'] as const) {
    const items = (record[key] ?? []) as (Entity | Event | undefined)[];
    for (const [index, item] of items.entries()) {
      if (item?.id === undefined || item.type === undefined || item.name === undefined) continue;
      const line = file.itemLines[key]?.[index] ?? 1;
      entries.push(
        makeEntry(key === 'entities' ? 'entity' : 'event', item, {
          scope: 'record',
          recordId,
          file: file.path,
          line,
        }),
      );
    }
  }
  return entries;
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
 * @param entries as made by {@link localEntriesOf}; their values are replaced
 */
export function resolveLocalReferences(reader: RecordReader, entries: readonly Entry[]): void {
  const positions = { entity: new Map<Entry, number>(), event: new Map<Entry, number>() };
  const lists = {
    entity: (reader.record.entities ?? []) as unknown[],
    event: (reader.record.events ?? []) as unknown[],
  };
  for (const entry of entries) positions[entry.kind].set(entry, lists[entry.kind].indexOf(entry.value));
  for (const entry of entries) {
    const path = [entry.kind === 'entity' ? 'entities' : 'events', positions[entry.kind].get(entry) ?? 0];
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
  assignCountries(entries, reader.entry);
}
