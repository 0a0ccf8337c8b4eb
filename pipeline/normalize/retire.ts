import type { ResolvedRecord } from './resolved.ts';

/** An id that is no longer in the data, and why. */
export interface Retired {
  kind: 'claim' | 'source' | 'entry';
  id: string;
  date: string;
  reason: string;
  /** Ids that took its place. */
  successors: string[];
  file: string;
  /** Line on which the record retires it. */
  line: number;
}

/** What of a record is in the data, and what is retired. */
interface Parted {
  /** Null when the whole record was withdrawn. */
  living: ResolvedRecord | null;
  retired: Retired[];
}

/**
 * Decides what of a record is in the data; nothing else does. Out of it are retracted claims, and of a withdrawn record
 * everything, its own entities and events among it.
 */
export function retire(resolved: ResolvedRecord): Parted {
  const { record, file, claims, local } = resolved;
  const listed = record.retired ?? [];
  const retired: Retired[] = listed.map(({ id, date, reason, successors = [] }, index) => ({
    kind: 'claim',
    id: `${record.id}/${id}`,
    date,
    reason,
    successors: successors.map((to) => (to.includes('/') ? to : `${record.id}/${to}`)),
    file: file.path,
    line: file.itemLines.retired?.[index] ?? 1,
  }));
  const out = new Set(retired.map(({ id }) => id));
  const living = claims.filter(({ id }) => !out.has(id));
  if (record.withdrawn === undefined) {
    return { living: out.size === 0 ? resolved : { ...resolved, claims: living }, retired };
  }
  const { date, reason, successors = [] } = record.withdrawn;
  const withdrawn = (kind: Retired['kind'], id: string, line: number): Retired => ({
    kind,
    id,
    date,
    reason,
    successors: kind === 'source' ? successors : [],
    file: file.path,
    line,
  });
  retired.push(
    withdrawn('source', record.id, file.mapKeyLines.withdrawn?.date ?? 1),
    ...living.map(({ id, line }) => withdrawn('claim', id, line)),
    ...local.map(({ id, line }) => withdrawn('entry', id, line)),
  );
  return { living: null, retired };
}
