import { STROKED } from '../../model/fold.ts';

const BEYOND_ASCII = /[^\t-~]/;
const STROKED_LETTERS = new RegExp(`[${Object.keys(STROKED).join('')}]`, 'g');

/**
 * Folds a text for search: lower case, no accents, plain apostrophes, so that `vucic` finds Vučić. Signs without letters such as Chinese stay
 * as they are. Line breaks stay, so that a folded list of lines is a list of folded lines.
 */
export function foldForSearch(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(STROKED_LETTERS, (letter) => STROKED[letter] as string)
    .replace(/[‘’ʼʻ]/g, "'");
}
