import type { Fault } from './fault.ts';

/** Latin letters and most punctuation have one form; a text of nothing else, as most are, is soon looked through. */
const MAY_BE_APART = /[\u0300-\u1FFF\u2000\u2001\u2100-\uFFFF]/;

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
  const written = /^.\p{M}*/u.exec(text.slice(start))?.[0] ?? '';
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

function codes(text: string): string {
  const points = [...text].map((character) => character.codePointAt(0) ?? 0);
  return points.map((point) => `U+${point.toString(16).toUpperCase().padStart(4, '0')}`).join(' ');
}
