import { PARATEXT, type Parts, partsByParagraph } from './parts.ts';
import { sentencesOf } from './sentences.ts';

/** A unit that a claim can point at: a title, a deck, a caption, or a sentence. */
export interface Unit {
  /** Its address: `title`, `p6.s2`. */
  at: string;
  text: string;
  /** The paragraphs of the file that it stands in, counted from 1. */
  paragraphs: number[];
}

/**
 * The units of a text: title, deck and caption first, then the sentences in order.
 * @param paragraphs all paragraphs of the copy (paragraphsOf)
 * @param parts which of them are title, deck, caption and body; the others are left out
 */
export function unitsOfText(paragraphs: readonly string[], parts: Parts): Unit[] {
  const partOf = partsByParagraph(parts, paragraphs.length);
  const numbersOf = (part: keyof Parts): number[] =>
    paragraphs.flatMap((_, index) => (partOf.get(index + 1) === part ? [index + 1] : []));
  const textOf = (numbers: readonly number[]): string =>
    numbers.map((number) => paragraphs[number - 1]).join(' ');
  const units = PARATEXT.map((at) => ({ at: at as string, paragraphs: numbersOf(at) }))
    .filter(({ paragraphs: numbers }) => numbers.length > 0)
    .map((unit) => ({ ...unit, text: textOf(unit.paragraphs) }));
  const body = numbersOf('body').flatMap((number, index) =>
    sentencesOf(textOf([number])).map((text, place) => ({
      at: `p${index + 1}.s${place + 1}`,
      text,
      paragraphs: [number],
    })),
  );
  return [...units, ...body];
}
