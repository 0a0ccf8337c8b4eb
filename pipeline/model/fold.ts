/** Apostrophes of all kinds, and the letters that stand for one in romanised Arabic, Hebrew and Hawaiian. */
const APOSTROPHES = /['‘’‛‵′`´ʹʻʼʽʾʿ]/gu;
/** Letters of Latin and Greek with their marks, but for the plain ones. */
const ACCENTED = /(?=\p{L})(?![a-z](?!\p{M}))[\p{Script=Latin}\p{Script=Greek}]\p{M}*/gu;
/** Spaces that are not one blank. */
const ODD_SPACES = /\s\s+|[^\S ]/gu;
/** Words of letters and digits with one space between them, as most names are: only their case changes. */
const PLAIN = /^[A-Za-z\d]+(?: [A-Za-z\d]+)*$/;

/** Latin letters that Unicode does not take apart into a base and a mark, and the final sigma of Greek. */
export const STROKED: Readonly<Record<string, string>> = {
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  ŧ: 't',
  ƀ: 'b',
  ɓ: 'b',
  ɗ: 'd',
  ƙ: 'k',
  ƴ: 'y',
  ƶ: 'z',
  ı: 'i',
  ȷ: 'j',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ς: 'σ',
};

/**
 * Folds a name to the form under which names are compared (section 6 of the design): NFKC; apostrophes and full stops
 * dropped; lower case; other punctuation to a space; accents taken off Latin and Greek letters, never off others, and
 * nothing is transliterated; a leading "the" dropped. Folding a folded name changes nothing.
 */
export function foldName(text: string): string {
  if (PLAIN.test(text)) return withoutArticle(text.toLowerCase());
  let folded = foldOnce(text);
  if (PLAIN.test(folded)) return folded;
  // Dropping a sign can bring a letter and a mark together that only then compose.
  for (let again = foldOnce(folded); again !== folded; again = foldOnce(folded)) folded = again;
  return folded;
}

function foldOnce(text: string): string {
  return withoutArticle((lettersOfLatin(text) ?? lettersOf(text)).replace(ODD_SPACES, ' ').trim());
}

/** What becomes of the letters and signs below U+0250, by code. */
const latin: string[] = [];

/** The letters of a text without marks that stand alone: there each becomes the same whatever is beside it, a tenth of the time. */
function lettersOfLatin(text: string): string | undefined {
  let letters = '';
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x250) return undefined;
    letters += latin[code] ??= lettersOf(text.charAt(at));
  }
  return letters;
}

function withoutArticle(words: string): string {
  return words.startsWith('the ') ? words.replace(/^(?:the )+/, '') : words;
}

function lettersOf(text: string): string {
  return text
    .replace(APOSTROPHES, '') // before NFKC, which makes a space and a mark of some of them
    .normalize('NFKC')
    .replace(APOSTROPHES, '')
    .replaceAll('.', '')
    .toLowerCase()
    .replace(/\p{P}/gu, ' ')
    .replace(ACCENTED, withoutAccents);
}

function withoutAccents(letter: string): string {
  const base = letter.normalize('NFD').replace(/\p{M}+/gu, '');
  return STROKED[base] ?? base;
}
