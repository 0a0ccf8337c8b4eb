import type { Dataset } from './dataset.ts';

/** How much falls to something: claims, counted whole or by share, how many claims those are, and in how many works. */
export interface Tally {
  amount: number;
  claims: number;
  works: number;
}

/** Adds up by key. A claim counts once for a key, however often it is added; its amounts add up. */
export interface Tallies<Key> {
  add: (key: Key, claim: number, amount: number) => void;
  entries: () => [Key, Tally][];
  get: (key: Key) => Tally | undefined;
}

/** Starts to add up. Claims come in the order of the table, work by work. */
export function startTallies<Key>({ claims }: Dataset, isWhole: boolean): Tallies<Key> {
  const { codes: works } = claims.coded('source_id');
  const all = new Map<Key, Tally & { lastClaim: number; lastWork: number }>();
  return {
    add: (key, claim, amount) => {
      let tally = all.get(key);
      if (tally === undefined) {
        tally = { amount: 0, claims: 0, works: 0, lastClaim: -1, lastWork: -1 };
        all.set(key, tally);
      }
      const work = works[claim] as number;
      const isNew = tally.lastClaim !== claim;
      if (isNew) {
        tally.claims += 1;
        tally.lastClaim = claim;
      }
      if (tally.lastWork !== work) {
        tally.works += 1;
        tally.lastWork = work;
      }
      if (!isWhole) tally.amount += amount;
      else if (isNew) tally.amount += 1;
    },
    entries: () => [...all],
    get: (key) => all.get(key),
  };
}

/** Entries with the most first; the same number by key, so that the order is the same everywhere. */
export function mostFirst<Key extends string | number>(entries: [Key, Tally][]): [Key, Tally][] {
  return entries.sort(([a, x], [b, y]) => y.amount - x.amount || (a < b ? -1 : 1));
}

/** In how many works claims stand. */
export function worksOf({ claims }: Dataset, rows: Iterable<number>): number {
  const { codes } = claims.coded('source_id');
  const works = new Set<number>();
  for (const claim of rows) works.add(codes[claim] as number);
  return works.size;
}
