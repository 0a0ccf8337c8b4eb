import type { DyadsRow } from '../../model/generated/tables.ts';
import type { Actor, ResolvedClaim } from '../../normalize/resolved.ts';
import { type StateName, statesOf } from './states.ts';

/** What the rows of a claim say of it. */
type OfClaim = Pick<
  DyadsRow,
  'date' | 'year' | 'recommended' | 'voice' | 'own_words' | 'claim_type' | 'claim_class' | 'main_topic'
>;
type Counters = Pick<
  DyadsRow,
  'count_claim' | 'count_claimant_country' | 'count_target_country' | 'count_pair'
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
  const stances = new Map(claim.stances.map(({ actor, code }) => [actor.entry.id, code]));
  const share = jointly === true ? 1 / claimants.length : 1;
  const rowsEach = Math.max(
    1,
    targets.reduce((sum, { states }) => sum + states.length, 0),
  );
  const weight = Number((share / rowsEach).toFixed(6));
  const counted = new Set<string>();
  const rows: Omit<DyadsRow, 'claim_id'>[] = [];
  for (const { entry } of claimants) {
    const country = entry.country ?? undefined;
    const add = (target: Target | null, targetCountry: string | undefined): void => {
      rows.push({
        position: rows.length + 1,
        ...ofClaim,
        claimant_id: entry.id,
        claimant_name: entry.name,
        claimant_type: entry.type,
        claimant_country: country,
        claimant_country_name: country && stateName(country),
        target_role: target?.role,
        target_id: target?.actor.entry.id,
        target_name: target?.actor.entry.name,
        target_type: target?.actor.entry.type,
        target_country: targetCountry,
        target_country_name: targetCountry && stateName(targetCountry),
        stance: target === null ? undefined : stances.get(target.actor.entry.id),
        weight,
        ...countersOf(counted, country, targetCountry),
      });
    };
    if (targets.length === 0) add(null, undefined);
    for (const target of targets) for (const state of target.states) add(target, state);
  }
  return rows;
}

/** Each counter is 1 on the first row of what it counts within the claim; that there is no country counts as one. */
function countersOf(counted: Set<string>, claimant = '', target = ''): Counters {
  const first = (what: string): number => {
    if (counted.has(what)) return 0;
    counted.add(what);
    return 1;
  };
  return {
    count_claim: first('claim'),
    count_claimant_country: first(`claimant ${claimant}`),
    count_target_country: first(`target ${target}`),
    count_pair: first(`pair ${claimant} ${target}`),
  };
}

/** Whom a claim is about or put to, each once under the first of its roles, and whoever only an attitude names. */
function targetsOf(claim: ResolvedClaim): Target[] {
  const { subjects, objects, addressees, stances } = claim;
  const roles: [string, readonly Actor[]][] = [
    ['subject', subjects],
    ['object', objects],
    ['addressee', addressees],
    ['stance', stances.map(({ actor }) => actor)],
  ];
  const seen = new Set<string>();
  const targets: Target[] = [];
  for (const [role, actors] of roles)
    for (const actor of actors) {
      if (seen.has(actor.entry.id)) continue;
      seen.add(actor.entry.id);
      const { states } = statesOf(actor.entry);
      targets.push({ role, actor, states: states.length === 0 ? [undefined] : states });
    }
  return targets;
}
