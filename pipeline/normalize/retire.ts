import type { ParsedFile } from '../model/authored.ts';
import type { RegistryFile } from '../model/generated/records.ts';
import type { RetiredRow } from '../model/generated/tables.ts';
import type { ResolvedRecord } from './resolved.ts';

/** What of a record goes into the tables, and what stands in `retired` instead. */
export interface Parted {
  /** Null when the whole record was withdrawn. */
  living: ResolvedRecord | null;
  retired: RetiredRow[];
}

/**
 * Takes out of a record what is no longer in the data: retracted claims, and of a withdrawn record everything, its own
 * entities and events among it.
 */
export function partRetired(resolved: ResolvedRecord): Parted {
  const { record, file, claims, local } = resolved;
  const listed = record.retired ?? [];
  const retired: RetiredRow[] = listed.map(({ id, date, reason, successors = [] }, index) => ({
    kind: 'claim',
    id: `${record.id}/${id}`,
    date,
    reason,
    successors: successors.map((to) => (to.includes('/') ? to : `${record.id}/${to}`)),
    file: file.path,
    line: file.itemLines.retired?.[index] ?? 1,
  }));
  const gone = new Set(retired.map(({ id }) => id));
  const living = claims.filter(({ id }) => !gone.has(id));
  if (record.withdrawn === undefined) {
    return { living: gone.size === 0 ? resolved : { ...resolved, claims: living }, retired };
  }
  const { date, reason, successors = [] } = record.withdrawn;
  const withdrawn = (kind: string, id: string, line: number): RetiredRow => ({
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

/**
 * Rows for the ids that the registry retires.
 * @param files the files of the registry, without errors
 */
export function redirectRows(files: readonly ParsedFile[]): RetiredRow[] {
  return files.flatMap(({ path, value, itemLines }) =>
    ((value as RegistryFile).redirects ?? []).map(({ from, to, split_into: parts, date, reason }, index) => ({
      kind: 'entry',
      id: from,
      date,
      reason,
      successors: parts ?? (to === undefined || to === 'none' ? [] : [to]),
      file: path,
      line: itemLines.redirects?.[index] ?? 1,
    })),
  );
}

/** Sorts rows by kind and id, as the table has them. */
export function inOrderOfIds(rows: readonly RetiredRow[]): RetiredRow[] {
  return [...rows].sort((a, b) => {
    if (a.kind !== b.kind) return a.kind < b.kind ? -1 : 1;
    return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  });
}
