import type { ParsedFile } from '../../model/authored.ts';
import type { RegistryFile } from '../../model/generated/records.ts';
import type { RetiredRow } from '../../model/generated/tables.ts';

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
