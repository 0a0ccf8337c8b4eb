import { type Word, wordsOf } from './text/normal-text.ts';
import { addressOf, longestRun, type SourceWords } from './text/words.ts';

/** A paraphrase shares fewer words in a row with its source (docs/coding/claims.md, "Your own words"). */
export const SHARED_WORDS = 6;

/** Names and set phrases, by their first word; the longest first. */
export type KnownPhrases = ReadonlyMap<string, readonly KnownPhrase[]>;

/** Something that a paraphrase may take over word for word. */
interface KnownPhrase {
  words: string[];
  /** The phrase as it is written. */
  written: string;
  /** A name is one only with a capital; set phrases are what the record says, in any writing. */
  isName: boolean;
}

/** A run of words that a claim's text shares with the source. */
export interface SharedRun {
  /** Words of the run, and those of them that belong to no name or set phrase. */
  words: number;
  free: number;
  /** The words as the claim's text has them. */
  text: string;
  /** Where it stands in the source. */
  at: string;
  /** The set phrases in it, as written. */
  phrases: string[];
}

/** Indexes names and set phrases. */
export function indexPhrases(names: Iterable<string>, phrases: Iterable<string>): KnownPhrases {
  const index = new Map<string, KnownPhrase[]>();
  const add = (written: string, isName: boolean): void => {
    const words = wordsOf(written).map(({ word }) => word);
    const [first = ''] = words;
    if (words.length > 0) index.set(first, [...(index.get(first) ?? []), { words, written, isName }]);
  };
  for (const name of names) add(name.replace(/^the /i, ''), true);
  for (const phrase of phrases) add(phrase, false);
  for (const list of index.values()) list.sort((a, b) => b.words.length - a.words.length);
  return index;
}

/**
 * The longest runs that a claim's text shares with the source, none within another, from the first word on. Two Chinese
 * characters count as one word.
 */
export function sharedRuns(text: string, source: SourceWords, known: KnownPhrases): SharedRun[] {
  const words = wordsOf(text);
  const cover = coverOf(words, known);
  const runs: SharedRun[] = [];
  let covered = 0;
  for (let from = 0; from < words.length; from += 1) {
    const { length, place } = longestRun(words, from, source);
    if (length === 0 || from + length <= covered) continue;
    covered = from + length;
    const places = Array.from({ length }, (_, index) => from + index);
    const phrases = places.flatMap((index) => (cover[index]?.isName === false ? [cover[index].written] : []));
    runs.push({
      words: weigh(words, places),
      free: weigh(
        words,
        places.filter((index) => cover[index] === null),
      ),
      text: writtenAs(text, from, covered),
      at: addressOf(source, place, length),
      phrases: [...new Set(phrases)],
    });
  }
  return runs;
}

/** A Chinese or Japanese character, or what stands between blanks. */
const PIECE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;

/** The words of a text from one position to before another, as they stand there. */
function writtenAs(text: string, from: number, to: number): string {
  let [start, end, words] = [text.length, text.length, 0];
  for (const { 0: piece, index } of text.matchAll(PIECE)) {
    words += wordsOf(piece).length;
    if (words > from) start = Math.min(start, index);
    if (words < to) continue;
    end = index + piece.length;
    break;
  }
  return text.slice(start, end).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, '');
}

/** For each word the name or phrase that it belongs to. */
function coverOf(words: readonly Word[], known: KnownPhrases): (KnownPhrase | null)[] {
  const cover: (KnownPhrase | null)[] = words.map(() => null);
  for (let from = 0; from < words.length; from += 1) {
    const found = known
      .get(words[from]?.word ?? '')
      ?.find(
        (phrase) =>
          (!phrase.isName || words[from]?.capital) &&
          phrase.words.every((word, index) => words[from + index]?.word === word),
      );
    for (let index = 0; index < (found?.words.length ?? 0); index += 1) cover[from + index] ??= found ?? null;
  }
  return cover;
}

const HAN = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** What an apostrophe or a full stop cuts off (China's, U.S.) is no word of its own. */
const CUT_OFF = /^(?![ai]$)\p{L}$/u;

/** Number of words; two Chinese characters are one. */
function weigh(words: readonly Word[], places: readonly number[]): number {
  const counted = places.map((index) => words[index]?.word ?? '');
  const han = counted.filter((word) => HAN.test(word)).length;
  return Math.ceil(han / 2) + counted.filter((word) => !HAN.test(word) && !CUT_OFF.test(word)).length;
}
