const BEYOND_ASCII = /[^\t-~]/;
/** Letters that Unicode does not take apart into a base and a mark. */
const STROKED: Readonly<Record<string, string>> = {
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};

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
    .replace(/[øđðłħıßæœþ]/g, (letter) => STROKED[letter] as string)
    .replace(/[‘’ʼʻ]/g, "'");
}
