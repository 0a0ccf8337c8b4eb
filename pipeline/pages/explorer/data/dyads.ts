import type { Dataset } from './dataset.ts';
import { itemsOf } from './decode.ts';

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
  const { actors, states, targets } = data;
  const speakers = speakersOf(data);
  const about = actors.listed('about');
  const countryOf = countriesOf(data);
  const statesOf = (actor: number): readonly number[] => {
    const own = countryOf(actor);
    if (own !== -1) return [own];
    const ids = itemsOf(about, actor);
    return ids.length === 0 ? NOWHERE : ids.map(states.find);
  };
  return (claim, take) => {
    const rows: [number, number][] = [];
    for (let at = targets.starts[claim] as number; at < (targets.starts[claim + 1] as number); at += 1) {
      const target = targets.items[at] as number;
      for (const state of statesOf(target)) rows.push([target, state]);
    }
    if (rows.length === 0) rows.push([-1, -1]);
    speakers(claim, (claimant, country, share) => {
      for (const [target, state] of rows) take(claimant, country, target, state, share / rows.length);
    });
  };
}

/** Goes through the claimants of a claim with the state each belongs to (-1: none) and the share of the claim that each has. */
export function speakersOf(
  data: Dataset,
): (claim: number, take: (claimant: number, country: number, share: number) => void) => void {
  const claimants = data.claims.listed('claimant_ids');
  const countryOf = countriesOf(data);
  return (claim, take) => {
    const share = data.shareOf(claim);
    for (let at = claimants.starts[claim] as number; at < (claimants.starts[claim + 1] as number); at += 1) {
      const claimant = claimants.items[at] as number;
      take(claimant, countryOf(claimant), share);
    }
  };
}

/** The state that an actor belongs to. */
function countriesOf({ actors, states }: Dataset): (actor: number) => number {
  const { values, codes } = actors.coded('country');
  const rows = values.map(states.find);
  return (actor) => rows[codes[actor] as number] as number;
}

const NOWHERE: readonly number[] = [-1];
