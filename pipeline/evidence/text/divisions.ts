import type { AuthoredRecord } from '../../model/generated/records.ts';
import type { Copy } from './copy.ts';
import { findCopy, partsOf } from './find-copy.ts';
import { fingerprintOf } from './normal-text.ts';
import type { Parts } from './parts.ts';
import type { Unit } from './units.ts';

/** The units of a text, and what said how to divide it. */
export interface Division {
  units: Unit[];
  /** The id of a copy of the record, `header`, or `whole`. */
  divided: string;
}

/**
 * Divides a text whose copy is not known: as its own header says; else as that copy of the record is divided under which
 * most sentences are exact, the fingerprinted one first; else, when that fits better, the whole text is body.
 */
export function chooseDivision(record: AuthoredRecord, copy: Copy): Division {
  if (copy.parts !== null) return { units: copy.unitsUnder(copy.parts), divided: 'header' };
  const first = findCopy(record);
  const copies = [first, ...record.source.copies.filter(({ id }) => id !== first?.id)];
  const divisions: { parts: Parts; divided: string }[] = [
    ...copies.map((one) => ({ parts: partsOf(one), divided: one?.id ?? 'whole' })),
    { parts: {}, divided: 'whole' },
  ];
  const prints = new Map(
    Object.entries(record.anchors?.units ?? {}).map(([at, print]) => [at, print.join(' ')]),
  );
  const tried = divisions.map(({ parts, divided }) => ({ units: copy.unitsUnder(parts), divided }));
  const exact = ({ units }: Division): number =>
    units.filter(({ at, text }) => prints.get(at) === fingerprintOf(text).join(' ')).length;
  return tried.reduce((best, one) => (exact(one) > exact(best) ? one : best));
}
