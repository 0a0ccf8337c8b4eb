import type { Dataset } from './dataset.ts';

/** Takes who says it, whom it is about and in which state, as rows of actors and states; -1 where there is none. */
export type TakeDyad = (
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
  const { claims, actors, states, targets } = data;
  const claimants = claims.listed('claimant_ids');
  const country = actors.coded('country');
  const about = actors.listed('about');
  const rowOf = new Map(states.keys().map((id, row) => [id, row]));
  const countryOf = Int32Array.from({ length: actors.rows }, (_, actor) => {
    const id = country.values[country.codes[actor] as number] as string;
    return id === '' ? -1 : (rowOf.get(id) as number);
  });
  const statesOf = (actor: number): readonly number[] => {
    const own = countryOf[actor] as number;
    if (own !== -1) return [own];
    const from = about.starts[actor] as number;
    const to = about.starts[actor + 1] as number;
    if (from === to) return NOWHERE;
    return Array.from(
      about.items.subarray(from, to),
      (item) => rowOf.get(about.values[item] as string) as number,
    );
  };
  return (claim, take) => {
    const rows: [number, number][] = [];
    for (let at = targets.starts[claim] as number; at < (targets.starts[claim + 1] as number); at += 1) {
      const target = targets.items[at] as number;
      for (const state of statesOf(target)) rows.push([target, state]);
    }
    if (rows.length === 0) rows.push([-1, -1]);
    const weight = data.shareOf(claim) / rows.length;
    for (let at = claimants.starts[claim] as number; at < (claimants.starts[claim + 1] as number); at += 1) {
      const claimant = claimants.items[at] as number;
      for (const [target, state] of rows)
        take(claimant, countryOf[claimant] as number, target, state, weight);
    }
  };
}

/** Goes through the claimants of a claim with the state each belongs to (-1: none) and the share of the claim that each has. */
export function speakersOf(
  data: Dataset,
): (claim: number, take: (claimant: number, country: number, share: number) => void) => void {
  const claimants = data.claims.listed('claimant_ids');
  const country = data.actors.coded('country');
  const rowOf = new Map(data.states.keys().map((id, row) => [id, row]));
  const stateOf = country.values.map((id) => rowOf.get(id) ?? -1);
  return (claim, take) => {
    const share = data.shareOf(claim);
    for (let at = claimants.starts[claim] as number; at < (claimants.starts[claim + 1] as number); at += 1) {
      const claimant = claimants.items[at] as number;
      take(claimant, stateOf[country.codes[claimant] as number] as number, share);
    }
  };
}

const NOWHERE: readonly number[] = [-1];
