import type { Copy as AuthoredCopy, AuthoredRecord } from '../../model/generated/records.ts';
import type { Copy } from './copy.ts';
import { fingerprintOf, type Sha256 } from './normal-text.ts';
import type { Parts } from './parts.ts';
import { ruleOf } from './rules.ts';
import type { Unit } from './units.ts';

/** What is needed of a record to find its copy; a draft may lack any of it. */
interface RecordWithCopies {
  source?: { copies?: readonly Partial<AuthoredCopy>[] };
  anchors?: { copy?: string; rule?: string };
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

/** The units of a text, and what said how to divide it. */
interface Division {
  units: Unit[];
  /** The id of a copy of the record, `header`, or `whole`. */
  divided: string;
}

/**
 * Divides a text whose copy is not known: as its own header says; else as that copy of the record is divided under which
 * most sentences are exact, the fingerprinted one first; else, when that fits better, the whole text is body.
 */
export function chooseDivision(record: AuthoredRecord, copy: Copy, sha256: Sha256): Division {
  const rule = ruleOf(record);
  if (copy.parts !== null) return { units: copy.unitsUnder(copy.parts, rule), divided: 'header' };
  const first = findCopy(record);
  const copies = [first, ...record.source.copies.filter(({ id }) => id !== first?.id)];
  const divisions: { parts: Parts; divided: string }[] = [
    ...copies.map((one) => ({ parts: partsOf(one), divided: one?.id ?? 'whole' })),
    { parts: {}, divided: 'whole' },
  ];
  const recorded = record.anchors?.units ?? {};
  const tried = divisions.map(({ parts, divided }) => ({ units: copy.unitsUnder(parts, rule), divided }));
  const exact = ({ units }: Division): number =>
    units.filter(({ at, text }) => recorded[at]?.join(' ') === fingerprintOf(text, sha256).join(' ')).length;
  return tried.reduce((best, one) => (exact(one) > exact(best) ? one : best));
}
