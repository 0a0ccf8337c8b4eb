import type { AuthoredMap, AuthoredValue } from '../../model/authored.ts';
import { type BuiltValue, Mapping } from '../value.ts';
import {
  behindSpaces,
  type Cursor,
  endLine,
  goToLine,
  isBracket,
  isQuote,
  open,
  SIGN,
  UNUSUAL,
} from './cursor.ts';
import { readFlow } from './flow.ts';
import { isUsualKey, readBlockText, readKey, readPlain, readQuoted } from './scalars.ts';

type Lines = Record<string, number>;

/**
 * Reads a text in the part of YAML in which records are written, values and lines in one pass: keys, scalars with and
 * without quotes on one line, lists and mappings by indentation or in brackets on one line, texts of several lines behind `|`
 * and `>`, comments.
 * @param text without anything that `needsGuard` finds
 * @returns undefined as soon as there is anything else, or a doubt; whatever it gives is what js-yaml reads
 */
export function scanPlain(text: string): BuiltValue | undefined {
  const whole = text.endsWith('\n') ? text : `${text}\n`;
  const cursor = { text: whole, at: 0, column: 0, line: 0, end: 0, depth: 0 };
  try {
    goToLine(cursor, 0);
    return readTop(cursor);
  } catch (error) {
    if (error === UNUSUAL) return undefined;
    throw error;
  }
}

/** The mapping at the top of a file, with the lines of what stands directly below its keys. */
function readTop(cursor: Cursor): BuiltValue {
  const value = new Mapping();
  const built: BuiltValue = {
    value,
    itemLines: Object.create(null),
    claimKeyLines: [],
    mapKeyLines: Object.create(null),
  };
  if (cursor.column !== 0) throw UNUSUAL;
  while (cursor.column === 0) {
    const key = readKey(cursor, cursor.at);
    if (key === undefined || !isUsualKey(value, key)) throw UNUSUAL;
    value[key] = goBehindKey(cursor)
      ? readSection(cursor, key, built)
      : readSectionInline(cursor, key, built);
  }
  if (cursor.column !== -1) throw UNUSUAL;
  return built;
}

/** What stands below a key of the top. */
function readSection(cursor: Cursor, key: string, built: BuiltValue): AuthoredValue {
  if (isDash(cursor)) {
    const lines: number[] = [];
    built.itemLines[key] = lines;
    return readList(cursor, lines, key === 'claims' ? built.claimKeyLines : null);
  }
  const lines = noLines();
  built.mapKeyLines[key] = lines;
  return readBelow(cursor, 0, lines);
}

/** What stands behind a key of the top, on its line. */
function readSectionInline(cursor: Cursor, key: string, built: BuiltValue): AuthoredValue {
  const { line } = cursor;
  const value = readInline(cursor, 0);
  if (typeof value === 'string') return value;
  if (key === 'claims') throw UNUSUAL;
  if (Array.isArray(value)) built.itemLines[key] = value.map(() => line);
  else built.mapKeyLines[key] = linesOf(value, line);
  return value;
}

/** The lines of the keys of a mapping in brackets. */
function linesOf(map: AuthoredMap, line: number): Lines {
  const lines = noLines();
  for (const key of Object.keys(map)) lines[key] = line;
  return lines;
}

function noLines(): Lines {
  return new Mapping() as unknown as Lines;
}

/**
 * The items of a list by indentation, the first of which is at the cursor.
 * @param lines takes the line of each dash
 * @param keyLines takes the lines of the keys of each item that is a mapping
 */
function readList(cursor: Cursor, lines: number[] | null, keyLines: Lines[] | null): AuthoredValue[] {
  open(cursor);
  const { column } = cursor;
  const list: AuthoredValue[] = [];
  while (cursor.column === column && isDash(cursor)) {
    const { line } = cursor;
    const start = behindSpaces(cursor, cursor.at + 1);
    const inner = column + start - cursor.at;
    const key = readKey(cursor, start);
    const ofItem = keyLines === null || key === undefined ? null : noLines();
    cursor.end = key === undefined ? start : cursor.end;
    const item = key === undefined ? readInline(cursor, column) : readMapping(cursor, key, inner, ofItem);
    lines?.push(line);
    list.push(item);
    if (typeof item === 'object' && !Array.isArray(item)) keyLines?.push(ofItem ?? linesOf(item, line));
  }
  cursor.depth--;
  return list;
}

/**
 * A mapping by indentation, the first key of which was read.
 * @param column of its keys
 * @param lines takes the line of each
 */
function readMapping(cursor: Cursor, first: string, column: number, lines: Lines | null): AuthoredMap {
  open(cursor);
  const map = new Mapping();
  let key: string | undefined = first;
  while (key !== undefined && isUsualKey(map, key)) {
    if (lines !== null) lines[key] = cursor.line;
    map[key] = goBehindKey(cursor) ? readBelow(cursor, column, null) : readInline(cursor, column);
    if (cursor.column < column) {
      cursor.depth--;
      return map;
    }
    // What stands further in belongs to nothing.
    key = cursor.column === column ? readKey(cursor, cursor.at) : undefined;
  }
  throw UNUSUAL;
}

/** Goes from behind a key to its value: true when that stands below, false when on the same line. */
function goBehindKey(cursor: Cursor): boolean {
  const at = behindSpaces(cursor, cursor.end);
  const sign = cursor.text.charCodeAt(at);
  if (sign === SIGN.lineFeed || sign === SIGN.hash) {
    endLine(cursor);
    return true;
  }
  cursor.end = at;
  return false;
}

/** A list or mapping below a key. A list may start in the column of the key. */
function readBelow(cursor: Cursor, parent: number, lines: Lines | null): AuthoredValue {
  const { column } = cursor;
  if (column >= parent && isDash(cursor)) return readList(cursor, null, null);
  const key = column > parent ? readKey(cursor, cursor.at) : undefined;
  if (key === undefined) throw UNUSUAL;
  return readMapping(cursor, key, column, lines);
}

function isDash({ text, at }: Cursor): boolean {
  return text.charCodeAt(at) === SIGN.minus && text.charCodeAt(at + 1) === SIGN.space;
}

/** What stands at the end of the cursor, behind a key or dash in a column, and ends with the line; or a text of several lines. */
function readInline(cursor: Cursor, parent: number): AuthoredValue {
  const start = cursor.end;
  const sign = cursor.text.charCodeAt(start);
  if (sign === SIGN.bar || sign === SIGN.greater) return readBlockText(cursor, start, parent);
  const value = isBracket(sign)
    ? readFlow(cursor, start)
    : isQuote(sign)
      ? readQuoted(cursor, start)
      : readPlain(cursor, start);
  endLine(cursor);
  return value;
}
