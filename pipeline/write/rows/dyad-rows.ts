import type { DyadsRow } from '../../model/generated/tables.ts';
import type { Actor, ResolvedClaim } from '../../normalize/resolved.ts';
import { rounded, stanceCodes } from './part-rows.ts';
import { type StateName, statesOf } from './states.ts';

/** What the rows of a claim say of it. */
type OfClaim = Pick<
  DyadsRow,
  'date' | 'year' | 'recommended' | 'voice' | 'own_words' | 'claim_type' | 'claim_class' | 'main_topic'
>;

/** A target in its role, with the states it belongs to or else is about; one without any stands once, without a state. */
interface Target {
  role: string;
  actor: Actor;
  states: (string | undefined)[];
}

/** Rows of dyads for one claim: claimant by claimant, and for each the targets in the order of their roles. */
export function dyadRows(
  claim: ResolvedClaim,
  ofClaim: OfClaim,
  stateName: StateName,
): Omit<DyadsRow, 'claim_id'>[] {
  const { claimants, jointly } = claim;
  const targets = targetsOf(claim);
  const stances = stanceCodes(claim);
  const share = jointly === true ? 1 / claimants.length : 1;
  let rowsEach = 0;
  for (const { states } of targets) rowsEach += states.length;
  const weight = rounded(share / Math.max(1, rowsEach));
  // Each counter is 1 on the first row of what it counts within the claim; that there is no country counts as one.
  const counted = { claimants: new Set<string>(), targets: new Set<string>(), pairs: new Set<string>() };
  const rows: Omit<DyadsRow, 'claim_id'>[] = [];
  for (const { entry } of claimants) {
    const country = entry.country ?? undefined;
    const countryName = country && stateName(country);
    const add = (target: Target | null, targetCountry: string | undefined): void => {
      const to = target?.actor.entry;
      rows.push({
        position: rows.length + 1,
        date: ofClaim.date,
        year: ofClaim.year,
        recommended: ofClaim.recommended,
        voice: ofClaim.voice,
        own_words: ofClaim.own_words,
        claim_type: ofClaim.claim_type,
        claim_class: ofClaim.claim_class,
        main_topic: ofClaim.main_topic,
        claimant_id: entry.id,
        claimant_name: entry.name,
        claimant_type: entry.type,
        claimant_country: country,
        claimant_country_name: countryName,
        target_role: target?.role,
        target_id: to?.id,
        target_name: to?.name,
        target_type: to?.type,
        target_country: targetCountry,
        target_country_name: targetCountry && stateName(targetCountry),
        stance: to && stances.get(to.id),
        weight,
        count_claim: rows.length === 0 ? 1 : 0,
        count_claimant_country: first(counted.claimants, country ?? ''),
        count_target_country: first(counted.targets, targetCountry ?? ''),
        count_pair: first(counted.pairs, `${country ?? ''} ${targetCountry ?? ''}`),
      });
    };
    if (targets.length === 0) add(null, undefined);
    for (const target of targets) for (const state of target.states) add(target, state);
  }
  return rows;
}

/** 1 for what was not counted before, and counts it. */
function first(counted: Set<string>, what: string): number {
  if (counted.has(what)) return 0;
  counted.add(what);
  return 1;
}

/** Whom a claim is about or put to, each once under the first of its roles, and whoever only an attitude names. */
function targetsOf({ subjects, objects, addressees, stances }: ResolvedClaim): Target[] {
  const seen = new Set<string>();
  const targets: Target[] = [];
  const add = (role: string, actor: Actor): void => {
    const { entry } = actor;
    if (seen.has(entry.id)) return;
    seen.add(entry.id);
    const { states } = statesOf(entry);
    targets.push({ role, actor, states: states.length === 0 ? [undefined] : states });
  };
  for (const actor of subjects) add('subject', actor);
  for (const actor of objects) add('object', actor);
  for (const actor of addressees) add('addressee', actor);
  for (const { actor } of stances) add('stance', actor);
  return targets;
}
