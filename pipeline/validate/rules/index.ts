import { holder, quoteAttribution, quoteBudget, quoteSpeaker } from './attribution.ts';
import { actors, anchors, change, members, textLength } from './content.ts';
import type { Rule } from './context.ts';
import { codedLast, localDates, madeBeforePublished } from './dates.ts';
import { claimIds, codebookVersion, coders, copyIds, disagreements, recordId } from './identity.ts';
import { cellLength } from './length.ts';
import { nameSigns } from './names.ts';
import { negatedQuote } from './negation.ts';
import { quantities } from './quantities.ts';
import { relations } from './relations.ts';
import { retired, withdrawn } from './retired.ts';
import { seasons } from './seasons.ts';

/** The coding rules of one record, in the order in which they are checked. */
export const RULES: readonly Rule[] = [
  recordId,
  codebookVersion,
  coders,
  copyIds,
  claimIds,
  textLength,
  anchors,
  holder,
  quoteAttribution,
  quoteBudget,
  quoteSpeaker,
  change,
  actors,
  madeBeforePublished,
  codedLast,
  localDates,
  negatedQuote,
  quantities,
  members,
  relations,
  retired,
  withdrawn,
  disagreements,
  seasons,
  nameSigns,
  cellLength,
];
