import { cutAlike } from './cut-alike.ts';
import type { Paragraph } from './paragraphs.ts';
import { PARATEXT, type Parts, partsByParagraph } from './parts.ts';
import type { SentenceRule } from './rules.ts';
import { sentencesOf } from './sentences.ts';

/** A unit that a claim can point at: a title, a deck, a caption, or a sentence. */
export interface Unit {
  /** Its address: `title`, `p6.s2`. */
  at: string;
  /** As it stands in the file, on one line. */
  text: string;
  /** The paragraphs of the file that it stands in, counted from 1. */
  paragraphs: number[];
}

/**
 * The units of a text: title, deck and caption first, then the sentences in order.
 * @param paragraphs all paragraphs of the copy (paragraphsOf)
 * @param parts which of them are title, deck, caption and body; the others are left out
 */
export function unitsOfText(paragraphs: readonly Paragraph[], parts: Parts, rule: SentenceRule): Unit[] {
  const partOf = partsByParagraph(parts, paragraphs.length);
  const numbersOf = (part: keyof Parts): number[] =>
    paragraphs.flatMap((_, index) => (partOf.get(index + 1) === part ? [index + 1] : []));
  const textOf = (numbers: readonly number[]): string =>
    numbers.map((number) => paragraphs[number - 1]?.text).join(' ');
  const units = PARATEXT.map((at) => ({ at: at as string, paragraphs: numbersOf(at) }))
    .filter(({ paragraphs: numbers }) => numbers.length > 0)
    .map((unit) => ({ ...unit, text: textOf(unit.paragraphs) }));
  const body = numbersOf('body').flatMap((number, index) =>
    sentencesIn(paragraphs[number - 1], rule).map((text, place) => ({
      at: `p${index + 1}.s${place + 1}`,
      text,
      paragraphs: [number],
    })),
  );
  return [...units, ...body];
}

/** Cut where the rule finds the ends in the folded text; given as they stand. */
function sentencesIn(paragraph: Paragraph | undefined, rule: SentenceRule): string[] {
  const { text, folded } = paragraph ?? { text: '', folded: '' };
  return cutAlike(text, sentencesOf(folded, rule));
}
