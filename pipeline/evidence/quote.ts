import { SENTENCE_WORDS } from '../model/generated/sentence-words.ts';
import { wordsOf } from './text/normal-text.ts';
import { type QuotableWord, quotableWords, withPlainApostrophes } from './text/quotable.ts';
import type { Unit } from './text/units.ts';
import { addressOf } from './text/words.ts';

/**
 * Where a quote stands: in the sentences that its claim names (`found`); in another place (`elsewhere`); in pieces that
 * follow one another in another order or stand far from each other (`apart`, with the place of each); or nowhere in the
 * text (`invented`); then `best` tells the longest stretch of it that does. `negation` is a word that a gap leaves out.
 */
export type QuoteVerdict =
  | { verdict: 'found'; at: string; negation?: string }
  | { verdict: 'elsewhere'; at: string }
  | { verdict: 'apart'; at: string[] }
  | { verdict: 'invented'; words: number; best: { words: number; at: string } | null };

/** The words of a text as quotes are compared with them. */
export interface QuoteSource {
  words: (QuotableWord & { unit: number })[];
  unitOf: number[];
  units: readonly Unit[];
  /** Where a word, or two that may be one, begins. */
  places: ReadonlyMap<string, readonly number[]>;
}

/** Prepares a text for its quotes. */
export function quoteSource(units: readonly Unit[]): QuoteSource {
  const words = units.flatMap(({ text }, unit) => quotableWords(text).map((word) => ({ ...word, unit })));
  const places = new Map<string, number[]>();
  const add = (word: string, place: number): void => {
    const known = places.get(word);
    if (known === undefined) places.set(word, [place]);
    else known.push(place);
  };
  for (const [place, { word }] of words.entries()) {
    add(word, place);
    if (mayJoin(words, place)) add(word + words[place + 1]?.word, place);
  }
  return { words, unitOf: words.map(({ unit }) => unit), units, places };
}

/** Whether a word and the next may be one: broken at the end of a line, or with what looks like the number of a note. */
function mayJoin(words: readonly QuotableWord[], place: number): boolean {
  return words[place + 1] !== undefined && (words[place]?.breaksOff || words[place + 1]?.isNote) === true;
}

/** A word of a quote; a pattern where letters stand in brackets. */
interface QuotedWord {
  word: string;
  pattern: RegExp | null;
  breaksOff: boolean;
}

/** Letters in brackets within a word, `[a]ll` or `circle[s]`, are kept between these until the words are taken. */
const [OPEN, CLOSE] = ['\uE000', '\uE001'];
const LETTERS = /(?<=\p{L})\[(\p{L}+)\]|\[(\p{L}+)\](?=\p{L})/gu;
/** Where a coder leaves words out (`...`, `. . .`, `[...]`) or puts some in (`[China]`, `[China]'s`). */
const GAP = /\[[^\]]*\](?:'s(?!\p{L}))?|\.(?:\s*\.){2,}|[…⋯]/gu;

/** The pieces of a quote between its gaps, and what stands in the gaps. */
function piecesOf(quote: string): { pieces: QuotedWord[][]; gaps: string[] } {
  const marked = withPlainApostrophes(quote).replace(
    LETTERS,
    (_, after?: string, before?: string) => OPEN + (after ?? before) + CLOSE,
  );
  const pieces = marked.split(GAP).map(quotedWords);
  const gaps = [...marked.matchAll(GAP)].map(([gap]) => gap);
  const kept = pieces.map((piece, index) => ({ piece, gap: gaps[index] ?? '' }));
  const full = kept.filter(({ piece }) => piece.length > 0);
  return { pieces: full.map(({ piece }) => piece), gaps: full.map(({ gap }) => gap) };
}

function quotedWords(piece: string): QuotedWord[] {
  return piece.split(/\s+/).flatMap((token): QuotedWord[] => {
    if (!token.includes(OPEN))
      return quotableWords(token).map(({ word, breaksOff }) => ({ word, pattern: null, breaksOff }));
    return token
      .split(/[^\p{L}\p{M}\p{N}\uE000\uE001]+/u)
      .filter((part) => part !== '')
      .map((part) => ({ word: plainOf(part), pattern: patternOf(part), breaksOff: false }));
  });
}

function plainOf(part: string): string {
  return wordsOf(part.replace(/[\uE000\uE001]/g, ''))
    .map(({ word }) => word)
    .join('');
}

/** `[a]ll` is `all` or `ll`; at the end, `circle[s]`, up to four other letters may stand for those in brackets. */
function patternOf(part: string): RegExp | null {
  if (!part.includes(OPEN)) return null;
  const pieces = part.split(/\uE000(\p{L}+)\uE001/u).map((piece, index) => {
    const letters = plainOf(piece);
    if (index % 2 === 0) return letters;
    return part.endsWith(piece + CLOSE) ? `(?:${letters}|\\p{L}{0,4})` : `(?:${letters})?`;
  });
  return new RegExp(`^${pieces.join('')}$`, 'u');
}

/**
 * Looks for a quote (docs/sentences.md, "Quotes"). Typography is folded and words are strict; the pieces between gaps
 * stand in their order anywhere in the claim's sentences.
 * @param at the addresses of the claim's sentences in this text
 */
export function checkQuote(quote: string, at: readonly string[], source: QuoteSource): QuoteVerdict {
  const { pieces, gaps } = piecesOf(quote);
  const span = new Set(at);
  const inSpan = source.units.map((unit) => span.has(unit.at));
  const within = alignments(pieces, source, (place) => inSpan[source.unitOf[place] ?? -1] === true);
  if (within.length > 0) {
    const told = within.map((one) => ({ one, negation: negationIn(one, gaps, source) }));
    const best = told.find(({ negation }) => negation === undefined) ?? told[0];
    const { one = [], negation } = best ?? {};
    return { verdict: 'found', at: placeOf(one, source), ...(negation === undefined ? {} : { negation }) };
  }
  const anywhere = alignments(pieces, source, () => true);
  const close = anywhere.find((one) => isClose(one, source));
  if (close !== undefined) return { verdict: 'elsewhere', at: placeOf(close, source) };
  const places = pieces.map((piece) => occurrences(piece, source, () => true));
  if (pieces.length > 1 && places.every((found) => found.length > 0))
    return { verdict: 'apart', at: places.map((found) => nearest(found, inSpan, source)) };
  const words = pieces.flat();
  return { verdict: 'invented', words: words.length, best: longestPart(words, source) };
}

type Stretch = readonly [from: number, to: number];

function placeOf(stretches: readonly Stretch[], source: QuoteSource): string {
  const [from, to] = [stretches[0]?.[0] ?? 0, stretches.at(-1)?.[1] ?? 0];
  return addressOf(source, from, to - from);
}

/** The pieces one after another, from each place where the first stands; each piece as near as can be. */
function alignments(
  pieces: readonly (readonly QuotedWord[])[],
  source: QuoteSource,
  isIn: (place: number) => boolean,
): Stretch[][] {
  const [firsts = [], ...others] = pieces.map((piece) => occurrences(piece, source, isIn));
  return firsts.flatMap((first) => {
    const stretches = [first];
    for (const found of others) {
      const next = found.find(([from]) => from >= (stretches.at(-1)?.[1] ?? 0));
      if (next === undefined) return [];
      stretches.push(next);
    }
    return [stretches];
  });
}

/** Where a piece stands, word for word. */
function occurrences(
  piece: readonly QuotedWord[],
  source: QuoteSource,
  isIn: (place: number) => boolean,
): Stretch[] {
  const [first] = piece;
  if (first === undefined) return [];
  const starts =
    first.pattern === null && !first.breaksOff ? (source.places.get(first.word) ?? []) : source.words.keys();
  const found: Stretch[] = [];
  for (const from of starts) {
    const { words, to } = run(piece, from, source, isIn);
    if (words === piece.length) found.push([from, to]);
  }
  return found;
}

/** How many words of a piece stand at a place one after another, and where they end. */
function run(
  piece: readonly QuotedWord[],
  from: number,
  source: QuoteSource,
  isIn: (place: number) => boolean,
): { words: number; to: number } {
  let to = from;
  let words = 0;
  while (words < piece.length) {
    const step = stepAt(piece, words, to, source.words);
    if (step !== undefined) {
      if (!isIn(to) || !isIn(to + step.places - 1)) break;
      words += step.words;
      to += step.places;
    } else if (words > 0 && source.words[to]?.isNote) to += 1;
    else break;
  }
  return { words, to };
}

/** How many words of the quote and of the text are the same at a place; undefined when none. */
function stepAt(
  piece: readonly QuotedWord[],
  index: number,
  place: number,
  words: QuoteSource['words'],
): { words: number; places: number } | undefined {
  const quoted = piece[index];
  const { word } = words[place] ?? {};
  if (quoted === undefined || word === undefined) return undefined;
  if (quoted.pattern?.test(word) ?? quoted.word === word) return { words: 1, places: 1 };
  if (mayJoin(words, place) && quoted.word === word + words[place + 1]?.word) return { words: 1, places: 2 };
  if (quoted.breaksOff && quoted.word + piece[index + 1]?.word === word) return { words: 2, places: 1 };
  return undefined;
}

/** Each piece stands in the same sentence as the one before or in the next. */
function isClose(stretches: readonly Stretch[], { unitOf }: QuoteSource): boolean {
  return stretches.every(([from], index) => {
    const before = stretches[index - 1];
    return before === undefined || (unitOf[from] ?? 0) - (unitOf[before[1] - 1] ?? 0) <= 1;
  });
}

/** The address of a piece: in the claim's sentences if it stands there. */
function nearest(found: readonly Stretch[], inSpan: readonly boolean[], source: QuoteSource): string {
  const stretch = found.find(([from]) => inSpan[source.unitOf[from] ?? -1]) ?? found[0];
  return stretch === undefined ? '' : placeOf([stretch], source);
}

const NEGATIONS: ReadonlySet<string> = new Set(SENTENCE_WORDS.negations.split(' '));

/** A negation that a gap leaves out, unless the coder put one in there. */
function negationIn(
  stretches: readonly Stretch[],
  gaps: readonly string[],
  { words }: QuoteSource,
): string | undefined {
  const isNegation = (index: number, list: readonly { word: string }[]): boolean =>
    NEGATIONS.has(list[index]?.word ?? '') ||
    (list[index]?.word === 't' && (list[index - 1]?.word.endsWith('n') ?? false));
  for (const [index, [, from]] of stretches.slice(0, -1).entries()) {
    const own = quotableWords(gaps[index] ?? '');
    if (own.some((_, place) => isNegation(place, own))) continue;
    const to = stretches[index + 1]?.[0] ?? from;
    for (let place = from; place < to; place += 1)
      if (isNegation(place, words))
        return words[place]?.word === 't' ? `${words[place - 1]?.word}'t` : words[place]?.word;
  }
  return undefined;
}

function longestPart(
  words: readonly QuotedWord[],
  source: QuoteSource,
): { words: number; at: string } | null {
  let best = { words: 0, at: '' };
  for (const index of words.keys()) {
    const rest = words.slice(index);
    for (const place of source.places.get(rest[0]?.word ?? '') ?? []) {
      const part = run(rest, place, source, () => true);
      if (part.words > best.words) best = { words: part.words, at: placeOf([[place, part.to]], source) };
    }
  }
  return best.words === 0 ? null : best;
}
