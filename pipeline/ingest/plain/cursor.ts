/** Thrown where a text leaves the plain part of YAML; whoever scans then takes the way that knows all of it. */
export const UNUSUAL = new Error('the text is not in the plain part of YAML');

/** Where a scan is. The text has ordinary line ends only, no tabs, and a line feed at its end. */
export interface Cursor {
  text: string;
  /** Offset of what the line at hand begins with, behind its indentation; the length of the text behind the last line. */
  at: number;
  /** Column of `at` from 0; -1 behind the last line. */
  column: number;
  /** Number of the line, from 1. */
  line: number;
  /** Offset behind what was read last on the line. */
  end: number;
  /** How many lists and mappings are open. */
  depth: number;
}

/** UTF-16 units that mean something to YAML. */
export const SIGN = {
  lineFeed: 10,
  space: 32,
  doubleQuote: 34,
  hash: 35,
  singleQuote: 39,
  comma: 44,
  minus: 45,
  colon: 58,
  greater: 62,
  leftBracket: 91,
  backslash: 92,
  rightBracket: 93,
  leftBrace: 123,
  bar: 124,
  rightBrace: 125,
} as const;

/** Deeper nesting than records have; the scan goes down by recursion. */
const MOST_OPEN = 12;

/** Notes that a list or mapping was opened. */
export function open(cursor: Cursor): void {
  cursor.depth++;
  if (cursor.depth > MOST_OPEN) throw UNUSUAL;
}

/** Offset of the first character from `from` on that is no space. */
export function behindSpaces({ text }: Cursor, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SIGN.space) at++;
  return at;
}

/** Goes to the next line that holds more than blanks and a comment. @param start where the line after the one at hand starts */
export function goToLine(cursor: Cursor, start: number): void {
  const { text } = cursor;
  let from = start;
  while (from < text.length) {
    cursor.line++;
    const at = behindSpaces(cursor, from);
    const sign = text.charCodeAt(at);
    if (sign !== SIGN.lineFeed && sign !== SIGN.hash) {
      cursor.at = at;
      cursor.column = at - from;
      return;
    }
    from = text.indexOf('\n', at) + 1;
  }
  cursor.at = text.length;
  cursor.column = -1;
}

/** Goes to the next line; behind what was read last there may only be blanks and a comment. */
export function endLine(cursor: Cursor): void {
  const { text, end } = cursor;
  const at = behindSpaces(cursor, end);
  const sign = text.charCodeAt(at);
  if (sign !== SIGN.lineFeed && (sign !== SIGN.hash || at === end)) throw UNUSUAL;
  goToLine(cursor, sign === SIGN.lineFeed ? at + 1 : text.indexOf('\n', at) + 1);
}

/** Whether a sign opens a list or mapping in brackets. */
export function isBracket(sign: number): boolean {
  return sign === SIGN.leftBracket || sign === SIGN.leftBrace;
}

/** Whether a sign opens a scalar in quotes. */
export function isQuote(sign: number): boolean {
  return sign === SIGN.singleQuote || sign === SIGN.doubleQuote;
}
