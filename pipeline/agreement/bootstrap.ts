/** Draws with which an interval is computed: enough for its second digit to stand still. */
const DRAWS = 1000;

/**
 * The middle 95 % of what a statistic becomes when the units are drawn anew, with repetition. The draws are the same in
 * every run, so that the same codings give the same interval.
 * @returns null when the statistic can be computed for hardly any draw
 */
export function interval<T>(
  units: readonly T[],
  statistic: (drawn: readonly T[]) => number | null,
): [low: number, high: number] | null {
  const next = randomNumbers(units.length);
  const found: number[] = [];
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const drawn = units.map(() => units[Math.floor(next() * units.length)] as T);
    const value = statistic(drawn);
    if (value !== null) found.push(value);
  }
  if (found.length < DRAWS / 2) return null;
  found.sort((a, b) => a - b);
  const at = (share: number): number => found[Math.round(share * (found.length - 1))] as number;
  return [at(0.025), at(0.975)];
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
