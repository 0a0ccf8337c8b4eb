import type { ValuePath } from '../model/authored.ts';
import { asMap, type Loose, listAt } from './registry/read-value.ts';

/** A sign that stands in no name, with the sign as the message shows it. */
interface SignFinding {
  /** From the entry to the name. */
  steps: ValuePath;
  message: string;
}

/** What to do about a sign that stands in no name. */
export const SIGN_FIX = 'Write the name as the source prints it; if it prints the sign, leave it.';

/**
 * Letters, marks, digits, blanks and joiners, and the punctuation of names: dashes, apostrophes, quotation marks, full stop,
 * comma, colon, brackets, slash, middle dot, &, +, #, °, №. Question and exclamation marks end a part of a name and stand in no word.
 */
const ODD_SIGN =
  /[^\p{L}\p{M}\p{N}\p{Zs}\p{Pd}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\u200C-\u200D'"’ʼ.,:;&+#°№/·・‧!?¡¿،、。]|[!?](?=[\p{L}\p{N}])/u;

/** The sign of a text that no name has, as a message; undefined where all may stand in a name. */
export function oddSignIn(name: unknown): string | undefined {
  const sign = typeof name === 'string' ? ODD_SIGN.exec(name)?.[0] : undefined;
  return sign === undefined ? undefined : `the name "${name}" has the sign ${sign}`;
}

/** Finds signs in the names of an entry, an entity or an event, that no name has: Cyril!Ramaphosa. */
export function* oddSignsIn(entry: Loose): Generator<SignFinding> {
  for (const { steps, name } of namesIn(entry)) {
    const message = oddSignIn(name);
    if (message !== undefined) yield { steps, message };
  }
}

function* namesIn(entry: Loose): Generator<{ steps: ValuePath; name: unknown }> {
  for (const key of ['name', 'official_name', 'family_name']) yield { steps: [key], name: entry[key] };
  for (const [tag, name] of Object.entries(asMap(entry.native_names) ?? {}))
    yield { steps: ['native_names', tag], name };
  for (const [index, alias] of listAt(entry, 'aliases').entries())
    yield { steps: ['aliases', index, 'name'], name: asMap(alias)?.name };
}
