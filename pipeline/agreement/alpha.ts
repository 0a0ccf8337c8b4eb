/** How far two values of the same kind are apart: 0 for the same, 1 for as different as can be. Symmetric. */
export type Distance<T> = (a: T, b: T) => number;

/** Two values are the same or they are not. */
export const nominal: Distance<string> = (a, b) => (a === b ? 0 : 1);

/** Sets by what they share: one minus the number of common members over that of all members; empty sets are the same. */
export const ofSets: Distance<readonly string[]> = (a, b) => {
  const all = new Set([...a, ...b]);
  if (all.size === 0) return 0;
  const common = [...all].filter((member) => a.includes(member) && b.includes(member));
  return 1 - common.length / all.size;
};

/**
 * The ordinal distance of Krippendorff: between two ranks lies everything that was ranked between them, and half of what
 * was ranked like them. It depends on how often each rank was given, so it is made from the values at hand.
 * @param ranks the values from lowest to highest
 * @param given every value that was given
 */
export function ordinal(ranks: readonly string[], given: readonly string[]): Distance<string> {
  const often = ranks.map((rank) => given.filter((value) => value === rank).length);
  return (a, b) => {
    const [low, high] = [ranks.indexOf(a), ranks.indexOf(b)].sort((x, y) => x - y) as [number, number];
    const between = often.slice(low, high + 1).reduce((sum, count) => sum + count, 0);
    return (between - ((often[low] ?? 0) + (often[high] ?? 0)) / 2) ** 2;
  };
}

/**
 * Krippendorff's alpha: 1 for perfect agreement, 0 for what chance would give, below 0 for systematic disagreement. Any
 * number of coders, and coders may leave units out.
 * Source of the formula: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011).
 * @param units for each unit the values that coders gave it; units with fewer than two values do not count
 * @returns null when nothing can be said: no unit was coded twice, or all values are the same
 */
export function alpha<T>(units: readonly (readonly T[])[], distance: Distance<T>): number | null {
  const { numbered, values } = numberValues(units);
  return alphaOfNumbers(numbered, distancesOf(values, distance));
}

/** Units with their values as numbers, and the value of each number: what is drawn anew a thousand times is prepared once. */
export function numberValues<T>(units: readonly (readonly T[])[]): { numbered: number[][]; values: T[] } {
  const numbers = new Map<string, number>();
  const values: T[] = [];
  const numbered = units.map((unit) =>
    unit.map((value) => {
      const key = JSON.stringify(value);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, values.length);
      values.push(value);
      return values.length - 1;
    }),
  );
  return { numbered, values };
}

/** The distances between all values, by number. */
export function distancesOf<T>(values: readonly T[], distance: Distance<T>): number[][] {
  return values.map((a) => values.map((b) => distance(a, b)));
}

/** {@link alpha} of numbered values. */
export function alphaOfNumbers(units: readonly (readonly number[])[], distances: number[][]): number | null {
  const counts = distances.map(() => 0);
  let all = 0;
  let observed = 0;
  for (const unit of units) {
    if (unit.length < 2) continue;
    all += unit.length;
    let apart = 0;
    for (const a of unit) {
      counts[a] = (counts[a] ?? 0) + 1;
      for (const b of unit) apart += distances[a]?.[b] ?? 0;
    }
    observed += apart / (unit.length - 1);
  }
  let expected = 0;
  for (const [a, often] of counts.entries())
    for (const [b, other] of counts.entries()) expected += often * other * (distances[a]?.[b] ?? 0);
  return all < 2 || expected === 0 ? null : 1 - (observed * (all - 1)) / expected;
}
