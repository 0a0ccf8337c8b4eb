import type { ValuePath } from '../model/authored.ts';
import { yearsOrSeason } from '../model/dates/dates.ts';

/** Keys whose values are dates, at any depth of a record or of an entry of the registry. */
const DATES: ReadonlySet<string> = new Set([
  'made',
  'period',
  'published',
  'date',
  'start',
  'end',
  'open_as_of',
  'retrieved',
  'coded',
]);

/** A date that is a season to EDTF and a span of years to most who write it. */
export interface SeasonFinding {
  /** From the value that was looked through. */
  steps: ValuePath;
  message: string;
  fix: string;
}

/** Finds dates such as 2021-24: the winter of 2021 to EDTF, and the years 2021 to 2024 to most who write it. */
export function* seasonsIn(value: unknown, steps: ValuePath = []): Generator<SeasonFinding> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    const place = [...steps, Array.isArray(value) ? Number(key) : key];
    const reading = DATES.has(key) && typeof part === 'string' ? yearsOrSeason(part) : null;
    if (reading === null) yield* seasonsIn(part, place);
    else {
      const { season, years } = reading;
      yield {
        steps: place,
        message: `${key}: ${part} is read as ${season}`,
        fix: `For years write ${years}; if the season is meant, leave it and say so in note.`,
      };
    }
  }
}
