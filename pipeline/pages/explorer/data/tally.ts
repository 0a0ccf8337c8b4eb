import { byCodeUnit } from '../../../model/order.ts';
import type { Dataset } from './dataset.ts';
import { firstOf } from './first.ts';

/** How much falls to something: claims, counted whole or by share, how many claims those are, and in how many works. */
export interface Tally {
  amount: number;
  claims: number;
  works: number;
}

/** Adds up by key, a number. A claim counts once for a key, however often it is added; its amounts add up. */
export interface Tallies {
  add: (key: number, claim: number, amount: number) => void;
  get: (key: number) => Tally;
  /**
   * Names of the keys that something falls to, with the most first; the same amount by name, so that the order is the same
   * everywhere.
   */
  mostFirst: (nameOf: (key: number) => string, wanted?: number) => [string, Tally][];
}

/**
 * Starts to add up. Claims come in the order of the table, work by work.
 * @param keys all keys are below
 */
export function startTallies({ claims: table }: Dataset, isWhole: boolean, keys: number): Tallies {
  const { codes: ofWorks } = table.coded('source_id');
  const amounts = new Float64Array(keys);
  const [claims, works] = [new Uint32Array(keys), new Uint32Array(keys)];
  // Of the claim and the work that came last for a key, the next number; 0 is none.
  const [lastClaims, lastWorks] = [new Uint32Array(keys), new Uint32Array(keys)];
  const get = (key: number): Tally => ({
    amount: amounts[key] as number,
    claims: claims[key] as number,
    works: works[key] as number,
  });
  return {
    add: (key, claim, amount) => {
      const isNew = lastClaims[key] !== claim + 1;
      if (isNew) {
        lastClaims[key] = claim + 1;
        claims[key] = (claims[key] as number) + 1;
        const work = (ofWorks[claim] as number) + 1;
        if (lastWorks[key] !== work) {
          lastWorks[key] = work;
          works[key] = (works[key] as number) + 1;
        }
      }
      if (!isWhole || isNew) amounts[key] = (amounts[key] as number) + (isWhole ? 1 : amount);
    },
    get,
    mostFirst: (nameOf, wanted) => {
      const found: number[] = [];
      for (let key = 0; key < keys; key += 1) if (claims[key] !== 0) found.push(key);
      const order = (a: number, b: number): number =>
        (amounts[b] as number) - (amounts[a] as number) || byCodeUnit(nameOf(a), nameOf(b));
      return firstOf(found, wanted ?? found.length, order).map((key) => [nameOf(key), get(key)]);
    },
  };
}

/** In how many works claims stand. */
export function worksOf({ claims }: Dataset, rows: Iterable<number>): number {
  const { values, codes } = claims.coded('source_id');
  const isSeen = new Uint8Array(values.length);
  let works = 0;
  for (const claim of rows) {
    const work = codes[claim] as number;
    if (isSeen[work] === 1) continue;
    isSeen[work] = 1;
    works += 1;
  }
  return works;
}
