import type { Range } from '../diagnostics/diagnostic.ts';

/** Translates offsets of one text (UTF-16 units) into lines and columns. A line ends at LF; CR before it is not content. */
export interface TextLines {
  text: string;
  /** Offset at which each line starts. */
  starts: readonly number[];
}

/** Indexes the lines of `text`. */
export function indexLines(text: string): TextLines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return { text, starts };
}

/** The 0-based index of the line that holds `offset`. */
export function lineIndexAt(lines: TextLines, offset: number): number {
  let low = 0;
  let high = lines.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lines.starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The offset of a 1-based line and column. */
export function offsetOf({ starts }: TextLines, { line, column }: Pick<Range, 'line' | 'column'>): number {
  return (starts[line - 1] ?? 0) + column - 1;
}

/** Offset behind the last character of a line, its line end not counted. */
export function lineEnd(lines: TextLines, lineIndex: number): number {
  const next = lines.starts[lineIndex + 1];
  if (next === undefined) return lines.text.length;
  return lines.text[next - 2] === '\r' ? next - 2 : next - 1;
}

/** The text of a line without its line end. */
export function lineText(lines: TextLines, lineIndex: number): string {
  return lines.text.slice(lines.starts[lineIndex] ?? lines.text.length, lineEnd(lines, lineIndex));
}

/**
 * The range from `start` to `end` (offsets, end exclusive), cut at the end of the first line without trailing blanks,
 * and never empty: a caret needs one column to stand under.
 */
export function rangeOf(lines: TextLines, start: number, end: number): Range {
  const index = lineIndexAt(lines, start);
  const lineStart = lines.starts[index]!;
  const stop = Math.min(end, lineEnd(lines, index));
  const width = lines.text.slice(start, stop).trimEnd().length;
  return {
    line: index + 1,
    column: start - lineStart + 1,
    endColumn: start - lineStart + 1 + Math.max(width, 1),
  };
}
