import { nearest } from '../../diagnostics/nearest.ts';
import { foldName } from '../../model/fold.ts';
import type { Reference } from '../../model/reference-plan.ts';
import type { RegistryContext } from './context.ts';
import type { Item } from './item.ts';
import { usesOf } from './name-index.ts';

/** Whether an entry is what a reference asks for. */
export function isFit(item: Item, reference: Reference): boolean {
  if (reference.target === 'entity-or-event') return true;
  const isEvent = item.list === 'events';
  if (isEvent !== (reference.target === 'event')) return false;
  // A type that the schema refused could be any.
  return item.type === '' || (typesOf(reference)?.includes(item.type) ?? true);
}

/** The types that a reference allows; null for all. */
export function typesOf({ target, types }: Reference): readonly string[] | null {
  return target === 'office' ? ['office'] : types;
}

/** Gives the id that was most likely meant by an unknown one. */
export type Suggest = (id: string, reference: Reference) => string | undefined;

/** Searching takes milliseconds in a large registry; behind hundreds of wrong ids there is one cause, a missing file. */
const MAX_SEARCHES = 100;

/**
 * Suggests the id of the entry that has this very name, else the nearest id of a fitting type. One missing entry is often
 * referred to many times, so answers are kept.
 */
export function suggester(context: RegistryContext): Suggest {
  const known = new Map<string, string | undefined>();
  return (id, reference) => {
    const key = `${id} ${reference.target} ${reference.types?.join(' ')}`;
    if (!known.has(key) && known.size < MAX_SEARCHES) known.set(key, suggest(context, id, reference));
    return known.get(key);
  };
}

function suggest(context: RegistryContext, id: string, reference: Reference): string | undefined {
  if (reference.target === 'source') return nearest(id, context.sources.keys())[0];
  const fits = (item: Item): boolean => isFit(item, reference);
  const named = usesOf(context.names(), foldName(id)).find(({ item }) => fits(item));
  if (named !== undefined) return named.item.id;
  const ids = [...context.entries.values()].filter(fits).map((item) => item.id);
  return nearest(id, ids)[0];
}
