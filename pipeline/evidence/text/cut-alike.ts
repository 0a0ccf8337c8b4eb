const SPACES = /\s+/g;
/** A character with the marks on it: normalised by itself it becomes what it becomes within a text. */
const CHARACTER = /[^\p{M}\s]\p{M}*/gu;

/**
 * Cuts a text as its folded form is cut, so that what is shown is the text as it stands: `$2¾ billion`, not what NFKC
 * makes of it.
 * @param text single-spaced
 * @param folded the pieces of its NFKC form, in order, without the spaces between them
 * @returns as many pieces; those of the folded form where the two cannot be told to be alike
 */
export function cutAlike(text: string, folded: readonly string[]): string[] {
  if (folded.length === 1) return [text];
  if (folded.join(' ') === text) return [...folded];
  const lengths = folded.map((piece) => piece.replace(SPACES, '').length);
  const ends: number[] = [];
  let seen = 0;
  let wanted = lengths[0] ?? 0;
  for (const { 0: character, index } of text.matchAll(CHARACTER)) {
    seen += character.normalize('NFKC').replace(SPACES, '').length;
    if (seen < wanted) continue;
    ends.push(index + character.length);
    wanted += lengths[ends.length] ?? Number.POSITIVE_INFINITY;
  }
  if (ends.length !== folded.length) return [...folded];
  const pieces = ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end).trim());
  return pieces.every((piece, index) => isAlike(piece, folded[index] ?? '')) ? pieces : [...folded];
}

function isAlike(piece: string, folded: string): boolean {
  return piece.normalize('NFKC').replace(SPACES, '') === folded.replace(SPACES, '');
}
