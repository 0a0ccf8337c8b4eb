import { once, type Statistic } from './bootstrap.ts';

/** How far two values of the same kind are apart: 0 for the same, 1 for as different as can be. Symmetric. */
export type Distance<T> = (a: T, b: T) => number;

/** Two values are the same or they are not. */
export const nominal: Distance<string> = (a, b) => (a === b ? 0 : 1);

/** Sets by what they share: one minus the number of common members over that of all members; empty sets are the same. */
export const ofSets: Distance<readonly string[]> = (a, b) => {
  // Most have nothing in common.
  if (!a.some((member) => b.includes(member))) return a.length + b.length === 0 ? 0 : 1;
  const all = new Set([...a, ...b]);
  const common = [...all].filter((member) => a.includes(member) && b.includes(member));
  return 1 - common.length / all.size;
};

/**
 * The ordinal distance of Krippendorff: between two ranks lies everything that was ranked between them, and half of what
 * was ranked like them. It depends on how often each rank was given, so it is made from the values at hand.
 * @param ranks the values from lowest to highest
 * @param often how often each of them was given
 */
export function ordinal(ranks: readonly string[], often: readonly number[]): Distance<string> {
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
  return alphaOf(numbered(units), distance)(once(units.length));
}

/** Units with their values as numbers: what is drawn anew a thousand times is prepared once. */
interface Numbered<T> {
  /** The numbers of the values of each kind of units: those of one kind have the same. */
  kinds: readonly (readonly number[])[];
  /** The value of each number. */
  values: readonly T[];
  /** Counts kinds and values, where each unit counts as often as is said. The next call counts in the same lists. */
  count: (often: Uint32Array) => { ofKinds: Uint32Array; ofValues: Float64Array };
}

/** Numbers the values of units. Those with fewer than two, which do not count, have none here. */
export function numbered<T>(units: readonly (readonly T[])[]): Numbered<T> {
  const { numberOf, all: values } = numbering<T>();
  const { numberOf: kindOf, all: kinds } = numbering<number[]>();
  const given = Int32Array.from(units, (unit) => kindOf(unit.length < 2 ? [] : unit.map(numberOf)));
  const ofKinds = new Uint32Array(kinds.length);
  const ofValues = new Float64Array(values.length);
  const count = (often: Uint32Array) => {
    ofKinds.fill(0);
    ofValues.fill(0);
    for (let unit = 0; unit < given.length; unit += 1)
      ofKinds[given[unit] as number]! += often[unit] as number;
    for (let kind = 0; kind < kinds.length; kind += 1)
      for (const value of kinds[kind] as number[]) ofValues[value]! += ofKinds[kind] as number;
    return { ofKinds, ofValues };
  };
  return { kinds, values, count };
}

/** Numbers things from 0 on, equal ones alike. */
function numbering<T>(): { numberOf: (one: T) => number; all: readonly T[] } {
  const numbers = new Map<string, number>();
  const all: T[] = [];
  const numberOf = (one: T): number => {
    const key = JSON.stringify(one);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, all.length);
    return all.push(one) - 1;
  };
  return { numberOf, all };
}

/** {@link alpha} as a statistic, for any number of draws. */
export function alphaOf<T>({ kinds, values, count }: Numbered<T>, distance: Distance<T>): Statistic {
  const apart = kinds.map((given) => {
    let sum = 0;
    for (const a of given) for (const b of given) sum += distance(values[a] as T, values[b] as T);
    return sum === 0 ? 0 : sum / (given.length - 1);
  });
  const near = nearPairs(values, distance);
  return (often) => {
    const { ofKinds, ofValues } = count(often);
    let all = 0;
    for (let value = 0; value < ofValues.length; value += 1) all += ofValues[value] as number;
    let observed = 0;
    for (let kind = 0; kind < apart.length; kind += 1)
      observed += (ofKinds[kind] as number) * (apart[kind] as number);
    // As if all values were apart by 1, less what some pairs, and each and itself, are nearer than that.
    let expected = all * all;
    for (const { a, b, by } of near) expected -= (ofValues[a] as number) * (ofValues[b] as number) * by;
    return all < 2 || expected === 0 ? null : 1 - (observed * (all - 1)) / expected;
  };
}

/** Two values that are not apart by 1, by number, and by how much they are nearer, for both directions. */
interface NearPair {
  a: number;
  b: number;
  by: number;
}

function nearPairs<T>(values: readonly T[], distance: Distance<T>): NearPair[] {
  const pairs: NearPair[] = [];
  for (const [a, one] of values.entries()) {
    pairs.push({ a, b: a, by: 1 - distance(one, one) });
    for (let b = a + 1; b < values.length; b += 1) {
      const nearer = 1 - distance(one, values[b] as T);
      if (nearer !== 0) pairs.push({ a, b, by: 2 * nearer });
    }
  }
  return pairs;
}
