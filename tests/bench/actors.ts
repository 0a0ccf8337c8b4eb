import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** An entity that a claim may name: its id, and the ways in which it may be written. */
export interface Actor {
  id: string;
  forms: string[];
}

/** The registry's entities by type, without those that have ended. */
export type Registry = ReadonlyMap<string, readonly Actor[]>;

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
}

/**
 * Reads the entities of a registry folder. A name that two entities share in any spelling is never used, since a record
 * could not be resolved with it; such an entity is written by its id.
 */
export function readActors(folder: string): Registry {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = paths.filter((path) => path.endsWith('.yaml')).map((path) => readFileSync(join(folder, path), 'utf8'));
  const entities = files.flatMap((text) => (parse(text, { schema: 'failsafe' })?.entities ?? []) as Entity[]);
  const bearers = countBearers(entities);
  const registry = new Map<string, Actor[]>();
  for (const entity of entities) {
    // Named in a claim about another time, they would be refused for their dates.
    if (entity.end !== undefined || entity.status === 'former' || (entity.start ?? '') > '1999') continue;
    const isUnique = bearers.get(entity.name.toLowerCase()) === 1;
    const actors = registry.get(entity.type) ?? [];
    actors.push({ id: entity.id, forms: isUnique ? [entity.id, entity.name] : [entity.id] });
    registry.set(entity.type, actors);
  }
  return registry;
}

/** The actors of the given types, in that order. */
export function ofTypes(registry: Registry, ...types: string[]): Actor[] {
  return types.flatMap((type) => registry.get(type) ?? []);
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
