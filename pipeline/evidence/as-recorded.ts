import { type Fingerprint, fingerprintOf, type Sha256 } from './text/normal-text.ts';
import { formsOf } from './text/quotable.ts';
import type { Unit } from './text/units.ts';

/** Units by address with their fingerprints; those of a record are text. */
type Marked = readonly (readonly [at: string, fingerprint: readonly (string | number)[]])[];

/** No note has a greater number. */
const GREATEST_NOTE = 199;
/** Where more sentences than these have other words it is another text, in which no note is looked for. */
const MOST_LOST = 200;

/**
 * The fingerprints of the units of a text. A unit that none was recorded of, but of the same words with other apostrophes,
 * without a hyphen at the end of a line, or with or without the number of a note, gets the recorded one: it is exact.
 */
export function asRecorded(
  recorded: Marked,
  units: readonly Unit[],
  sha256: Sha256,
): (readonly [string, Fingerprint])[] {
  const wanted = new Set(recorded.map(([, fingerprint]) => fingerprint.join(' ')));
  const taken = (texts: readonly string[]): Fingerprint | undefined =>
    texts.map((text) => fingerprintOf(text, sha256)).find((one) => wanted.has(one.join(' ')));
  const found = units.map((unit) => taken([unit.text]) ?? taken(formsOf(unit)));
  const lost = units.filter((_, index) => found[index] === undefined);
  const isSearched = lost.length <= MOST_LOST;
  return units.map(({ at, text }, index) => [
    at,
    found[index] ?? (isSearched ? taken(withNote(text)) : undefined) ?? fingerprintOf(text, sha256),
  ]);
}

/** A unit as a copy has it in which a note hangs on its end: on the stop, or on the last word. */
function withNote(text: string): string[] {
  const words = text.replace(/[^\p{L}\p{N}]+$/u, '');
  return Array.from({ length: GREATEST_NOTE }, (_, index) => [
    `${words} ${index + 1}`,
    `${words}${index + 1}`,
  ]).flat();
}
