import type { Diagnostic } from '../diagnostic.ts';
import { remedyOf } from '../problem.ts';

/**
 * Renders diagnostics as workflow commands of GitHub Actions, one a line, so that they show up in a pull request.
 * Escapes as the "Workflow commands" page of the GitHub documentation prescribes.
 */
export function renderGithub(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(renderOne).join('');
}

function renderOne(diagnostic: Diagnostic): string {
  const { severity, file, line, column, endColumn, code, message, suggestion } = diagnostic;
  const place = `file=${property(file)},line=${line},col=${column},endColumn=${endColumn},title=${property(code)}`;
  const hint = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
  return `::${severity} ${place}::${data(`${message}.${hint} ${remedyOf(diagnostic)}`)}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
