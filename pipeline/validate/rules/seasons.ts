import { seasonsIn } from '../seasons.ts';
import type { Rule } from './context.ts';

/** Dates of the record that EDTF reads as a season. */
export const seasons: Rule = ({ record, report }) => {
  for (const { steps, message, fix } of seasonsIn(record)) report('W-DATE-SEASON', steps, message, fix);
};
