import { partOf, unitsOf } from '../../model/anchors.ts';
import { countWords } from '../../model/words.ts';
import type { Rule } from './context.ts';

/** Most words of a claim's text (DESIGN of the record: it stands alone and fits a cell). */
export const TEXT_WORDS = 40;

/** A claim fits one sentence; what does not is two claims. */
export const textLength: Rule = ({ claims, report }) => {
  for (const { id, full, pathTo } of claims) {
    // No word is shorter than a character, so a short text need not be counted.
    if (full.text === undefined || full.text.length < TEXT_WORDS) continue;
    const count = countWords(full.text);
    if (count <= TEXT_WORDS) continue;
    report(
      'E-TEXT-LONG',
      pathTo('text'),
      `the text of ${id} has ${count} words; ${TEXT_WORDS} are allowed`,
      'Shorten it, or make two claims of it.',
    );
  }
};

/** What changed is told where, and only where, the claim is about a change. */
export const change: Rule = ({ claims, report }) => {
  for (const { id, full, pathTo, isUnreadable } of claims) {
    if (full.change !== undefined && full.type !== undefined && full.type !== 'change') {
      report(
        'E-CHANGE-TYPE',
        pathTo('change'),
        `${id} describes a change, but its type is ${full.type}`,
        'Write type: change, or remove change.',
      );
    } else if (full.type === 'change' && full.change === undefined && !isUnreadable('change')) {
      report(
        'E-CHANGE-MISSING',
        pathTo('type'),
        `${id} is of type change but does not say what changes`,
        'Add change with a dimension and from, to or direction.',
      );
    }
  }
};

/**
 * A demand without anybody to meet it, and blame without anybody to blame, are probably unfinished; a note explains them. It
 * does not explain an accusation: that is of somebody whom the text picks out, or else a fact.
 */
export const actors: Rule = ({ claims, report }) => {
  for (const { id, full, pathTo, isUnreadable } of claims) {
    if (isUnreadable('subject') || isUnreadable('addressee')) continue;
    if (full.note !== undefined && full.type !== 'accusation') continue;
    if (full.type === 'prescription' && full.addressee === undefined && full.subject === undefined) {
      report(
        'W-PRESCRIPTION-NOBODY',
        pathTo('type'),
        `${id} demands something, but of nobody`,
        'Add subject (who should act) or addressee (to whom it is said); if the source tells neither, say so in note.',
      );
    }
    if (full.subject !== undefined) continue;
    if (full.type === 'accusation')
      report(
        'W-BLAME-NOBODY',
        pathTo('type'),
        `${id} is an accusation of nobody`,
        'Add subject: who did it; if the text does not pick anybody out, the type is fact.',
      );
    if (full.type === 'criticism')
      report(
        'W-BLAME-NOBODY',
        pathTo('type'),
        `${id} is a criticism of nobody`,
        'Add subject: who is blamed; if the source does not tell, say so in note.',
      );
  }
};

/** Types that state how things are: praise in them is a side word. */
const PLAIN: readonly (string | undefined)[] = ['fact', 'change', 'classification', 'causal'];

/** Praise counts when it is what the sentence says, and then it is no statement of fact (docs/coding/codes.md, "Decided cases"). */
export const praise: Rule = ({ claims, report }) => {
  for (const { id, full, pathTo } of claims) {
    if (!PLAIN.includes(full.type)) continue;
    const praised = Object.entries(full.stance ?? {}).find(([, code]) => code === 'positive')?.[0];
    if (praised === undefined) continue;
    report(
      'W-PRAISE-STANCE',
      pathTo('stance', praised),
      `${id} is a ${full.type} and yet positive towards ${praised}`,
      'Remove the stance, if the praise is a side word; if praise is all that the sentence says, take endorsement.',
    );
  }
};

/** What is taken for granted stands in a sentence that states something else. */
export const presupposed: Rule = ({ claims, report }) => {
  if (!claims.some(({ full }) => full.presupposed === true)) return;
  const stated = new Set(
    claims.flatMap(({ full }) => (full.presupposed === true ? [] : unitsOf(full.at ?? ''))),
  );
  for (const { id, full, pathTo, isUnreadable } of claims) {
    if (full.presupposed !== true || full.at === undefined || full.note !== undefined) continue;
    if (isUnreadable('note') || unitsOf(full.at).some((unit) => stated.has(unit))) continue;
    report(
      'W-PRESUPPOSED-ALONE',
      pathTo('presupposed'),
      `${id} is taken for granted in a sentence of which no claim says what it states`,
      'If it is what the sentence says, remove presupposed; else add that claim, or say in note why there is none.',
    );
  }
};

/** A list of members says what they are members of. */
export const members: Rule = ({ claims, report }) => {
  for (const { id, full, pathTo } of claims) {
    if (full.members === undefined || 'of' in full.members || 'category' in full.members) continue;
    report(
      'E-MEMBERS-OF',
      pathTo('members'),
      `${id} lists members but not of what`,
      'Add of (an event or group) or category.',
    );
  }
};

/** An anchor points forward, and to a sentence that was fingerprinted. */
export const anchors: Rule = ({ record, claims, report }) => {
  const units = record.anchors?.units;
  for (const { id, full, pathTo } of claims) {
    if (full.at === undefined) continue;
    const range = unitsOf(full.at);
    if (range.length === 0) {
      report(
        'E-ANCHOR-ORDER',
        pathTo('at'),
        `${id}: ${full.at} ends before it begins`,
        'Write the earlier sentence first, as in p6.s2-s3.',
      );
      continue;
    }
    // Of a recording no text is fingerprinted.
    const missing = units && range.find((unit) => !(unit in units) && partOf(unit) !== 'recording');
    if (missing)
      report(
        'E-ANCHOR-UNKNOWN',
        pathTo('at'),
        `${id}: the fingerprinted text has no ${missing}`,
        'Look the address up with make sentences, or run make fingerprint anew if the text changed.',
      );
  }
};
