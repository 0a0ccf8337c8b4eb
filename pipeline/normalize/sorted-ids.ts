import type { Actor } from './resolved.ts';

/** The ids of actors, sorted: who they are, whatever order they are named in. */
export function sortedIds(actors: readonly Actor[]): string[] {
  return actors.map(({ entry }) => entry.id).sort();
}
