import { distance } from 'fastest-levenshtein';

/**
 * Finds the candidates nearest to a word, for "did you mean". Case, spaces, hyphens and underscores count for nothing;
 * two neighbouring letters in the wrong order count as one slip.
 * @returns the nearest ones, all of them when several are equally near, in the order of the candidates; none when even
 * the nearest is further away than a third of the word
 */
export function nearest(word: string, candidates: Iterable<string>): string[] {
  const wanted = plain(word);
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  let best = limit + 1;
  let found: string[] = [];
  for (const candidate of candidates) {
    const other = plain(candidate);
    if (Math.abs(other.length - wanted.length) > best) continue;
    const steps = isSwapped(wanted, other) ? 1 : distance(wanted, other);
    if (steps > limit || steps > best) continue;
    if (steps < best) found = [];
    best = steps;
    found.push(candidate);
  }
  return found;
}

/** Codes and keys are plain but for their hyphens: they are compared with thousands of words. */
function plain(word: string): string {
  return /^[a-z]*$/.test(word) ? word : word.toLowerCase().replace(/[\s_-]+/g, '');
}

/** Whether two words differ by one swap of neighbours, as in "tpye". */
function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at < a.length && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
