import { type Copy, readCopy } from '../../../evidence/text/copy.ts';
import type { Sha256 } from '../../../evidence/text/normal-text.ts';
import { type Parts, partsByParagraph } from '../../../evidence/text/parts.ts';
import type { SentenceRule } from '../../../evidence/text/rules.ts';
import type { Unit } from '../../../evidence/text/units.ts';

/** What a paragraph of a copy can be. By-lines and the rest belong to no part of the work. */
export const PARAGRAPH_KINDS = ['title', 'deck', 'by-line', 'caption', 'body', 'other'] as const;
export type ParagraphKind = (typeof PARAGRAPH_KINDS)[number];

/** A private text. It is held in memory only and is part of nothing that is written, kept or told. */
export interface PrivateText {
  bytes: Uint8Array;
  /** SHA-256 of the bytes, which tells later whether it is the same file. */
  digest: string;
  copy: Copy;
  /** What looks wrong with the file, in words. */
  hints: string[];
}

/** Reads a private text, or says why it is none. */
export function readPrivateText(bytes: Uint8Array, sha256: Sha256): PrivateText | { refused: string } {
  const refused = (what: string) => ({
    refused: `This file is ${what}. The desk reads plain text in UTF-8: open the file in its own program and save it as “Plain text”, encoding UTF-8.`,
  });
  if (bytes.length === 0) return { refused: 'This file is empty.' };
  const head = String.fromCharCode(...bytes.slice(0, 4));
  if (head.startsWith('%PDF')) return refused('a PDF');
  if (head.startsWith('PK')) return refused('a document of a word processor');
  if (head.startsWith('\u00ff\u00fe') || head.startsWith('\u00fe\u00ff')) return refused('text in UTF-16');
  let text: string;
  try {
    if (bytes.includes(0)) return refused('no text');
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refused('not in UTF-8');
  }
  const copy = readCopy(bytes);
  if (copy.paragraphs.length === 0) return { refused: 'There are no words in this file.' };
  return { bytes, digest: sha256(bytes), copy, hints: hintsOf(text, copy) };
}

/** What is known to go wrong between a web page or PDF and a text file. */
function hintsOf(text: string, { paragraphs }: Copy): string[] {
  const hints: string[] = [];
  if (/<(?:!doctype|html|body|div|p|span|br|a)\b[^>]*>/i.test(text))
    hints.push(
      'There are HTML tags in it. Open the page in a browser, choose all, copy, and paste into a plain text file: tags would be counted as words.',
    );
  else if (/&(?:nbsp|amp|quot|lt|gt|#\d+);/.test(text))
    hints.push(
      'There are signs such as &amp;nbsp; in it, which are left over from HTML. Replace them by what they stand for.'.replace(
        '&amp;',
        '&',
      ),
    );
  if (text.includes('\uFFFD') || /Ã[\u0080-\u00bf©¨¤¶¼]|â€[™œ\u009d“”]/.test(text))
    hints.push(
      'Some letters were lost: the file was once read in another encoding. Save it again from the original as UTF-8.',
    );
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const full = lines.filter((line) => line !== '');
  const broken = full.filter((line) => /\p{L}[-‐]$/u.test(line)).length;
  if (broken >= 3)
    hints.push(
      `${broken} lines end with a hyphen, as lines of a PDF do. Words and sentences are put together again by rule; look whether the sentences below are whole.`,
    );
  const numbers = full.filter((line) => /^(?:page )?\d{1,4}(?: of \d+)?$/i.test(line)).length;
  if (numbers >= 2)
    hints.push(
      'Lines that hold a page number alone stand between the paragraphs. Mark them as “other”, or take them out of the file.',
    );
  const short = paragraphs.filter(({ text: one }) => one.length < 90 && !/[.!?:”"]$/.test(one)).length;
  if (paragraphs.length > 20 && short > paragraphs.length / 2)
    hints.push(
      'Most paragraphs are short and end without a full stop: the file may have a break after every line. Sentences would be cut at each.',
    );
  return hints;
}

/** What a caption says of its picture. */
const CREDIT =
  /\b(?:photo|photograph|image|illustration|picture)s?(?: credit)?\s*(?::|by\b)|\b(?:getty images|afp|reuters)\b\W*$/i;

/** What paragraphs most likely are, to be looked over: the first line without an end is a title, “By …” a by-line. */
export function likelyKinds({ paragraphs, parts }: Copy): ParagraphKind[] {
  if (parts !== null) return kindsOf(parts, paragraphs.length);
  const isHeading = (text: string): boolean => text.length <= 150 && !/[.;:,]["”’]?$/.test(text);
  const kinds = paragraphs.map((): ParagraphKind => 'body');
  const [first, second, third] = paragraphs.map(({ text }) => text);
  const isByLine = (text: string | undefined): boolean =>
    text !== undefined &&
    text.length < 120 &&
    /^by [\p{Lu}]/iu.test(text) &&
    /^by\b/i.test(text) &&
    !/[.]$/.test(text);
  for (const [index, { text }] of paragraphs.entries())
    if (text.length < 300 && CREDIT.test(text)) kinds[index] = 'caption';
  if (paragraphs.length < 3 || first === undefined || !isHeading(first)) return kinds;
  kinds[0] = 'title';
  if (isByLine(second)) kinds[1] = 'by-line';
  else if (isByLine(third)) {
    kinds[2] = 'by-line';
    if (second !== undefined && second.length < 300) kinds[1] = 'deck';
  }
  return kinds;
}

/** What paragraphs are by the parts that a record or a header writes down. */
export function kindsOf(parts: Parts, count: number): ParagraphKind[] {
  const known = partsByParagraph(parts, count);
  return Array.from({ length: count }, (_, index) => known.get(index + 1) ?? 'other');
}

/** The parts as a record writes them; undefined when all is body, which needs no words. */
export function partsFrom(kinds: readonly ParagraphKind[]): Parts | undefined {
  if (kinds.every((kind) => kind === 'body')) return undefined;
  const parts: Parts = {};
  for (const part of ['title', 'deck', 'caption', 'body'] as const) {
    const numbers = kinds.flatMap((kind, index) => (kind === part ? [index + 1] : []));
    if (numbers.length > 0) parts[part] = runsOf(numbers);
  }
  return parts;
}

/** Numbers as `4-9, 11`. */
function runsOf(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

/** The units of a text, title and the like first. */
export function unitsOf({ copy }: PrivateText, kinds: readonly ParagraphKind[], rule: SentenceRule): Unit[] {
  return copy.unitsUnder(partsFrom(kinds) ?? {}, rule);
}

/** Whose names stand in a by-line: what follows “By”, cut at commas and “and”. */
export function namesInByLine(text: string): string[] {
  const names = text.replace(/^\s*by[:\s]+/i, '').split(/\s*(?:,|;|\band\b|&|\|)\s*/i);
  return names
    .map((name) => name.trim())
    .filter((name) => /^\p{Lu}/u.test(name) && name.split(' ').length <= 5);
}
