import type { Rule } from './context.ts';

/** Words that negate in English, and phrases in which one of them negates nothing. */
export const NEGATORS = [
  'not',
  "n't",
  'cannot',
  'no',
  'never',
  'none',
  'nobody',
  'nothing',
  'nowhere',
  'neither',
  'nor',
];
export const NO_NEGATION = [
  'not only',
  'not just',
  'not merely',
  'not least',
  'nothing but',
  'nothing less than',
  'no less',
  'no doubt',
  'no matter',
];

const NEGATOR = negatingWords();
const HARMLESS = new RegExp(`\\b(?:${NO_NEGATION.join('|')})\\b|\\bno\\. ?\\d`, 'giu');

/** Finds a word that negates, or one of `others`. */
export function negatingWords(...others: string[]): RegExp {
  const words = [...NEGATORS.filter((word) => word !== "n't"), ...others];
  return new RegExp(`(?:\\b(?:${words.join('|')})|n['’]t)\\b`, 'iu');
}

/**
 * A quote that negates mostly stands for a claim that does. Asked only where the claim leaves its polarity to the default:
 * whoever writes it has decided.
 */
export const negatedQuote: Rule = ({ record, claims, report }) => {
  if (!/^en\b/i.test(record.source?.language ?? '')) return;
  for (const { id, full, pathTo, isUnreadable } of claims) {
    if (full.quote === undefined || full.polarity !== undefined || isUnreadable('polarity')) continue;
    // What is harmless is made of negators, too.
    if (!NEGATOR.test(full.quote)) continue;
    const word = NEGATOR.exec(full.quote.replace(/\s+/g, ' ').replace(HARMLESS, ''))?.[0];
    if (word === undefined) continue;
    report(
      'W-POLARITY',
      pathTo('quote'),
      `the quote of ${id} negates ("${word}"), and the claim does not say whether it does`,
      'Write polarity: negated if text says that something is not so; if it affirms all the same, write polarity: affirmed.',
    );
  }
};
