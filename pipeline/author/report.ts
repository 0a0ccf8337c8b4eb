import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { count, summaryOf } from '../diagnostics/render-text.ts';
import { type TextRow, tableDifferences } from '../release/differences.ts';
import type { ColumnStory } from './explain-columns.ts';
import { type Changes, changesBetween } from './report-changes.ts';
import { code, counted, cut, fieldTable, list, part, plain, rows } from './report-markdown.ts';
import type { State } from './report-state.ts';
import type { ThingChanges } from './report-things.ts';

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
    return [title, ...broken, warnings, foot].filter(Boolean).join('\n');
  }
  const changes = changesBetween(base.dataset, head.dataset, stories, head.tombstones);
  return [
    title,
    `${summary(changes, base, head)}\n`,
    part('Records', thingList(changes.records, 'source_id', aboutRecord)),
    part('Claims added', claimTable(changes.claims.added)),
    part('Claims changed', changedClaims(changes)),
    part('Claims removed', claimTable(changes.claims.removed)),
    part('Names that now resolve differently', namesTable(changes)),
    part('Entities', thingList(changes.entities, 'entity_id', aboutThing)),
    part('Events', thingList(changes.events, 'event_id', aboutThing)),
    part('Columns and codes', contract(changes)),
    warnings,
    part('Version step', versionText(changes)),
    foot,
  ]
    .filter(Boolean)
    .join('\n');
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

function aboutRecord(row: TextRow): string {
  const claims = count(Number(row.claims), 'claim');
  return `${plain(row.title ?? '')} (${row.kind}, ${row.record_status}; ${claims}; coded by ${plain(row.coder_name ?? '')})`;
}

function aboutThing(row: TextRow): string {
  return `${plain(row.name ?? '')} (${row.type}, ${row.scope === 'record' ? `of ${code(row.record_id ?? '')} alone` : row.file})`;
}

function thingList(
  { added, changed, removed }: ThingChanges,
  key: string,
  about: (row: TextRow) => string,
): string {
  const listed = (words: string, some: readonly TextRow[]): string[] =>
    some.map((row) => `${words}: ${code(row[key] ?? '')} ${about(row)}`);
  const lines = [...listed('added', added), ...listed('**removed**', removed)];
  const tables = cut(changed, (some) =>
    some
      .map(({ id, row, fields }) => `\nChanged: ${code(id)} ${about(row)}\n\n${fieldTable(fields)}`)
      .join(''),
  );
  return list(lines) + tables;
}

function claimTable(claims: readonly TextRow[]): string {
  return rows(
    ['claim', 'says', 'claimant', 'voice', 'type'],
    claims.map((row) => [
      code(row.claim_id ?? ''),
      plain(row.claim_text ?? ''),
      plain((row.claimant_names ?? '').replaceAll(' | ', ', ')),
      row.voice ?? '',
      row.claim_type ?? '',
    ]),
  );
}

function changedClaims({ claims }: Changes): string {
  return cut(claims.changed, (some) =>
    some
      .map(({ id, row, fields }) => `${code(id)} ${plain(row.claim_text ?? '')}\n\n${fieldTable(fields)}\n`)
      .join(''),
  );
}

function namesTable({ names }: Changes): string {
  return rows(
    ['claim', 'key', 'written', 'before', 'after'],
    names.map(({ claim, slot, text, old, new: now }) => [
      code(claim),
      slot,
      plain(text),
      old.map(code).join(', '),
      now.map(code).join(', '),
    ]),
  );
}

/** Changes of tables, columns and codes. */
function contract({ differences }: Changes): string {
  const codebook = tableDifferences(differences, 'codebook');
  const codes = (words: string, some: readonly TextRow[]): string[] =>
    some.map(
      (row) => `code ${code(row.code ?? '')} of ${row.vocabulary} ${words}: ${plain(row.definition ?? '')}`,
    );
  return list([
    ...differences.addedTables.map((name) => `table ${code(name)} added`),
    ...differences.removedTables.map((name) => `table ${code(name)} removed`),
    ...differences.tables.flatMap(({ table, columns }) => [
      ...columns.added.map((name) => `column ${code(`${table}.${name}`)} added`),
      ...columns.removed.map((name) => `column ${code(`${table}.${name}`)} removed`),
      ...columns.retyped.map((one) => `column ${code(`${table}.${one.column}`)}: ${one.old} → ${one.new}`),
      ...(columns.reordered ? [`columns of ${code(table)} in another order`] : []),
    ]),
    ...codes('added', codebook.added),
    ...codes('removed', codebook.removed),
    ...codebook.changed.map(
      ({ key, fields }) =>
        `code ${code(key[1] ?? '')} of ${key[0]} changed: ${fields.map(({ field }) => field).join(', ')}`,
    ),
  ]);
}

function versionText({ step: { step, reasons } }: Changes): string {
  if (step === 'none') return 'None: the two states give the same data.\n';
  const shift = { major: 'the second number', minor: 'the third number', patch: 'the third number' }[step];
  return `**${step}** (before version 1.0.0 it raises ${shift}), because\n\n${list(reasons.map(plain))}`;
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

function diagnosticText({ code: sign, file, line, message, fix }: Diagnostic): string {
  return `${code(`${file}:${line}`)} ${sign}: ${plain(message)}. ${plain(fix)}`;
}
