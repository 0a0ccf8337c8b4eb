import type { Copy as AuthoredCopy } from '../../model/generated/records.ts';
import type { Parts } from './parts.ts';

/** What is needed of a record to find its copy; a draft may lack any of it. */
interface RecordWithCopies {
  source?: { copies?: readonly Partial<AuthoredCopy>[] };
  anchors?: { copy?: string };
}

/**
 * The copy of a work that its addresses rest on: the one asked for, else the one that was fingerprinted, else the first
 * one that the coder read, else the first.
 */
export function findCopy(record: RecordWithCopies, asked?: string): Partial<AuthoredCopy> | undefined {
  const copies = record.source?.copies ?? [];
  const wanted = asked ?? record.anchors?.copy;
  if (wanted !== undefined) return copies.find(({ id }) => id === wanted);
  return copies.find(({ seen }) => String(seen) === 'true') ?? copies[0];
}

/** How a copy is divided; a copy without a division is body from end to end. */
export function partsOf(copy: Partial<AuthoredCopy> | undefined): Parts {
  return (copy?.parts ?? {}) as Parts;
}
