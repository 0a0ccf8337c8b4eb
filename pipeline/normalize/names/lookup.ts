import { foldName } from '../../model/fold.ts';
import type { Redirect } from '../../model/generated/records.ts';
import type { Questions } from '../questions.ts';
import { byId, type Entry } from './entry.ts';
import { isAbbreviation, isInCapitals, namesOf } from './forms.ts';
import { add, type NameUse } from './registry.ts';
import type { RecordScope } from './types.ts';

/**
 * Every entry of registry and record that bears the text as a name, folded; offices are looked up apart. An abbreviation
 * in capitals is found only in capitals: "WHO" is no "who".
 */
export function usesOf(registry: Questions, scope: RecordScope, text: string): NameUse[] {
  const { folded, turned, uses } = registry.analysis(text);
  const names = localNames(scope);
  const [own, ownTurned] = [names.get(folded), turned === null ? undefined : names.get(turned)];
  const all = own || ownTurned ? [...(own ?? []), ...(ownTurned ?? []), ...uses] : uses;
  return all.filter(({ form }) => !isAbbreviation(form.name) || isInCapitals(text));
}

const localIndexes = new WeakMap<RecordScope['local'], Map<string, NameUse[]>>();

function localNames({ local }: RecordScope): Map<string, NameUse[]> {
  let index = localIndexes.get(local);
  if (index === undefined) {
    index = new Map();
    for (const entry of [...local.values()].sort(byId))
      for (const form of namesOf(entry.value)) add(index, foldName(form.name), { entry, form });
    localIndexes.set(local, index);
  }
  return index;
}

/** What an id leads to: an entry, the several entries into which it was split, or nothing any more. */
type IdTarget = { entry: Entry; redirected: boolean } | { split: string[] } | { retired: Redirect };

/** Looks a text up as an id: the record's own first, then the registry's, then the retired ones. */
export function findId(registry: Questions, scope: RecordScope, text: string): IdTarget | null {
  const entry = scope.local.get(text) ?? registry.entry(text);
  if (entry !== undefined) return { entry, redirected: false };
  const redirect = registry.redirect(text);
  if (redirect?.split_into !== undefined) return { split: redirect.split_into };
  if (redirect?.to === 'none') return { retired: redirect };
  const target = redirect?.to === undefined ? undefined : registry.entry(redirect.to);
  return target === undefined ? null : { entry: target, redirected: true };
}

/** What the record's `names` says about a text: as written, else folded. Several only when two lines fold alike. */
export function recordNames(registry: Questions, { names }: RecordScope, text: string): string[] {
  const exact = names.get(text);
  if (exact !== undefined) return [exact];
  if (names.size === 0) return [];
  let index = foldedNames.get(names);
  if (index === undefined) {
    index = new Map();
    for (const surface of names.keys()) add(index, foldName(surface), surface);
    foldedNames.set(names, index);
  }
  const alike = index.get(registry.analysis(text).folded);
  if (alike === undefined) return [];
  const surfaces = alike.filter((surface) => !isAbbreviation(surface) || isInCapitals(text));
  return [...new Set(surfaces.map((surface) => names.get(surface) as string))];
}

const foldedNames = new WeakMap<RecordScope['names'], Map<string, string[]>>();
