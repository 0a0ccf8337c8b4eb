import type { Diagnostic } from '../diagnostic.ts';
import { remedyOf } from '../problem.ts';
import { codeFrame, visible } from './code-frame.ts';

/** How to render: `textOf` gives a file's text, or undefined when there is none to show. */
export interface TextOptions {
  textOf: (file: string) => string | undefined;
  color: boolean;
}

/**
 * Renders diagnostics for a person: place, code and message, the lines around with the spot underlined, and the remedy.
 * @param diagnostics in the order in which they are to be shown
 */
export function renderText(diagnostics: readonly Diagnostic[], options: TextOptions): string {
  return diagnostics.map((diagnostic) => renderOne(diagnostic, options)).join('\n');
}

function renderOne(diagnostic: Diagnostic, { textOf, color }: TextOptions): string {
  const { file, line, column, code, message, severity, suggestion } = diagnostic;
  const paint = (style: number, text: string): string => (color ? `\u001b[${style}m${text}\u001b[39m` : text);
  const head = `${visible(file)}:${line}:${column}  ${paint(severity === 'error' ? 31 : 33, code)}  ${printable(message)}`;
  const text = textOf(file);
  const frame = text === undefined ? '' : `\n${codeFrame(text, diagnostic)}\n`;
  const hint = suggestion === undefined ? '' : `\n  Did you mean  ${visible(suggestion, true)}  ?`;
  return `${head}\n${frame}${hint}\n  ${printable(remedyOf(diagnostic))}\n`;
}

function printable(text: string): string {
  return text
    .split('\n')
    .map((line) => visible(line))
    .join('\n  ');
}

/** One line that sums up, such as `3 errors and 1 warning in 2 files`; says so when all is well. */
export function summaryOf(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length;
  const warnings = diagnostics.length - errors;
  if (diagnostics.length === 0) return 'no errors, no warnings';
  const files = new Set(diagnostics.map((diagnostic) => diagnostic.file)).size;
  const parts = [errors > 0 ? count(errors, 'error') : '', warnings > 0 ? count(warnings, 'warning') : ''];
  return `${parts.filter(Boolean).join(' and ')} in ${count(files, 'file')}`;
}

/** A number with its noun: `1 claim`, `80 claims`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}
