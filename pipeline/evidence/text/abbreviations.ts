import { SENTENCE_WORDS } from '../../model/generated/sentence-words.ts';
import type { SentenceRule } from './rules.ts';

type ListName = keyof typeof SENTENCE_WORDS;

const listed = (...names: ListName[]): ReadonlySet<string> =>
  new Set(names.flatMap((name) => SENTENCE_WORDS[name].split(' ')));

/** The lists of each version of the rule. */
const LISTS = {
  1: {
    beforeName: listed('before_a_name'),
    beforeNumber: listed('before_a_number'),
    mayEnd: listed('may_end'),
    newSentence: listed('new_sentence'),
  },
  2: {
    beforeName: listed('before_a_name', 'before_a_name_2'),
    beforeNumber: listed('before_a_number', 'before_a_number_2'),
    mayEnd: listed('may_end', 'may_end_2'),
    newSentence: listed('new_sentence', 'new_sentence_2'),
  },
} as const;
const BEFORE_ORDINAL = listed('before_ordinal');
const AFTER_ORDINAL = listed('after_ordinal');

const NO_PART_OF_WORD = /[\s"“”‘(){}[\]*_\\/–—-]/u;
const NO_PART_OF_WORD_2 = /[\s"“”„‘‚«»‹›(){}[\]*_\\/–—-]/u;
const LETTERS_WITH_STOPS = /^\p{L}{1,3}(?:\.\p{L}{1,3})+$/u;
const NUMBER = /^(?:\d|[IVXLC]+\b)/;
const FIRST_WORD = /^\p{L}+(?=[\s'’,])/u;

/**
 * Whether the full stop after `said` belongs to an abbreviation that does not end the sentence (docs/sentences.md,
 * rule 7).
 * @param said the sentence up to the full stop
 * @param next the text that follows, from its first word on
 */
export function endsAbbreviation(said: string, next: string, rule: SentenceRule): boolean {
  const { beforeName, beforeNumber, mayEnd, newSentence } = LISTS[rule];
  const word = lastWord(said, rule === 1 ? NO_PART_OF_WORD : NO_PART_OF_WORD_2);
  const key = word.toLowerCase().replace('’', "'");
  if (beforeName.has(key)) return true;
  if (beforeNumber.has(key)) return NUMBER.test(next);
  const canEnd = mayEnd.has(key) || LETTERS_WITH_STOPS.test(word) || isInitial(word, said);
  return canEnd && !newSentence.has(FIRST_WORD.exec(next)?.[0] ?? '');
}

/**
 * Whether the full stop after `said` makes an ordinal of the number before it, as in German: `am 6. Juli`, `der 2.
 * Gipfel` (docs/sentences.md, rule 7).
 */
export function isOrdinal(said: string, next: string): boolean {
  const number = lastWord(said, /\s/);
  if (!/^\d{1,3}$/.test(number)) return false;
  const before = lastWord(said.slice(0, -number.length).trimEnd(), NO_PART_OF_WORD_2);
  const [after = ''] = /^\p{L}+/u.exec(next) ?? [];
  return AFTER_ORDINAL.has(after) || (BEFORE_ORDINAL.has(before.toLowerCase()) && after !== '');
}

/** Looked for from the end, so that a long sentence with many abbreviations costs no more than its length. */
function lastWord(said: string, outside: RegExp): string {
  let from = said.length;
  while (from > 0 && !outside.test(said[from - 1] ?? '')) from -= 1;
  return said.slice(from);
}

/** A letter alone. `I` is an initial only at the start or after a name: "Vladimir I. Lenin", but "than I. Peace". */
function isInitial(word: string, said: string): boolean {
  if (word !== 'I') return /^\p{L}$/u.test(word);
  if (said === 'I') return true;
  return /\s/.test(said.at(-2) ?? '') && /\p{Lu}/u.test(lastWord(said.slice(0, -2), /\s/));
}
