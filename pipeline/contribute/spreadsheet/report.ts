import { visible } from '../../diagnostics/render/code-frame.ts';
import type { CellDiagnostic } from './read/table.ts';

const WIDTH = 100;

/** Renders diagnostics about cells for a person: the address, what is wrong, what the cell holds, and the remedy. */
export function renderCells(diagnostics: readonly CellDiagnostic[], color: boolean): string {
  return diagnostics.map((diagnostic) => renderOne(diagnostic, color)).join('\n');
}

function renderOne(
  { cell, code, severity, message, content, fix, suggestion }: CellDiagnostic,
  color: boolean,
): string {
  const painted = color ? `\u001b[${severity === 'error' ? 31 : 33}m${code}\u001b[39m` : code;
  const lines = [`${visible(cell)}  ${painted}  ${visible(message)}`];
  if (content !== '') {
    const shown = visible(content.replaceAll('\n', '⏎'), true);
    lines.push('', `  | ${shown.length > WIDTH ? `${shown.slice(0, WIDTH)}…` : shown}`, '');
  }
  if (suggestion !== undefined) lines.push(`  Did you mean  ${visible(suggestion, true)}  ?`);
  lines.push(`  ${visible(fix)}`);
  return `${lines.join('\n')}\n`;
}
