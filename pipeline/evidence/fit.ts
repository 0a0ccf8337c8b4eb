import { contentWords } from '../model/content-words.ts';
import type { Claim } from '../model/generated/records.ts';
import type { Unit } from './text/units.ts';

/** The words of a text that tell its sentences apart, with their weight. */
interface TellingWords {
  units: { at: string; words: ReadonlySet<string> }[];
  weight(word: string): number;
}

/** The sentence that fits a claim clearly better than its own, and by how many names, numbers and words. */
export interface BetterFit {
  at: string;
  shared: number;
}

/** A claim and another sentence have at least so many names, numbers and words in common… */
const LEAST_SHARED = 3;
/** … which weigh at least so much for each word that the claim has to share … */
const LEAST_SHARE = 0.5;
/** … and so many times what its own sentences have in common with it. */
const CLEARLY = 3.5;

/** Weighs the words of a text: one that few sentences have tells more. */
export function tellingWords(units: readonly Unit[]): TellingWords {
  const sets = units.map(({ at, text }) => ({ at, words: new Set(contentWords(text)) }));
  const often = new Map<string, number>();
  for (const { words } of sets) for (const word of words) often.set(word, (often.get(word) ?? 0) + 1);
  return {
    units: sets,
    weight: (word) => Math.log((1 + units.length) / (often.get(word) ?? 1 + units.length)),
  };
}

/**
 * Whether the names, numbers and words of a claim fit another sentence clearly better than those at which it stands. A
 * paraphrase may have hardly a word of its sentence, so much is asked: a claim that is told stands wrong, while one that is
 * not told may do so as well.
 * @param at the addresses of its sentences in this text
 */
export function betterFit(claim: Claim, at: readonly string[], text: TellingWords): BetterFit | null {
  const words = new Set([claim.text, claim.quote ?? '', ...namesIn(claim)].flatMap(contentWords));
  const known = [...words].filter((word) => text.weight(word) > 0);
  const whole = known.reduce((sum, word) => sum + text.weight(word), 0);
  const own = new Set(at);
  const score = (set: ReadonlySet<string>): { weight: number; shared: number } => {
    const shared = known.filter((word) => set.has(word));
    return { weight: shared.reduce((sum, word) => sum + text.weight(word), 0), shared: shared.length };
  };
  const here = score(new Set(contextOf(own, text).flatMap((one) => [...one.words])));
  let best: { at: string; weight: number; shared: number } | null = null;
  for (const { at, words: set } of text.units) {
    const there = score(set);
    if (!own.has(at) && there.weight > (best?.weight ?? 0)) best = { at, ...there };
  }
  if (best === null || best.shared < LEAST_SHARED || best.weight < LEAST_SHARE * whole) return null;
  return best.weight >= CLEARLY * here.weight ? { at: best.at, shared: best.shared } : null;
}

/** The sentences of a claim with what a reader has in mind there: the paragraph before and its own down to them. */
function contextOf(own: ReadonlySet<string>, { units }: TellingWords): TellingWords['units'] {
  const paragraph = ({ at }: { at: string }): number => Number(/^p(\d+)/.exec(at)?.[1] ?? 0);
  const last = units.findLastIndex(({ at }) => own.has(at));
  const first = units.find(({ at }) => own.has(at));
  if (first === undefined) return [];
  return units.filter((unit, index) => index <= last && paragraph(unit) >= paragraph(first) - 1);
}

/** What a claim names beside its text; ids are read as words. */
function namesIn({ claimant, addressee, subject, object, holder, via, place, quantities }: Claim): string[] {
  const actors = [claimant, addressee, subject, object, holder, via, place].flat();
  const numbers = (quantities ?? []).flatMap(({ value, value_max }) => [value, value_max]);
  return [...actors, ...numbers].flatMap((one) =>
    one === undefined ? [] : String(one).replace(/^iso-/, ''),
  );
}
