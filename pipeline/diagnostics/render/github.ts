import type { Diagnostic } from '../diagnostic.ts';
import { remedyOf } from '../problem.ts';
import { selectionOf, shortened } from './selection.ts';

/**
 * Renders diagnostics as workflow commands of GitHub Actions, one a line, so that they show up in a pull request.
 * Escapes as the "Workflow commands" page of the GitHub documentation prescribes.
 */
export function renderGithub(diagnostics: readonly Diagnostic[]): string {
  const { shown, rest } = selectionOf(diagnostics, false);
  const notices =
    rest.length === 0 ? '' : `::notice title=Not all findings are shown::${data(rest.join('\n'))}\n`;
  return shown.map(renderOne).join('') + notices;
}

function renderOne(diagnostic: Diagnostic): string {
  const { severity, file, line, column, endColumn, code, message, suggestion } = diagnostic;
  const place = `file=${property(file)},line=${line},col=${column},endColumn=${endColumn},title=${property(code)}`;
  const hint = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
  return `::${severity} ${place}::${data(`${shortened(message)}.${hint} ${shortened(remedyOf(diagnostic))}`)}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
