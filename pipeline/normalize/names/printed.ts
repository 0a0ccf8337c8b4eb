/** A last part that belongs before the rest, after a comma or in brackets: "of" or an article ends it. */
const LAST_PART =
  /^(?<name>[^,()]*[^,()\s])(?:\s*,\s*|\s*\(\s*(?=.*\)$))(?<before>(?:[^,()]+\s+)?(?:of|of the|the))\s*\)?$/iu;
/** An article in brackets, behind a name with brackets of its own or before the name that another state uses. */
const ARTICLE = /^(?<name>.*\S)\s*\(the\)(?<other>\s*\[[^\]]*\])?$/iu;

/**
 * Turns a name round that is printed as registers have it, with its last part first: "Korea, Republic of", "Congo (the
 * Democratic Republic of the)", "Bahamas (the)" (so ISO 3166-1 and the lists of the United Nations).
 * @returns the name in its usual order; null when it is not printed so
 */
export function turnedRound(text: string): string | null {
  if (!text.includes(',') && !text.includes('(')) return null;
  const { name, before } = LAST_PART.exec(text)?.groups ?? {};
  if (name !== undefined && before !== undefined) return `${before} ${name}`;
  const article = ARTICLE.exec(text)?.groups;
  return article === undefined ? null : `the ${article.name}${article.other ?? ''}`;
}

/** What stands between names in a row, in the languages whose sources are coded most. */
const BETWEEN =
  /\s*[,;，、；／/|&＆・](?:\s*and\s)?\s*|\s+(?:and|und|et|e|en|og|och|y|и|і|та)\s+|\s*(?:[和与與及]|(?<=[\p{Script=Han}\p{Script=Katakana}])と|[와과]\s)\s*/giu;
/** Rows of more are sentences; it also bounds the search. */
const MOST_CUTS = 16;

/**
 * Reads a text as several names in a row: "Xi Jinping and Joe Biden", "China; Russia". A name may itself hold what stands
 * between names ("Trinidad and Tobago and Cuba"), so the longest that is known counts.
 * @param isKnown whether a text is one known name
 * @returns the names, two or more; null when some part is none
 */
export function namesInRow(text: string, isKnown: (name: string) => boolean): string[] | null {
  const cuts = [...text.matchAll(BETWEEN)];
  if (cuts.length === 0 || cuts.length > MOST_CUTS) return null;
  const starts = [0, ...cuts.map((cut) => cut.index + cut[0].length)];
  const ends = [...cuts.map((cut) => cut.index), text.length];
  const dead = new Set<number>();
  const namesFrom = (first: number): string[] | null => {
    if (first === starts.length) return [];
    if (dead.has(first)) return null;
    for (let last = starts.length - 1; last >= first; last -= 1) {
      // The whole text is known to be no name.
      if (first === 0 && last === starts.length - 1) continue;
      const name = text.slice(starts[first], ends[last]);
      const rest = name !== '' && isKnown(name) ? namesFrom(last + 1) : null;
      if (rest !== null) return [name, ...rest];
    }
    dead.add(first);
    return null;
  };
  return namesFrom(0);
}

/** Most items that a comma can have cut a name into: "Minister for Trade, Tourism, Ports and Fisheries". */
const MOST_ITEMS = 4;

/**
 * Finds the name that a list has cut in two at its commas: [Korea, Republic of].
 * @param items of the list; one of them, at `index`, is no known name
 * @param isKnown whether a text is one known name
 * @returns the name, and which items it is made of; null when no items beside each other make one
 */
export function nameAcrossItems(
  items: readonly (string | undefined)[],
  index: number,
  isKnown: (name: string) => boolean,
): { name: string; first: number; last: number } | null {
  for (let count = MOST_ITEMS; count > 1; count -= 1) {
    for (
      let first = Math.max(0, index - count + 1);
      first <= index && first + count <= items.length;
      first += 1
    ) {
      const parts = items.slice(first, first + count);
      const name = parts.join(', ');
      if (!parts.includes(undefined) && isKnown(name)) return { name, first, last: first + count - 1 };
    }
  }
  return null;
}
