import { visible } from '../../diagnostics/render/code-frame.ts';
import type { Explanation, Origins } from './explain.ts';
import type { Excerpt } from './lines.ts';
import type { Step } from './names.ts';

/** An explanation as lines of text for a terminal. */
export function textOfExplanation(explanation: Explanation, evidence: readonly string[]): string[] {
  const { id, field, description, cells, rows, origins, codes } = explanation;
  const width = Math.max(0, ...cells.map(({ column }) => column.length));
  return [
    `${id}  ${field}${description === null ? '' : `: ${description}`}`,
    ...section('In the data', [
      ...cells.map(({ column, value }) => `${column.padEnd(width)}  ${value === '' ? '(empty)' : value}`),
      ...rows.map((row) => `${field}: ${row}`),
      ...(cells.length + rows.length === 0 ? [`${field} has no column of its own in the table claims.`] : []),
    ]),
    ...section('How it came about', origins.flatMap(linesOfOrigins)),
    ...section(
      'The rule',
      cells.map(({ column, rule }) => `${column}: ${rule}`),
    ),
    ...section(
      'What the codebook says',
      codes.flatMap(({ vocabulary, code, definition, test, file, line }) => [
        `${vocabulary}: ${code}  ${definition}  ${file}:${line}`,
        `  Asked: ${test}`,
      ]),
    ),
    ...section('What it rests on', evidence),
  ].map((line) => visible(line).trimEnd());
}

/** A heading with indented lines; nothing without lines. */
export function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

function linesOfOrigins({ from, written, absent, steps }: Origins): string[] {
  const isUnknown = written === null && steps.length === 0;
  const said =
    written === null ? [`${from}: nothing is written.`] : [`${from}, as written:`, ...show(written)];
  return [
    ...said,
    ...(isUnknown ? [`  ${absent}`] : []),
    ...(written !== null && steps.length === 0 ? ['  Taken over as it is.'] : []),
    ...steps.flatMap(linesOfStep),
  ];
}

function linesOfStep({ what, rule, excerpts }: Step, index: number): string[] {
  return [`  ${index + 1}. ${what}`, `     ${rule}`, ...excerpts.flatMap(show).map((line) => `   ${line}`)];
}

/** File and line, then the lines themselves with their numbers. */
function show({ file, first, lines, left }: Excerpt): string[] {
  const gutter = String(first + lines.length - 1).length;
  return [
    `  ${file}:${first}`,
    ...lines.map((line, index) => `    ${String(first + index).padStart(gutter)} | ${line}`),
    ...(left > 0 ? [`    ${' '.repeat(gutter)} | and ${left} more lines`] : []),
  ];
}
