import type { DateSpan } from '../../model/dates/dates.ts';
import { type SureDays, spanOf, sureDays } from '../../model/dates/spans.ts';
import type { Tenure } from '../../model/generated/records.ts';
import type { Entry } from './entry.ts';

/** One person's time in one office. */
export interface Holding {
  person: Entry;
  tenure: Tenure;
  /** First and last day on which the person certainly held it; null when no day is certain. */
  certain: SureDays | null;
  /** First and last day on which the person may have held it. */
  possible: { from: string; to: string };
}

/** Whether somebody held an office at a time: on every day of it, perhaps or in part, or on no day. */
type Answer = 'yes' | 'possible' | 'no';

const EARLIEST = '0000-01-01';
const LATEST = '9999-12-31';

/**
 * Reads a tenure. A year alone makes only the days between the years certain. A tenure without end is certain up to
 * `open_as_of` and possible after it. The last day of one holder may be the first of the next: both then count.
 */
export function readHolding(person: Entry, tenure: Tenure): Holding {
  const [start, end] = [spanOf(tenure.start), spanOf(tenure.end)];
  return {
    person,
    tenure,
    certain: sureDays(start, spanOf(tenure.end ?? tenure.open_as_of)) ?? null,
    possible: { from: start.min ?? EARLIEST, to: end.max ?? LATEST },
  };
}

/** Whether the holding covers the time. */
export function holds({ certain, possible }: Holding, on: DateSpan): Answer {
  const first = on.min ?? EARLIEST;
  const last = on.max ?? LATEST;
  if (last < possible.from || first > possible.to) return 'no';
  return certain !== null && certain.from <= first && last <= certain.to ? 'yes' : 'possible';
}

/** Whether the holding had begun, or may have begun, by the time. */
export function begunBy({ possible }: Holding, on: DateSpan): boolean {
  return on.max === null || possible.from <= on.max;
}

/** A tenure in words: "2017-01-20 to 2021-01-20", "from 2021-01-20, still in office on 2022-08-03". */
export function termOf({ start, end, open_as_of }: Tenure): string {
  if (end !== undefined) return `${start ?? 'unknown'} to ${end}`;
  const since = start === undefined ? '' : `from ${start}, `;
  return open_as_of === undefined ? `${since}end unknown` : `${since}still in office on ${open_as_of}`;
}

/** Whether a claim's date says nothing about when: none, or a year that is not known. */
export function isUndated(on: DateSpan | null): on is null {
  return on === null || (on.min === null && on.max === null);
}
