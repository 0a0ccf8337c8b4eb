/** How long a soak lasts, in seconds; 0 in ordinary runs of the tests. */
const SECONDS = Number(process.env.SOAK_SECONDS ?? 0);

/**
 * Whether to go on with tries of which there can be any number: as often as the tests need, and during a soak until its
 * time, or a part of it, is over.
 * @param done tries that were made
 * @param started when the first of them began, by performance.now()
 */
export function goesOn(done: number, needed: number, started: number, part = 1): boolean {
  return done < needed || performance.now() - started < SECONDS * 1000 * part;
}

/** A soak of this length is a whole one, in seconds. */
const WHOLE = 300;

/** Whether there is time for what takes minutes and cannot be done in part. */
export const isWholeSoak = SECONDS >= WHOLE;
/** Why it is not done in a shorter one. */
export const TAKES_LONG = `takes minutes: make soak SECONDS=${WHOLE}`;

/** What a whole soak tries so many times, a shorter one tries less often. */
export function inTime(many: number): number {
  return Math.ceil(many * Math.min(1, SECONDS / WHOLE));
}

/** How often a slow property is tried: in a soak as often as it says, in ordinary runs an eighth of it, with other values every day. */
export function tries(many: number): number {
  return SECONDS > 0 ? many : Math.ceil(many / 8);
}
