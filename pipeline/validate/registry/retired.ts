import type { RegistryContext } from './context.ts';
import type { Item } from './item.ts';
import { textAt } from './read-value.ts';

/**
 * Follows redirects to the living id, over several steps where the registry has a chain (which is an error of its own).
 * @returns the id itself when it is alive; undefined when the way ends nowhere, in a split or in a circle
 */
export function livingTarget({ entries, retired }: RegistryContext, id: string): string | undefined {
  const passed = new Set<string>();
  let current: string | undefined = id;
  while (current !== undefined && !entries.has(current)) {
    if (passed.has(current)) return undefined;
    passed.add(current);
    current = textAt(retired.get(current)?.value, 'to');
  }
  return current;
}

/** Whether redirects lead from one id of a pair of distinct.yaml to the other, or from both to one entry. */
export function isMerged({ retired }: RegistryContext, { value }: Item): boolean {
  const [a, b] = [textAt(value, 'a'), textAt(value, 'b')];
  if (a === undefined || b === undefined || a === b) return false;
  const reached = trail(retired, a);
  return [...trail(retired, b)].some((id) => reached.has(id));
}

/** The id and all those that redirects lead to from it, in use or not. */
function trail(retired: RegistryContext['retired'], id: string): Set<string> {
  const passed = new Set<string>();
  for (let next: string | undefined = id; next !== undefined && !passed.has(next); ) {
    passed.add(next);
    next = textAt(retired.get(next)?.value, 'to');
  }
  return passed;
}
