import { endsAbbreviation } from './abbreviations.ts';

const STOPS = /[.!?‽؟۔।॥።。]+/g;
/** What may stand between a stop and the space after it: quotes, brackets, marks of bold and italics, notes. */
const CLOSERS = /(?:\[\d{1,3}\]|["'”’»›)\]}」』】》〉*_\\])*/y;
const NOTE_NUMBER = /\d{1,3}(?!\S)/y;
/** What may stand before the first word of a sentence: spaces, quotes, brackets, dashes, bullets. */
const OPENERS = /[\s"'“‘„‚«‹([{「『【《〈¿¡*_\\–—-]*/y;
const LOWER = /\p{Ll}/u;
const NO_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}「『“《]/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const ITEM_MARK = /^[\s*_\\(]*(?:\d{1,3}(?:\.\d{1,3})*|\p{L}|[ivxlc]{1,5}|[IVXLC]{1,5})[.)]+$/u;

/**
 * The sentences of one paragraph, in order (docs/sentences.md, rules 5 to 8). Together they are the paragraph, but for
 * the spaces between them.
 * @param paragraph as paragraphsOf gives it
 */
export function sentencesOf(paragraph: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const stop of paragraph.matchAll(STOPS)) {
    if (stop.index < start) continue;
    const end = endAfter(paragraph, start, stop.index, stop[0]);
    if (end === null || !LETTER_OR_DIGIT.test(paragraph.slice(end))) continue;
    sentences.push(paragraph.slice(start, end).trim());
    start = end;
  }
  sentences.push(paragraph.slice(start).trim());
  return sentences;
}

/** Where the sentence ends that the stop at `at` may close; null when it goes on. */
function endAfter(paragraph: string, start: number, at: number, stop: string): number | null {
  const said = paragraph.slice(start, at);
  if (!LETTER_OR_DIGIT.test(said)) return null;
  if (ITEM_MARK.test(said + stop)) return null;
  const end = afterClosers(paragraph, at, stop);
  if (stop.includes('。')) return end;
  if (/[!?]$/.test(stop) && NO_SPACES.test(paragraph[end] ?? '')) return end;
  if (!/\s/.test(paragraph[end] ?? '')) return null;
  const next = paragraph.slice(matchEnd(OPENERS, paragraph, end));
  if (/^[.!?,;:]/.test(next) || LOWER.test(String.fromCodePoint(next.codePointAt(0) ?? 0x20))) return null;
  return stop === '.' && endsAbbreviation(said, next) ? null : end;
}

function afterClosers(paragraph: string, at: number, stop: string): number {
  const end = matchEnd(CLOSERS, paragraph, at + stop.length);
  // The number of a note hangs on the stop: `the end.12 The next`. After a digit it is a decimal.
  return /\d/.test(paragraph[at - 1] ?? '') ? end : matchEnd(NOTE_NUMBER, paragraph, end);
}

/** Where a sticky pattern ends that begins at `from`; `from` when it does not match. */
function matchEnd(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return from + (pattern.exec(text)?.[0].length ?? 0);
}
