import { partOf } from '../../model/anchors.ts';
import { PUBLIC_WORKS } from '../../model/public-works.ts';
import { countWords } from '../../model/words.ts';
import type { Rule } from './context.ts';

/** Words a claim may quote, and a record in all (docs/coding/claims.md, "Quotations"). */
export const QUOTE_WORDS = { claim: 40, record: 150 };

/** Whoever is said to think something, what is it: belief, goal, meaning or emotion? The two go together. */
export const holder: Rule = ({ claims, report }) => {
  for (const { id, full, pathTo, isUnreadable } of claims) {
    if (isUnreadable('holder') || isUnreadable('imputed')) continue;
    if (full.holder !== undefined && full.imputed === undefined) {
      report(
        'E-HOLDER-ALONE',
        pathTo('holder'),
        `${id} has a holder but does not say what is imputed`,
        'Add imputed: belief, goal, meaning or emotion. If the actor says it, use claimant instead of holder.',
      );
    } else if (full.holder === undefined && full.imputed !== undefined) {
      report(
        'E-IMPUTED-ALONE',
        pathTo('imputed'),
        `${id} imputes a ${full.imputed} to nobody`,
        'Add holder: whose mind it is about.',
      );
    }
  }
};

/** A quote is somebody's exact words, so the attribution says so, or the whole work is that. */
export const quoteAttribution: Rule = ({ record, claims, report }) => {
  for (const { id, full, pathTo, isUnreadable } of claims) {
    if (full.quote === undefined || isUnreadable('attribution')) continue;
    if (full.attribution === 'direct-quote' || full.attribution === 'partial-quote') continue;
    const isAuthorial = (full.attribution ?? 'authorial') === 'authorial';
    if (isAuthorial && PUBLIC_WORKS.includes(record.source?.kind)) continue;
    const now = full.attribution ?? 'authorial (the default)';
    report(
      'E-QUOTE-ATTRIBUTION',
      pathTo('quote'),
      `${id} quotes, but its attribution is ${now}`,
      'Write attribution: direct-quote for a whole clause or partial-quote for some words of it. Marks round words nobody spoke are no quote: then remove quote.',
    );
  }
};

/**
 * A speaker's label as transcripts print it, at the start of a sentence: "Q:", "MR TOLAN:", "Dr. Velde:", "THE PRESIDENT:".
 * Capitals or a form of address make it one; "one thing: peace" is none.
 */
const SPEAKER =
  /(?:^|[.!?…]["”’)]*\s+)((?:\p{Lu}(?:[\p{Lu}'’.-]*\p{Lu})?(?: \p{Lu}[\p{Lu}'’.-]*)*|(?:M(?:R|RS|S)|DR|Mr|Mrs|Ms|Dr|President|Minister)\.? \p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*)*):)\s/u;

/** Two turns of a conversation are two claims. */
export const quoteSpeaker: Rule = ({ claims, report }) => {
  for (const { full, pathTo } of claims) {
    const label = SPEAKER.exec(full.quote ?? '')?.[1];
    if (label === undefined) continue;
    report(
      'W-QUOTE-SPEAKER',
      pathTo('quote'),
      `the quote holds a speaker's label, "${label}"`,
      'Quote one speaker only, without the label; make a second claim for the other.',
    );
  }
};

/** Short quotations only: the text of the source stays out of the repository. */
export const quoteBudget: Rule = ({ claims, report }) => {
  let total = 0;
  for (const { id, full, pathTo } of claims) {
    if (full.quote === undefined) continue;
    const count = countWords(full.quote);
    const before = total;
    // A quote that is too long by itself is no second error of the record.
    total += Math.min(count, QUOTE_WORDS.claim);
    if (count > QUOTE_WORDS.claim) {
      report(
        'E-QUOTE-LONG',
        pathTo('quote'),
        `the quote of ${id} has ${count} words; ${QUOTE_WORDS.claim} are allowed`,
        'Keep the words that matter and put the rest into text.',
      );
    }
    if (total > QUOTE_WORDS.record && before <= QUOTE_WORDS.record) {
      report(
        'E-QUOTES-LONG',
        pathTo('quote'),
        `the quotes of this record have ${total} words up to here; ${QUOTE_WORDS.record} are allowed in all`,
        'Shorten or remove quotes: paraphrase in text instead.',
      );
    }
  }
};

/** In a transcript of several speakers each claim says who speaks; where one author alone speaks, nobody is quoted. */
export const speakers: Rule = ({ record, claims, report }) => {
  const authors = record.source?.authors;
  if (authors === undefined || record.source?.kind !== 'transcript' || authors.length < 2) return;
  for (const { id, full, pathTo, isUnreadable } of claims) {
    if (
      full.at === undefined ||
      partOf(full.at) === 'title' ||
      isUnreadable('claimant') ||
      isUnreadable('said_in')
    )
      continue;
    if (full.claimant !== undefined || full.said_in !== undefined) continue;
    report(
      'W-SPEAKER-NONE',
      pathTo('at'),
      `${id} does not say which of the ${authors.length} authors of the transcript speaks`,
      'Add claimant and attribution: direct-quote. Write claimant: authors for what they say together.',
    );
  }
};

/** That something was praised or blamed is certain, however little we hear of it. */
export const certaintyOfReports: Rule = ({ claims, report }) => {
  for (const { id, full, pathTo, isUnreadable } of claims) {
    if (full.attribution !== 'speech-act-report' || full.note !== undefined || isUnreadable('note')) continue;
    if (full.certainty === undefined || full.certainty === 'certain') continue;
    report(
      'W-CERTAINTY-REPORT',
      pathTo('certainty'),
      `${id} reports a speech act, and is ${full.certainty}`,
      'Write certainty: certain, for that it was said is certain. If the report itself shows a doubt, say so in note.',
    );
  }
};
