import type { DateSpan } from '../../model/dates/dates.ts';
import { isSurelyBefore, spanOf, UNKNOWN } from '../../model/dates/spans.ts';
import type { Alias, Entity, Event } from '../../model/generated/records.ts';

/** One name of an entry, with what limits it. */
export interface NameForm {
  name: string;
  /** The kind of an alias, or the key that it comes from. */
  kind: NonNullable<Alias['kind']> | 'name' | 'official' | 'metonym';
  lang: string | null;
  /** A weak name is only suggested, it never decides. */
  weak: boolean;
  needsCountry: boolean;
  /** The time in which the name was in use, unknown where the registry gives none. */
  start: DateSpan;
  end: DateSpan;
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
  return { name, kind, lang: null, weak: false, needsCountry: false, start: UNKNOWN, end: UNKNOWN };
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

/** Whether a name was, or may have been, in use at the time; without a time every name counts. */
export function inUse(form: NameForm, on: DateSpan | null): boolean {
  const time = on ?? UNKNOWN;
  return !isSurelyBefore(time, form.start) && !isSurelyBefore(form.end, time);
}

/** Whether a name is one word in capitals: "US", "WHO", "G20". Letters without case (习近平) are none. */
export function isAbbreviation(name: string): boolean {
  return !/[a-z\s]/.test(name) && /\p{Lu}/u.test(name) && isInCapitals(name);
}

/** Whether a text has no small letter, but for an article before it: "the US". */
export function isInCapitals(text: string): boolean {
  return !/\p{Ll}/u.test(text.replace(/^the\s+/iu, ''));
}

/** Values that have not been typed after the schema still hold booleans as text. */
function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}
