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

/** 1 for Latin letters and what names have beside them, so that most names need no closer look. */
const USUAL = Uint8Array.from({ length: 0x180 }, (_, code) =>
  /[!?]/.test(String.fromCharCode(code)) || ODD_SIGN.test(String.fromCharCode(code)) ? 0 : 1,
);

/** The sign of a text that no name has, as a message; undefined where all may stand in a name. */
export function oddSignIn(name: unknown): string | undefined {
  if (typeof name !== 'string') return undefined;
  let at = 0;
  while (USUAL[name.charCodeAt(at)] === 1) at++;
  const sign = at === name.length ? undefined : ODD_SIGN.exec(name)?.[0];
  return sign === undefined ? undefined : `the name "${name}" has the sign ${sign}`;
}

/** Finds signs in the names of an entry, an entity or an event, that no name has: Cyril!Ramaphosa. */
export function oddSignsIn(entry: Loose): SignFinding[] {
  const findings: SignFinding[] = [];
  const look = (name: unknown, ...steps: ValuePath): void => {
    const message = oddSignIn(name);
    if (message !== undefined) findings.push({ steps, message });
  };
  for (const key of NAMES) look(entry[key], key);
  const native = asMap(entry.native_names);
  for (const tag in native) look(native[tag], 'native_names', tag);
  for (const [index, alias] of listAt(entry, 'aliases').entries())
    look(asMap(alias)?.name, 'aliases', index, 'name');
  return findings;
}

const NAMES = ['name', 'official_name', 'family_name'];
