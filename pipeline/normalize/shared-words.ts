import { foldName } from '../model/fold.ts';

/** The words two texts share, over the words they have on average; of words that `wordsOf` took, short ones do not count. */
export function sharedOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0;
  for (const word of one) if (other.has(word)) common += 1;
  return one.size + other.size === 0 ? 0 : (2 * common) / (one.size + other.size);
}

/** The words of a text that count, folded. */
export function wordsOf(text: string): Set<string> {
  return new Set(
    foldName(text)
      .split(' ')
      .filter((word) => word.length > 3),
  );
}
