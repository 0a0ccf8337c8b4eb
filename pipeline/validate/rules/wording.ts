import type { Claim } from '../../model/generated/records.ts';
import type { ClaimView, RecordContext, Rule } from './context.ts';
import { negatingWords } from './negation.ts';

/**
 * Rules that hold a code against the words of `text`, which keeps what carries a code (docs/coding/claims.md, "Your own words").
 * Words deceive, so each of these is answered by a note of the claim.
 */
function inWords(
  { claims, report }: RecordContext,
  keys: readonly (keyof Claim)[],
  check: (claim: ClaimView, text: string) => Finding | undefined,
): void {
  for (const claim of claims) {
    const { full } = claim;
    if (full.note !== undefined || full.text === undefined || full.type === undefined) continue;
    if (keys.some(claim.isUnreadable)) continue;
    const found = check(claim, full.text);
    if (found !== undefined) report(found.code, claim.pathTo(found.key), found.message, found.fix);
  }
}

interface Finding {
  code: string;
  key: keyof Claim;
  message: string;
  fix: string;
}

const anyOf = (words: string): RegExp => new RegExp(`\\b(?:${words})\\b`, 'iu');

/** What turns a statement round: the negators of quotes, and words that do it in a paraphrase. */
const NEGATION = negatingWords('without|denie[ds]|deny|denying|rejects?|rejected|refuses?|refused');
/** An auxiliary of the main clause that is negated: no word before it opens a clause of its own. */
const MAIN_NEGATION =
  /^(?:(?!\b(?:that|which|who|whom|whose|whether|if|when|while|because|since|unless|until|where|as|than|so|and|but|or|to|says?|said)\b)[^;:])*?\b((?:is|are|was|were|does|do|did|has|have|had|will|would|should|must|can|could|may|might|need|shall) (?:not|never|no longer)(?! only| just| merely| least)|cannot)\b/iu;

/** What is in all of these; most texts have none of it. */
const MAY_NEGATE = /\b(?:not|never|no longer|cannot)\b/i;

/** "Not X but Y" says Y. */
const NOT_BUT = /\bnot (?!only|just|merely|least)[^;:.]+? but\b/iu;

/** The polarity is that of the words. A denial turns a charge round, whatever its words. */
export const polarityWords: Rule = (context) =>
  inWords(context, ['polarity'], ({ id, full }, text) => {
    if (full.polarity === 'negated') {
      if (NOT_BUT.test(text))
        return {
          code: 'W-POLARITY-WORDS',
          key: 'polarity',
          message: `${id} is negated, but its text goes on to say what is so ("not … but")`,
          fix: 'Remove polarity; if what is turned down is a claim of its own, give it one without the other half.',
        };
      if (full.type === 'denial' || NEGATION.test(text)) return undefined;
      return {
        code: 'W-POLARITY-WORDS',
        key: 'polarity',
        message: `${id} is negated, but no word of its text negates`,
        fix: 'Word text as the source does, or remove polarity: a dark verb such as ceased or lack is affirmed.',
      };
    }
    if (!MAY_NEGATE.test(text)) return undefined;
    // Whoever writes that it affirms has decided.
    const isDecided = full.polarity !== undefined || full.type === 'denial' || NOT_BUT.test(text);
    const word = isDecided ? undefined : MAIN_NEGATION.exec(text)?.[1];
    if (word === undefined) return undefined;
    return {
      code: 'W-POLARITY-WORDS',
      key: 'text',
      message: `${id} is affirmed, but its text negates ("${word}")`,
      fix: 'Write polarity: negated if the sentence of the source negates too; if not, word text in its direction, or write polarity: affirmed.',
    };
  });

/** Words that make a claim less than certain. "May" with a capital behind it, or behind a number, is the month. */
const HEDGE =
  /\b(?:may(?! \d)|might|perhaps|maybe|possibly|possible|possibility|probably|probable|likely|unlikely|seems?|seemed|seemingly|appears? to|appeared to|apparently|presumably|potential|potentially|could|can|suggests?|suspects?|suspected|reportedly|allegedly|believe[ds]?|thinks?|thought|expects?|expected|hopes?|doubts?|guess|whether|if|risks?|would|chance|danger|threatens? to|looks? like|as if)\b/u;
/**
 * Of these the plain ones, which nothing else explains; "however … may" concedes. What stands before is looked at last, where
 * a hedge was found: at every letter it took a twentieth of a build.
 */
const PLAIN_HEDGE =
  /\b(?:may(?! \d)|(?<!(?:its|their|his|her|of|and|with) )might|perhaps|maybe|possibly|probably|likely|seems?|seemed|apparently|presumably)\b(?<!\b(?:[Hh]ow|[Ww]h(?:at|o|en|ere|ich))ever\b.*)/u;

/** The certainty is that of the words: a hedge stands in the text, and what is certain has none. */
export const certaintyWords: Rule = (context) =>
  inWords(context, ['certainty'], ({ id, full }, text) => {
    const { certainty } = full;
    if ((certainty === 'probable' || certainty === 'possible') && !HEDGE.test(text))
      return {
        code: 'W-CERTAINTY-WORDS',
        key: 'certainty',
        message: `${id} is ${certainty}, but its text has no hedge`,
        fix: 'Keep the hedge of the source in text; if it has none, write certainty: certain. Words that only say whose view it is are no hedge.',
      };
    const isCertain = certainty === undefined || certainty === 'certain';
    const word = isCertain ? PLAIN_HEDGE.exec(text)?.[0] : undefined;
    if (word === undefined) return undefined;
    return {
      code: 'W-CERTAINTY-WORDS',
      key: 'text',
      message: `${id} ${certainty === undefined ? 'does not say how certain it is' : 'is certain'}, but its text hedges ("${word}")`,
      fix: 'Write certainty: possible or probable; where "may" allows or offers something, say so in note.',
    };
  });

const GAIN = anyOf(
  '(?:can|could|would|may|might) (?:\\w+ )?(?:benefit|gain|profit|pay|help|be useful|be of use)',
);
const DUTY = anyOf('should|must|needs?|ha(?:s|ve) to|ought|required?|would do well|let');

/** A prescription in which nobody should do anything: its text says only what `words` find. */
function withoutDuty(
  context: Parameters<Rule>[0],
  words: RegExp,
  { code, what, fix }: { code: string; what: string; fix: string },
): ReturnType<Rule> {
  return inWords(context, [], ({ id, full }, text) => {
    const word = full.type === 'prescription' && !DUTY.test(text) ? words.exec(text)?.[0] : undefined;
    if (word === undefined) return undefined;
    return {
      code,
      key: 'type',
      message: `${id} is a prescription, but says only that ${what} ("${word}")`,
      fix,
    };
  });
}

/** That something is of use is a judgement; that somebody should do it is a demand. */
export const usefulPrescription: Rule = (context) =>
  withoutDuty(context, GAIN, {
    code: 'W-USEFUL-PRESCRIPTION',
    what: 'something is of use',
    fix: 'Take evaluation. If the sentence says that somebody should do it, say so in text.',
  });

const RIGHT = anyOf(
  '(?:has|have|had) (?:\\w+ ){0,3}rights? (?:to|of)|(?:is|are) (?:entitled to|free to)|ha(?:s|ve) every right',
);

/** That somebody has a right is a reading of law or morals; that somebody must grant it is a demand. */
export const rightPrescription: Rule = (context) =>
  withoutDuty(context, RIGHT, {
    code: 'W-RIGHT-PRESCRIPTION',
    what: 'somebody has a right',
    fix: 'Take interpretation. If the sentence says who is to grant or respect the right, say so in text.',
  });

const AGAIN = anyOf(
  'again|back|return(?:s|ed|ing)?|resum(?:e[sd]?|ing)|reopen(?:s|ed|ing)?|rejoin(?:s|ed|ing)?|restor(?:e[sd]?|ing)',
);

/** What was there, stopped and is there again did not start. */
export const changeResume: Rule = (context) =>
  inWords(context, ['change'], ({ id, full }, text) => {
    if (full.type !== 'change' || full.change === undefined) return undefined;
    const { direction } = full.change;
    const word = direction === undefined || direction === 'start' ? AGAIN.exec(text)?.[0] : undefined;
    if (word === undefined) return undefined;
    const now = direction === undefined ? 'without a direction' : 'a start';
    return {
      code: 'W-CHANGE-RESUME',
      key: 'change',
      message: `${id} is a change ${now}, but its text has "${word}"`,
      fix: 'Write direction: resume if it was there, stopped and is there again; if not, say so in note.',
    };
  });

/** Topics that a frame only echoes, unless a reason is given; a contest, which two of the frames are, is set out by other words. */
const ECHOES: Record<string, readonly string[]> = {
  sovereignty: ['sovereignty-noninterference', 'territory'],
  security: [
    'defense-security',
    'war-peace',
    'arms-control',
    'military-aid',
    'terrorism',
    'cyber-information',
    'intelligence',
  ],
  'economic-development': ['trade', 'investment-finance', 'development-aid'],
  'human-rights': ['human-rights', 'mass-atrocity'],
  'rules-multilateralism': ['international-organizations', 'world-order'],
  'anti-hegemony': ['world-order'],
  'ideology-solidarity': ['party-diplomacy'],
  'civilization-identity': ['culture-religion'],
  'technology-access': ['technology'],
  humanitarian: ['humanitarian', 'health'],
};
/** Words with which a sentence gives a reason, or says what is at stake. */
const REASON =
  /\b(?:because|since|therefore|thus|hence|lest|due to|owing|given|thereby|reasons?|otherwise|for|as|by|through|if|would|out of|grounds?|in the name|on account|endangers?|threat(?:en)?s?|undermines?|harms?|protects?|makes?|keeps?)\b/iu;
/** Words with which it tells the aim. */
const AIM = anyOf('so that|so as to|in order (?:to|that)');

/** A frame is the reason that is given, not the topic once more. */
export const frameTopic: Rule = (context) =>
  inWords(context, ['frames', 'topics'], ({ id, full }, text) => {
    // What brings something about is a reason by itself.
    if (full.type === 'causal') return undefined;
    const { frames } = full;
    if (frames === undefined) return undefined;
    const [first] = frames;
    const aim = first === undefined ? undefined : AIM.exec(text)?.[0];
    if (aim !== undefined && !REASON.test(text))
      return {
        code: 'W-FRAME-AIM',
        key: 'frames',
        message: `${id} has the frame ${first}, but its text tells only to what end ("${aim}")`,
        fix: 'Remove the frame; if the source gives a reason beside the aim, keep its words in text.',
      };
    const [topic = ''] = full.topics ?? [];
    const frame = frames.find((one) => ECHOES[one]?.includes(topic));
    if (frame === undefined || REASON.test(text)) return undefined;
    return {
      code: 'W-FRAME-TOPIC',
      key: 'frames',
      message: `the frame ${frame} of ${id} only says its topic ${topic} again: its text gives no reason`,
      fix: 'Keep the reason that the source gives in text; if it gives none, remove the frame.',
    };
  });
