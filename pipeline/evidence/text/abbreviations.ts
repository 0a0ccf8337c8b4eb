import { SENTENCE_WORDS } from '../../model/generated/sentence-words.ts';

const listed = (name: keyof typeof SENTENCE_WORDS): ReadonlySet<string> =>
  new Set(SENTENCE_WORDS[name].split(' '));
const BEFORE_A_NAME = listed('before_a_name');
const BEFORE_A_NUMBER = listed('before_a_number');
const MAY_END = listed('may_end');
const NEW_SENTENCE = listed('new_sentence');

const LAST_WORD = /[^\s"“”‘(){}[\]*_\\/–—-]+$/u;
const LETTERS_WITH_STOPS = /^\p{L}{1,3}(?:\.\p{L}{1,3})+$/u;
const NUMBER = /^(?:\d|[IVXLC]+\b)/;
const FIRST_WORD = /^\p{L}+(?=[\s'’,])/u;

/**
 * Whether the full stop after `said` belongs to an abbreviation that does not end the sentence (docs/sentences.md,
 * rule 7).
 * @param said the sentence up to the full stop
 * @param next the text that follows, from its first word on
 */
export function endsAbbreviation(said: string, next: string): boolean {
  const word = LAST_WORD.exec(said)?.[0] ?? '';
  const key = word.toLowerCase().replace('’', "'");
  if (BEFORE_A_NAME.has(key)) return true;
  if (BEFORE_A_NUMBER.has(key)) return NUMBER.test(next);
  const mayEnd = MAY_END.has(key) || LETTERS_WITH_STOPS.test(word) || isInitial(word, said);
  return mayEnd && !NEW_SENTENCE.has(FIRST_WORD.exec(next)?.[0] ?? '');
}

/** A letter alone. `I` is an initial only at the start or after a name: "Vladimir I. Lenin", but "than I. Peace". */
function isInitial(word: string, said: string): boolean {
  if (word !== 'I') return /^\p{L}$/u.test(word);
  return /(?:^|\p{Lu}\S*\s)I$/u.test(said);
}
