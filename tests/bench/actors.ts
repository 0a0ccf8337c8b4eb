import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { isPronoun } from '../../pipeline/normalize/names/unknown.ts';

/** An entity that a claim may name. */
export interface Actor {
  id: string;
  /** The ways in which it may be written. */
  forms: string[];
  /** Ids of all its members, where the registry knows them: a claim about it may list no others. */
  members?: string[] | undefined;
}

const POOLS = {
  states: ['state'],
  media: ['media'],
  places: ['state', 'place'],
  claimants: ['government', 'party', 'igo'],
  holders: ['person', 'government'],
  addressees: ['state', 'government', 'igo', 'party'],
  actors: ['state', 'government', 'igo', 'party', 'person', 'organization', 'group'],
};

/** The registry's entities, without those that have ended, by the part they may play in a record. */
export type Registry = { readonly [pool in keyof typeof POOLS]: readonly Actor[] };

interface Entity {
  id: string;
  type: string;
  name: string;
  official_name?: string;
  status?: string;
  start?: string;
  end?: string;
  native_names?: Record<string, string>;
  aliases?: { name: string }[];
  demonyms?: string[];
  metonyms?: string[];
  members?: string[];
}

/**
 * Reads the entities of a registry folder. A name that two entities share in any spelling is never used, since a record
 * could not be resolved with it; such an entity is written by its id.
 */
export function readActors(folder: string): Registry {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = paths
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => readFileSync(join(folder, path), 'utf8'));
  const entities = files.flatMap(
    (text) => (load(text, { schema: FAILSAFE_SCHEMA }) as { entities?: Entity[] } | null)?.entities ?? [],
  );
  const bearers = countBearers(entities);
  // An id that is a pronoun (who) cannot stand for its entity.
  const named = entities.filter((entity) => isCurrent(entity) && !isPronoun(entity.id));
  const actors = named.map(({ id, type, name, members }) => {
    const isUnique = bearers.get(name.toLowerCase()) === 1;
    return { id, type, forms: isUnique ? [id, name] : [id], members };
  });
  const pool = ([key, types]: [string, string[]]) => [key, actors.filter(({ type }) => types.includes(type))];
  return Object.fromEntries(Object.entries(POOLS).map(pool)) as Registry;
}

/** Whether claims of the last quarter of a century may name it; others would be refused for their dates. */
function isCurrent({ start = '', end, status }: Entity): boolean {
  return end === undefined && status !== 'former' && start < '2000';
}

function countBearers(entities: Entity[]): Map<string, number> {
  const bearers = new Map<string, number>();
  for (const entity of entities) {
    const names = new Set(namesOf(entity).map((name) => name.toLowerCase()));
    for (const name of names) bearers.set(name, (bearers.get(name) ?? 0) + 1);
  }
  return bearers;
}

function namesOf(entity: Entity): string[] {
  return [
    entity.name,
    entity.official_name ?? entity.name,
    ...Object.values(entity.native_names ?? {}),
    ...(entity.aliases ?? []).map((alias) => alias.name),
    ...(entity.demonyms ?? []),
    ...(entity.metonyms ?? []),
  ];
}
