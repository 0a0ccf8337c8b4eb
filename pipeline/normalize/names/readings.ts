import { foldName } from '../../model/fold.ts';
import type { Questions } from '../questions.ts';
import type { Entry } from './entry.ts';
import { inUse } from './forms.ts';
import { recordNames, usesOf } from './lookup.ts';
import type { NameUse } from './registry.ts';
import { accepts, acceptsType } from './slots.ts';
import { checkTitle } from './titles.ts';
import { type Mention, type RecordScope, type Resolution, resolved } from './types.ts';

/** The bearers of a name, sorted by whether they count. */
export interface Sifted {
  /** Those that count. */
  fit: NameUse[];
  /** Metonyms in a field that takes places too: they make a name ambiguous, but never decide. */
  held: Entry[];
  /** Those that do not count, by the reason. */
  wrongKind: Entry[];
  wrongTime: Entry[];
  weak: Entry[];
  needsCountry: Entry[];
}

/** Applies the filters (field, weakness, date, country) to everything that bears a name. */
export function sift(uses: readonly NameUse[], { slot, on, country }: Omit<Mention, 'text'>): Sifted {
  const sifted: Sifted = { fit: [], held: [], wrongKind: [], wrongTime: [], weak: [], needsCountry: [] };
  for (const use of uses) {
    const { entry, form } = use;
    if (!accepts(slot, entry)) sifted.wrongKind.push(entry);
    else if (form.weak) sifted.weak.push(entry);
    else if (!inUse(form, on)) sifted.wrongTime.push(entry);
    else if (form.needsCountry && (country == null || entry.country !== country))
      sifted.needsCountry.push(entry);
    else if (form.kind === 'metonym' && acceptsType(slot, 'place')) sifted.held.push(entry);
    else sifted.fit.push(use);
  }
  return sifted;
}

/** Readings of the text as a plain name: exact where it is written as in the registry, else normalised. */
export function nameReadings(text: string, fit: readonly NameUse[]): Resolution[] {
  return fit.map(({ entry, form }) => {
    const method = form.name === text ? 'exact' : 'normalized';
    return resolved(entry, method, form.kind === 'metonym' ? 'metonym' : 'literal');
  });
}

/** Readings of the text as a title and the name of a person, with the check of the title. */
export function titleReadings(registry: Questions, scope: RecordScope, mention: Mention): Resolution[] {
  const readings: Resolution[] = [];
  for (const titled of registry.analysis(mention.text).titled) {
    for (const person of personsNamed(registry, scope, titled.name, mention)) {
      const warning = checkTitle(registry, scope, titled, person, mention.on) ?? undefined;
      readings.push(resolved(person, 'title', 'title', titled.printed, warning));
    }
  }
  return readings;
}

/** Persons whom a name without its title means; the record's `names` decides before all others. */
function personsNamed(registry: Questions, scope: RecordScope, name: string, mention: Mention): Entry[] {
  const targets = recordNames(registry, scope, name);
  const entries =
    targets.length > 0
      ? targets.flatMap((target) => namedTarget(registry, scope, target) ?? [])
      : sift(usesOf(registry, scope, name), mention).fit.map(({ entry }) => entry);
  return entries.filter((entry) => entry.type === 'person' && accepts(mention.slot, entry));
}

/** What the right side of a line of `names` means: an id (retired ones followed) or one clear name; else null. */
export function namedTarget(registry: Questions, scope: RecordScope, target: string): Entry | null {
  const entry = scope.local.get(target) ?? registry.entry(target);
  if (entry !== undefined) return entry;
  const redirect = registry.redirect(target);
  if (redirect !== undefined) return registry.entry(redirect.to ?? '') ?? null;
  const strong = usesOf(registry, scope, target).filter(({ form }) => !form.weak && form.kind !== 'metonym');
  const offices = registry.analysis(target).offices;
  const bearers = new Set([...strong.map((use) => use.entry), ...offices]);
  return bearers.size === 1 ? ([...bearers][0] as Entry) : null;
}

/** Whether a text is a metonym of the entry, so that a line of `names` is known to be read as one. */
export function isMetonymOf(registry: Questions, text: string, entry: Entry): boolean {
  const { folded, uses } = registry.analysis(text);
  return uses.some(
    ({ entry: bearer, form }) =>
      bearer === entry && form.kind === 'metonym' && foldName(form.name) === folded,
  );
}
