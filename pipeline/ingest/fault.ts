import type { Diagnostic, Range } from '../diagnostics/diagnostic.ts';
import { problem } from '../diagnostics/problem.ts';
import { rangeOf, type TextLines } from './text-lines.ts';

/** What a check of this stage knows about one fault; the place is given in offsets of the file's text. */
export interface Fault {
  /** Catalog code; its first letter is the severity. */
  code: string;
  start: number;
  end: number;
  message: string;
  fix: string;
  suggestion?: string;
  fixable?: boolean;
  /** Columns before the place, where the line's indentation matters. */
  indent?: number;
}

/** Turns a fault into a diagnostic of the file at `path`. */
export function toDiagnostic(path: string, lines: TextLines, fault: Fault): Diagnostic {
  return fileDiagnostic(path, { ...fault, range: rangeOf(lines, fault.start, fault.end) });
}

/** A diagnostic of this stage about a file as a whole, or about a range already known. */
export function fileDiagnostic(
  path: string,
  fault: Omit<Fault, 'start' | 'end'> & { range?: Range },
): Diagnostic {
  const { code, message, fix, suggestion, fixable, range = { line: 1, column: 1, endColumn: 2 } } = fault;
  return problem(code, path, range, message, fix, { suggestion, fixable });
}

/** `no spaces`, `1 space`, `2 spaces` */
export function countSpaces(count: number): string {
  return count === 0 ? 'no spaces' : count === 1 ? '1 space' : `${count} spaces`;
}
