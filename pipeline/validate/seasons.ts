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
interface SeasonFinding {
  /** From the value that was looked through. */
  steps: ValuePath;
  message: string;
  fix: string;
}

/** Finds dates such as 2021-24: the winter of 2021 to EDTF, and the years 2021 to 2024 to most who write it. */
export function seasonsIn(value: unknown): SeasonFinding[] {
  const findings: SeasonFinding[] = [];
  const steps: (string | number)[] = [];
  const look = (part: object): void => {
    const isList = Array.isArray(part);
    for (const key of Object.keys(part)) {
      const inner = (part as Record<string, unknown>)[key];
      // Most of what a record holds is neither.
      const isDate = typeof inner === 'string' && DATES.has(key);
      if (!isDate && (typeof inner !== 'object' || inner === null)) continue;
      steps.push(isList ? Number(key) : key);
      if (typeof inner === 'string') tell(key, inner);
      else look(inner);
      steps.pop();
    }
  };
  const tell = (key: string, date: string): void => {
    const reading = yearsOrSeason(date);
    if (reading === null) return;
    findings.push({
      steps: [...steps],
      message: `${key}: ${date} is read as ${reading.season}`,
      fix: `For years write ${reading.years}; if the season is meant, leave it and say so in note.`,
    });
  };
  if (typeof value === 'object' && value !== null) look(value);
  return findings;
}
