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
  const stances = stanceCodes(claim);
  const share = claim.jointly === true ? rounded(1 / claim.claimants.length) : 1;
  const rows: Part<ClaimActorsRow>[] = [];
  const add = (role: string, actors: readonly Actor[]): void => {
    for (let index = 0; index < actors.length; index += 1) {
      const { entry, asWritten, describedRole, method, reading } = actors[index] as Actor;
      rows.push({
        role,
        position: index + 1,
        entity_id: entry.kind === 'entity' ? entry.id : undefined,
        event_id: entry.kind === 'event' ? entry.id : undefined,
        name: entry.name,
        type: entry.type,
        country: entry.country ?? undefined,
        country_name: entry.country === null ? undefined : stateName(entry.country),
        as_written: asWritten ?? undefined,
        described_role: describedRole ?? undefined,
        method,
        reading,
        share: role === 'claimant' ? share : undefined,
        stance: role === 'claimant' ? undefined : stances.get(entry.id),
        recommended,
      });
    }
  };
  add('addressee', claim.addressees);
  add('claimant', claim.claimants);
  add('holder', claim.holders);
  add('object', claim.objects);
  add('stance', aloneIn(claim));
  add('subject', claim.subjects);
  add('via', claim.via);
  return rows;
}

/** An attitude to somebody without another role, or to the claimants themselves, has a row of its own. */
function aloneIn({ stances, addressees, holders, objects, subjects, via }: ResolvedClaim): Actor[] {
  const targets = [addressees, holders, objects, subjects, via];
  return stances
    .map(({ actor }) => actor)
    .filter(({ entry }) => !targets.some((actors) => actors.some((actor) => actor.entry.id === entry.id)));
}

/** The attitude of a claim towards each actor that has one, by the id of the actor. */
export function stanceCodes({ stances }: ResolvedClaim): ReadonlyMap<string, string> {
  return stances.length === 0 ? NO_CODES : new Map(stances.map(({ actor, code }) => [actor.entry.id, code]));
}

const NO_CODES: ReadonlyMap<string, string> = new Map();

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
export function rounded(number: number): number {
  return Math.round(number * 1e6) / 1e6;
}
