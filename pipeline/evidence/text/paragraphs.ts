import { continuesList, hasMark, hasNumber, isNumberAlone } from './item-marks.ts';

/** Marks that nobody sees: zero-width characters and signs of direction. A soft hyphen goes with the line end after it. */
const UNSEEN =
  /\u00AD(?:[^\S\n]*\n[^\S\n]*)?|[\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: old ends of lines and pages are what is looked for
const OTHER_LINE_ENDS = /\r\n?|[\u000B\u000C\u0085\u2028]/g;
const ESCAPED = /\\(?=[!-/:-@[-`{-~])/g;
const ENDED = /[.:;!?。]["'”’»)\]*_]*$/;
const PAUSED = /[.:;,!?。]["'”’»)\]*_]*$/;
/** No text is wrapped at a greater width. */
const WIDEST = 120;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const LOWER = /^\p{Ll}/u;
const NO_SPACE_BETWEEN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F]/u;

/**
 * The paragraphs of a text, in order (docs/sentences.md, rules 1 to 4). Each comes in NFKC on one line, single-spaced,
 * without invisible characters, so that copies that differ in line breaks or typography give the same paragraphs.
 */
export function paragraphsOf(text: string): string[] {
  const clean = text
    .replace(OTHER_LINE_ENDS, '\n')
    .replace(/\u2029/g, '\n\n')
    .replace(UNSEEN, '')
    .replace(ESCAPED, '')
    .normalize('NFKC');
  const lines = clean.split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
  const blocks = blocksOf(lines);
  const groups = haveLinesOfTheirOwn(blocks) ? blocks.flat().map((line) => [line]) : blocks.flatMap(itemsOf);
  return joinBroken(groups.map(joinLines).filter((paragraph) => LETTER_OR_DIGIT.test(paragraph)));
}

/** Lines without a blank line between them. */
function blocksOf(lines: readonly string[]): string[][] {
  const blocks: string[][] = [[]];
  for (const line of lines) {
    if (line !== '') blocks.at(-1)?.push(line);
    else if (blocks.at(-1)?.length !== 0) blocks.push([]);
  }
  return blocks.filter((block) => block.length > 0);
}

/**
 * Whether every line is a paragraph: the lines end where sentences pause, or are longer than anybody wraps them. Where
 * blank lines tell paragraphs apart, a few lines may do so by chance, so there it takes at least five, and four in five.
 */
function haveLinesOfTheirOwn(blocks: readonly (readonly string[])[]): boolean {
  const broken = blocks.flatMap((block) => block.slice(0, -1));
  const paused = broken.filter((line) => PAUSED.test(line)).length;
  if (blocks.length === 1) return paused * 2 >= broken.length || broken.some((line) => line.length > WIDEST);
  return broken.length >= 5 && paused * 5 >= broken.length * 4;
}

/** A block of wrapped lines, cut where an item of a list begins. */
function itemsOf(block: readonly string[]): string[][] {
  const items: string[][] = [];
  for (const line of block) {
    const item = items.at(-1);
    if (item === undefined || beginsItem(line, item, items)) items.push([line]);
    else item.push(line);
  }
  return items;
}

/**
 * Whether a line begins an item of a list. A dash or a number may come to stand at the start of a line by chance, so
 * the line before must have ended, or the mark must go on with a list that has begun.
 */
function beginsItem(line: string, before: readonly string[], items: readonly (readonly string[])[]): boolean {
  if (items.some(([first = '']) => continuesList(line, first))) return true;
  return hasMark(line) && ENDED.test(before.at(-1) ?? '');
}

/** Chinese and Japanese lines join without a space. */
function joinLines(lines: readonly string[]): string {
  return lines.reduce((joined, line) => {
    const tight = NO_SPACE_BETWEEN.test(joined.slice(-1)) && NO_SPACE_BETWEEN.test(line[0] ?? '');
    return joined + (tight ? '' : ' ') + line;
  });
}

/** A number alone belongs to what it numbers, and what goes on in lower case to what broke off, as at the end of a page. */
function joinBroken(paragraphs: readonly string[]): string[] {
  const whole: string[] = [];
  for (const paragraph of paragraphs) {
    const last = whole.at(-1) ?? '.';
    const isItem = hasNumber(paragraph) || continuesList(paragraph, last);
    const goesOn = LOWER.test(paragraph) && !isItem && !PAUSED.test(last);
    if (isNumberAlone(last) || goesOn) whole.push(`${whole.pop()} ${paragraph}`);
    else whole.push(paragraph);
  }
  return whole;
}
