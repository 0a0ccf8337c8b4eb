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
  const paired = units.filter((values) => values.length > 1);
  const values = paired.flat();
  let observed = 0;
  for (const unit of paired) observed += sumOfPairs(unit, distance) / (unit.length - 1);
  const expected = sumOfPairs(values, distance) / (values.length - 1);
  return values.length < 2 || expected === 0 ? null : 1 - observed / expected;
}

/** The distances of all ordered pairs, added up; equal values are counted together. */
function sumOfPairs<T>(values: readonly T[], distance: Distance<T>): number {
  const counted = new Map<string, { value: T; count: number }>();
  for (const value of values) {
    const key = JSON.stringify(value);
    const entry = counted.get(key);
    if (entry === undefined) counted.set(key, { value, count: 1 });
    else entry.count += 1;
  }
  const kinds = [...counted.values()];
  let sum = 0;
  for (const [index, a] of kinds.entries())
    for (const b of kinds.slice(index + 1)) sum += 2 * a.count * b.count * distance(a.value, b.value);
  return sum;
}
