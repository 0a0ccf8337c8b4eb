import { lineIndexAt, lineText, type TextLines } from '../text-lines.ts';

/** What a line of YAML looks like to a reader, whatever a parser makes of it. Columns are 0-based. */
export interface SourceLine {
  index: number;
  text: string;
  /** Offset of the line's start in the file. */
  start: number;
  /** Column of the first character that is no blank. */
  indent: number;
  /** True when nothing but blanks or a comment is on it. */
  blank: boolean;
  /** Column of the last dash that opens a list item here. */
  dash?: number;
  /** Column of the first character behind dashes: of the key, if there is one. */
  content: number;
  /** Key before a colon and a blank. */
  key?: string;
  /** Column where the value starts, behind the key and colon or at `content`. */
  value: number;
}

const SHAPE = /^( *)((?:- +)*)(?:([^\s#"'[\]{},&*!|>%@`-][^#]*?|-[^\s#][^#]*?|"[^"]*"|'[^']*') *:(?= |$) *)?/;

/** No key ends further from the start of its line. */
const KEY_WITHIN = 1000;

/** Reads the shape of the line with 0-based `index`. */
export function sourceLine(lines: TextLines, index: number): SourceLine {
  const text = lineText(lines, index);
  const [head = '', blanks = '', dashes = '', key] = SHAPE.exec(text.slice(0, KEY_WITHIN)) ?? [];
  const isBareDash = /^ *(?:- +)*-\s*$/.test(text);
  const dash = isBareDash
    ? text.lastIndexOf('-')
    : dashes === ''
      ? undefined
      : (blanks + dashes).lastIndexOf('-');
  return {
    index,
    text,
    start: lines.starts[index]!,
    indent: blanks.length,
    blank: /^\s*(?:#.*)?$/.test(text),
    dash,
    content: blanks.length + dashes.length,
    key,
    value: head.length,
  };
}

/** The line that holds `offset`. */
export function sourceLineAt(lines: TextLines, offset: number): SourceLine {
  return sourceLine(lines, lineIndexAt(lines, offset));
}

/** What belongs to an error stands no further up than this many lines. */
const LOOK_BACK = 500;

/** The lines before line `index` that are neither blank nor comments, nearest first. */
export function* linesBefore(lines: TextLines, index: number): Generator<SourceLine> {
  for (let at = index - 1; at >= Math.max(0, index - LOOK_BACK); at--) {
    const line = sourceLine(lines, at);
    if (!line.blank) yield line;
  }
}

/** True for a line that is neither `key: value` nor a list item. */
export function isText(line: SourceLine): boolean {
  return line.key === undefined && line.dash === undefined;
}

/** The first line after line `index` that is neither blank nor a comment. */
export function lineAfter(lines: TextLines, index: number): SourceLine | undefined {
  for (let at = index + 1; at < lines.starts.length; at++) {
    const line = sourceLine(lines, at);
    if (!line.blank) return line;
  }
  return undefined;
}
