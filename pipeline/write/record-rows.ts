import type { Coder } from '../model/generated/records.ts';
import type { ProvenanceRow, Rows } from '../model/generated/tables.ts';
import type { Model } from '../model/model.ts';
import { byCodeUnit } from '../model/order.ts';
import type { Entry } from '../normalize/names/registry.ts';
import type { Questions } from '../normalize/questions.ts';
import type { ResolvedRecord } from '../normalize/resolved.ts';
import { workInWords } from './rows/citation.ts';
import { claimRow, type OwnPart, type SourcePart, sourcePartOf } from './rows/claim-row.ts';
import { derivationsOf } from './rows/derive.ts';
import { dyadRows } from './rows/dyad-rows.ts';
import { type EntryRows, entryRows } from './rows/entity-rows.ts';
import { actorRows, codeRows, memberRows, quantityRows, relationRows } from './rows/part-rows.ts';
import { inReadingOrder } from './rows/place-in-work.ts';
import { claimProvenance, type SharedProvenance, sharedProvenance } from './rows/provenance-rows.ts';
import { anchorRows, copyRows, sourceRow } from './rows/source-rows.ts';

/** Tables with one block of rows per claim. */
export const CLAIM_TABLES = [
  'dyads',
  'claim_actors',
  'claim_codes',
  'claim_members',
  'claim_quantities',
  'claim_relations',
] as const satisfies (keyof Rows)[];

/** The rows of one record: one row of sources, its claims each with the rows that belong to them. */
export interface RecordRows {
  source: Rows['sources'][number];
  copies: Rows['source_copies'];
  anchors: Rows['anchors'];
  /** What all rows of the table claims say about the source. */
  shared: SourcePart;
  /** In reading order. */
  claims: ClaimRows[];
  /** Rows of provenance that stand once for many claims. */
  provenance: SharedProvenance;
  /** The entities and events that the record declares for itself, sorted by id. */
  entries: EntryRows[];
}

/** A claim with the rows of the other tables that belong to it; these leave the id of the claim out. */
export interface ClaimRows {
  own: OwnPart;
  parts: { [Name in (typeof CLAIM_TABLES)[number]]: Omit<Rows[Name][number], 'claim_id'>[] };
  provenance: ProvenanceRow[];
}

/** Makes the function that turns a resolved record into rows. */
export function recordRowMaker(
  model: Model,
): (resolved: ResolvedRecord, registry: Pick<Questions, 'coder' | 'entry'>) => RecordRows {
  const derive = derivationsOf(model);
  return (resolved, registry) => {
    const { record, local } = resolved;
    const coder = registry.coder(record.coding.coder) as Coder;
    const lookup = (id: string): Entry | undefined =>
      registry.entry(id) ?? local.find((entry) => entry.id === id);
    const stateName = (id: string): string => lookup(id)?.name ?? id;
    const work = workInWords(resolved);
    const around = { record, work, questions: openQuestions(resolved), derive, stateName };
    return {
      source: sourceRow(resolved, coder, work),
      copies: copyRows(resolved),
      anchors: anchorRows(
        resolved,
        resolved.claims.map((claim) => claim.authored.at),
      ),
      shared: sourcePartOf(resolved, coder),
      claims: inReadingOrder(resolved.claims).map((claim, index) => {
        const own = claimRow(claim, index + 1, around);
        return {
          own,
          parts: {
            dyads: dyadRows(claim, own, stateName),
            claim_actors: actorRows(claim, own.recommended, stateName),
            claim_codes: codeRows(claim),
            claim_members: memberRows(claim),
            claim_quantities: quantityRows(claim, derive),
            claim_relations: relationRows(claim),
          },
          provenance: claimProvenance(claim),
        };
      }),
      provenance: sharedProvenance(resolved),
      entries: local.map((entry) => entryRows(entry, lookup)).sort((a, b) => byCodeUnit(a.id, b.id)),
    };
  };
}

/** The keys on which a second coder has a question that nobody has decided, by the claim's id within the record. */
function openQuestions({ record }: ResolvedRecord): Map<string, string[]> {
  const questions = new Map<string, string[]>();
  for (const { claim, field, decision } of record.disagreements ?? []) {
    if (decision !== undefined) continue;
    const fields = questions.get(claim) ?? [];
    if (!fields.includes(field)) questions.set(claim, [...fields, field]);
  }
  return questions;
}
