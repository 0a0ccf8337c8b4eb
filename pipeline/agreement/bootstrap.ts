/** Draws with which an interval is computed: enough for its second digit to stand still. */
const DRAWS = 1000;

/**
 * A figure over units, each of which counts as often as the list says: once each, or as often as it was drawn.
 * @returns null where nothing can be said
 */
export type Statistic = (often: Uint32Array) => number | null;

/** Each of so many units once. */
export function once(units: number): Uint32Array {
  return new Uint32Array(units).fill(1);
}

/**
 * The middle 95 % of what statistics of the same units become when these are drawn anew, with repetition. The draws are the
 * same in every run, so that the same codings give the same interval.
 * @returns for each statistic; null when it can be computed for hardly any draw
 */
export function intervals(
  units: number,
  statistics: readonly Statistic[],
): ([low: number, high: number] | null)[] {
  const next = randomNumbers(units);
  const found: number[][] = statistics.map(() => []);
  const often = new Uint32Array(units);
  for (let draw = 0; draw < DRAWS; draw += 1) {
    often.fill(0);
    for (let drawn = 0; drawn < units; drawn += 1) often[Math.floor(next() * units)]! += 1;
    for (const [place, statistic] of statistics.entries()) {
      const value = statistic(often);
      if (value !== null) found[place]!.push(value);
    }
  }
  return found.map((values) => {
    if (values.length < DRAWS / 2) return null;
    values.sort((a, b) => a - b);
    const at = (share: number): number => values[Math.round(share * (values.length - 1))] as number;
    return [at(0.025), at(0.975)];
  });
}

/** Numbers from 0 to below 1 that follow from the seed alone: the generator mulberry32. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
