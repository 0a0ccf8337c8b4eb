import type { AuthoredMap, AuthoredValue } from '../../model/authored.ts';
import { Mapping } from '../value.ts';
import { behindSpaces, type Cursor, isBracket, isQuote, open, SIGN, UNUSUAL } from './cursor.ts';
import { isUsualKey, plainText, readQuoted, STARTS_PLAIN } from './scalars.ts';

/** A list or mapping in brackets at an offset, on one line. */
export function readFlow(cursor: Cursor, start: number): AuthoredValue[] | AuthoredMap {
  open(cursor);
  const isList = cursor.text.charCodeAt(start) === SIGN.leftBracket;
  const value = isList ? readList(cursor, start) : readMapping(cursor, start);
  cursor.depth--;
  return value;
}

function readList(cursor: Cursor, start: number): AuthoredValue[] {
  const list: AuthoredValue[] = [];
  let at = behindSpaces(cursor, start + 1);
  while (cursor.text.charCodeAt(at) !== SIGN.rightBracket) {
    list.push(readNode(cursor, at));
    at = behindComma(cursor, SIGN.rightBracket);
  }
  cursor.end = at + 1;
  return list;
}

function readMapping(cursor: Cursor, start: number): AuthoredMap {
  const { text } = cursor;
  const map = new Mapping();
  let at = behindSpaces(cursor, start + 1);
  while (text.charCodeAt(at) !== SIGN.rightBrace) {
    const key = isQuote(text.charCodeAt(at)) ? readQuoted(cursor, at) : readPlain(cursor, at);
    if (text.charCodeAt(cursor.end) !== SIGN.colon || text.charCodeAt(cursor.end + 1) !== SIGN.space)
      throw UNUSUAL;
    if (!isUsualKey(map, key)) throw UNUSUAL;
    map[key] = readNode(cursor, behindSpaces(cursor, cursor.end + 1));
    at = behindComma(cursor, SIGN.rightBrace);
  }
  cursor.end = at + 1;
  return map;
}

/** Where the next item starts behind what was read, or the bracket that closes. */
function behindComma(cursor: Cursor, closing: number): number {
  const at = behindSpaces(cursor, cursor.end);
  const sign = cursor.text.charCodeAt(at);
  if (sign === SIGN.comma) return behindSpaces(cursor, at + 1);
  if (sign !== closing) throw UNUSUAL;
  return at;
}

function readNode(cursor: Cursor, start: number): AuthoredValue {
  const sign = cursor.text.charCodeAt(start);
  if (isBracket(sign)) return readFlow(cursor, start);
  return isQuote(sign) ? readQuoted(cursor, start) : readPlain(cursor, start);
}

/** 1 for every UTF-16 unit at which a scalar without quotes may end in brackets. */
const ENDS_PLAIN = new Uint8Array(0x10000);
for (const sign of ',[]{}:#\n') ENDS_PLAIN[sign.charCodeAt(0)] = 1;

/** A scalar or key without quotes; the cursor ends behind its last character that is no space, or before its colon. */
function readPlain(cursor: Cursor, start: number): string {
  const { text } = cursor;
  if (STARTS_PLAIN[text.charCodeAt(start)] === 0) throw UNUSUAL;
  let at = start + 1;
  while (ENDS_PLAIN[text.charCodeAt(at)] === 0) at++;
  while (text.charCodeAt(at - 1) === SIGN.space) at--;
  cursor.end = at;
  return plainText(text, start, at);
}
