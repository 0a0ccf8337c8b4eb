import { type DateSpan, isFault, readDate } from './dates.ts';

/** Of nothing that is known. */
export const UNKNOWN: DateSpan = { min: null, max: null };

/** The days a date leaves open; all unknown where there is none, or one that the schema refused. */
export function spanOf(date: unknown): DateSpan {
  if (typeof date !== 'string') return UNKNOWN;
  const span = readDate(date);
  return isFault(span) ? UNKNOWN : span;
}

/** Whether all days of the first lie before all days of the second; false as long as a date leaves it open. */
export function isSurelyBefore(first: DateSpan, second: DateSpan): boolean {
  return first.max !== null && second.min !== null && first.max < second.min;
}

/** Whether something that ended at `end` may have been over when the other began at `start`, if only on its last day. */
export function mayPrecede(end: DateSpan, start: DateSpan): boolean {
  return end.min !== null && start.max !== null && end.min <= start.max;
}

/** The days on which something that has a start and an end was surely going on. */
export interface SureDays {
  from: string;
  to: string;
}

/**
 * The days that are sure for any reading of the two dates: from the last day on which it can have begun to the first on
 * which it can have ended. Two entries with year precision may so touch in one year.
 * @returns undefined when no day is sure
 */
export function sureDays(start: DateSpan, end: DateSpan): SureDays | undefined {
  const from = start.max ?? end.min;
  const to = end.min ?? start.max;
  return from === null || to === null || from > to ? undefined : { from, to };
}

/** Whether two share a day, other than one on which the first hands over to the second or the other way round. */
export function doOverlap(a: SureDays, b: SureDays): boolean {
  return a.from < b.to && b.from < a.to;
}
