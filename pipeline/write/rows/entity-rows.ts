import { isFault, readDate } from '../../model/dates/dates.ts';
import type { Entity, Event } from '../../model/generated/records.ts';
import type {
  EntitiesRow,
  EntityCountriesRow,
  EntityNamesRow,
  EntityTenuresRow,
  EventsRow,
} from '../../model/generated/tables.ts';
import { namesOf } from '../../normalize/names/forms.ts';
import type { Entry } from '../../normalize/names/registry.ts';
import { statesOf } from './states.ts';

/** An entity or event in all tables in which it stands. */
export interface EntryRows {
  id: string;
  /** Null for an event. */
  entity: EntitiesRow | null;
  /** Null for an entity. */
  event: EventsRow | null;
  countries: EntityCountriesRow[];
  names: EntityNamesRow[];
  tenures: EntityTenuresRow[];
}

/**
 * The rows of an entity or event.
 * @param lookup finds the entry of an id
 */
export function entryRows(entry: Entry, lookup: Lookup): EntryRows {
  const isEntity = entry.kind === 'entity';
  return {
    id: entry.id,
    entity: isEntity ? entityRow(entry, lookup) : null,
    event: isEntity ? null : eventRow(entry),
    countries: countryRows(entry, lookup),
    names: isEntity ? nameRows(entry) : [],
    tenures: isEntity ? tenureRows(entry, lookup) : [],
  };
}

type Lookup = (id: string) => Entry | undefined;

/** Every key that some kind of entity has; which ones a kind allows is the schema's business. */
type AnyEntity = { [K in EntityKey]?: EntityValue<K> };
type EntityKey = Entity extends infer E ? (E extends unknown ? keyof E : never) : never;
type EntityValue<K extends PropertyKey> = Entity extends infer E
  ? E extends { [P in K]?: infer V }
    ? V
    : never
  : never;
type AnyEvent = { [K in EventKey]?: EventValue<K> };
type EventKey = Event extends infer E ? (E extends unknown ? keyof E : never) : never;
type EventValue<K extends PropertyKey> = Event extends infer E
  ? E extends { [P in K]?: infer V }
    ? V
    : never
  : never;

function entityRow(entry: Entry, lookup: Lookup): EntitiesRow {
  const value = entry.value as AnyEntity;
  return {
    entity_id: entry.id,
    name: entry.name,
    type: entry.type,
    scope: entry.scope,
    record_id: entry.recordId ?? undefined,
    actor_country: entry.country ?? undefined,
    actor_country_name: entry.country === null ? undefined : lookup(entry.country)?.name,
    official_name: value.official_name,
    iso_alpha2: value.iso?.alpha2,
    iso_alpha3: value.iso?.alpha3,
    iso_numeric: value.iso?.numeric,
    cow_number: numberOf(value.cow?.number),
    cow_abbreviation: value.cow?.abbreviation,
    gw_number: numberOf(value.gw?.number),
    gw_abbreviation: value.gw?.abbreviation,
    un_region: value.un_region,
    un_subregion: value.un_subregion,
    qid: value.qid,
    qid_sources: value.qid_sources ?? [],
    status: value.status,
    claimed_by: value.claimed_by ?? [],
    member_of: value.member_of ?? [],
    part_of: value.part_of,
    of: value.of,
    office_role: value.role,
    membership: value.membership,
    members: value.members ?? [],
    size_comparator: value.size?.comparator,
    size_value: value.size?.value === undefined ? undefined : Number(value.size.value),
    start: value.start,
    end: value.end,
    successors: value.successors ?? [],
    capital: value.capital,
    iso3166_2: value.iso3166_2,
    partyfacts_id: value.partyfacts_id,
    website: value.website,
    issn: value.issn,
    note: value.note,
    file: entry.file,
    line: entry.line,
  };
}

function numberOf(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

/** The states that an entity or event belongs to or is about, sorted by id. */
function countryRows(entry: Entry, lookup: Lookup): EntityCountriesRow[] {
  const { states, relation } = statesOf(entry);
  return [...states].sort().map((country) => ({
    id: entry.id,
    country,
    country_name: lookup(country)?.name ?? country,
    relation,
    kind: entry.kind,
    name: entry.name,
    type: entry.type,
  }));
}

/** The names of an entity, its usual one first. */
function nameRows({ id, value }: Entry): EntityNamesRow[] {
  return namesOf(value).map(({ name, kind, lang, weak }, index) => {
    const alias = (value.aliases ?? []).find((candidate) => candidate.name === name && kind !== 'name');
    return {
      entity_id: id,
      position: index + 1,
      name,
      kind,
      language: lang ?? undefined,
      weak,
      start: alias?.start,
      end: alias?.end,
    };
  });
}

/** The terms of office of a person, in the order of the registry. */
function tenureRows({ id, name, value }: Entry, lookup: Lookup): EntityTenuresRow[] {
  const tenures = value.type === 'person' ? (value.tenures ?? []) : [];
  return tenures.map(({ office, start, end, open_as_of: openAsOf, source }, index) => ({
    entity_id: id,
    position: index + 1,
    person_name: name,
    office_id: office,
    office_name: lookup(office)?.name ?? office,
    start: start,
    end: end,
    open_as_of: openAsOf,
    source: source,
  }));
}

function eventRow(entry: Entry): EventsRow {
  const value = entry.value as AnyEvent;
  const span = value.date === undefined ? null : readDate(value.date);
  const known = span === null || isFault(span) ? null : span;
  return {
    event_id: entry.id,
    name: entry.name,
    type: entry.type,
    scope: entry.scope,
    record_id: entry.recordId ?? undefined,
    date: value.date,
    date_min: known?.min ?? undefined,
    date_max: known?.max ?? undefined,
    place_id: value.place,
    host_id: value.host,
    series_id: value.series,
    edition: value.edition,
    part_of_id: value.part_of,
    speaker_ids: value.speakers ?? [],
    form: value.form,
    note: value.note,
    file: entry.file,
    line: entry.line,
  };
}
