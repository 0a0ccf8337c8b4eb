import type { ValuePath } from '../model/authored.ts';
import { yearsOrSeason } from '../model/dates/dates.ts';
import type { Loose } from './registry/read-value.ts';

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
    if (Array.isArray(part)) {
      for (let index = 0; index < part.length; index++) lookBelow(index, part[index]);
      return;
    }
    for (const key in part) {
      const inner = (part as Loose)[key];
      if (typeof inner !== 'string') lookBelow(key, inner);
      else if (DATES.has(key)) tell(key, inner);
    }
  };
  const lookBelow = (step: string | number, inner: unknown): void => {
    if (typeof inner !== 'object' || inner === null) return;
    steps.push(step);
    look(inner);
    steps.pop();
  };
  const tell = (key: string, date: string): void => {
    const finding = seasonIn(key, date);
    if (finding !== null) findings.push({ steps: [...steps, key], ...finding });
  };
  if (typeof value === 'object' && value !== null) look(value);
  return findings;
}

/** What there is to say of one date. */
export function seasonIn(key: string, date: string): Omit<SeasonFinding, 'steps'> | null {
  const reading = yearsOrSeason(date);
  if (reading === null) return null;
  return {
    message: `${key}: ${date} is read as ${reading.season}`,
    fix: `For years write ${reading.years}; if the season is meant, leave it and say so in note.`,
  };
}
