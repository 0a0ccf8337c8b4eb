import {
  certaintyOfReports,
  holder,
  quoteAttribution,
  quoteBudget,
  quoteSpeaker,
  speakers,
} from './attribution.ts';
import { actors, anchors, change, members, praise, presupposed, textLength } from './content.ts';
import type { Rule } from './context.ts';
import { codedLast, localDates, madeBeforePublished } from './dates.ts';
import {
  claimIds,
  codebookVersion,
  coders,
  copyIds,
  disagreements,
  readoutKind,
  recordId,
} from './identity.ts';
import { cellLength, lineBreaks } from './length.ts';
import { nameSigns } from './names.ts';
import { negatedQuote } from './negation.ts';
import { quantities } from './quantities.ts';
import { relations } from './relations.ts';
import { retired, withdrawn } from './retired.ts';
import { seasons } from './seasons.ts';
import { settled } from './settling.ts';
import {
  certaintyWords,
  changeResume,
  frameTopic,
  polarityWords,
  rightPrescription,
  usefulPrescription,
} from './wording.ts';

/** The coding rules of one record, in the order in which they are checked. */
export const RULES: readonly Rule[] = [
  recordId,
  codebookVersion,
  readoutKind,
  coders,
  copyIds,
  claimIds,
  textLength,
  anchors,
  holder,
  quoteAttribution,
  quoteBudget,
  quoteSpeaker,
  speakers,
  certaintyOfReports,
  change,
  actors,
  praise,
  presupposed,
  polarityWords,
  certaintyWords,
  usefulPrescription,
  rightPrescription,
  changeResume,
  frameTopic,
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
  settled,
  seasons,
  nameSigns,
  cellLength,
  lineBreaks,
];
