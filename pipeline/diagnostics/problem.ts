import type { Diagnostic, Range } from './diagnostic.ts';

/** What a diagnostic may carry beyond the necessary. */
export interface Extras {
  suggestion?: string;
  fixable?: boolean;
}

/**
 * Makes a diagnostic. The severity follows from the code: `E-` is an error, `W-` a warning.
 * @param message what is wrong here, naming the offending value; no full stop at the end
 * @param fix what to do about it
 */
export function problem(
  code: string,
  file: string,
  range: Range,
  message: string,
  fix: string,
  extras: Extras = {},
): Diagnostic {
  const severity = code.startsWith('E-') ? 'error' : 'warning';
  const diagnostic: Diagnostic = {
    code,
    severity,
    file,
    ...range,
    message,
    fix,
    fixable: extras.fixable ?? false,
  };
  if (extras.suggestion !== undefined) diagnostic.suggestion = extras.suggestion;
  return diagnostic;
}

/** What to do about it, with the command that does it where there is one. */
export function remedyOf({ fix, fixable }: Diagnostic): string {
  return fixable ? `${fix} Or run \`make fix\`, which does it for you.` : fix;
}

/** Whether any of them is an error, so that nothing may be written. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}

/** Orders by file (code unit), line, column and code; drops what is said twice in the same place. */
export function inFileOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const sorted = [...diagnostics].sort(compare);
  return sorted.filter((current, index) => index === 0 || !isSame(sorted[index - 1] as Diagnostic, current));
}

function compare(a: Diagnostic, b: Diagnostic): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  if (a.line !== b.line) return a.line - b.line;
  if (a.column !== b.column) return a.column - b.column;
  if (a.code !== b.code) return a.code < b.code ? -1 : 1;
  return a.message < b.message ? -1 : a.message > b.message ? 1 : 0;
}

function isSame(a: Diagnostic, b: Diagnostic): boolean {
  return compare(a, b) === 0;
}
