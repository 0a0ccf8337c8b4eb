import type { Fault } from '../fault.ts';
import { lineEnd, lineIndexAt, type TextLines } from '../text-lines.ts';
import type { Patch } from './patch.ts';
import type { SourceLine } from './source-line.ts';

/** A fault, and how to neutralise it; no patch when what follows cannot be trusted. */
export interface Explained {
  fault: Fault;
  patch?: Patch;
}

/** What an explanation works from. */
export interface SyntaxContext {
  lines: TextLines;
  /** Offset where the parser gave up: often the consequence and not the slip. */
  offset: number;
  /** The parser's own words. */
  reason: string;
  /** The line of `offset`. */
  line: SourceLine;
  /** What stands before `offset` on its line. */
  before: string;
  /** The character at `offset`, empty at the end of the file. */
  char: string;
}

/** An unquoted value that starts with a character YAML keeps for itself. */
export function plainStart(lines: TextLines, start: number): Explained {
  const char = lines.text[start] ?? '';
  const end = valueEnd(lines, start);
  return {
    fault: {
      code: 'E-YAML-PLAIN-START',
      start,
      end: start + 1,
      message: `an unquoted value cannot start with ${char}`,
      fix: 'Put the value in quotes.',
      suggestion: quoted(lines.text.slice(start, end)),
    },
    patch: overwrite(lines, start, end),
  };
}

/** Offset behind the value that starts at `start`: the end of its line without trailing blanks and comment. */
export function valueEnd(lines: TextLines, start: number): number {
  const end = lineEnd(lines, lineIndexAt(lines, start));
  const text = lines.text.slice(start, end);
  const comment = text.search(/(?<!\s)\s+#(?:\s|$)/);
  return start + (comment === -1 ? text : text.slice(0, comment)).trimEnd().length;
}

/** A patch that fills the range with a harmless word, and lines it goes on over with blanks. */
export function overwrite(lines: TextLines, start: number, end: number): Patch {
  const firstEnd = Math.min(end, lineEnd(lines, lineIndexAt(lines, start)));
  const rest = lines.text.slice(firstEnd, end).replace(/[^\r\n]/g, ' ');
  return { start, end, text: 'x'.repeat(firstEnd - start) + rest };
}

/** `text` between double quotes, as YAML reads it. */
export function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
