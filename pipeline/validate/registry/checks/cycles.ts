import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { ValuePath } from '../../../model/authored.ts';
import type { RegistryContext } from '../context.ts';
import type { Item } from '../item.ts';
import { report } from '../report.ts';

/** Relations that lead from the part to the whole or from the earlier to the later, and so never back. */
const RELATIONS = ['successors', 'part_of', 'of', 'series', 'members'] as const;

interface Edge {
  to: Item;
  steps: ValuePath;
}

/** Nothing succeeds itself, is a part of itself or a member of itself, however long the way round. */
export function* cycles(context: RegistryContext): Generator<Diagnostic> {
  for (const relation of RELATIONS) yield* cyclesOf(context, relation);
}

/** A search in depth, without recursion: a chain may be as long as the registry. */
function* cyclesOf({ entries }: RegistryContext, relation: string): Generator<Diagnostic> {
  const done = new Set<Item>();
  for (const start of entries.values()) {
    if (done.has(start) || !(relation in start.value)) continue;
    const path = [{ item: start, edges: edgesOf(start, relation, entries), next: 0 }];
    const onPath = new Set([start]);
    while (path.length > 0) {
      const top = path.at(-1) as (typeof path)[number];
      const edge = top.edges[top.next++];
      if (edge === undefined) {
        path.pop();
        onPath.delete(top.item);
        done.add(top.item);
      } else if (onPath.has(edge.to)) {
        const from = path.findIndex(({ item }) => item === edge.to);
        yield circle(top.item, edge, relation, [...path.slice(from).map(({ item }) => item.id), edge.to.id]);
      } else if (!done.has(edge.to)) {
        path.push({ item: edge.to, edges: edgesOf(edge.to, relation, entries), next: 0 });
        onPath.add(edge.to);
      }
    }
  }
}

function edgesOf({ value }: Item, relation: string, entries: ReadonlyMap<string, Item>): Edge[] {
  const target = value[relation];
  const ids = Array.isArray(target) ? target : [target];
  return ids.flatMap((id, index) => {
    const to = typeof id === 'string' ? entries.get(id) : undefined;
    return to === undefined ? [] : [{ to, steps: Array.isArray(target) ? [relation, index] : [relation] }];
  });
}

function circle(item: Item, { steps }: Edge, relation: string, ids: readonly string[]): Diagnostic {
  const shown = ids.length > 8 ? [...ids.slice(0, 4), '…', ...ids.slice(-3)] : ids;
  const message = `${relation} goes round in a circle: ${shown.join(' → ')}`;
  return report(item, steps, 'E-REG-CIRCLE', message, 'Remove or correct the step that is wrong.');
}
