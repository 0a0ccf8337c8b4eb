import { type DateSpan, isFault, readDate } from '../../model/dates.ts';
import type { Alias, Entity, Event } from '../../model/generated/records.ts';

/** The kinds of an alias, and those that come from keys of their own. */
export type NameKind = NonNullable<Alias['kind']> | 'name' | 'official' | 'metonym';

/** One name of an entry, with what limits it. */
export interface NameForm {
  name: string;
  kind: NameKind;
  lang: string | null;
  /** A weak name is only suggested, it never decides. */
  weak: boolean;
  needsCountry: boolean;
  /** The time in which the name was in use, null where the registry gives none. */
  start: DateSpan | null;
  end: DateSpan | null;
}

/** All names of an entity or event as its entry gives them, its usual name first. Bare family names are none. */
export function namesOf(value: Entity | Event): NameForm[] {
  const forms = [formOf(value.name, 'name')];
  if ('official_name' in value && value.official_name !== undefined)
    forms.push(formOf(value.official_name, 'official'));
  if ('native_names' in value && value.native_names !== undefined) {
    // The schema may have refused one of them.
    for (const [lang, name] of Object.entries(value.native_names))
      if (name !== undefined) forms.push({ ...formOf(name, 'native'), lang });
  }
  for (const alias of value.aliases ?? []) forms.push(formOfAlias(alias));
  if ('metonyms' in value)
    for (const metonym of value.metonyms ?? [])
      if (metonym !== undefined) forms.push(formOf(metonym, 'metonym'));
  return forms;
}

function formOf(name: string, kind: NameForm['kind']): NameForm {
  return { name, kind, lang: null, weak: false, needsCountry: false, start: null, end: null };
}

function formOfAlias(alias: Alias): NameForm {
  return {
    name: alias.name,
    kind: alias.kind ?? 'alias',
    lang: alias.lang ?? null,
    weak: isTrue(alias.weak),
    needsCountry: alias.needs === 'country',
    start: spanOf(alias.start),
    end: spanOf(alias.end),
  };
}

/** The span of a date of the registry, null when it is absent or no date (which the schema reports). */
export function spanOf(date: string | undefined): DateSpan | null {
  if (date === undefined) return null;
  const span = readDate(date);
  return isFault(span) ? null : span;
}

/** Whether the first span certainly lies before the second; false as long as either end is unknown. */
export function isBefore(first: DateSpan | null, second: DateSpan | null): boolean {
  if (first === null || second === null || first.max === null || second.min === null) return false;
  return first.max < second.min;
}

/** Whether a name was, or may have been, in use at the time; without a time every name counts. */
export function inUse(form: NameForm, on: DateSpan | null): boolean {
  return !isBefore(on, form.start) && !isBefore(form.end, on);
}

/** Values that have not been typed after the schema still hold booleans as text. */
function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}
