import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { RegistryContext } from '../context.ts';
import { homeOfEntity } from '../homes.ts';
import type { Item } from '../item.ts';
import { textAt } from '../read-value.ts';
import { report, withArticle } from '../report.ts';

/** The lists that have one file each, named after the list. */
const OWN_FILE = ['events', 'redirects', 'distinct', 'titles', 'coders', 'sources'] as const;

/** Every entry stands in the file where the next contributor looks for it. */
export function* rightFiles({ lists, entries }: RegistryContext): Generator<Diagnostic> {
  for (const item of lists.entities) {
    const found = misplaced(item, entries);
    if (found !== undefined) yield found;
  }
  for (const list of OWN_FILE) {
    const astray = new Set<string>();
    for (const item of lists[list]) {
      const path = pathInRegistry(item);
      // The whole list is in the wrong file: one error is enough.
      if (isHome(path, `${list}.yaml`) || astray.has(path)) continue;
      astray.add(path);
      yield report(
        item,
        [],
        'E-REG-FILE',
        `${list} do not belong in ${path}`,
        `Move the list to ${list}.yaml.`,
      );
    }
  }
}

function misplaced(item: Item, entries: ReadonlyMap<string, Item>): Diagnostic | undefined {
  const { country } = item.value;
  // A country that the schema refused could be any.
  if ('country' in item.value && typeof country !== 'string') return undefined;
  const home = homeOfEntity(item.type, textAt(item.value, 'country'));
  const path = pathInRegistry(item);
  if (home === undefined || isHome(path, home)) return undefined;
  const folder = home.split('/')[0];
  const byCountry = home.includes('/') && path.split('/')[0] === folder;
  // A wrong country is told as such; the file may well be right.
  if (byCountry && typeof country === 'string' && !entries.has(country)) return undefined;
  const key = !byCountry ? 'type' : country === undefined ? 'id' : 'country';
  const what = !byCountry
    ? `${withArticle(item.type)} does not belong in ${path}`
    : country === undefined
      ? `"${item.id}" has no country and does not belong in ${path}`
      : `"${item.id}" with the country ${country} does not belong in ${path}`;
  const orCountry = byCountry ? ', or correct its country' : '';
  return report(item, [key], 'E-REG-FILE', what, `Move the entry to ${home}${orCountry}.`);
}

/** A large list may become a folder of the same name: `events/2021.yaml`. */
function isHome(path: string, home: string): boolean {
  return path === home || (!home.includes('/') && path.startsWith(`${home.slice(0, -'.yaml'.length)}/`));
}

function pathInRegistry({ file }: Item): string {
  const folder = 'registry/';
  const at = file.path.lastIndexOf(folder);
  return at < 0 ? file.path : file.path.slice(at + folder.length);
}
