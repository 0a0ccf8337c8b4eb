import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Json, type JsonObject, readJson, type TextTable } from '../built.ts';

/** The tables that JSON does not hold: what they say follows from the claims, or is about how the data came to be. */
export const NOT_IN_JSON: readonly string[] = ['dyads', 'provenance', 'claim_history', 'anchors', 'changes'];

/** The columns of claims that a claim leaves to its source, and what they are called there. */
const SAID_BY_SOURCE: Record<string, string> = {
  source_title: 'title',
  source_publisher: 'publisher_name',
  source_published: 'published',
  source_url: 'url',
  coder: 'coder_name',
  coder_kind: 'coder_kind',
};

/** What a claim refers to, as the other JSON files have it. */
interface Around {
  sources: Map<string, JsonObject>;
  /** Entities and events. */
  entities: Map<string, JsonObject>;
  /** The states that entities and events belong to or are about. */
  states: Map<string, string[]>;
  codes: JsonObject[];
}

/**
 * Flattens the JSON files of a build into tables like those in csv/. An object leaves out what is empty and what the object
 * around it or another file says.
 * @param headers the columns of each table, in order; of the tables that JSON does not hold nothing is read
 */
export async function jsonTables(
  build: string,
  headers: ReadonlyMap<string, readonly string[]>,
): Promise<Map<string, TextTable>> {
  const held = [...headers].filter(([name]) => !NOT_IN_JSON.includes(name));
  const rows = new Map<string, JsonObject[]>(held.map(([name]) => [name, []]));
  const put = (name: string, objects: JsonObject[]): void => {
    for (const object of objects) rows.get(name)?.push(object);
  };
  const whole = (name: string): Promise<JsonObject[]> => readJson<JsonObject[]>(build, `json/${name}.json`);
  const around: Around = { sources: new Map(), entities: new Map(), states: new Map(), codes: [] };
  for (const source of await whole('sources')) {
    around.sources.set(String(source.source_id), source);
    put('sources', [source]);
    put('source_copies', within(source, 'source_copies', 'source_id'));
  }
  for (const entity of await whole('entities')) {
    around.entities.set(String(entity.entity_id), entity);
    put('entities', [entity]);
    const { entity_id, name } = entity;
    put('entity_names', [{ entity_id, position: 1, name, kind: 'name', weak: false }]);
    put(
      'entity_names',
      within(entity, 'entity_names', 'entity_id').map((row, index) => ({ ...row, position: index + 2 })),
    );
    put('entity_tenures', within(entity, 'entity_tenures', 'entity_id'));
  }
  for (const name of [
    'entity_countries',
    'events',
    'propositions',
    'agreement',
    'disagreements',
    'codebook',
    'retired',
  ])
    put(name, await whole(name));
  for (const name of ['entities', 'events'])
    for (const one of rows.get(name) ?? []) one.scope = one.record_id === undefined ? 'registry' : 'record';
  for (const one of rows.get('entities') ?? [])
    one.actor_country_name = around.entities.get(String(one.actor_country))?.name;
  for (const event of rows.get('events') ?? []) around.entities.set(String(event.event_id), event);
  for (const one of rows.get('entity_countries') ?? []) {
    const { name, type } = around.entities.get(String(one.id)) ?? {};
    Object.assign(one, { name, type, country_name: around.entities.get(String(one.country))?.name });
  }
  around.codes.push(...(rows.get('codebook') ?? []));
  for (const { id, country } of rows.get('entity_countries') ?? [])
    around.states.set(String(id), [...(around.states.get(String(id)) ?? []), String(country)]);

  const lines = (await readFile(join(build, 'json', 'claims.jsonl'), 'utf8')).split('\n').slice(0, -1);
  const orders = new Map<Json, number>();
  for (const line of lines) {
    const claim = JSON.parse(line) as JsonObject;
    const order = (orders.get(claim.source_id) ?? 0) + 1;
    orders.set(claim.source_id, order);
    put('claims', [{ ...claimRow(claim, around), order }]);
    put('claim_actors', actorRows(claim, around));
    put('claim_codes', codeRows(claim));
    for (const part of ['members', 'quantities', 'relations'])
      put(
        `claim_${part}`,
        objectsIn(claim[part]).map((row, index) => ({
          claim_id: claim.claim_id,
          position: index + 1,
          ...row,
        })),
      );
  }
  return new Map(held.map(([name, header]) => [name, tableOf(rows.get(name) ?? [], header)]));
}

function claimRow(claim: JsonObject, around: Around): JsonObject {
  const { sources, entities, codes } = around;
  const source = sources.get(String(claim.source_id)) ?? {};
  const actors = objectsIn(claim.actors);
  const row: JsonObject = { ...claim };
  for (const [column, key] of Object.entries(SAID_BY_SOURCE)) row[column] = source[key];
  const cited = String(source.citation).replace(` ${source.url}`, '');
  row.citation = `${cited} At ${claim.anchor}. Foreign-Policy Claims, ${claim.claim_id}.`;
  row.main_topic = listIn(claim.topics)[0];
  row.chain_length =
    (claim.voice === 'reported' ? 2 : 1) + actors.filter(({ role }) => role === 'via').length;
  for (const thing of ['said_in', 'event', 'place'])
    row[`${thing}_name`] = entities.get(String(claim[`${thing}_id`]))?.name;
  for (const role of ['claimant', 'via', 'holder', 'addressee', 'subject', 'object']) {
    const own = actors.filter((actor) => actor.role === role);
    const states = [...new Set(own.flatMap((actor) => statesOf(actor, role, around)))];
    row[`${role}_names`] = own.map(({ name }) => name);
    row[`${role}_ids`] = own.map(idOf);
    row[`${role}_types`] = own.map((actor) => entities.get(String(idOf(actor)))?.type);
    row[`${role}_roles`] = own.flatMap((actor) => actor.described_role ?? []);
    row[`${role}_countries`] = states;
    row[`${role}_country_names`] = states.map((id) => entities.get(id)?.name);
  }
  const stances = listIn(claim.stances);
  row.stance = listIn(claim.stance_ids).map(
    (id, index) => `${actors.find((actor) => idOf(actor) === id)?.name}: ${stances[index]}`,
  );
  const mapOf = (vocabulary: string, code: Json, scheme: string): string | undefined =>
    mapsOf(codes.find((one) => one.vocabulary === vocabulary && one.code === code)).get(scheme);
  row.topic_caps = listIn(claim.topics).map((topic) => mapOf('topic', topic, 'cap'));
  row.claim_class = mapOf('type', claim.claim_type, 'class');
  row.plover_event = mapOf('type', claim.claim_type, 'plover');
  row.factuality = codes.find((one) => {
    const maps = mapsOf(one);
    return (
      one.vocabulary === 'factuality' &&
      maps.get('certainty') === claim.certainty &&
      (maps.get('polarity') ?? claim.polarity) === claim.polarity
    );
  })?.code;
  row.quantities = objectsIn(claim.quantities).map(inWords);
  const members = objectsIn(claim.members);
  const [first] = members;
  row.members_of = first?.of_name;
  row.members_category = first?.category;
  row.members_role = first?.role;
  row.members_complete = first?.complete;
  row.member_names = members.map(({ name }) => name);
  return row;
}

/** The state an actor belongs to; of those that are spoken about also the states it is about. */
function statesOf(actor: JsonObject, role: string, { entities, states }: Around): string[] {
  const country = entities.get(String(idOf(actor)))?.actor_country;
  if (country !== undefined) return [String(country)];
  return ['addressee', 'subject', 'object'].includes(role) ? (states.get(String(idOf(actor))) ?? []) : [];
}

function actorRows(claim: JsonObject, { entities }: Around): JsonObject[] {
  const positions = new Map<Json, number>();
  return objectsIn(claim.actors).map((actor) => {
    const position = (positions.get(actor.role) ?? 0) + 1;
    positions.set(actor.role, position);
    const { claim_id, recommended } = claim;
    const {
      type,
      actor_country: country,
      actor_country_name: country_name,
    } = entities.get(String(idOf(actor))) ?? {};
    return { ...{ claim_id, position, recommended, type, country, country_name }, ...actor };
  });
}

function codeRows({ claim_id, frames, topics }: JsonObject): JsonObject[] {
  return [['frame', frames] as const, ['topic', topics] as const].flatMap(([vocabulary, list]) =>
    listIn(list).map((code, index) => ({ claim_id, vocabulary, rank: index + 1, code })),
  );
}

function inWords({ comparator, value, value_max: max, unit }: JsonObject): string {
  const number = value === undefined ? '' : max === undefined ? `${value} ` : `${value} and ${max} `;
  return `${comparator === 'exactly' ? '' : `${String(comparator).replaceAll('-', ' ')} `}${number}${unit}`;
}

function mapsOf(code: JsonObject | undefined): Map<string, string> {
  return new Map(listIn(code?.maps).map((pair) => String(pair).split('=') as [string, string]));
}

function idOf(actor: JsonObject): Json {
  return actor.entity_id ?? actor.event_id;
}

/** The rows nested in an object, with the key of the object and their places. */
function within(object: JsonObject, part: string, key: string): JsonObject[] {
  return objectsIn(object[part]).map((row, index) => ({ [key]: object[key], position: index + 1, ...row }));
}

function tableOf(objects: readonly JsonObject[], header: readonly string[]): TextTable {
  return { header: [...header], rows: objects.map((object) => header.map((name) => cellOf(object[name]))) };
}

/** A value as a cell has to show it: lists joined, missing values empty. */
function cellOf(value: Json): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join(' | ');
  if (typeof value === 'object')
    throw new Error(`an object where a cell is expected: ${JSON.stringify(value)}`);
  return String(value);
}

function listIn(value: Json): Json[] {
  return (value ?? []) as Json[];
}

function objectsIn(value: Json): JsonObject[] {
  return (value ?? []) as JsonObject[];
}
