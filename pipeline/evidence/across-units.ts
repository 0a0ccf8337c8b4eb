import type { Verdict } from './align.ts';
import { digestOf } from './normal-text.ts';
import { addressOf, type SourceWords } from './source-words.ts';

/** Fewer words than these stand in many places. */
const LEAST_WORDS = 4;

/**
 * Looks for the words of units that no unit of the text has: where a stop became a comma or a line break, two sentences
 * can be one, or one can be two, without any other word. Such a unit has moved.
 * @param verdicts of all units of a record
 * @param prints number of words and digest by address
 */
export function findAcrossUnits(
  verdicts: readonly Verdict[],
  prints: ReadonlyMap<string, readonly [words: number, digest: string]>,
  source: SourceWords,
): Verdict[] {
  const isLost = ({ verdict }: Verdict): boolean => verdict === 'changed' || verdict === 'missing';
  const lost = verdicts.filter(isLost);
  // Another text altogether is not searched for every sentence; that would take long and find nothing.
  if (lost.length * 2 > verdicts.length) return [...verdicts];
  const wanted = new Map<number, Set<string>>();
  for (const { at } of lost) {
    const [words = 0, digest = ''] = prints.get(at) ?? [];
    if (words >= LEAST_WORDS) wanted.set(words, (wanted.get(words) ?? new Set()).add(digest));
  }
  const places = new Map<string, string>();
  for (const [length, digests] of wanted) {
    for (let place = 0; place + length <= source.words.length; place += 1) {
      const digest = digestOf(source.words.slice(place, place + length).join(' '));
      if (digests.has(digest) && !places.has(digest)) places.set(digest, addressOf(source, place, length));
    }
  }
  return verdicts.map((one) => {
    const to = isLost(one) ? places.get(prints.get(one.at)?.[1] ?? '') : undefined;
    return to === undefined ? one : { at: one.at, verdict: 'moved', to };
  });
}
