import type { Fault } from './fault.ts';

/** Latin letters and most punctuation have one form; a text of nothing else, as most are, is soon looked through. */
const MAY_BE_APART = /[\u0300-\u1FFF\u2000\u2001\u2100-\uFFFF]/;

/**
 * Letters that Unicode keeps for the layout of old fonts, such as ﬁ for fi, the forms that Arabic letters take inside a
 * word, letters and digits of double width and katakana of half: a PDF hands them out, and no search finds them. The
 * ornate brackets and the phrases written as one sign are not among them.
 */
const LAYOUT_FORM =
  /[\uFB00-\uFB06\uFB13-\uFB17\uFB20-\uFB28\uFB2A-\uFB4F\uFB50-\uFBB1\uFBD3-\uFD3D\uFD50-\uFDC7\uFE70-\uFEFC\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\uFF66-\uFF9F\u3371-\u337A\u3380-\u33DF]+/g;

/**
 * More marks on one letter than any script needs: Unicode's form for streams allows thirty. To bring marks in their usual
 * order takes the square of their number.
 */
const HEAP_OF_MARKS = /\p{M}{31,}/u;

/** The first place where more marks stand on one letter than may be brought into the usual form. */
export function findHeapOfMarks(text: string): Fault | undefined {
  const heap = MAY_BE_APART.test(text) ? HEAP_OF_MARKS.exec(text) : null;
  if (heap === null) return undefined;
  const { index, 0: marks } = heap;
  return {
    code: 'E-YAML-MARKS',
    start: index,
    end: index + marks.length,
    message: `${[...marks].length} accents stand on one letter; no letter has more than a few`,
    fix: 'Type the letter again, with the accents that the source prints.',
  };
}

/** `text` in the usual form (NFC); as it is, where {@link findHeapOfMarks} finds something. */
export function composed(text: string): string {
  return findHeapOfMarks(text) === undefined ? text.normalize('NFC') : text;
}

/** A letter as it may be written in parts: with marks behind it, or as the two or three parts of a Korean syllable. */
const LETTER =
  /^(?:[\u1100-\u115E\uA960-\uA97C][\u1161-\u11A7\uD7B0-\uD7C6]?[\u11A8-\u11FF\uD7CB-\uD7FB]?|[\uAC00-\uD7A3][\u11A8-\u11C2]|.)\p{M}*/u;

/**
 * Whether all letters of `text` are written in the usual form, with an accent as part of its letter (Unicode's form NFC).
 * Else two names that look the same would be two names.
 */
export function isComposed(text: string): boolean {
  return !MAY_BE_APART.test(text) || text === text.normalize('NFC');
}

/** The first letter that is written in another way. */
export function findDecomposed(text: string): Fault | undefined {
  const usual = text.normalize('NFC');
  if (text === usual) return undefined;
  let start = 0;
  while (text[start] === usual[start]) start++;
  // The letter before may be the first part of what is composed.
  if (/^[\p{M}\u1160-\u11FF]/u.test(text.slice(start, start + 2)) && start > 0) start--;
  const written = LETTER.exec(text.slice(start, start + 40))?.[0] ?? '';
  const letter = written.normalize('NFC');
  return {
    code: 'W-YAML-NOT-NFC',
    start,
    end: start + written.length,
    message: `"${letter}" is written as ${codes(written)} and not, as usual, as ${codes(letter)}; both look the same`,
    fix: 'The data will have the usual form. Type the letter again, here and wherever the text was copied from the same place.',
    fixable: true,
  };
}

/** Whether a text has letters that belong to layout, for a quick look at every file. */
export function hasLayoutForms(text: string): boolean {
  return MAY_BE_APART.test(text) && text.search(LAYOUT_FORM) !== -1;
}

/** `text` with plain letters in the place of those that belong to layout. */
export function withPlainLetters(text: string): string {
  return composed(text.replace(LAYOUT_FORM, (letters) => letters.normalize('NFKC')));
}

/** One fault for each line that has letters of layout: the first of them, with the whole word in plain letters. */
export function layoutFormFaults(text: string): Fault[] {
  const faults: Fault[] = [];
  let behind = 0;
  for (const { index, 0: letters } of text.matchAll(LAYOUT_FORM)) {
    if (index < behind) continue;
    const lineEnd = text.indexOf('\n', index);
    behind = lineEnd === -1 ? text.length : lineEnd;
    const before = /[\p{L}\p{M}\p{N}]*$/u.exec(text.slice(Math.max(0, index - 40), index))?.[0] ?? '';
    const after = /^[\p{L}\p{M}\p{N}]*/u.exec(text.slice(index, index + 80))?.[0] ?? letters;
    const word = before + (after === '' ? letters : after);
    faults.push({
      code: 'W-YAML-LAYOUT-LETTER',
      start: index,
      end: index + letters.length,
      message: `"${word}" has letters that belong to the layout of a page (${codes([...letters].slice(0, 3).join(''))}); no search finds the word`,
      fix: `Write ${withPlainLetters(word)}, here and in the rest of the line.`,
      fixable: true,
    });
  }
  return faults;
}

function codes(text: string): string {
  const points = [...text].map((character) => character.codePointAt(0) ?? 0);
  return points.map((point) => `U+${point.toString(16).toUpperCase().padStart(4, '0')}`).join(' ');
}
