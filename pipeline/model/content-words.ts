import { SENTENCE_WORDS } from './generated/sentence-words.ts';

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Words that tell nothing of what a text is about. */
const COMMON: ReadonlySet<string> = new Set(SENTENCE_WORDS.common.split(' '));
/** Letters that are kept: with them `policies` is `policy`, and hardly any two words become one. */
const STEM = 5;

/**
 * The words that tell what an English text is about: names, numbers and words of at least four letters, without the common
 * ones and without their endings, in lower case.
 */
export function contentWords(text: string): string[] {
  return [...text.normalize('NFKC').matchAll(WORD)].flatMap(([written]) => {
    const word = written.toLowerCase();
    const counts = word.length > 3 || /^\d+$/.test(word) || (word.length === 3 && /^\p{Lu}/u.test(written));
    if (!counts || COMMON.has(word)) return [];
    return word.length > STEM ? word.slice(0, STEM) : word.replace(/(?<=\p{L}{3})s$/u, '');
  });
}
