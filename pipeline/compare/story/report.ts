import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { remedyOf } from '../../diagnostics/problem.ts';
import { count, summaryOf } from '../../diagnostics/render/text.ts';
import { LIST_SEPARATOR } from '../../model/tables.ts';
import { asObject, type TextRow } from '../differences.ts';
import type { BuiltDataset } from '../read.ts';
import { contractSentences } from './columns.ts';
import { KINDS, type Kind } from './kinds.ts';
import { cut, fieldTable, list, part, tableOf } from './markdown.ts';
import { REWRITTEN, retiredSentences } from './sentences.ts';
import { type Story, storyOf } from './story.ts';
import type { ThingGroup } from './things.ts';
import { MARKDOWN } from './voice.ts';

/** The data built from one state of the sources. */
export interface State {
  /** How the user named it, and for a revision its commit. */
  title: string;
  diagnostics: Diagnostic[];
  /** The dataset; null when the sources have errors. */
  dataset: BuiltDataset | null;
  /** What a reader must know of how it was built; empty when nothing. */
  note: string;
}

/** Ids that are named when many things change in the same way. */
const NAMED_IN_ONE = 12;

const { code, plain } = MARKDOWN;

/** Tells for a reviewer, as Markdown, what the sources of one state change in the data. */
export function reportOf(base: State, head: State): string {
  const title = `# What changes in the data\n\nFrom ${plain(base.title)} to ${plain(head.title)}.\n`;
  const foot = `---\n${[
    'Each state was built from its own sources, registry and schemas, with the program of today unless it is said otherwise.',
    ...[base, head]
      .filter(({ note }) => note !== '')
      .map((one) => `${plain(one.title)}: ${plain(one.note)}.`),
  ].join('\n')}\n`;
  const warnings = part('Warnings', warningsOf(base, head));
  if (base.dataset === null || head.dataset === null) {
    const broken = [base, head].filter(({ dataset }) => dataset === null).map(errorsOf);
    return page([title, ...broken, warnings, foot]);
  }
  const story = storyOf(base.dataset, head.dataset);
  return page([
    title,
    `${summary(story, base, head)}\n`,
    part(
      'Ids that must not vanish',
      list(story.lost.map(({ fault, remedy }) => plain(`${fault}. ${remedy}`))),
    ),
    ...KINDS.flatMap((kind) => kindParts(kind, story)),
    part('Names that now resolve differently', namesTable(story)),
    part('Retired ids', list(retiredSentences(story, MARKDOWN))),
    part('Drafts', draftsIn(head.dataset)),
    part('Columns and codes', list(contractSentences(story, MARKDOWN))),
    warnings,
    part('Version step', versionText(story)),
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

function summary({ things, names, untold, step }: Story, base: State, head: State): string {
  const parts: [number, string, string?][] = KINDS.flatMap(({ table: name, one, many }) => {
    const { added, changed, removed } = things[name];
    const numbers = { added, changed: changed.flatMap(({ ids }) => ids), removed };
    return Object.entries(numbers).map(([what, { length }]): [number, string, string] => [
      length,
      `${one} ${what}`,
      `${many} ${what}`,
    ]);
  });
  parts.push([names.length, 'name resolves differently', 'names resolve differently']);
  const counts = parts.filter(([number]) => number > 0).map((words) => count(...words));
  const text =
    counts.join(', ') ||
    (step.step === 'none' ? 'No value of the data changes' : 'No claim, record, entity or event changes');
  const files =
    untold.length > 0 ? ` The file changes but no value of it: ${untold.map(code).join(', ')}.` : '';
  const fresh = newWarnings(base, head).size;
  const warnings = fresh > 0 ? ` ${count(fresh, 'new warning')}.` : '';
  return `**${text}.**${files}${warnings} Version step: **${step.step}**.`;
}

/** What came, changed and went of a kind of thing. */
function kindParts(kind: Kind, { things }: Story): string[] {
  const { added, changed, removed } = things[kind.table];
  const title = `${kind.many[0]?.toUpperCase()}${kind.many.slice(1)}`;
  const rows = kind.table === 'claims' ? claimTable : (some: readonly TextRow[]) => thingList(kind, some);
  return [
    part(`${title} added`, rows(added)),
    part(
      `${title} changed`,
      cut(changed, (some) => some.map((group) => groupTable(kind, group)).join('\n')),
    ),
    part(`${title} removed`, rows(removed)),
  ];
}

/** Records of the later state that are not finished. */
function draftsIn(dataset: BuiltDataset): string {
  const sources = dataset.get('sources');
  const drafts = sources?.rows
    .map((row) => asObject(sources, row))
    .filter(({ record_status: status }) => status === 'draft');
  return list((drafts ?? []).map((row) => `${code(row.source_id ?? '')} ${plain(row.title ?? '')}`));
}

function thingList(kind: Kind, rows: readonly TextRow[]): string {
  return list(rows.map((row) => `${code(row[kind.id] ?? '')} ${kind.about(row, MARKDOWN)}`));
}

function claimTable(claims: readonly TextRow[]): string {
  return tableOf(
    ['claim', 'says', 'claimant', 'voice', 'type'],
    claims.map((row) => [
      code(row.claim_id ?? ''),
      plain(row.claim_text ?? ''),
      plain((row.claimant_names ?? '').replaceAll(LIST_SEPARATOR, ', ')),
      row.voice ?? '',
      row.claim_type ?? '',
    ]),
  );
}

/** Things that changed in the same way, field by field. */
function groupTable(kind: Kind, { ids, row, fields, isRewritten }: ThingGroup): string {
  const [first = ''] = ids;
  const left = ids.length - NAMED_IN_ONE;
  const title =
    ids.length === 1
      ? `${code(first)} ${kind.about(row, MARKDOWN)}`
      : `${count(ids.length, kind.one, kind.many)}: ${ids.slice(0, NAMED_IN_ONE).map(code).join(', ')}`;
  const remark = isRewritten
    ? `\n\n**${REWRITTEN}.** If it says something else now, retire this id and give the new claim one of its own.`
    : '';
  return `${title}${left > 0 ? ` and ${left} more` : ''}${remark}\n\n${fieldTable(fields)}`;
}

function namesTable({ names }: Story): string {
  return tableOf(
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

/** The step of the version and why. */
function versionText({ step: { step, reasons } }: Story): string {
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

function diagnosticText(diagnostic: Diagnostic): string {
  const { code: sign, file, line, message } = diagnostic;
  return `${code(`${file}:${line}`)} ${sign}: ${plain(message)}. ${plain(remedyOf(diagnostic))}`;
}
