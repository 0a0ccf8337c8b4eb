import type { Dataset } from './dataset.ts';

/** Takes who says it, whom it is about and in which state, as rows of actors and states; -1 where there is none. */
type TakeDyad = (
  claimant: number,
  country: number,
  target: number,
  targetCountry: number,
  weight: number,
) => void;

/**
 * Goes through the rows of a claim in the table dyads: claimant by claimant, target by target, and for each target the states
 * it belongs to or else is about. The weight shares the claim out, so that all rows of all claims add up to their number.
 */
export function dyadsOf(data: Dataset): (claim: number, take: TakeDyad) => void {
  const { places, targets } = data;
  const speakers = speakersOf(data);
  return (claim, take) => {
    const [from, to] = [targets.starts[claim] as number, targets.starts[claim + 1] as number];
    let rows = 0;
    for (let at = from; at < to; at += 1) {
      const target = targets.items[at] as number;
      // One that has no state has a row nevertheless.
      rows += Math.max(1, (places.starts[target + 1] as number) - (places.starts[target] as number));
    }
    speakers(claim, (claimant, country, share) => {
      if (rows === 0) take(claimant, country, -1, -1, share);
      for (let at = from; at < to; at += 1) {
        const target = targets.items[at] as number;
        const [first, end] = [places.starts[target] as number, places.starts[target + 1] as number];
        if (first === end) take(claimant, country, target, -1, share / rows);
        for (let place = first; place < end; place += 1)
          take(claimant, country, target, places.items[place] as number, share / rows);
      }
    });
  };
}

/** Goes through the claimants of a claim with the state each belongs to (-1: none) and the share of the claim that each has. */
export function speakersOf({
  claims,
  countryOf,
  shareOf,
}: Dataset): (claim: number, take: (claimant: number, country: number, share: number) => void) => void {
  const { starts, items } = claims.listed('claimant_ids');
  return (claim, take) => {
    const share = shareOf(claim);
    for (let at = starts[claim] as number; at < (starts[claim + 1] as number); at += 1) {
      const claimant = items[at] as number;
      take(claimant, countryOf[claimant] as number, share);
    }
  };
}
