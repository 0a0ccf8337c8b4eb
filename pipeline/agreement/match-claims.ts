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

/**
 * Finds which claims of two codings are the same finding (docs/agreement.md): they stand in a common sentence and are alike
 * in content. Of several candidates the most alike go together first, for which the same claimants and the same type count
 * as well; among equals, those with the lower ids.
 */
export function matchClaims(first: readonly ResolvedClaim[], second: readonly ResolvedClaim[]): Matches {
  const candidates = first.flatMap((a) =>
    second
      .filter((b) => shareSentence(a, b))
      .map((b) => ({ a, b, content: likeness(a, b) }))
      .filter(({ content }) => content >= LEAST)
      .map(({ a, b, content }) => ({ a, b, alike: content + sameness(a, b) })),
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
export function likeness(a: ResolvedClaim, b: ResolvedClaim): number {
  const words = shareOf(new Set(contentWords(a.authored.text)), new Set(contentWords(b.authored.text)));
  const [one, other] = [aboutOf(a), aboutOf(b)];
  if (words === 0 || one.size === 0 || other.size === 0) return words;
  return 0.6 * words + 0.4 * shareOf(one, other);
}

/** What speaks for one of several candidates: a third each for the same claimants and the same type. */
function sameness(a: ResolvedClaim, b: ResolvedClaim): number {
  const claimants = ({ claimants: all }: ResolvedClaim): string => sortedIds(all).join();
  return [claimants(a) === claimants(b), a.authored.type === b.authored.type].filter(Boolean).length / 3;
}

/** Those whom a claim is about: everybody it names but the one who says it. */
function aboutOf({
  subjects,
  objects,
  addressees,
  holders,
  members,
  event,
  place,
}: ResolvedClaim): Set<string> {
  const actors = [...subjects, ...objects, ...addressees, ...holders, ...(members?.list ?? [])];
  return new Set([...actors, event, place].flatMap((actor) => (actor === null ? [] : [actor.entry.id])));
}

/** What two sets share, over what they have on average. */
function shareOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...one].filter((member) => other.has(member)).length;
  return one.size + other.size === 0 ? 0 : (2 * common) / (one.size + other.size);
}

function shareSentence(a: ResolvedClaim, b: ResolvedClaim): boolean {
  const units = new Set(unitsOf(a.authored.at));
  return unitsOf(b.authored.at).some((unit) => units.has(unit));
}

function byId(a: ResolvedClaim, b: ResolvedClaim): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
