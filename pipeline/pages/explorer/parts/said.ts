import { amountText, counted } from '../../shared/numbers.ts';
import type { Tally } from '../data/tally.ts';
import type { Explorer } from '../explorer.ts';

/** What a picture counts. */
export function unitOf({ state }: Explorer): string {
  return state.isWhole ? 'Claims, joint ones whole for each' : 'Claims, joint ones by share';
}

/** Claims and the works they stand in: `12 claims in 3 works`. */
export function inWorks(claims: number, works: number): string {
  return `${counted(claims, 'claim')} in ${counted(works, 'work')}`;
}

/** How much a picture rests on. */
export function restsOn(claims: number, works: number): string {
  return `n = ${inWorks(claims, works)}`;
}

/** Claims and works of a mark, for whoever points at it. */
export function tallyText({ amount, claims, works }: Tally): string {
  const inFull = inWorks(claims, works);
  return Math.abs(amount - claims) < 0.05 ? inFull : `${amountText(amount)} by share; ${inFull}`;
}

/** Stands below every picture. */
export const CAVEAT =
  'Counts depend on which works were chosen to be coded and on who speaks in them: they tell what stands here, not how often something is said in the world. A click on a mark opens the claims behind it.';

/** What the largest marks say, in words. */
export function largest(rows: readonly { text: string; amount: number }[], unit = ''): string {
  const first = [...rows].sort((a, b) => b.amount - a.amount).slice(0, 5);
  if (first.length === 0) return 'Nothing is drawn.';
  return `The largest: ${first.map(({ text, amount }) => `${text} ${amountText(amount)}${unit}`).join('; ')}.`;
}

/** A name that fits beside a picture. */
export function shortName(name: string, letters = 30): string {
  let width = 0;
  const kept: string[] = [];
  for (const sign of name) {
    // Chinese and the like take the place of two letters.
    width += sign > '\u2e7f' ? 2 : 1;
    if (width > letters) return `${kept.slice(0, -1).join('')}…`;
    kept.push(sign);
  }
  return name;
}
