import { hasMark, hasNumber, isNumberAlone, type ListMarks, listMarks } from './item-marks.ts';

/** Marks that nobody sees: zero-width characters and signs of direction. A soft hyphen goes with the line end after it. */
const UNSEEN =
  /\u00AD(?:[^\S\n]*\n[^\S\n]*)?|[\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: old ends of lines and pages are what is looked for
const OTHER_LINE_ENDS = /\r\n?|[\u000B\u000C\u0085\u2028]/g;
const ESCAPED = /\\(?=[!-/:-@[-`{-~])/g;
/** What may follow a mark at the end of a line: quotes, brackets, asterisks. */
const CLOSING = /["'”’»)\]*_]/;
const ENDED = /[.:;!?。]/;
const PAUSED = /[.:;,!?。]/;
/** No text is wrapped at a greater width. */
const WIDEST = 120;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const LOWER = /^\p{Ll}/u;
const NO_SPACE_BETWEEN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F]/u;

/** A paragraph on one line, single-spaced, without invisible characters. */
export interface Paragraph {
  /** As it stands in the file. */
  text: string;
  /** In Unicode NFKC: what the rule looks at, so that copies that differ in typography are cut alike. */
  folded: string;
}

/**
 * The paragraphs of a text, in order (docs/sentences.md, rules 1 to 4). Copies that differ in line breaks or typography
 * give the same ones. The time grows with the length of the text and no faster.
 */
export function paragraphsOf(text: string): Paragraph[] {
  const clean = text
    .replace(OTHER_LINE_ENDS, '\n')
    .replace(/\u2029/g, '\n\n')
    .replace(UNSEEN, '')
    .replace(ESCAPED, '');
  const lines = clean
    .split('\n')
    .map((line) => ({ text: singleSpaced(line), folded: singleSpaced(line.normalize('NFKC')) }));
  const blocks = blocksOf(lines);
  const groups = haveLinesOfTheirOwn(blocks) ? blocks.flat().map((line) => [line]) : blocks.flatMap(itemsOf);
  return joinBroken(groups.map(joinLines).filter(({ folded }) => LETTER_OR_DIGIT.test(folded)));
}

function singleSpaced(line: string): string {
  return line.replace(/\s+/g, ' ').trim();
}

/** Lines without a blank line between them. */
function blocksOf(lines: readonly Paragraph[]): Paragraph[][] {
  const blocks: Paragraph[][] = [[]];
  for (const line of lines) {
    if (line.folded !== '') blocks.at(-1)?.push(line);
    else if (blocks.at(-1)?.length !== 0) blocks.push([]);
  }
  return blocks.filter((block) => block.length > 0);
}

/**
 * Whether every line is a paragraph: the lines end where sentences pause, or are longer than anybody wraps them. Where
 * blank lines tell paragraphs apart, a few lines may do so by chance, so there it takes at least five, and four in five.
 */
function haveLinesOfTheirOwn(blocks: readonly (readonly Paragraph[])[]): boolean {
  const broken = blocks.flatMap((block) => block.slice(0, -1)).map(({ folded }) => folded);
  const paused = broken.filter((line) => endsWith(line, PAUSED)).length;
  if (blocks.length === 1) return paused * 2 >= broken.length || broken.some((line) => line.length > WIDEST);
  return broken.length >= 5 && paused * 5 >= broken.length * 4;
}

/** Whether a line ends with a mark and what may close after it. Looked at from its end, so that long lines cost nothing. */
function endsWith(line: string, mark: RegExp): boolean {
  let at = line.length - 1;
  while (at >= 0 && CLOSING.test(line[at] ?? '')) at -= 1;
  return mark.test(line[at] ?? '');
}

/** A block of wrapped lines, cut where an item of a list begins. */
function itemsOf(block: readonly Paragraph[]): Paragraph[][] {
  const items: Paragraph[][] = [];
  const marks = listMarks();
  for (const line of block) {
    const item = items.at(-1);
    if (item === undefined || beginsItem(line, item, marks)) {
      items.push([line]);
      marks.add(line.folded);
    } else item.push(line);
  }
  return items;
}

/**
 * Whether a line begins an item of a list. A dash or a number may come to stand at the start of a line by chance, so
 * the line before must have ended, or the mark must go on with a list that has begun.
 */
function beginsItem({ folded }: Paragraph, before: readonly Paragraph[], marks: ListMarks): boolean {
  if (marks.goOn(folded)) return true;
  return hasMark(folded) && endsWith(before.at(-1)?.folded ?? '', ENDED);
}

function joinLines(lines: readonly Paragraph[]): Paragraph {
  return { text: joined(lines.map(({ text }) => text)), folded: joined(lines.map(({ folded }) => folded)) };
}

/** Chinese and Japanese lines join without a space. */
function joined(lines: readonly string[]): string {
  return lines
    .map((line, index) => {
      const before = lines[index - 1]?.slice(-1) ?? '';
      const tight = NO_SPACE_BETWEEN.test(before) && NO_SPACE_BETWEEN.test(line[0] ?? '');
      return index === 0 || tight ? line : ` ${line}`;
    })
    .join('');
}

/** A number alone belongs to what it numbers, and what goes on in lower case to what broke off, as at the end of a page. */
function joinBroken(paragraphs: readonly Paragraph[]): Paragraph[] {
  const whole: Paragraph[][] = [];
  for (const paragraph of paragraphs) {
    const last = whole.at(-1) ?? [];
    if (belongsTo(last, paragraph.folded)) last.push(paragraph);
    else whole.push([paragraph]);
  }
  return whole.map((pieces) => ({
    text: pieces.map(({ text }) => text).join(' '),
    folded: pieces.map(({ folded }) => folded).join(' '),
  }));
}

function belongsTo(last: readonly Paragraph[], paragraph: string): boolean {
  const [first] = last;
  if (first === undefined) return false;
  if (last.length === 1 && isNumberAlone(first.folded)) return true;
  if (!LOWER.test(paragraph) || hasNumber(paragraph)) return false;
  const marks = listMarks();
  marks.add(first.folded);
  return !marks.goOn(paragraph) && !endsWith(last.at(-1)?.folded ?? '', PAUSED);
}
