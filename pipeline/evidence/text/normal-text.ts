import { countWords } from '../../model/words.ts';

/** The version that digests rest on. Anything that changes a digest makes a new one. */
export const NORMALIZATION = 'nfkc-casefold-alnum/1';

/** Gives the SHA-256 of bytes, or of a text in UTF-8, in hex digits. Node and browsers have different ones, so it is handed in. */
export type Sha256 = (data: string | Uint8Array) => string;

/** Number of words of a unit, and the first 16 hex digits of the SHA-256 of its normal text. */
export type Fingerprint = readonly [words: number, digest: string];

const NO_WORD = /[^\p{L}\p{M}\p{N}]+/gu;
const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const ONE_HAN = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const SPACE_AT_HAN =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]) | (?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu;

/**
 * What a digest is taken of (docs/sentences.md, "Fingerprints"): NFKC, case folded, letters, marks and digits, with
 * single spaces between; none beside a Chinese or Japanese character, as lines break anywhere there.
 * @param text without invisible characters, as paragraphsOf leaves it
 */
export function normalText(text: string): string {
  return foldCase(onlyWords(text)).replace(SPACE_AT_HAN, '');
}

/** The normal text of words as wordsOf gives them. */
export function joinWords(words: readonly string[]): string {
  const joined = words.join(' ');
  return words.some(isHan) ? joined.replace(SPACE_AT_HAN, '') : joined;
}

/** Whether a word is a Chinese or Japanese character; two of them count as one word. */
export function isHan(word: string): boolean {
  return ONE_HAN.test(word);
}

/** The fingerprint of a unit of text. */
export function fingerprintOf(text: string, sha256: Sha256): Fingerprint {
  const normal = normalText(text);
  return [countWords(normal), digestOf(normal, sha256)];
}

/** The digest of a text that is normal already. */
export function digestOf(normal: string, sha256: Sha256): string {
  return sha256(normal).slice(0, 16);
}

/** A word of a text as it is compared, and whether it was written with a capital. */
export interface Word {
  word: string;
  capital: boolean;
}

/** The words of a text in order; each Chinese or Japanese character is one. */
export function wordsOf(text: string): Word[] {
  return onlyWords(text)
    .replace(HAN, ' $& ')
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ({ word: foldCase(word), capital: /^\p{Lu}/u.test(word) }));
}

function onlyWords(text: string): string {
  return text.normalize('NFKC').replace(NO_WORD, ' ').trim();
}

/** Case folding as far as it is not lower case: `ß` and the final sigma. */
function foldCase(text: string): string {
  return text.toLowerCase().replace(/ß/g, 'ss').replace(/ς/g, 'σ').normalize('NFKC');
}
