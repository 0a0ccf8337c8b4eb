import { lineEnd, type TextLines } from '../text-lines.ts';
import { linesBefore, type SourceLine } from './source-line.ts';

/** A quote or bracket that starts a value, and whether it was still open where the parser gave up. */
export interface Opening {
  /** Offset of the quote or bracket that misses its partner, or of the value's own if all are closed. */
  at: number;
  char: string;
  line: SourceLine;
  /** Offset of the value's first character. */
  valueStart: number;
  isOpen: boolean;
  /** Offset behind the value, when it is closed. */
  end: number;
}

/** The nearest value before `offset` that starts with a quote or bracket and is open there. */
export function findOpening(lines: TextLines, offset: number, line: SourceLine): Opening | undefined {
  const candidates = [...(offset > line.start ? [line] : []), ...linesBefore(lines, line.index)];
  let fallback: Opening | undefined;
  for (const candidate of candidates) {
    const valueStart = candidate.start + candidate.value;
    if (valueStart >= offset || !`"'[{`.includes(lines.text[valueStart] ?? ' ')) continue;
    const scan = scanValue(lines.text, valueStart, offset);
    const opening = { ...scan, line: candidate, valueStart };
    if (scan.isOpen) return opening;
    fallback ??= opening;
  }
  return fallback;
}

/** Reads a quoted or bracketed value from its first character up to `limit`. */
export function scanValue(text: string, start: number, limit: number): Omit<Opening, 'line' | 'valueStart'> {
  const open: number[] = [];
  for (let at = start; at < limit; at++) {
    const char = text[at]!;
    const top = text[open.at(-1) ?? -1];
    if (top === '"' || top === "'") {
      if (top === '"' && char === '\\') at++;
      else if (char === top && top === "'" && text[at + 1] === "'") at++;
      else if (char === top) open.pop();
    } else if ('[{'.includes(char)) open.push(at);
    else if (`"'`.includes(char) && /[\s,:[{]/.test(text[at - 1] ?? ' ')) open.push(at);
    else if (']}'.includes(char) && char === closerOf(top ?? '')) open.pop();
    else if (char === '#' && /\s/.test(text[at - 1] ?? '')) at = endOfComment(text, at, limit);
    if (open.length === 0) return { at: start, char: text[start]!, isOpen: false, end: at + 1 };
  }
  const at = open.at(-1) ?? start;
  return { at, char: text[at]!, isOpen: open.length > 0, end: limit };
}

function endOfComment(text: string, at: number, limit: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 || end > limit ? limit : end;
}

/** The broken value reaches over the following lines that are indented deeper than its own line's content. */
export function endOfBroken(lines: TextLines, opening: Opening, offset: number): number {
  let index = opening.line.index;
  while (index + 1 < lines.starts.length && lines.starts[index + 1]! <= offset) {
    const text = lines.text.slice(lines.starts[index + 1]!, lineEnd(lines, index + 1));
    const isCloser = /^\s*[\]}]/.test(text);
    const isDeeper = /^\s*$/.test(text) || text.search(/\S/) > opening.line.content;
    if (!isCloser && (!isDeeper || (/^\s*[\w-]+:(?: |$)/.test(text) && opening.char !== '{'))) break;
    index++;
  }
  return lineEnd(lines, index);
}

export function closerOf(opener: string): string {
  return opener === '[' ? ']' : opener === '{' ? '}' : '';
}
