import { seasonIn, seasonsIn } from '../seasons.ts';
import type { Rule } from './context.ts';

/** The dates of a claim. */
const OF_CLAIM = ['made', 'period'] as const;

/** Dates of the record that EDTF reads as a season. */
export const seasons: Rule = ({ record, claims, report }) => {
  const { claims: _, ...others } = record;
  for (const { steps, message, fix } of seasonsIn(others)) report('W-DATE-SEASON', steps, message, fix);
  for (const { full, pathTo } of claims) {
    for (const key of OF_CLAIM) {
      const date = full[key];
      const finding = date === undefined ? null : seasonIn(key, date);
      if (finding !== null) report('W-DATE-SEASON', pathTo(key), finding.message, finding.fix);
    }
  }
};
