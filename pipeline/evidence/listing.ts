import { countWords } from '../model/words.ts';
import type { Copy } from './text/copy.ts';
import { normalText } from './text/normal-text.ts';
import type { Parts } from './text/parts.ts';

/** A unit or a paragraph that is left out, as `make sentences` lists it. */
export interface Listed {
  /** The paragraph of the file, counted from 1. */
  paragraph: number;
  /** The address; none for what is left out. */
  at: string | null;
  words: number;
  text: string;
}

/** All units of a copy with the paragraphs that are left out between them, in the order of the file. */
export function listUnits(copy: Copy, parts: Parts): Listed[] {
  const units = copy.unitsUnder(parts);
  const used = new Set(units.flatMap(({ paragraphs }) => paragraphs));
  const left = copy.paragraphs
    .map((text, index) => ({ at: null, text, paragraphs: [index + 1] }))
    .filter(({ paragraphs: [number = 0] }) => !used.has(number));
  return [...units, ...left]
    .map(({ at, text, paragraphs }) => ({
      paragraph: paragraphs[0] ?? 0,
      at,
      words: countWords(normalText(text)),
      text,
    }))
    .sort((a, b) => a.paragraph - b.paragraph);
}

/** The list as text: paragraph of the file, address, number of words, words. */
export function textOfUnits(listed: readonly Listed[]): string {
  const width = Math.max(...listed.map(({ at }) => at?.length ?? 1));
  return listed
    .map(({ paragraph, at, words, text }) =>
      [`[${paragraph}]`.padStart(6), (at ?? '-').padEnd(width), `${words}`.padStart(4), text].join('  '),
    )
    .join('\n');
}
