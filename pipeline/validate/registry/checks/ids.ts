import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { foldName } from '../../../model/fold.ts';
import type { RegistryContext } from '../context.ts';
import type { Item } from '../item.ts';
import { placeOf, report } from '../report.ts';

/** No id stands twice. Entities and events share one space; retired ids, coders, sources and titles have one each. */
export function* uniqueIds({ lists }: RegistryContext): Generator<Diagnostic> {
  const spaces = [[...lists.entities, ...lists.events], lists.redirects, lists.coders, lists.sources];
  for (const space of spaces) {
    // File systems and people mix up iso-CN and iso-cn.
    for (const [item, first] of repeats(space, (id) => id.toLowerCase())) {
      const key = item.list === 'redirects' ? 'from' : 'id';
      const how = item.id === first.id ? 'stands twice' : `differs from "${first.id}" only in capitals`;
      const message = `the id "${item.id}" ${how}: first at ${placeOf(first)}`;
      const fix = 'Keep one entry if both are the same; else give the newer one another id.';
      yield report(item, [key], 'E-REG-ID-TWICE', message, fix);
    }
  }
  for (const [item, first] of repeats(lists.titles, foldName)) {
    const message = `the title "${item.id}" stands twice: first as "${first.id}" at ${placeOf(first)}`;
    yield report(item, ['title'], 'E-REG-TITLE-TWICE', message, 'Remove one of the two.');
  }
}

function* repeats(items: readonly Item[], keyOf: (id: string) => string): Generator<[Item, Item]> {
  const seen = new Map<string, Item>();
  for (const item of items) {
    if (item.id === '') continue;
    const key = keyOf(item.id);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, item);
    else yield [item, first];
  }
}
