import { unitsOf } from '../model/anchors.ts';
import { contentWords } from '../model/content-words.ts';
import type { ResolvedClaim } from '../normalize/resolved.ts';
import { sortedIds } from '../normalize/sorted-ids.ts';

/** Claims that two coders found in the same sentences, pair by pair, and those that only one of them found. */
export interface Matches {
  both: [first: ResolvedClaim, second: ResolvedClaim][];
  onlyFirst: ResolvedClaim[];
  onlySecond: ResolvedClaim[];
}

/** Less alike than this in content, two claims of one sentence are two findings, not one. */
const LEAST = 0.25;

/** A claim with what decides what it matches. */
interface Finding {
  claim: ResolvedClaim;
  /** The sentences that it stands in. */
  units: readonly string[];
  words: ReadonlySet<string>;
  /** Those whom it is about: everybody it names but the one who says it. */
  about: ReadonlySet<string>;
  claimants: string;
}

/** Puts together what decides what a claim matches: once, however many it is held against. */
export function findingOf(claim: ResolvedClaim): Finding {
  const { authored, claimants, subjects, objects, addressees, holders, members, event, place } = claim;
  const actors = [...subjects, ...objects, ...addressees, ...holders, ...(members?.list ?? []), event, place];
  return {
    claim,
    units: unitsOf(authored.at),
    words: new Set(contentWords(authored.text)),
    about: new Set(actors.flatMap((actor) => (actor === null ? [] : [actor.entry.id]))),
    claimants: sortedIds(claimants).join(),
  };
}

/**
 * Finds which claims of two codings are the same finding (docs/agreement.md): they stand in a common sentence and are alike
 * in content. Of several candidates the most alike go together first, for which the same claimants and the same type count
 * as well; among equals, those with the lower ids.
 */
export function matchClaims(first: readonly ResolvedClaim[], second: readonly ResolvedClaim[]): Matches {
  const seconds = second.map(findingOf);
  const candidates = first.map(findingOf).flatMap((a) =>
    seconds
      .filter(({ units }) => units.some((unit) => a.units.includes(unit)))
      .map((b) => ({ a, b, content: likeness(a, b) }))
      .filter(({ content }) => content >= LEAST)
      .map(({ b, content }) => ({ a: a.claim, b: b.claim, alike: content + sameness(a, b) })),
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
 * How alike two claims are in content, from 0 to 1: three fifths for the words of their texts, two fifths for those whom
 * they are about; for the words alone where one of them names nobody. Without a word in common they are not alike, whatever
 * else is the same.
 */
export function likeness(a: Finding, b: Finding): number {
  const words = shareOf(a.words, b.words);
  if (words === 0 || a.about.size === 0 || b.about.size === 0) return words;
  return 0.6 * words + 0.4 * shareOf(a.about, b.about);
}

/** What speaks for one of several candidates: a third each for the same claimants and the same type. */
function sameness(a: Finding, b: Finding): number {
  const same = [a.claimants === b.claimants, a.claim.authored.type === b.claim.authored.type];
  return same.filter(Boolean).length / 3;
}

/** What two sets share, over what they have on average. */
function shareOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...one].filter((member) => other.has(member)).length;
  return one.size + other.size === 0 ? 0 : (2 * common) / (one.size + other.size);
}

function byId(a: ResolvedClaim, b: ResolvedClaim): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
