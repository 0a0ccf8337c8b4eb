import { type Codebook, mapOf } from '../../model/codebook.ts';

/** The code for what has no code of its own. */
const OTHER = 'thing';

/**
 * Prepares telling the code of a unit from its words: that of the listed word or words that stand first in them, of two that
 * start together the longer (codebook, vocabulary unit).
 */
export function unitCoder(codebook: Codebook): (words: string) => string {
  const codes = new Map<string, string>();
  for (const [code, list] of mapOf(codebook, 'unit', 'words'))
    for (const words of list.split('; ')) codes.set(words, code);
  const longestFirst = [...codes.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const known = new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'u');
  return (words) => codes.get(known.exec(words.toLowerCase())?.[0] ?? '') ?? OTHER;
}
