import { count } from '../../diagnostics/render/text.ts';
import type { TableDifferences, TextRow } from '../differences.ts';

/** Says which ids were retired since, and why. The claims of a withdrawn record are told with it. */
export function retiredWords({ added, changed, removed }: TableDifferences): string[] {
  const withdrawn = new Map(
    added.filter(({ kind }) => kind === 'source').map((row) => [row.file ?? '', row]),
  );
  const isPart = (row: TextRow): boolean => row.kind !== 'source' && withdrawn.has(row.file ?? '');
  const single = added.filter((row) => row.kind !== 'source' && !isPart(row));
  return [
    ...[...withdrawn].map(([file, row]) => {
      const claims = added.filter((other) => other.kind === 'claim' && other.file === file).length;
      return `Record \`${row.id}\` is withdrawn, with ${count(claims, 'claim')}: ${because(row)}`;
    }),
    ...single.map((row) => `\`${row.id}\` ${fate(row)}: ${because(row)}`),
    ...changed.map(
      ({ key, fields }) => `\`${key[1]}\`: ${fields.map(({ field }) => field).join(', ')} corrected.`,
    ),
    ...removed.map((row) => `\`${row.id}\` is no longer listed as retired.`),
  ];
}

function fate({ kind, successors = '' }: TextRow): string {
  const heirs = successors.split(' | ').filter(Boolean);
  if (heirs.length === 0) return 'is retired';
  const names = heirs.map((id) => `\`${id}\``).join(' and ');
  if (kind === 'claim') return `is retired; ${names} took its place`;
  return heirs.length === 1 ? `is now ${names}` : `was split into ${names}`;
}

function because({ reason = '' }: TextRow): string {
  return `${reason.trim().replace(/\.$/, '')}.`;
}
