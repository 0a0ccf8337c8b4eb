import type { DateSpan } from '../../../model/dates/dates.ts';
import { readNumber } from '../../../model/numbers.ts';
import type { Entry, Registry } from '../../../normalize/names/registry.ts';
import { type RecordScope, resolveMention, SLOTS } from '../../../normalize/names/resolve.ts';
import { asked } from './names.ts';

/** A name that a sentence prints, with its title where one stands before it. */
export interface NameOffer {
  /** As printed: `former President Ines Korr`. */
  text: string;
  entry: Entry;
  /** The title as printed, and what speaks against it by the tenures that are known. */
  role: string | null;
  doubt: string | null;
}

const MOST_WORDS = 8;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}.'’-]*/gu;

/**
 * The names in a sentence that the registry or the record knows, the longest at each place. A title before a name, or an
 * office alone, is read with it, on the date.
 */
export function namesIn(
  sentence: string,
  registry: Registry,
  scope: RecordScope,
  on: DateSpan | null,
): NameOffer[] {
  const words = [...sentence.matchAll(WORD)].map(({ 0: word, index }) => ({
    word,
    start: index,
    end: index + word.length,
  }));
  const found: NameOffer[] = [];
  for (let from = 0; from < words.length; from += 1) {
    const offer = longestFrom(from);
    // Without its article a name is found as well: the next word begins it.
    if (
      offer === null ||
      (/^the\s+\p{Lu}/u.test(offer.offer.text) && longestFrom(from + 1)?.offer.entry === offer.offer.entry)
    )
      continue;
    if (!found.some(({ entry, text }) => entry === offer.offer.entry && text === offer.offer.text))
      found.push(offer.offer);
    from = offer.to;
  }
  return found;

  function longestFrom(from: number): { offer: NameOffer; to: number } | null {
    for (let to = Math.min(words.length, from + MOST_WORDS) - 1; to >= from; to -= 1) {
      const [first, last] = [words[from], words[to]];
      if (first === undefined || last === undefined) continue;
      const text = sentence.slice(first.start, last.end).replace(/['’]s?$|[.]$/u, '');
      if (!mayBeName(text)) continue;
      const outcome = resolveMention(asked(registry), scope, { text, slot: SLOTS.subject, on });
      const answer = outcome.ok
        ? outcome
        : resolveMention(asked(registry), scope, { text, slot: SLOTS.holder, on });
      if (!answer.ok) continue;
      const { entry, describedRole, warning } = answer.resolution;
      return { offer: { text, entry, role: describedRole, doubt: warning?.message ?? null }, to };
    }
    return null;
  }
}

/** A name has a capital, or is written without any; it begins neither with a small word nor ends with one. */
function mayBeName(text: string): boolean {
  if (!/\p{Lu}|\p{Lo}/u.test(text) || /[,;:!?()"“”]/.test(text)) return false;
  const words = text.split(/\s+/);
  const last = words.at(-1) ?? '';
  return (
    /^[\p{Lu}\p{Lo}\p{N}]/u.test(last) ||
    /^(?:president|minister|secretary|chancellor|premier|king|queen)$/i.test(last)
  );
}

/** A number that a sentence prints. */
export interface QuantityOffer {
  /** The words in which it stands. */
  printed: string;
  value?: string;
  value_max?: string;
  comparator: string;
  unit: string;
}

const NUMBER_WORDS: Readonly<Record<string, number>> = Object.fromEntries(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, value) => [word, value]),
);
const TENS: Readonly<Record<string, number>> = {
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
  dozen: 12,
};
const SCALES: Readonly<Record<string, number>> = {
  hundred: 1e2,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  dozen: 12,
};
const AMOUNT = String.raw`(?:[$€£¥]\s?)?\d[\d,.]*(?<![,.])`;
const WORDS = [...Object.keys(NUMBER_WORDS), ...Object.keys(TENS)].join('|');
const BEFORE: readonly (readonly [RegExp, string])[] = [
  [/(?:more than|over|above|exceeding|upwards of)\s+$/i, 'more-than'],
  [/(?:at least|no fewer than|no less than|not less than|a minimum of)\s+$/i, 'at-least'],
  [/(?:fewer than|less than|under|below)\s+$/i, 'less-than'],
  [/(?:at most|up to|no more than|not more than|a maximum of)\s+$/i, 'at-most'],
  [
    /(?:about|around|roughly|approximately|some|nearly|almost|close to|circa)\s+(?:a\s+|an\s+)?$/i,
    'approximately',
  ],
];
const COUNTED = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?<first>${AMOUNT}|${WORDS})(?:\s*(?:–|-|to|and)\s*(?<second>${AMOUNT}))?(?:\s+(?<scale>hundred|thousand|million|billion|trillion|dozen)\b)?(?<percent>\s?%|\s+per\s?cent\b)?(?<unit>(?:\s+(?:of\s+)?(?!(?:and|or|in|on|by|to|at|for|with|from|that|who|which|have|has|had|is|are|were|was|will|would|the|a|an|this|these)\b)[\p{L}-]+){0,3})`,
  'giu',
);
const VAGUE =
  /\b(?<how>many|a few|several|most|no)\s+(?<unit>(?!of\b|longer\b|more\b|doubt\b|one\b)[\p{Ll}-]+(?:\s+[\p{Ll}-]+s\b)?)/giu;
const CURRENCIES: Readonly<Record<string, string>> = {
  $: 'US dollars',
  '€': 'euros',
  '£': 'pounds',
  '¥': 'yen',
};

/** The numbers of a sentence as quantities; years and days of the month are none. What stands in them is to be looked over. */
export function quantitiesIn(sentence: string): QuantityOffer[] {
  const counted = [...sentence.matchAll(COUNTED)].flatMap((match): QuantityOffer[] => {
    const { first = '', second, scale, percent, unit = '' } = match.groups ?? {};
    const before = sentence.slice(0, match.index);
    const value = amountOf(first, scale);
    const isDate =
      /^(?:1[5-9]|20|21)\d\d$/.test(first) ||
      /\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+$/i.test(
        before,
      ) ||
      /^\s+(?:january|february|march|april|may|june|july|august|september|october|november|december)\b/i.test(
        unit,
      );
    if (
      value === null ||
      (isDate && scale === undefined && percent === undefined) ||
      /^\s*(?:of\s+)?us\b/i.test(unit) ||
      (first.toLowerCase() === 'one' && scale === undefined)
    )
      return [];
    const high = second === undefined ? null : amountOf(second, scale);
    const comparator =
      high === null ? (BEFORE.find(([sign]) => sign.test(before))?.[1] ?? 'exactly') : 'between';
    const currency = CURRENCIES[first.trim()[0] ?? ''];
    const words = unitOf(unit);
    return [
      {
        printed:
          percent === undefined && words !== ''
            ? match[0].slice(0, match[0].toLowerCase().indexOf(words) + words.length).trim()
            : match[0].trim(),
        value,
        ...(high === null ? {} : { value_max: high }),
        comparator,
        unit: percent === undefined ? (currency ?? words) : 'percent',
      },
    ];
  });
  const codes: Readonly<Record<string, string>> = {
    many: 'many',
    'a few': 'a-few',
    several: 'a-few',
    most: 'most',
    no: 'none',
  };
  const vague = [...sentence.matchAll(VAGUE)].map(
    ({ 0: printed, groups }): QuantityOffer => ({
      printed,
      comparator: codes[groups?.how?.toLowerCase() ?? ''] ?? 'many',
      unit: groups?.unit ?? '',
    }),
  );
  return [...counted, ...vague];
}

/** What is counted: the words up to the first that looks like a plural, else the first. */
function unitOf(words: string): string {
  const list = words
    .trim()
    .replace(/^of\s+/i, '')
    .toLowerCase()
    .split(/\s+/);
  const plural = list.findIndex((word) => /s$|people|men$|women$|children/.test(word));
  return list.slice(0, plural === -1 ? 1 : plural + 1).join(' ');
}

function amountOf(written: string, scale: string | undefined): string | null {
  const word = written.toLowerCase();
  const number =
    NUMBER_WORDS[word] ?? TENS[word] ?? Number(readNumber(written.replace(/[$€£¥\s]/g, '')) ?? Number.NaN);
  if (Number.isNaN(number)) return null;
  const scaled = number * (SCALES[scale?.toLowerCase() ?? ''] ?? 1);
  return String(Number(scaled.toPrecision(15)));
}
