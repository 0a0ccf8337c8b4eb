import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { RegistryContext } from '../context.ts';
import type { Item } from '../item.ts';
import { asMap, textAt } from '../read-value.ts';
import { placeOf, report } from '../report.ts';

/** Codes of other schemes, and where entries carry them. */
const SCHEMES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'Wikidata number': [['qid'], ['cabinet', 'qid']],
  'ISO 3166-1 code': [
    ['iso', 'alpha2'],
    ['iso', 'alpha3'],
    ['iso', 'numeric'],
  ],
  'ISO 3166-2 code': [['iso3166_2']],
  'ISO 3166-3 code': [['iso', 'alpha4']],
  'Correlates of War code': [
    ['cow', 'number'],
    ['cow', 'abbreviation'],
  ],
  'Gleditsch and Ward code': [
    ['gw', 'number'],
    ['gw', 'abbreviation'],
  ],
  'Party Facts number': [['partyfacts_id']],
  ISSN: [['issn']],
};

/** A code of another scheme means one entry. */
export function* uniqueCodes({ lists }: RegistryContext): Generator<Diagnostic> {
  for (const [scheme, paths] of Object.entries(SCHEMES)) {
    const seen = new Map<string, { item: Item; path: readonly string[] }>();
    for (const item of lists.entities) {
      if (isReused(item, scheme)) continue;
      for (const path of paths) {
        const code = codeAt(item, path);
        const first = code === undefined ? undefined : seen.get(code);
        if (code === undefined) continue;
        if (first === undefined) seen.set(code, { item, path });
        // The same id twice is an error of its own.
        else if (first.item.id !== item.id || first.item === item) {
          const place = `"${first.item.id}" at ${placeOf(first.item, first.path)}`;
          const message = `the ${scheme} ${code} also stands with ${place}`;
          const fix =
            'Look up whose it is and correct the other; if both entries mean the same, keep one of them.';
          const id = paths === SCHEMES['Wikidata number'] ? 'E-REG-QID-TWICE' : 'E-REG-CODE-TWICE';
          yield report(item, path, id, message, fix);
        }
      }
    }
  }
}

function codeAt({ value }: Item, [key = '', inner]: readonly string[]): string | undefined {
  return inner === undefined ? textAt(value, key) : textAt(asMap(value[key]), inner);
}

/** ISO 3166-1 gives codes of former states to others: 104 was Burma's and is Myanmar's. */
function isReused({ value }: Item, scheme: string): boolean {
  return scheme === 'ISO 3166-1 code' && value.status === 'former';
}
