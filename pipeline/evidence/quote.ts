import { type Word, wordsOf } from './text/normal-text.ts';
import { addressOf, longestRun, type SourceWords } from './text/words.ts';

/**
 * Where a quote stands: in the sentence that its claim names (`found`), in another one (`elsewhere`), or nowhere in the text
 * (`invented`); then `best` tells the longest stretch of it that does.
 */
export type QuoteVerdict =
  | { verdict: 'found'; at: string }
  | { verdict: 'elsewhere'; at: string }
  | { verdict: 'invented'; words: number; best: { words: number; at: string } | null };

/** Where a coder leaves words out (`...`, `[...]`) or puts one in (`[China]`). */
const GAP = /\[[^\]]*\]|\.{3,}|…/u;

/**
 * Looks for a quote. Typography is folded, words are strict; the pieces between gaps must follow one another within one
 * sentence or the next.
 * @param at the addresses of the claim's sentences in this text
 */
export function checkQuote(quote: string, at: readonly string[], source: SourceWords): QuoteVerdict {
  const pieces = quote
    .split(GAP)
    .map(wordsOf)
    .filter((piece) => piece.length > 0);
  const stretches = occurrences(pieces, source);
  const inSpan = stretches.find(
    ({ place, length }) =>
      at.includes(unitAt(source, place)) && at.includes(unitAt(source, place + length - 1)),
  );
  const [found] = inSpan === undefined ? stretches : [inSpan];
  if (found !== undefined)
    return {
      verdict: inSpan === undefined ? 'elsewhere' : 'found',
      at: addressOf(source, found.place, found.length),
    };
  const words = pieces.flat();
  return { verdict: 'invented', words: words.length, best: longestPart(words, source) };
}

function unitAt({ unitOf, units }: SourceWords, place: number): string {
  return units[unitOf[place] ?? -1]?.at ?? '';
}

interface Stretch {
  place: number;
  length: number;
}

/** Every stretch of the text that holds the pieces one after another. */
function occurrences(pieces: readonly (readonly Word[])[], source: SourceWords): Stretch[] {
  const [first = [], ...others] = pieces;
  return placesOf(first, source).flatMap((place) => {
    let end = place + first.length;
    for (const piece of others) {
      const next = placesOf(piece, source).find((one) => one >= end);
      if (next === undefined || (source.unitOf[next] ?? 0) - (source.unitOf[end - 1] ?? 0) > 1) return [];
      end = next + piece.length;
    }
    return [{ place, length: end - place }];
  });
}

function placesOf(piece: readonly Word[], { places, words }: SourceWords): number[] {
  return (places.get(piece[0]?.word ?? '') ?? []).filter((place) =>
    piece.every(({ word }, index) => words[place + index] === word),
  );
}

function longestPart(words: readonly Word[], source: SourceWords): { words: number; at: string } | null {
  const runs = words.map((_, from) => longestRun(words, from, source));
  const best = runs.reduce((a, b) => (b.length > a.length ? b : a), { length: 0, place: -1 });
  return best.length === 0 ? null : { words: best.length, at: addressOf(source, best.place, best.length) };
}
