import type { Diagnostic } from '../diagnostic.ts';
import { remedyOf } from '../problem.ts';
import { codeFrame, visible } from './code-frame.ts';
import { selectionOf, shortened } from './selection.ts';

/** With more findings than these, a frame for each would take more than two screens. */
const MOST_FRAMES = 12;

/** How to render: `textOf` gives a file's text, or undefined when there is none to show. */
interface TextOptions {
  textOf: (file: string) => string | undefined;
  color: boolean;
  /** Show all findings, each with the lines around it. */
  full?: boolean;
}

/**
 * Renders diagnostics for a person: place, code and message, the lines around with the spot underlined, and the remedy.
 * Many are told without the lines around, very many are counted.
 * @param diagnostics in the order in which they are to be shown
 */
export function renderText(diagnostics: readonly Diagnostic[], options: TextOptions): string {
  const { full = false } = options;
  const { shown, rest } = selectionOf(diagnostics, full);
  const isBrief = !full && diagnostics.length > MOST_FRAMES;
  const told = shown.map((one) => (isBrief ? briefly(one, options) : withFrame(one, options)));
  const frames = isBrief
    ? ['The lines around are left out, because there are many findings; FULL=1 shows them.\n']
    : [];
  return [...told, ...frames, ...rest.map((line) => `${line}\n`)].join(isBrief ? '' : '\n');
}

function withFrame(diagnostic: Diagnostic, options: TextOptions): string {
  const { suggestion } = diagnostic;
  const text = options.textOf(diagnostic.file);
  const frame = text === undefined ? '' : `\n${codeFrame(text, diagnostic)}\n`;
  const hint = suggestion === undefined ? '' : `\n  Did you mean  ${visible(suggestion, true)}  ?`;
  return `${headOf(diagnostic, options)}\n${frame}${hint}\n  ${printable(shortened(remedyOf(diagnostic)))}\n`;
}

/** Place and message in one line, the remedy in the next. */
function briefly(diagnostic: Diagnostic, options: TextOptions): string {
  const { suggestion } = diagnostic;
  const hint = suggestion === undefined ? '' : `Did you mean  ${visible(suggestion, true)}  ? `;
  return `${headOf(diagnostic, options)}\n  ${hint}${printable(shortened(remedyOf(diagnostic)))}\n`;
}

function headOf({ file, line, column, code, message, severity }: Diagnostic, { color }: TextOptions): string {
  const paint = (style: number, text: string): string => (color ? `\u001b[${style}m${text}\u001b[39m` : text);
  return `${visible(file)}:${line}:${column}  ${paint(severity === 'error' ? 31 : 33, code)}  ${printable(shortened(message))}`;
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
