import { visible } from '../../diagnostics/render/code-frame.ts';
import { partOf, unitsOf } from '../../model/anchors.ts';
import type { RetiredRow } from '../../model/generated/tables.ts';
import type { Explanation } from './explain.ts';
import type { Excerpt } from './lines.ts';
import type { Origins, Step } from './origins.ts';
import type { TracedClaim } from './trace.ts';

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

/** A claim that was taken out of the data: since when, why, what stands for it now, and where the record says so. */
export function textOfRetired({ id, date, reason, successors = [], file, line }: RetiredRow): string {
  const now = successors.length === 0 ? '' : `Instead of it: ${successors.join(', ')}.`;
  return [
    `${id}  ${file}:${line}`,
    `  It was taken out of the data on ${date}: ${reason}`,
    ...(now === '' ? [] : [`  ${now}`]),
    '  It has no row in claims and no cells to explain; the table retired keeps its id and the reason.',
  ]
    .map((text) => `${visible(text)}\n`)
    .join('');
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

/**
 * The source and sentence that a claim rests on, in lines of text: what work it is, where in it, and how whoever holds a
 * lawful copy can check it. The text itself is not in the repository.
 */
export function evidenceOf({ record, source, cells, own }: TracedClaim): string[] {
  const cell = (column: string): string => cells.get(column) ?? '';
  const { coding, status } = record;
  const { kind, copies, published = 'the copy prints no date' } = record.source;
  const authors = source.authors.map(({ entry }) => entry.name).join(', ');
  const about = [kind, authors && `by ${authors}`, cell('source_publisher'), published];
  const archived = copies.find((copy) => copy.archived_url !== undefined)?.archived_url ?? '';
  const part = partOf(own.at);
  const units = unitsOf(own.at).map((unit) => {
    const print = record.anchors?.units?.[unit];
    return print === undefined
      ? `${unit}: has no fingerprint yet.`
      : `${unit}: ${print[0]} words, SHA-256 of the normalised text begins with ${print[1]}.`;
  });
  const hasPrints = unitsOf(own.at).some((unit) => record.anchors?.units?.[unit] !== undefined);
  return [
    `"${cell('source_title')}" (${about.filter(Boolean).join('; ')})`,
    ...[cell('source_url'), archived].filter(Boolean),
    `At ${own.at}${own.at === part ? '' : `, in the ${part}`}:`,
    ...units.map((line) => `  ${line}`),
    `The text itself is not in this repository${hasPrints ? '; the fingerprints let anybody who holds a copy find and check the place' : ''}.`,
    `Coded by ${cell('coder')} (${cell('coder_kind')}) on ${coding.coded}, ${coding.mode}, from ${coding.basis}; record ${status}.`,
  ];
}
