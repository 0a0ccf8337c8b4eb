import type { ValuePath } from '../../model/authored.ts';
import { yearsOrSeason } from '../../model/dates.ts';
import type { Rule } from './context.ts';

/** Keys whose values are dates, at any depth of a record. */
const DATES: ReadonlySet<string> = new Set([
  'made',
  'period',
  'published',
  'start',
  'end',
  'retrieved',
  'coded',
]);

/** 2021-24 is the winter of 2021 to EDTF, and the years 2021 to 2024 to most who write it. */
export const seasons: Rule = ({ record, report }) => {
  const visit = (value: unknown, path: ValuePath): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, part] of Object.entries(value)) {
      const place = [...path, Array.isArray(value) ? Number(key) : key];
      const reading = DATES.has(key) && typeof part === 'string' ? yearsOrSeason(part) : null;
      if (reading === null) {
        visit(part, place);
        continue;
      }
      const { season, years } = reading;
      report(
        'W-DATE-SEASON',
        place,
        `${key}: ${part} is read as ${season}`,
        `For years write ${years}; if the season is meant, leave it and say so in note.`,
      );
    }
  };
  visit(record, []);
};
