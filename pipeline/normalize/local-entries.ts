import type { ParsedFile } from '../model/authored.ts';
import type { Alias, AuthoredRecord, Entity, Event, Tenure } from '../model/generated/records.ts';
import { compileReferences, type ReferencePlan } from '../model/reference-plan.ts';
import type { Schema } from '../model/schemas.ts';
import { assignCountries, makeEntry } from './names/entry.ts';
import type { Entry } from './names/registry.ts';
import { type Slot, slotOf } from './names/slots.ts';
import { refusedOf } from './names/usable.ts';
import type { Questions } from './questions.ts';
import type { RecordReader } from './reader.ts';

/** An entry of a record, and where in the record it stands. */
interface LocalEntry {
  entry: Entry;
  path: ['entities' | 'events', number];
}

/** Keys of an entry that refer to entities and events, one or a list of them, by its list and type. */
type SlotPlan = (list: LocalEntry['path'][0], type: string) => readonly { key: string; slot: Slot }[];

/** The plan of a schema, made once and not for each record. */
const plans = new WeakMap<Schema, SlotPlan>();

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

/** What the entities and events are called that {@link localEntriesOf} leaves out, folded. */
export function refusedLocals(file: ParsedFile, record: Partial<AuthoredRecord>): Set<string> {
  // The schema refused nothing where the checked value is the one of the file.
  if (record === file.value) return new Set();
  return new Set(refusedOf({ ...file, value: record }, file.value ?? file.salvage?.value));
}

/** An alias that the schema refused to the point of having no name is left out. */
function withWholeAliases<T extends Entity | Event>(item: T): T {
  const { aliases } = item;
  if (aliases === undefined) return item;
  return { ...item, aliases: aliases.filter((alias: Alias | undefined) => alias?.name !== undefined) };
}

/** Tells local ids that are taken, in the record itself or in the registry. */
export function checkLocalIds(reader: RecordReader, registry: Questions): void {
  const lines = new Map<string, number>();
  for (const key of ['entities', 'events'] as const) {
    const items = (reader.record[key] ?? []) as ({ id?: string } | undefined)[];
    for (const [index, item] of items.entries()) {
      if (item?.id === undefined) continue;
      const path = [key, index, 'id'];
      const earlier = lines.get(item.id);
      const registered = registry.entry(item.id);
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
      } else if (registry.redirect(item.id) !== undefined) {
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
 * @param schema of the registry, which says what each key may refer to
 */
export function resolveLocalReferences(
  reader: RecordReader,
  locals: readonly LocalEntry[],
  schema: Schema,
): void {
  const plan = plans.get(schema) ?? slotPlanOf(compileReferences(schema));
  plans.set(schema, plan);
  for (const { entry, path } of locals) {
    const value = { ...entry.value } as unknown as Record<string, unknown>;
    for (const { key, slot } of plan(path[0], entry.type)) {
      const written = value[key];
      if (typeof written === 'string')
        value[key] = reader.actor(written, slot, [...path, key], null)?.entry.id;
      else if (Array.isArray(written))
        value[key] = reader
          .actors(written as string[], slot, [...path, key], null)
          .map((actor) => actor.entry.id);
    }
    if (Array.isArray(value.tenures)) {
      value.tenures = (value.tenures as Tenure[]).map((tenure, index) => {
        const at = [...path, 'tenures', index, 'office'];
        return { ...tenure, office: reader.actor(tenure?.office, OFFICE, at, null)?.entry.id };
      });
    }
    entry.value = value as unknown as Entity;
  }
  assignCountries(
    locals.map(({ entry }) => entry),
    reader.entry,
  );
}

const OFFICE = slotOf('office', 'entity', ['office']);

function slotPlanOf(references: ReferencePlan): SlotPlan {
  const known = { entities: new Map<string, ReturnType<SlotPlan>>(), events: new Map() };
  return (list, type) => {
    const before = known[list].get(type);
    if (before !== undefined) return before;
    const slots = references(list, type).flatMap(({ steps: [key = '', item, ...deeper], target, types }) => {
      const isOwn = deeper.length === 0 && (item === undefined || item === '*');
      return isOwn && (target === 'entity' || target === 'event')
        ? [{ key, slot: slotOf(key, target, types) }]
        : [];
    });
    known[list].set(type, slots);
    return slots;
  };
}
