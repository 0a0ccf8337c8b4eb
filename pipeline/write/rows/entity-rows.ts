import type { Entity, Event } from '../../model/generated/records.ts';
import type { EntitiesRow, EntityNamesRow, EntityTenuresRow, EventsRow } from '../../model/generated/tables.ts';
import { isFault, readDate } from '../../model/dates.ts';
import { foldName } from '../../normalize/resolve/fold.ts';
import { namesOf } from '../../normalize/resolve/names.ts';
import type { Entry } from '../../normalize/resolve/registry.ts';

/** Every key that some kind of entity has; which ones a kind allows is the schema's business. */
type AnyEntity = { [K in EntityKey]?: EntityValue<K> };
type EntityKey = Entity extends infer E ? (E extends unknown ? keyof E : never) : never;
type EntityValue<K extends PropertyKey> = Entity extends infer E ? (E extends { [P in K]?: infer V } ? V : never) : never;
type AnyEvent = { [K in EventKey]?: EventValue<K> };
type EventKey = Event extends infer E ? (E extends unknown ? keyof E : never) : never;
type EventValue<K extends PropertyKey> = Event extends infer E ? (E extends { [P in K]?: infer V } ? V : never) : never;

/**
 * The row of an entity.
 * @param lookup finds the entry of an id
 */
export function entityRow(entry: Entry, lookup: (id: string) => Entry | undefined): EntitiesRow {
  const value = entry.value as AnyEntity;
  return {
    entity_id: entry.id,
    name: entry.name,
    type: entry.type,
    scope: entry.scope,
    record_id: entry.recordId,
    actor_country: entry.country,
    actor_country_name: entry.country === null ? null : (lookup(entry.country)?.name ?? null),
    official_name: value.official_name ?? null,
    iso_alpha2: value.iso?.alpha2 ?? null,
    iso_alpha3: value.iso?.alpha3 ?? null,
    iso_numeric: value.iso?.numeric ?? null,
    qid: value.qid ?? null,
    qid_sources: value.qid_sources ?? [],
    status: value.status ?? null,
    claimed_by: value.claimed_by ?? [],
    member_of: value.member_of ?? [],
    part_of: value.part_of ?? null,
    of: value.of ?? null,
    office_role: value.role ?? null,
    membership: value.membership ?? null,
    members: value.members ?? [],
    size_comparator: value.size?.comparator ?? null,
    size_value: value.size?.value === undefined ? null : Number(value.size.value),
    start: value.start ?? null,
    end: value.end ?? null,
    successors: value.successors ?? [],
    capital: value.capital ?? null,
    iso3166_2: value.iso3166_2 ?? null,
    partyfacts_id: value.partyfacts_id ?? null,
    website: value.website ?? null,
    issn: value.issn ?? null,
    note: value.note ?? null,
    file: entry.file,
    line: entry.line,
  };
}

/** The names of an entity, its usual one first. */
export function nameRows({ id, value }: Entry): EntityNamesRow[] {
  return namesOf(value).map(({ name, kind, lang, weak }, index) => {
    const alias = (value.aliases ?? []).find((candidate) => candidate.name === name && kind !== 'name');
    return {
      entity_id: id,
      position: index + 1,
      name,
      kind,
      language: lang,
      weak,
      start: alias?.start ?? null,
      end: alias?.end ?? null,
      normalized: foldName(name),
    };
  });
}

/** The terms of office of a person, in the order of the registry. */
export function tenureRows({ id, name, value }: Entry, lookup: (id: string) => Entry | undefined): EntityTenuresRow[] {
  const tenures = value.type === 'person' ? (value.tenures ?? []) : [];
  return tenures.map(({ office, start, end, open_as_of: openAsOf, source }, index) => ({
    entity_id: id,
    position: index + 1,
    person_name: name,
    office_id: office,
    office_name: lookup(office)?.name ?? office,
    start: start ?? null,
    end: end ?? null,
    open_as_of: openAsOf ?? null,
    source: source ?? null,
  }));
}

/** The row of an event. */
export function eventRow(entry: Entry): EventsRow {
  const value = entry.value as AnyEvent;
  const span = value.date === undefined ? null : readDate(value.date);
  const known = span === null || isFault(span) ? null : span;
  return {
    event_id: entry.id,
    name: entry.name,
    type: entry.type,
    scope: entry.scope,
    record_id: entry.recordId,
    date: value.date ?? null,
    date_min: known?.min ?? null,
    date_max: known?.max ?? null,
    place_id: value.place ?? null,
    host_id: value.host ?? null,
    series_id: value.series ?? null,
    edition: value.edition ?? null,
    part_of_id: value.part_of ?? null,
    speaker_ids: value.speakers ?? [],
    form: value.form ?? null,
    note: value.note ?? null,
    file: entry.file,
    line: entry.line,
  };
}

