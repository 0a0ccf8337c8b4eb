import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { RegistryContext } from '../context.ts';
import type { Item, ListName } from '../item.ts';
import { textAt } from '../read-value.ts';
import { report } from '../report.ts';

/** What the items of a list are sorted by. */
export const SORT_KEYS: Readonly<
  Record<ListName, readonly string[]> & Record<string, readonly string[] | undefined>
> = {
  entities: ['id'],
  events: ['id'],
  redirects: ['from'],
  distinct: ['a', 'b'],
  titles: ['title'],
  coders: ['id'],
  sources: ['id'],
};

/** Each list is sorted by code unit, so that two contributors seldom write to one line. Told once a file. */
export function* sorted({ lists }: RegistryContext): Generator<Diagnostic> {
  for (const [list, items] of Object.entries(lists)) {
    const keys = SORT_KEYS[list as ListName];
    let previous: Item | undefined;
    let told = '';
    for (const item of items) {
      const words = keys.map((key) => textAt(item.value, key));
      if (words.includes(undefined)) continue;
      if (previous?.file === item.file && told !== item.file.path && isBefore(item, previous, keys)) {
        told = item.file.path;
        const message = `${show(item, keys)} stands after ${show(previous, keys)}, but is sorted before it`;
        const fix =
          'Move the entry to its place; digits come before capitals, capitals before small letters.';
        yield report(item, [keys[0] as string], 'E-REG-UNSORTED', message, fix, { fixable: true });
      }
      previous = item;
    }
  }
}

function isBefore(item: Item, other: Item, keys: readonly string[]): boolean {
  for (const key of keys) {
    const [own, before] = [textAt(item.value, key) ?? '', textAt(other.value, key) ?? ''];
    if (own !== before) return own < before;
  }
  return false;
}

function show(item: Item, keys: readonly string[]): string {
  return `"${keys.map((key) => textAt(item.value, key)).join(' ')}"`;
}
