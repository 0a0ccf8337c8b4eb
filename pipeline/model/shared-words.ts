import { foldName } from './fold.ts';

/** The words two texts share, over the words they have on average; words of up to three letters do not count. */
export function sharedWords(a: string, b: string): number {
  const [one, other] = [wordsOf(a), wordsOf(b)];
  const common = [...one].filter((word) => other.has(word)).length;
  return one.size + other.size === 0 ? 0 : (2 * common) / (one.size + other.size);
}

function wordsOf(text: string): Set<string> {
  return new Set(
    foldName(text)
      .split(' ')
      .filter((word) => word.length > 3),
  );
}
