import { endsAbbreviation, isOrdinal } from './abbreviations.ts';
import type { SentenceRule } from './rules.ts';

const STOPS = /[.!?‽؟۔।॥។。]+/g;
/** What may stand between a stop and the space after it: quotes, brackets, marks of bold and italics, notes. */
const CLOSERS = /(?:\[\d{1,3}\]|["'”’»›)\]}」』】》〉*_\\])*/y;
/** Marks that open in some languages and close in others: „Ja.“ »Ja.« — they close where white space follows. */
const CLOSERS_ELSEWHERE = /["'”’»›)\]}」』】》〉*_\\“‘«‹]+(?=[\s.,;:!?]|$)/y;
/** French sets a space before the mark that closes. */
const SPACED_CLOSER = / [»›](?=[\s.,;:!?)\]]|$)/y;
const NOTE_NUMBER = /\d{1,3}(?!\S)/y;
/** What may stand before the first word of a sentence: spaces, quotes, brackets, dashes, bullets. */
const OPENERS = /[\s"'“‘„‚«‹([{「『【《〈¿¡*_\\–—-]*/y;
const OPENERS_ELSEWHERE = /[\s"'“”‘’„‚«‹»›([{「『【《〈¿¡*_\\–—-]*/y;
const LOWER = /\p{Ll}/u;
const NO_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}「『“《]/u;
/** The same where the mark may be one that closes in other languages. */
const NO_SPACES_ELSEWHERE = /^(?:[“《]?[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[「『《])/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/gu;
const ITEM_MARK = /^[\s*_\\(]*(?:\d{1,3}(?:\.\d{1,3})*|\p{L}|[ivxlc]{1,5}|[IVXLC]{1,5})[.)]+$/u;
/** Nobody numbers an item with a longer mark. */
const LONGEST_ITEM_MARK = 100;
const WORK_TITLE = /《[^《》]*》|〈[^〈〉]*〉/g;

/**
 * The sentences of one paragraph, in order (docs/sentences.md, rules 5 to 8). Together they are the paragraph, but for
 * the spaces between them. The time grows with the length of the paragraph and no faster.
 * @param paragraph its text in NFKC, as paragraphsOf gives it
 */
export function sentencesOf(paragraph: string, rule: SentenceRule): string[] {
  const sentences: string[] = [];
  const letters = [...paragraph.matchAll(LETTER_OR_DIGIT)].map(({ index }) => index);
  const last = letters.at(-1) ?? -1;
  const inTitle = rule === 2 ? titlesIn(paragraph) : () => false;
  let start = 0;
  let next = 0;
  for (const stop of paragraph.matchAll(STOPS)) {
    if (stop.index < start || inTitle(stop.index)) continue;
    while ((letters[next] ?? paragraph.length) < start) next += 1;
    if ((letters[next] ?? paragraph.length) >= stop.index) continue;
    const end = endAfter({ paragraph, start, at: stop.index, stop: stop[0], rule });
    if (end === null || last < end) continue;
    sentences.push(paragraph.slice(start, end).trim());
    start = end;
  }
  sentences.push(paragraph.slice(start).trim());
  return sentences;
}

/** Whether a place lies in the title of a work, 《…》: asked from the first place to the last. */
function titlesIn(paragraph: string): (at: number) => boolean {
  const titles = [...paragraph.matchAll(WORK_TITLE)].map(
    ({ index, 0: { length } }) => [index, index + length] as const,
  );
  let next = 0;
  return (at) => {
    while (titles[next] !== undefined && (titles[next]?.[1] ?? 0) <= at) next += 1;
    return (titles[next]?.[0] ?? paragraph.length) < at;
  };
}

/** A stop and the sentence that it may close. */
interface Stop {
  paragraph: string;
  start: number;
  at: number;
  stop: string;
  rule: SentenceRule;
}

/** Where the sentence ends; null when it goes on. */
function endAfter({ paragraph, start, at, stop, rule }: Stop): number | null {
  if (
    at + stop.length - start <= LONGEST_ITEM_MARK &&
    ITEM_MARK.test(paragraph.slice(start, at + stop.length))
  )
    return null;
  const end = afterClosers(paragraph, at, stop, rule);
  if (stop.includes('。')) return end;
  const tight = rule === 2 ? NO_SPACES_ELSEWHERE : NO_SPACES;
  if (/[!?]$/.test(stop) && tight.test(paragraph.slice(end, end + (rule === 2 ? 2 : 1)))) return end;
  if (!/\s/.test(paragraph[end] ?? '')) return null;
  const first = matchEnd(rule === 2 ? OPENERS_ELSEWHERE : OPENERS, paragraph, end);
  if (/[.!?,;:]/.test(paragraph[first] ?? '')) return null;
  if (LOWER.test(String.fromCodePoint(paragraph.codePointAt(first) ?? 0x20))) return null;
  if (stop !== '.') return end;
  const said = paragraph.slice(start, at);
  const after = paragraph.slice(first);
  return endsAbbreviation(said, after, rule) || (rule === 2 && isOrdinal(said, after)) ? null : end;
}

function afterClosers(paragraph: string, at: number, stop: string, rule: SentenceRule): number {
  let end = matchEnd(CLOSERS, paragraph, at + stop.length);
  if (rule === 2) {
    end = Math.max(end, matchEnd(CLOSERS_ELSEWHERE, paragraph, at + stop.length));
    end = matchEnd(SPACED_CLOSER, paragraph, end);
  }
  // The number of a note hangs on the stop: `the end.12 The next`. After a digit it is a decimal.
  return /\d/.test(paragraph[at - 1] ?? '') ? end : matchEnd(NOTE_NUMBER, paragraph, end);
}

/** Where a sticky pattern ends that begins at `from`; `from` when it does not match. */
function matchEnd(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return from + (pattern.exec(text)?.[0].length ?? 0);
}
