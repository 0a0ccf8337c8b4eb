import type { Diagnostic, Range } from '../diagnostics/diagnostic.ts';
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
  const { start, end, indent: _, ...rest } = fault;
  return fileDiagnostic(path, { ...rest, range: rangeOf(lines, start, end) });
}

/** A diagnostic of this stage about a file as a whole, or about a range already known. */
export function fileDiagnostic(
  path: string,
  fault: Omit<Fault, 'start' | 'end'> & { range?: Range },
): Diagnostic {
  const { range = { line: 1, column: 1, endColumn: 2 }, fixable = false, ...rest } = fault;
  return {
    ...rest,
    ...range,
    severity: rest.code.startsWith('W-') ? 'warning' : 'error',
    file: path,
    fixable,
  };
}

/** Order that no locale changes. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Orders diagnostics by place in the file, then by code. */
export function byPlace(a: Diagnostic, b: Diagnostic): number {
  return a.line - b.line || a.column - b.column || byCodeUnit(a.code, b.code);
}
