const ASCII = /^[ -~]*$/;
const ASCII_WORD = /[A-Za-z0-9]+(?:['.-]*[A-Za-z0-9]+)*/g;
const WORD = /[\p{L}\p{N}]+(?:[\p{M}'’.-]*[\p{L}\p{N}]+)*/gu;
const HAN = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/gu;

/**
 * Counts the words of a text. A word is a run of letters and digits, held together by hyphens, apostrophes and inner
 * full stops; Chinese and Japanese are written without spaces, so there every two characters count as one word.
 */
export function countWords(text: string): number {
  // Most texts are ASCII, and there the classes of Unicode cost five times as much as they need.
  if (ASCII.test(text)) return text.match(ASCII_WORD)?.length ?? 0;
  const characters = text.match(HAN)?.length ?? 0;
  const rest = characters === 0 ? text : text.replace(HAN, ' ');
  return (rest.match(WORD)?.length ?? 0) + Math.ceil(characters / 2);
}
