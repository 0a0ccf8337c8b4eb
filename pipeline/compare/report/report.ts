import type { ColumnStory } from '../../contribute/explain/columns.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { remedyOf } from '../../diagnostics/problem.ts';
import { count, summaryOf } from '../../diagnostics/render/text.ts';
import type { State } from '../../release/state.ts';
import { type Changes, changesBetween } from './changes.ts';
import { code, counted, list, part, plain } from './markdown.ts';
import {
  aboutRecord,
  aboutThing,
  changedClaims,
  claimTable,
  contract,
  heirsIn,
  namesTable,
  thingList,
  versionText,
} from './sections.ts';

/**
 * Writes for a reviewer what the sources of one state change in the data, as Markdown.
 * @param stories how the columns of claims come to be
 */
export function reportOf(base: State, head: State, stories: Map<string, ColumnStory>): string {
  const title = `# What changes in the data\n\nFrom ${plain(base.title)} to ${plain(head.title)}.\n`;
  const foot = `---\n${[
    'Both states were built with the pipeline of today, each with its own sources, registry and schemas.',
    ...[base, head]
      .filter(({ note }) => note !== '')
      .map((one) => `${plain(one.title)}: ${plain(one.note)}.`),
  ].join('\n')}\n`;
  const warnings = part('Warnings', warningsOf(base, head));
  if (base.dataset === null || head.dataset === null) {
    const broken = [base, head].filter(({ dataset }) => dataset === null).map(errorsOf);
    return page([title, ...broken, warnings, foot]);
  }
  const changes = changesBetween(base.dataset, head.dataset, stories);
  return page([
    title,
    `${summary(changes, base, head)}\n`,
    part('Records', thingList(changes.records, 'source_id', aboutRecord)),
    part('Claims added', claimTable(changes.claims.added)),
    part('Claims changed', changedClaims(changes)),
    part('Claims removed', claimTable(changes.claims.removed)),
    part('Names that now resolve differently', namesTable(changes)),
    part('Entities', thingList(changes.entities, 'entity_id', aboutThing, heirsIn(changes))),
    part('Events', thingList(changes.events, 'event_id', aboutThing, heirsIn(changes))),
    part('Columns and codes', contract(changes)),
    warnings,
    part('Version step', versionText(changes)),
    foot,
  ]);
}

/** The parts that say something, a blank line apart. */
function page(parts: readonly string[]): string {
  return `${parts
    .map((text) => text.trim())
    .filter(Boolean)
    .join('\n\n')}\n`;
}

function summary(
  { records, claims, entities, events, names, untold, step }: Changes,
  base: State,
  head: State,
): string {
  const kinds = [
    [records, 'record', 'records'],
    [claims, 'claim', 'claims'],
    [entities, 'entity', 'entities'],
    [events, 'event', 'events'],
  ] as const;
  const parts = kinds.flatMap(([{ added, changed, removed }, one, many]) => [
    [added.length, `${one} added`, `${many} added`],
    [changed.length, `${one} changed`, `${many} changed`],
    [removed.length, `${one} removed`, `${many} removed`],
  ]) as [number, string, string][];
  parts.push([names.length, 'name resolves differently', 'names resolve differently']);
  const text =
    counted(parts) ||
    (step.step === 'none' ? 'No value of the data changes' : 'No claim, record, entity or event changes');
  const files =
    untold.length > 0 ? ` The file changes but no value of it: ${untold.map(code).join(', ')}.` : '';
  const fresh = newWarnings(base, head).size;
  const warnings = fresh > 0 ? ` ${count(fresh, 'new warning')}.` : '';
  return `**${text}.**${files}${warnings} Version step: **${step.step}**.`;
}

function warningsOf(base: State, head: State): string {
  const fresh = newWarnings(base, head);
  const warnings = head.diagnostics.filter(({ severity }) => severity === 'warning');
  return list(
    [...warnings.filter((one) => fresh.has(one)), ...warnings.filter((one) => !fresh.has(one))].map(
      (one) => `${fresh.has(one) ? '**new** ' : ''}${diagnosticText(one)}`,
    ),
  );
}

/** Warnings that the earlier state does not have; lines count for nothing, since they shift. */
function newWarnings(base: State, head: State): Set<Diagnostic> {
  const known = new Set(base.diagnostics.map(signOf));
  return new Set(head.diagnostics.filter((one) => one.severity === 'warning' && !known.has(signOf(one))));
}

function signOf({ code: sign, file, message }: Diagnostic): string {
  return [sign, file, message].join('\u001f');
}

function errorsOf({ title, diagnostics }: State): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return `**No data can be built from ${plain(title)}: ${summaryOf(errors)}.** So there is nothing to compare.\n\n${list(errors.map(diagnosticText))}`;
}

function diagnosticText(diagnostic: Diagnostic): string {
  const { code: sign, file, line, message } = diagnostic;
  return `${code(`${file}:${line}`)} ${sign}: ${plain(message)}. ${plain(remedyOf(diagnostic))}`;
}
