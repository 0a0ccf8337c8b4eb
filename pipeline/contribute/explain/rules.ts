import type { OriginRule } from '../../normalize/resolved.ts';

const WHO_SPEAKS =
  'Without claimant and said_in, whoever source.paratext names speaks in title, deck and caption, and the authors everywhere else.';

/** A rule that gives a key a value which the claim does not write. */
export type SupplyingRule = Exclude<OriginRule, 'name'>;

/** What happened, and the rule in words. */
export const RULES: Readonly<
  Record<SupplyingRule, readonly [what: (key: string, value: string) => string, rule: string]>
> = {
  defaults: [
    (key) => `The claim does not say ${key}, so it takes what the record's defaults say.`,
    'A key under defaults holds for every claim of the record that does not say it itself.',
  ],
  codebook: [
    (key, value) => `Nothing says ${key}, so the default of the codebook holds: ${value}.`,
    'A key with a default in the codebook may be left out; the default then holds.',
  ],
  together: [
    (key) => `The claim does not say ${key}.`,
    'Several claimants count as one joint statement; with a single claimant the cell stays empty.',
  ],
  blame: [
    (key, value) => `The claim writes no ${key} towards ${value}, and it blames ${value}.`,
    'An accusation or criticism is negative towards its subjects, other than the claimants, unless the claim says otherwise.',
  ],
  kind: [
    (key) =>
      `Neither the claim nor an utterance says ${key}; it follows from where the claim stands and from the kind of source.`,
    'In title, deck and caption the form is headline or caption; in the body it is the form that the codebook maps to the kind of source.',
  ],
  publication: [
    (key) => `Neither the claim nor an utterance says ${key}, so it takes the publication of the source.`,
    'What the authors or the publisher say themselves was said when the source came out.',
  ],
  utterance: [
    (key, utterance) =>
      `The claim does not say ${key}, so it takes that of ${utterance}, in which it was said.`,
    'The event or document in said_in supplies claimant, form and made: its speakers or authors (a document whose authors are unknown speaks itself), its form and its date.',
  ],
  word: [() => 'The word authors stands for the authors of the source.', WHO_SPEAKS],
  authors: [() => 'The claim does not say who voices it, so the authors of the source do.', WHO_SPEAKS],
  paratext: [
    () => 'The claim does not say who voices it, so whoever answers for the headline or caption does.',
    WHO_SPEAKS,
  ],
};
