import type { ResolvedClaim, ResolvedRecord } from '../normalize/resolved.ts';
import { sortedIds } from '../normalize/sorted-ids.ts';
import { type Matches, matchClaims } from './match-claims.ts';

/** An independent coding beside the one it is compared with. */
export interface Coding {
  /** `<record>.<coder>`, the name of its file. */
  id: string;
  sourceId: string;
  firstCoder: string;
  secondCoder: string;
  matches: Matches;
  /** Public ids of the claims of the record; a first coding made before a settlement may have others. */
  claimIds: ReadonlySet<string>;
  /** Whether the record was settled afterwards: then it is no coding of either of the two. */
  isSettled: boolean;
}

/**
 * Compares two codings of a record.
 * @param first the record itself as its coder made it, or, where the record was settled, the first of its codings
 * @param living the record as it is in the data
 */
export function compareCodings(
  first: ResolvedRecord,
  second: ResolvedRecord,
  living: ResolvedRecord,
): Coding {
  const coder = second.record.coding.coder;
  return {
    id: `${first.record.id}.${coder}`,
    sourceId: first.record.id,
    firstCoder: first.record.coding.coder,
    secondCoder: coder,
    matches: matchClaims(first.claims, second.claims),
    claimIds: new Set(living.claims.map(({ id }) => id)),
    isSettled: first !== living,
  };
}

/** A field on which codings are compared, and what a claim says in it, sorted where the order means nothing. */
interface ComparedField {
  name: string;
  kind: 'code' | 'set';
  read: (claim: ResolvedClaim) => readonly string[];
}

/** The fields in which two coders may differ about a claim that both found, in the order of the reports. */
export const COMPARED: readonly ComparedField[] = [
  { name: 'type', kind: 'code', read: ({ authored }) => [authored.type] },
  { name: 'attribution', kind: 'code', read: ({ attribution }) => [attribution] },
  { name: 'certainty', kind: 'code', read: ({ certainty }) => [certainty] },
  { name: 'polarity', kind: 'code', read: ({ polarity }) => [polarity] },
  { name: 'presupposed', kind: 'code', read: ({ presupposed }) => [String(presupposed)] },
  { name: 'claimant', kind: 'set', read: ({ claimants }) => sortedIds(claimants) },
  { name: 'holder', kind: 'set', read: ({ holders }) => sortedIds(holders) },
  { name: 'subject', kind: 'set', read: ({ subjects }) => sortedIds(subjects) },
  { name: 'addressee', kind: 'set', read: ({ addressees }) => sortedIds(addressees) },
  { name: 'object', kind: 'set', read: ({ objects }) => sortedIds(objects) },
  { name: 'members', kind: 'set', read: ({ members }) => sortedIds(members?.list ?? []) },
  { name: 'frames', kind: 'set', read: ({ authored }) => [...(authored.frames ?? [])].sort() },
  { name: 'topics', kind: 'set', read: ({ authored }) => [...authored.topics].sort() },
];

/** The attitudes that both coders gave to the same entity in the same claim, as `entity` and the two codes. */
export function sharedStances([a, b]: [ResolvedClaim, ResolvedClaim]): {
  entity: string;
  codes: [string, string];
}[] {
  const others = new Map(b.stances.map(({ actor, code }) => [actor.entry.id, code]));
  return a.stances.flatMap(({ actor, code }) => {
    const other = others.get(actor.entry.id);
    return other === undefined ? [] : [{ entity: actor.entry.id, codes: [code, other] as [string, string] }];
  });
}
