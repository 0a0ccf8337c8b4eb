import type { Entry } from '../../normalize/names/registry.ts';

/** What a state is called, by its id. */
export type StateName = (id: string) => string;

/** How an entity or event stands to a state: a code of the vocabulary country-relation. */
type StateRelation = 'belongs-to' | 'about';

/** The states that an entity or event belongs to, or else is about; what a group's members belong to counts for nothing. */
export function statesOf({ country, value }: Entry): { states: string[]; relation: StateRelation } {
  if (country !== null) return { states: [country], relation: 'belongs-to' };
  return { states: 'about' in value ? (value.about ?? []) : [], relation: 'about' };
}

/** The states that actors belong to, or also those that they are about when they belong to none; each once. */
export function statesOfActors(
  actors: readonly { entry: Entry }[],
  orAbout: 'only belonging' | 'or about',
): string[] {
  const all: string[] = [];
  for (const { entry } of actors)
    if (entry.country !== null) all.push(entry.country);
    else if (orAbout === 'or about') for (const state of statesOf(entry).states) all.push(state);
  return all.length > 1 ? [...new Set(all)] : all;
}
