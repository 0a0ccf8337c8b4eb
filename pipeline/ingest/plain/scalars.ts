import type { AuthoredMap } from '../../model/authored.ts';
import { NULL_WORDS } from '../value.ts';
import { behindSpaces, type Cursor, goToLine, isQuote, SIGN, UNUSUAL } from './cursor.ts';

/**
 * 1 for every UTF-16 unit that may start a scalar without quotes: letters, digits and signs that neither mean something to
 * YAML nor pass for a dash or a bullet.
 */
export const STARTS_PLAIN = new Uint8Array(0x10000).fill(1, 0xa1, 0x2000).fill(1, 0x2c00, 0xd800);
for (const sign of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_($/.+<=;^')
  STARTS_PLAIN[sign.charCodeAt(0)] = 1;
for (const odd of '·\u1680\u3000') STARTS_PLAIN[odd.charCodeAt(0)] = 0;

/** 1 for every unit that a word for "no value" starts with. */
const STARTS_NULL = new Uint8Array(0x10000);
for (const word of NULL_WORDS) STARTS_NULL[word.charCodeAt(0)] = 1;

/** A key and its colon at an offset; undefined when none stands there. The cursor ends behind the colon. */
export function readKey(cursor: Cursor, start: number): string | undefined {
  const { text } = cursor;
  const first = text.charCodeAt(start);
  if (isQuote(first)) {
    const key = readQuoted(cursor, start);
    if (!isEndOfKey(text, cursor.end)) return undefined;
    cursor.end++;
    return key;
  }
  if (STARTS_PLAIN[first] === 0) return undefined;
  let at = start + 1;
  while (!isEndOfKey(text, at)) {
    const sign = text.charCodeAt(at);
    if (sign === SIGN.lineFeed || isComment(text, at)) return undefined;
    at++;
  }
  if (text.charCodeAt(at - 1) === SIGN.space) throw UNUSUAL;
  cursor.end = at + 1;
  return plainText(text, start, at);
}

/** Whether a key is new to a mapping and means nothing to YAML or JavaScript. */
export function isUsualKey(map: AuthoredMap, key: string): boolean {
  return map[key] === undefined && key !== '<<' && key !== '__proto__';
}

function isEndOfKey(text: string, at: number): boolean {
  return text.charCodeAt(at) === SIGN.colon && isBlank(text.charCodeAt(at + 1));
}

function isBlank(sign: number): boolean {
  return sign === SIGN.space || sign === SIGN.lineFeed;
}

function isComment(text: string, at: number): boolean {
  return text.charCodeAt(at) === SIGN.hash && text.charCodeAt(at - 1) === SIGN.space;
}

/** What stands in quotes at an offset, on one line and without escapes. */
export function readQuoted(cursor: Cursor, start: number): string {
  const { text } = cursor;
  const quote = text.charCodeAt(start);
  let hasDoubled = false;
  let at = start + 1;
  for (;;) {
    const sign = text.charCodeAt(at);
    if (sign === quote) {
      if (quote === SIGN.doubleQuote || text.charCodeAt(at + 1) !== quote) break;
      hasDoubled = true;
      at++;
    } else if (sign === SIGN.lineFeed || (sign === SIGN.backslash && quote === SIGN.doubleQuote))
      throw UNUSUAL;
    at++;
  }
  cursor.end = at + 1;
  const value = text.slice(start + 1, at);
  return hasDoubled ? value.replaceAll("''", "'") : value;
}

/** A scalar without quotes at an offset, up to the end of its line. */
export function readPlain(cursor: Cursor, start: number): string {
  const { text } = cursor;
  if (STARTS_PLAIN[text.charCodeAt(start)] === 0) throw UNUSUAL;
  let at = start + 1;
  for (;;) {
    const sign = text.charCodeAt(at);
    // Letters are above all signs that mean something here.
    if (sign <= SIGN.colon) {
      if (sign === SIGN.lineFeed || isComment(text, at)) break;
      if (isEndOfKey(text, at)) throw UNUSUAL;
    }
    at++;
  }
  while (text.charCodeAt(at - 1) === SIGN.space) at--;
  cursor.end = at;
  return plainText(text, start, at);
}

/** A piece of the text that is a scalar without quotes; some words of YAML mean that there is no value. */
export function plainText(text: string, start: number, end: number): string {
  const value = text.slice(start, end);
  if (STARTS_NULL[text.charCodeAt(start)] === 1 && NULL_WORDS.has(value)) throw UNUSUAL;
  return value;
}

/**
 * A text of several lines behind `|` or `>` at an offset, with `-` or nothing behind it. The cursor goes to the next line.
 * @param parent column of the key or dash that it belongs to
 */
export function readBlockText(cursor: Cursor, start: number, parent: number): string {
  const { text } = cursor;
  const isFolded = text.charCodeAt(start) === SIGN.greater;
  const isStripped = text.charCodeAt(start + 1) === SIGN.minus;
  const headEnd = start + (isStripped ? 2 : 1);
  if (text.charCodeAt(headEnd) !== SIGN.lineFeed) throw UNUSUAL;
  let value = '';
  let column = -1;
  let blanks = 0;
  let from = headEnd + 1;
  while (from < text.length) {
    const at = behindSpaces(cursor, from);
    const indent = at - from;
    if (text.charCodeAt(at) === SIGN.lineFeed) {
      if (indent > column) throw UNUSUAL;
      blanks++;
    } else {
      if (indent <= parent) break;
      if (column === -1) column = indent;
      else if (indent === column)
        value += isFolded ? (blanks === 0 ? ' ' : '\n'.repeat(blanks)) : '\n'.repeat(blanks + 1);
      if (indent !== column) throw UNUSUAL;
      const end = text.indexOf('\n', at);
      if (text.charCodeAt(end - 1) === SIGN.space) throw UNUSUAL;
      value += text.slice(at, end);
      blanks = 0;
    }
    cursor.line++;
    from = text.indexOf('\n', at) + 1;
  }
  if (column === -1) throw UNUSUAL;
  goToLine(cursor, from);
  return isStripped ? value : `${value}\n`;
}
