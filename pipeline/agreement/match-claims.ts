import { unitsOf } from '../model/anchors.ts';
import { sharedWords } from '../model/shared-words.ts';
import type { ResolvedClaim } from '../normalize/resolved.ts';
import { sortedIds } from '../normalize/sorted-ids.ts';

/** Claims that two coders found in the same sentences, pair by pair, and those that only one of them found. */
export interface Matches {
  both: [first: ResolvedClaim, second: ResolvedClaim][];
  onlyFirst: ResolvedClaim[];
  onlySecond: ResolvedClaim[];
}

/** Less alike than this, two claims of one sentence are two findings, not one. */
const LEAST = 0.25;

/**
 * Finds which claims of two codings are the same finding: they stand in a common sentence and are alike. Of several
 * candidates the most alike go together first; among equals, those with the lower ids.
 */
export function matchClaims(first: readonly ResolvedClaim[], second: readonly ResolvedClaim[]): Matches {
  const candidates = first.flatMap((a) =>
    second
      .filter((b) => shareSentence(a, b))
      .map((b) => ({ a, b, alike: likeness(a, b) }))
      .filter(({ alike }) => alike >= LEAST),
  );
  candidates.sort((x, y) => y.alike - x.alike || byId(x.a, y.a) || byId(x.b, y.b));
  const taken = new Set<ResolvedClaim>();
  const both: Matches['both'] = [];
  for (const { a, b } of candidates) {
    if (taken.has(a) || taken.has(b)) continue;
    taken.add(a).add(b);
    both.push([a, b]);
  }
  return {
    both: both.sort(([a], [b]) => byId(a, b)),
    onlyFirst: first.filter((claim) => !taken.has(claim)).sort(byId),
    onlySecond: second.filter((claim) => !taken.has(claim)).sort(byId),
  };
}

/**
 * How alike two claims are, from 0 to 1: three fifths for the words of their texts, a fifth each for the same claimants
 * and the same type.
 */
function likeness(a: ResolvedClaim, b: ResolvedClaim): number {
  const same = (one: unknown, other: unknown): number => (one === other ? 0.2 : 0);
  return (
    0.6 * sharedWords(a.authored.text, b.authored.text) +
    same(sortedIds(a.claimants).join(), sortedIds(b.claimants).join()) +
    same(a.authored.type, b.authored.type)
  );
}

function shareSentence(a: ResolvedClaim, b: ResolvedClaim): boolean {
  const units = new Set(unitsOf(a.authored.at));
  return unitsOf(b.authored.at).some((unit) => units.has(unit));
}

function byId(a: ResolvedClaim, b: ResolvedClaim): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
