import { visible } from '../../diagnostics/render/code-frame.ts';
import { type ColumnStory, claimKeys } from './columns.ts';
import { section } from './text.ts';
import type { TracedClaim } from './trace.ts';

/** Cells that a reader looks at first, in the order of the table; ids are told beside the names. */
const SHOWN: ReadonlySet<ColumnStory['kind']> = new Set(['written', 'name', 'computed']);
/** Told elsewhere on the page, or of use to programs only. */
const LEFT_OUT =
  /^(claim_id|claim_text|citation|anchor|order|paragraph|sentence|.*_(types|countries|min|max|caps)|main_topic)$/;

/**
 * The main cells of a claim, one a line, for a terminal. A star marks those that say something else than the claim does:
 * a default, something inherited, a name that became an entity, something computed.
 */
export function overviewOf(
  claim: TracedClaim,
  stories: Map<string, ColumnStory>,
  evidence: readonly string[],
): string[] {
  const { cells, file } = claim;
  const rows = [...stories.values()].flatMap((story) => {
    const value = cells.get(story.column) ?? '';
    if (value === '' || !SHOWN.has(story.kind) || LEFT_OUT.test(story.column)) return [];
    return [{ column: story.column, value: withIds(claim, story, value), reason: reasonOf(claim, story) }];
  });
  const width = Math.max(...rows.map(({ column }) => column.length));
  const id = cells.get('claim_id') ?? '';
  return [
    `${id}  ${file.path}:${cells.get('record_line')}`,
    `  ${cells.get('claim_text')}`,
    ...section(
      'In the data',
      rows.map(
        ({ column, value, reason }) =>
          `${reason === '' ? ' ' : '*'} ${column.padEnd(width)}  ${value}${reason === '' ? '' : `  [${reason}]`}`,
      ),
    ),
    ...section('What it rests on', evidence),
    '',
    `* is not what the claim itself says; for the reason ask  make explain CLAIM=${id} FIELD=<column or key>`,
    ...keysWithoutColumn(claim, stories),
  ].map((line) => visible(line).trimEnd());
}

/** A line on the keys that decide no column; none when each decides one. */
function keysWithoutColumn({ model }: TracedClaim, stories: Map<string, ColumnStory>): string[] {
  const used = new Set([...stories.values()].flatMap(({ from }) => from));
  const keys = [...claimKeys(model).keys()].filter((key) => !used.has(key));
  return keys.length === 0 ? [] : [`Keys without a column of their own: ${keys.join(', ')}.`];
}

/** Names with their ids, where both stand in the table. */
function withIds({ cells }: TracedClaim, { column, kind }: ColumnStory, value: string): string {
  const ids = kind === 'name' ? cells.get(column.replace(/_name(s?)$/, '_id$1')) : undefined;
  if (ids === undefined || ids === value) return value;
  const each = ids.split(' | ');
  return value
    .split(' | ')
    .map((name, index) => `${name} (${each[index]})`)
    .join(' | ');
}

/** Why a cell is not what the claim says, in a few words; empty when it is. */
function reasonOf(claim: TracedClaim, { from, kind, column }: ColumnStory): string {
  if (kind === 'computed' && from[0] !== column) return `from ${from.join(', ').replaceAll('record.', '')}`;
  const [key = ''] = from;
  const origins = claim.resolved.origins.filter(({ field }) => field === key);
  const reasons = origins.map(({ rule, origin, asWritten: text, value, file, line }) =>
    text === null || rule === 'defaults' ? `${origin}: ${file}:${line}` : `"${text}" is ${value}`,
  );
  if (reasons.length > 0) return [...new Set(reasons)].join('; ');
  return Object.hasOwn(claim.own, key) ? '' : 'left out';
}
