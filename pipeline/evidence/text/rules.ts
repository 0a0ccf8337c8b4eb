/** A version of the sentence rule, by its number. */
export type SentenceRule = 1 | 2;

const RULES: Readonly<Record<string, SentenceRule>> = {
  'paragraph-sentence/1': 1,
  'paragraph-sentence/2': 2,
};

/** The version that new fingerprints rest on. Anything that moves an address makes a new one; records keep theirs. */
export const RULE = 'paragraph-sentence/2';

/** The version of new fingerprints, by its number. */
export const NEWEST: SentenceRule = 2;

/** The number of the version that a record states under anchors; undefined for one that is not known. */
export function sentenceRule(stated: string): SentenceRule | undefined {
  return Object.hasOwn(RULES, stated) ? RULES[stated] : undefined;
}

/** The version under which a record's addresses were counted: the newest where it has no fingerprints. */
export function ruleOf({ anchors }: { anchors?: { rule?: string } }): SentenceRule {
  return sentenceRule(anchors?.rule ?? RULE) ?? NEWEST;
}
