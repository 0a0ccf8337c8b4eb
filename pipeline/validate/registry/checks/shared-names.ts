import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { mayPrecede, spanOf } from '../../../model/dates/spans.ts';
import type { RegistryContext } from '../context.ts';
import type { Item } from '../item.ts';
import type { NameUse } from '../name-index.ts';
import { textAt } from '../read-value.ts';
import { placeOf, report } from '../report.ts';

/**
 * A name that two entries bear at the same time is declared as shared: an alias is weak or needs a country, and two
 * entries that are both really called so stand in distinct.yaml.
 */
export function* sharedNames(context: RegistryContext): Generator<Diagnostic> {
  const declared = new Set(context.lists.distinct.map(({ value }) => pairKey(value.a, value.b)));
  for (const uses of context.names().shared.values()) {
    for (const [position, use] of uses.entries()) {
      const other = uses.find(
        (candidate, place) =>
          mustYield(use, candidate, place < position) && isCollision(context, declared, use, candidate),
      );
      if (other !== undefined) yield collision(use, other);
    }
  }
}

/** Which of two is told: the alias before the name of an entry, the alias without `needs`, else the later one. */
function mustYield(use: NameUse, other: NameUse, isLater: boolean): boolean {
  if (use.alias === undefined || other.alias === undefined) {
    return use.alias === other.alias ? isLater : use.alias !== undefined;
  }
  return needsCountry(use) === needsCountry(other) ? isLater : !needsCountry(use);
}

function isCollision(
  context: RegistryContext,
  declared: ReadonlySet<string>,
  use: NameUse,
  other: NameUse,
): boolean {
  if (use.item === other.item || groupOf(use.item) !== groupOf(other.item)) return false;
  if (!use.alias && !other.alias && declared.has(pairKey(use.item.id, other.item.id))) return false;
  return !areApartInTime(use, other) && !areApartByCountry(context, use, other);
}

/** Types that fields of a record tell apart: a city and a government may share a name, a city and a state may not. */
const GROUPS: Readonly<Record<string, string>> = {
  state: 'area',
  territory: 'area',
  place: 'area',
  government: 'body',
  agency: 'body',
  party: 'body',
  igo: 'body',
  organization: 'body',
  company: 'body',
  media: 'body',
  group: 'body',
  document: 'work',
  concept: 'work',
};

function groupOf({ list, type }: Item): string {
  return list === 'events' ? 'event' : (GROUPS[type] ?? type);
}

function areApartInTime(a: NameUse, b: NameUse): boolean {
  return mayPrecede(dateOf(a, 'end'), dateOf(b, 'start')) || mayPrecede(dateOf(b, 'end'), dateOf(a, 'start'));
}

/** A name without dates of its own is in use as long as its entry exists. */
function dateOf({ alias, item }: NameUse, key: 'start' | 'end'): ReturnType<typeof spanOf> {
  return spanOf(alias?.[key] ?? item.value[key]);
}

function areApartByCountry(context: RegistryContext, a: NameUse, b: NameUse): boolean {
  if (!needsCountry(a) || !needsCountry(b)) return false;
  const [first, second] = [countryOf(context, a.item), countryOf(context, b.item)];
  return first !== undefined && second !== undefined && first !== second;
}

function needsCountry({ alias }: NameUse): boolean {
  return alias !== undefined && 'needs' in alias;
}

/** The country of an entry: a state itself, else its `country`, else that of what it is `of`. */
function countryOf({ entries }: RegistryContext, item: Item): string | undefined {
  let current: Item | undefined = item;
  // An office of an agency of a government: three steps; more would be a circle.
  for (let step = 0; current !== undefined && step < 4; step++) {
    if (current.type === 'state' || current.type === 'territory') return current.id;
    const country = textAt(current.value, 'country');
    if (country !== undefined) return country;
    current = entries.get(textAt(current.value, 'of') ?? '');
  }
  return undefined;
}

function pairKey(a: unknown, b: unknown): string {
  return [String(a), String(b)].sort().join(' ');
}

function collision(use: NameUse, other: NameUse): Diagnostic {
  const bearer = `"${other.item.id}" (${placeOf(other.item, other.steps)})`;
  const message = `"${use.name}" is also a name of ${bearer}`;
  if (use.alias !== undefined) {
    const fix = other.alias
      ? 'Give both aliases weak: true, or needs: country when the countries differ, or the dates that part them.'
      : 'Give the alias weak: true, or remove it.';
    return report(use.item, use.steps, 'E-REG-ALIAS-SHARED', message, fix);
  }
  const [a, b] = [use.item.id, other.item.id].sort();
  const fix = `Keep one entry if both are the same; else add to distinct.yaml: {a: ${a}, b: ${b}, reason: …}.`;
  return report(use.item, use.steps, 'E-REG-NAME-SHARED', message, fix);
}
