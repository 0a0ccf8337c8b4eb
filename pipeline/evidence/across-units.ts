import type { Verdict } from './align.ts';
import type { Sha256 } from './text/normal-text.ts';
import {
  addressOf,
  digestAt,
  type SourceWords,
  type Stretch,
  stretchesAt,
  stretchesByUnit,
} from './text/words.ts';

/** Fewer words than these stand in many places, so they are looked for only beside their neighbours. */
const LEAST_WORDS = 4;

/** Number of words and digest by address. */
type Fingerprints = ReadonlyMap<string, readonly [words: number, digest: string]>;

/**
 * Looks for the words of units that no unit of the text has: where a stop became a comma or a line break, two sentences
 * can be one, or one can be two, without any other word. Such a unit has moved.
 * @param verdicts of all units of a record
 */
export function findAcrossUnits(
  verdicts: readonly Verdict[],
  fingerprints: Fingerprints,
  source: SourceWords,
  sha256: Sha256,
): Verdict[] {
  const lost = verdicts.filter(isLost);
  // Another text altogether is not searched for every sentence; that would take long and find nothing.
  if (lost.length * 2 > verdicts.length) return [...verdicts];
  const anywhere = findAnywhere(lost, fingerprints, source, sha256);
  const found = new Map([...anywhere, ...findBeside(verdicts, fingerprints, source, sha256, anywhere)]);
  return verdicts.map((one) => {
    const stretch = found.get(one.at);
    if (stretch === undefined) return one;
    const [from, to] = stretch;
    return { at: one.at, verdict: 'moved', to: addressOf(source, from, to - from) };
  });
}

function isLost({ verdict }: Verdict): boolean {
  return verdict === 'changed' || verdict === 'missing';
}

/** Units of several words, wherever they stand. */
function findAnywhere(
  lost: readonly Verdict[],
  fingerprints: Fingerprints,
  source: SourceWords,
  sha256: Sha256,
): Map<string, Stretch> {
  const wanted = new Map<number, Set<string>>();
  for (const { at } of lost) {
    const [words = 0, digest = ''] = fingerprints.get(at) ?? [];
    if (words >= LEAST_WORDS) wanted.set(words, (wanted.get(words) ?? new Set()).add(digest));
  }
  const places = new Map<string, Stretch>();
  for (const [length, digests] of wanted) {
    for (let place = 0; place < source.words.length; place += 1) {
      for (const stretch of stretchesAt(source, place, length, 1)) {
        const digest = digestAt(source, stretch, sha256);
        if (digests.has(digest) && !places.has(digest)) places.set(digest, stretch);
      }
    }
  }
  return new Map(
    lost.flatMap(({ at }) => {
      const stretch = places.get(fingerprints.get(at)?.[1] ?? '');
      return stretch === undefined ? [] : [[at, stretch] as const];
    }),
  );
}

/** Units of a few words, where they follow the unit before them or go before the one after, and no other unit stands. */
function findBeside(
  verdicts: readonly Verdict[],
  fingerprints: Fingerprints,
  source: SourceWords,
  sha256: Sha256,
  anywhere: ReadonlyMap<string, Stretch>,
): Map<string, Stretch> {
  const stretches = stretchesByUnit(source);
  const taken = new Map(anywhere);
  for (const { at, verdict, to } of verdicts) {
    const stretch = stretches.get(to ?? '');
    if ((verdict === 'exact' || verdict === 'moved') && stretch !== undefined) taken.set(at, stretch);
  }
  const isFree = ([from, to]: Stretch): boolean =>
    [...taken.values()].every(([a, b]) => to <= a || b <= from);
  const found = new Map<string, Stretch>();
  const look = (at: string, place: number | undefined, step: 1 | -1): void => {
    const [words, digest] = fingerprints.get(at) ?? [0, ''];
    if (taken.has(at) || place === undefined) return;
    const stretch = stretchesAt(source, place, words, step).find(
      (one) => digestAt(source, one, sha256) === digest,
    );
    if (stretch === undefined || !isFree(stretch)) return;
    taken.set(at, stretch);
    found.set(at, stretch);
  };
  // Several short ones in a row are found one after another from the neighbour that stayed.
  for (const [index, { at }] of verdicts.entries())
    look(at, index === 0 ? 0 : taken.get(verdicts[index - 1]?.at ?? '')?.[1], 1);
  for (const [index, { at }] of [...verdicts.entries()].reverse()) {
    const next = verdicts[index + 1]?.at;
    look(at, next === undefined ? source.words.length : taken.get(next)?.[0], -1);
  }
  return found;
}
