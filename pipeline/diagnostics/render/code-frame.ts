import type { Range } from '../diagnostic.ts';

/** Columns of a terminal that a line of the frame may fill; of a longer line the part round the spot is shown. */
const WIDTH = 110;
const CONTEXT = 2;
/** Of a longer line only this many characters on each side of the spot are looked at: a file may be one line. */
const AROUND = 1000;

/** Two columns wide in a terminal: scripts of East Asia, full-width forms and emoji. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303F\uFF01-\uFF60\uFFE0-\uFFE6]/u;
/** No column of their own: accents, joiners, marks of direction. */
const NO_WIDTH = /[\p{M}\u00AD\u200B-\u200F\u2060\uFEFF]/u;
/** What would act on the terminal or turn the line round; a frame must show the file and obey nothing in it. */
const UNSAFE = /[\p{Cc}\u2028-\u202E\u2066-\u2069]/u;

/**
 * The lines round a spot, numbered, with the spot underlined: two lines before and two after.
 * Carets stand under the spot also behind tabs, wide characters and accents; characters that cannot be seen are written
 * out where they are the fault.
 * @param text the file, with LF or CRLF line ends
 */
export function codeFrame(text: string, { line, column, endColumn }: Range): string {
  const first = Math.max(1, line - CONTEXT);
  const found = linesOf(text, first, line + CONTEXT + 1);
  const lines = found.slice(0, line + CONTEXT + 1 - first);
  const isEndOfFile = found.length === lines.length;
  const spot = lines[line - first] ?? '';
  const [from, to] = [column - 1, Math.max(endColumn - 1, column)];
  const indent = visible(endOf(spot.slice(0, from)));
  const marked = visible(startOf(spot.slice(from, to)), true) || ' ';
  const left = Math.max(0, widthOf(indent) + Math.min(widthOf(marked), WIDTH / 2) - WIDTH + 10);
  const last = Math.max(first + lines.length - 1, 1);
  const gutter = String(last).length;
  const rows: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const isSpot = number === line;
    const content = isSpot
      ? `${indent}${marked}${visible(startOf(spot.slice(to)))}`
      : visible(startOf(lines[number - first] ?? ''));
    // The empty line behind the last line end is no line.
    if (number === last && isEndOfFile && content === '' && !isSpot) continue;
    rows.push(
      `${isSpot ? '>' : ' '} ${String(number).padStart(gutter)} | ${cut(content, isSpot ? left : 0)}`.trimEnd(),
    );
    if (isSpot)
      rows.push(
        `  ${' '.repeat(gutter)} | ${' '.repeat(widthOf(indent) - left)}${'^'.repeat(Math.min(widthOf(marked), WIDTH - widthOf(indent) + left))}`,
      );
  }
  return rows.join('\n');
}

/** Lines `first` to `last` of a text, as far as it has them, without their line ends. */
function linesOf(text: string, first: number, last: number): string[] {
  let start = 0;
  for (let number = 1; number < first; number += 1) {
    const end = text.indexOf('\n', start);
    if (end === -1) return [];
    start = end + 1;
  }
  const lines: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const end = text.indexOf('\n', start);
    lines.push(text.slice(start, end === -1 ? text.length : end).replace(/\r$/, ''));
    if (end === -1) break;
    start = end + 1;
  }
  return lines;
}

function startOf(line: string): string {
  return line.length <= AROUND ? line : `${line.slice(0, AROUND)}…`;
}

function endOf(line: string): string {
  return line.length <= AROUND ? line : `…${line.slice(-AROUND)}`;
}

/**
 * A text as it may be printed on a terminal: tabs as two spaces, control characters and marks that turn the direction of
 * writing as their number.
 * @param all also write out characters that only cannot be seen
 */
export function visible(text: string, all = false): string {
  let shown = '';
  for (const character of text) {
    if (character === '\t') shown += '  ';
    else if (UNSAFE.test(character) || (all && /[\u00A0\u00AD\u200B-\u200F\u2060\uFEFF]/.test(character)))
      shown += codePoint(character);
    else shown += character;
  }
  return shown;
}

function codePoint(character: string): string {
  return `‹U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`;
}

function widthOf(shown: string): number {
  let width = 0;
  for (const character of shown) width += columnsOf(character);
  return width;
}

function columnsOf(character: string): number {
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/**
 * The part of a line that begins `left` columns in and fits the width, with dots where something is left out. A wide
 * character cut in two becomes a space.
 */
function cut(shown: string, left: number): string {
  let column = 0;
  let part = '';
  for (const character of shown) {
    const columns = columnsOf(character);
    if (column >= left && column + columns <= left + WIDTH) part += character;
    else if (column < left && column + columns > left) part += ' ';
    column += columns;
  }
  const start = left > 0 ? `…${part.slice(1)}` : part;
  return column > left + WIDTH ? `${start} …` : start;
}
