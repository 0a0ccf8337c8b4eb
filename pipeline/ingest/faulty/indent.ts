import { countSpaces } from '../fault.ts';
import type { TextLines } from '../text-lines.ts';
import type { Explained } from './explained.ts';
import { blankItem, replaceLine, shiftLevel } from './patch.ts';
import { isText, lineAfter, linesBefore, type SourceLine } from './source-line.ts';

/** A key or list item that stands at no column where one is open; undefined if its column is right. */
export function misplacedLine(
  lines: TextLines,
  line: SourceLine,
  previous: SourceLine | undefined,
): Explained | undefined {
  const fallen = fallenKey(lines, line);
  if (fallen !== undefined) return fallen;
  const { keys, dashes } = openColumns(lines, line);
  const found = line.indent;
  if (line.dash !== undefined) {
    const expected = nearest(dashes, found);
    if (expected === undefined || isNoItem(lines, line, previous, keys, expected))
      return orphanItem(lines, line);
    return expected === found ? undefined : wrongIndent(lines, line, expected);
  }
  const expected = nearest(keys, found);
  if (expected === undefined && dashes.includes(found)) return dashMissing(line, found);
  if (expected === undefined || expected === found) return undefined;
  if (previous !== undefined && found === previous.indent + 2 && isBeforeDash(lines, previous)) {
    return dashMissing(previous, previous.indent);
  }
  if (previous !== undefined && expected < found && isFirstOfMapping(lines, previous, expected)) {
    return wrongIndent(lines, previous, found);
  }
  return wrongIndent(lines, line, expected, dashes.includes(found));
}

/**
 * A key further up that was moved to the left and so closed the list or mapping that `line` still belongs to: `line`
 * stands in a column that was open before that key.
 */
function fallenKey(lines: TextLines, line: SourceLine): Explained | undefined {
  const found = line.indent;
  let level: number | undefined;
  for (const each of linesBefore(lines, line.index)) {
    if (isText(each) || each.indent > (level ?? found - 1)) continue;
    level ??= each.indent;
    // What has no value of its own may be what `line` is to stand below.
    const isClosed = each.dash === undefined && each.text.slice(each.value) !== '';
    if (each.indent < level || !isClosed) return undefined;
    const { keys, dashes } = openColumns(lines, each);
    const [column = 0] = keys;
    if ((line.dash === undefined ? keys : dashes).includes(found) && column > level)
      return wrongIndent(lines, each, line.dash === undefined ? found : column);
  }
  return undefined;
}

/** Columns of the keys and dashes that are open before `line`, found by going up to ever smaller indentation. */
function openColumns(lines: TextLines, line: SourceLine): { keys: number[]; dashes: number[] } {
  const keys: number[] = [];
  const dashes: number[] = [];
  let limit = Number.POSITIVE_INFINITY;
  for (const each of linesBefore(lines, line.index)) {
    if (each.indent >= limit || isText(each)) continue;
    if (each.key !== undefined && each.content < limit) keys.push(each.content);
    if (each.dash !== undefined) dashes.push(each.dash);
    limit = each.indent;
    if (limit === 0 && each.dash === undefined) break;
  }
  return { keys, dashes };
}

function nearest(columns: readonly number[], found: number): number | undefined {
  return columns.toSorted((a, b) => Math.abs(a - found) - Math.abs(b - found) || b - a)[0];
}

/**
 * True for a dash that cannot belong to the open list at `expected`: it stands in the column of keys, or deeper than a
 * complete `key: value`. If keys follow in the column they would have in that list, only the dash was moved.
 */
function isNoItem(
  lines: TextLines,
  line: SourceLine,
  previous: SourceLine | undefined,
  keys: readonly number[],
  expected: number,
): boolean {
  const found = line.indent;
  if (found === expected) return true;
  const next = lineAfter(lines, line.index);
  const isMovedItem = next?.key !== undefined && next.dash === undefined && next.indent === expected + 2;
  if (isMovedItem && line.key !== undefined) return false;
  const isBehindValue = previous?.key !== undefined && previous.content < found;
  return keys.includes(found) || isBehindValue;
}

/** `coding:`, then `coder: x` in the same column, then deeper keys: the line in the middle is out of place. */
function isFirstOfMapping(lines: TextLines, line: SourceLine, column: number): boolean {
  const before = linesBefore(lines, line.index).next().value as SourceLine | undefined;
  const isOpen =
    before?.key !== undefined && before.content === column && before.text.slice(before.value) === '';
  return isOpen && line.key !== undefined && line.dash === undefined && line.indent === column;
}

/** True when the next line that is not deeper starts a list item in the same column. */
function isBeforeDash(lines: TextLines, line: SourceLine): boolean {
  let next = lineAfter(lines, line.index);
  while (next !== undefined && next.indent > line.indent) next = lineAfter(lines, next.index);
  return line.dash === undefined && next?.dash === line.indent;
}

/** The first item of a list lacks its dash in column `dash`. */
function dashMissing(line: SourceLine, dash: number): Explained {
  const start = line.start + line.indent;
  const text = `${' '.repeat(dash)}- ${line.text.trimStart()}`;
  return {
    fault: {
      code: 'E-YAML-KEY-FOR-LIST',
      start,
      end: line.start + Math.max(line.value, line.indent + 1),
      message: 'a key stands where a list item is expected: the items that follow start with a dash',
      fix: `Write "- " before it, with ${countSpaces(dash)} before the dash.`,
    },
    patch: replaceLine(line, text),
  };
}

/** A list item with no open list, unless the list's first item has lost its dash and is to blame. */
function orphanItem(lines: TextLines, line: SourceLine): Explained {
  const before = [...linesBefore(lines, line.index)];
  const parent = before.find((each) => each.indent < line.indent);
  const first = parent && lineAfter(lines, parent.index);
  const isOpen = parent?.key !== undefined && parent.text.slice(parent.value) === '';
  if (first !== undefined && isOpen && isLostItem(first, line)) return dashMissing(first, line.indent);
  return listForKey(lines, line);
}

function isLostItem(first: SourceLine, item: SourceLine): boolean {
  return first.key !== undefined && first.dash === undefined && first.indent === item.indent + 2;
}

function listForKey(lines: TextLines, line: SourceLine): Explained {
  const start = line.start + line.indent;
  return {
    fault: {
      code: 'E-YAML-LIST-FOR-KEY',
      start,
      end: start + 1,
      message: 'a list item stands where a key is expected',
      fix: 'Put it under the key of its list, or in the column of the other dashes; or write `key: value` without a dash.',
    },
    patch: blankItem(lines, line),
  };
}

function wrongIndent(lines: TextLines, line: SourceLine, expected: number, isUnderDash = false): Explained {
  const found = line.indent;
  const start = line.start + found;
  const spaces = countSpaces(expected);
  return {
    fault: {
      code: 'E-YAML-INDENT',
      start,
      end: line.start + Math.max(line.value, found + 1),
      message: `wrong indentation: expected ${spaces}, found ${found}`,
      fix: isUnderDash
        ? 'Move the key to the column of the keys above, or start a new list item with a dash.'
        : `Move the line so that ${spaces} stand before it; lines of one level begin in one column.`,
    },
    patch: shiftLevel(lines, line, expected - found),
  };
}
