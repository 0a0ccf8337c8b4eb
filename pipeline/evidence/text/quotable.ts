import { wordsOf } from './normal-text.ts';
import type { Unit } from './units.ts';

/** Apostrophes of all kinds, and the accents and letters that are typed for one. */
const APOSTROPHES = /['‘’‚‛‵′`´ʹʻʼʽ＇]/gu;
/** A word that breaks off with a hyphen, as at the end of a line. */
const BREAKS_OFF = /\p{L}[-‐‑]$/u;
const BREAKS = /(?<=\p{L})[-‐‑] (?=\p{Ll})/gu;
/** The number of a note: in brackets, or raised, or plain behind a stop or at the end of a word. */
const NOTES =
  /\[\d{1,3}\]|(?<=\p{L}{3}|[\p{L}\p{N}][.!?,;:"'”’»)]+)[¹²³⁰⁴-⁹]{1,3}|(?<=\p{L}{3}[.!?,;:]["'”’»)]*)\d{1,3}(?!\S)|(?<=\p{Ll}{3})\d{1,3}(?=[.!?,;:\s]|$)/gu;

/** A word of a text or of a quote as the two are compared. */
export interface QuotableWord {
  word: string;
  /** Whether it is the number of a note, which a quote may leave out. */
  isNote: boolean;
  /** Whether it broke off with a hyphen, as at the end of a line, so that it may be one word with the next. */
  breaksOff: boolean;
}

/** The words of a text, with apostrophes of all kinds alike and with note numbers and broken words marked. */
export function quotableWords(text: string): QuotableWord[] {
  return text.split(/\s+/).flatMap((token) => {
    const words = noteByNote(token).flatMap(({ piece, isNote }) =>
      wordsOf(withNumbersApart(withPlainApostrophes(piece))).map(({ word }) => ({
        word,
        isNote,
        breaksOff: false,
      })),
    );
    const last = words.at(-1);
    if (last !== undefined) last.breaksOff = BREAKS_OFF.test(token);
    return words;
  });
}

/** `10²` is not 102, and `2¾` not 23/4: what is raised, or a fraction, is a word of its own. */
function withNumbersApart(text: string): string {
  return text.replace(/(?<=\p{Nd})(?=[\p{No}\p{Nl}])/gu, ' ');
}

function noteByNote(token: string): { piece: string; isNote: boolean }[] {
  const pieces: { piece: string; isNote: boolean }[] = [];
  let from = 0;
  for (const { 0: note, index } of token.matchAll(NOTES)) {
    pieces.push({ piece: token.slice(from, index), isNote: false }, { piece: note, isNote: true });
    from = index + note.length;
  }
  return [...pieces, { piece: token.slice(from), isNote: false }];
}

export function withPlainApostrophes(text: string): string {
  return text.replace(APOSTROPHES, "'");
}

/**
 * What a unit may have been when it was fingerprinted, though its words are the same: with other apostrophes, without a
 * hyphen at the end of a line, without the numbers of notes. The first is the unit as it stands.
 */
export function formsOf({ text }: Pick<Unit, 'text'>): string[] {
  const plain = withPlainApostrophes(text);
  const bare = plain.replace(NOTES, '');
  return [...new Set([text, plain, plain.replace(BREAKS, ''), bare, bare.replace(BREAKS, '')])];
}
