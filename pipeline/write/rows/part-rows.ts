import type {
  ClaimActorsRow,
  ClaimCodesRow,
  ClaimMembersRow,
  ClaimQuantitiesRow,
  ClaimRelationsRow,
} from '../../model/generated/tables.ts';
import type { Actor, ResolvedClaim } from '../../normalize/resolved.ts';
import type { Derivations } from './derive.ts';
import type { StateName } from './states.ts';

/** A row of a table about claims; whose it is, is said by the claim around it. */
type Part<Row extends { claim_id: string }> = Omit<Row, 'claim_id'>;

/**
 * Rows of claim_actors, sorted by role and position.
 * @param recommended whether a plain count may take the claim
 */
export function actorRows(
  claim: ResolvedClaim,
  recommended: boolean,
  stateName: StateName,
): Part<ClaimActorsRow>[] {
  const stances = new Map(claim.stances.map(({ actor, code }) => [actor.entry.id, code]));
  const targets = [claim.addressees, claim.holders, claim.objects, claim.subjects, claim.via];
  // An attitude to somebody without another role, or to the claimants themselves, has a row of its own.
  const alone = claim.stances
    .map(({ actor }) => actor)
    .filter(({ entry }) => !targets.some((actors) => actors.some((actor) => actor.entry.id === entry.id)));
  const share = claim.jointly === true ? round(1 / claim.claimants.length) : 1;
  const rowsOf = (role: string, actors: readonly Actor[]): Part<ClaimActorsRow>[] =>
    actors.map((actor, index) => rowOf(role, index, actor));
  const rowOf = (role: string, index: number, actor: Actor): Part<ClaimActorsRow> => ({
    role,
    position: index + 1,
    ...target(actor),
    name: actor.entry.name,
    type: actor.entry.type,
    country: actor.entry.country ?? undefined,
    country_name: actor.entry.country === null ? undefined : stateName(actor.entry.country),
    as_written: actor.asWritten ?? undefined,
    described_role: actor.describedRole ?? undefined,
    method: actor.method,
    reading: actor.reading,
    share: role === 'claimant' ? share : undefined,
    stance: role === 'claimant' ? undefined : stances.get(actor.entry.id),
    recommended,
  });
  return [
    ...rowsOf('addressee', claim.addressees),
    ...rowsOf('claimant', claim.claimants),
    ...rowsOf('holder', claim.holders),
    ...rowsOf('object', claim.objects),
    ...rowsOf('stance', alone),
    ...rowsOf('subject', claim.subjects),
    ...rowsOf('via', claim.via),
  ];
}

/** Rows of claim_codes, sorted by vocabulary and rank. */
export function codeRows({ authored }: ResolvedClaim): Part<ClaimCodesRow>[] {
  const codesOf = (vocabulary: string, codes: readonly string[]): Part<ClaimCodesRow>[] =>
    codes.map((code, index) => ({
      vocabulary,
      rank: index + 1,
      code,
    }));
  return [...codesOf('frame', authored.frames ?? []), ...codesOf('topic', authored.topics)];
}

/** Rows of claim_quantities. */
export function quantityRows({ quantities }: ResolvedClaim, derive: Derivations): Part<ClaimQuantitiesRow>[] {
  return quantities.map(({ quantity, of }, index) => ({
    position: index + 1,
    comparator: quantity.comparator,
    value: quantity.value === undefined ? undefined : Number(quantity.value),
    value_max: quantity.value_max === undefined ? undefined : Number(quantity.value_max),
    unit: quantity.unit,
    unit_code: derive.unitCode(quantity.unit),
    ...owner(of),
  }));
}

/** Rows of claim_members. */
export function memberRows({ members }: ResolvedClaim): Part<ClaimMembersRow>[] {
  if (members === null) return [];
  return members.list.map((actor, index) => ({
    position: index + 1,
    entity_id: actor.entry.id,
    name: actor.entry.name,
    as_written: actor.asWritten ?? actor.entry.id,
    role: members.role,
    ...owner(members.of),
    category: members.category ?? undefined,
    complete: members.complete,
  }));
}

/** Rows of claim_relations. */
export function relationRows({ relations }: ResolvedClaim): Part<ClaimRelationsRow>[] {
  return relations.map(({ type, to, by }, index) => ({
    position: index + 1,
    relation: type,
    to_claim_id: to,
    by,
  }));
}

function target({ entry }: Actor): { entity_id: string | undefined; event_id: string | undefined } {
  return entry.kind === 'entity'
    ? { entity_id: entry.id, event_id: undefined }
    : { entity_id: undefined, event_id: entry.id };
}

function owner(of: Actor | null): {
  of_entity_id: string | undefined;
  of_event_id: string | undefined;
  of_name: string | undefined;
} {
  if (of === null) return { of_entity_id: undefined, of_event_id: undefined, of_name: undefined };
  const { entity_id, event_id } = target(of);
  return { of_entity_id: entity_id, of_event_id: event_id, of_name: of.entry.name };
}

/** Six decimals, so that a share is the same text everywhere. */
function round(number: number): number {
  return Number(number.toFixed(6));
}
