import { countSpaces } from '../fault.ts';
import { lineEnd, type TextLines } from '../text-lines.ts';
import type { Explained } from './explained.ts';
import { blankLines, replaceLine } from './patch.ts';
import { isText, linesBefore, type SourceLine } from './source-line.ts';

const BLOCK_HEADER = /[|>][0-9+-]*\s*$/;

/**
 * The line of plain text the parser stumbled over: the first of a run of such lines, unless the run continues the value
 * above it and only its last line is out of place.
 */
export function looseLine(lines: TextLines, line: SourceLine): SourceLine | undefined {
  const around = [line, ...linesBefore(lines, line.index)].filter((each) => !each.blank);
  const last = around.slice(0, 2).findIndex(isText);
  if (last === -1) return undefined;
  const behind = around.findIndex((each, index) => index > last && !isText(each));
  const first = around[(behind === -1 ? around.length : behind) - 1]!;
  const above = behind === -1 ? undefined : around[behind];
  return above !== undefined && first.indent > above.content ? around[last] : first;
}

/** A line that is neither `key: value` nor a list item, nor goes on with the value above it. */
export function looseText(lines: TextLines, line: SourceLine): Explained {
  return (
    blockText(lines, line) ?? {
      fault: {
        code: 'E-YAML-KEY-EXPECTED',
        start: line.start + line.indent,
        end: lineEnd(lines, line.index),
        message: `"${shorten(line.text.trim())}" is neither \`key: value\` nor a list item`,
        fix: 'Write a key and a colon before it; if it continues the line above, indent it deeper or quote the whole value.',
      },
      patch: blankLines(lines, line.index, isText),
    }
  );
}

function blockText(lines: TextLines, line: SourceLine): Explained | undefined {
  const before = [...linesBefore(lines, line.index)];
  const headerAt = before.findIndex((each) => !isText(each));
  const header = before[headerAt];
  if (header === undefined || !BLOCK_HEADER.test(header.text)) return undefined;
  const expected = before[headerAt - 1]?.indent ?? header.content + 2;
  if (expected <= line.indent) return undefined;
  return {
    fault: {
      code: 'E-YAML-INDENT',
      start: line.start + line.indent,
      end: lineEnd(lines, line.index),
      message: `wrong indentation of a block of text: expected ${countSpaces(expected)}, found ${line.indent}`,
      fix: `Move all lines of the text so that at least ${countSpaces(expected)} stand before them.`,
    },
    patch: blankLines(lines, line.index, isText),
  };
}

/**
 * True when `line` must have been a key and lacks its colon: `- id c02` above `  at: p1`, or `relations` above deeper
 * lines.
 */
export function isKeyWithoutColon(lines: TextLines, line: SourceLine, next: SourceLine): boolean {
  if (line.key !== undefined || isText(next)) return false;
  if (line.dash !== undefined) {
    const startsWithWord = /^[a-z][\w-]* \S/.test(line.text.slice(line.content));
    return startsWithWord && next.dash === undefined && next.indent === line.content;
  }
  const above = [...linesBefore(lines, line.index)].find((each) => !isText(each));
  const continues =
    above !== undefined && above.content < line.indent && above.text.slice(above.value) !== '';
  return /^[a-z][\w-]*$/.test(line.text.trim()) && next.indent > line.indent && !continues;
}

export function colonMissing(line: SourceLine): Explained {
  const key = /^[\w-]+/.exec(line.text.slice(line.content))?.[0] ?? '';
  const start = line.start + line.content;
  return {
    fault: {
      code: 'E-YAML-KEY-EXPECTED',
      start,
      end: start + key.length,
      message: `the colon after "${key}" is missing`,
      fix: `Write \`${key}: \` and then the value.`,
    },
    patch: replaceLine(line, line.text.replace(key, `${key}:`)),
  };
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
