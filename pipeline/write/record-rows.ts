import type { Coder } from '../model/generated/records.ts';
import type { Rows } from '../model/generated/tables.ts';
import type { Model } from '../model/model.ts';
import type { ResolvedRecord } from '../normalize/resolved.ts';
import {
  actorRows,
  codeRows,
  memberRows,
  provenanceRows,
  quantityRows,
  relationRows,
} from './rows/claim-part-rows.ts';
import { claimRow, type OwnPart, type SourcePart, sourcePartOf } from './rows/claim-row.ts';
import { derivationsOf } from './rows/derive.ts';
import { anchorRows, copyRows, sourceRow } from './rows/source-rows.ts';

/** Tables with one block of rows per claim, nested into the claim in JSON. */
export const CLAIM_TABLES = [
  'claim_actors',
  'claim_codes',
  'claim_members',
  'claim_quantities',
  'claim_relations',
  'provenance',
] as const satisfies (keyof Rows)[];

/** The rows of one record: one row of sources, its claims each with the rows that belong to them. */
export interface RecordRows {
  source: Rows['sources'][number];
  copies: Rows['source_copies'];
  anchors: Rows['anchors'];
  /** What all rows of the table claims say about the source. */
  shared: SourcePart;
  claims: ClaimRows[];
}

/** A claim with the rows of the other tables that belong to it; these leave the id of the claim out. */
export interface ClaimRows {
  own: OwnPart;
  parts: { [Name in (typeof CLAIM_TABLES)[number]]: Omit<Rows[Name][number], 'claim_id'>[] };
}

/** Makes the function that turns a resolved record into rows; claims sorted by id, code unit by code unit. */
export function recordRowMaker(
  model: Model,
  coderOf: (id: string) => Coder,
): (resolved: ResolvedRecord) => RecordRows {
  const derive = derivationsOf(model);
  return (resolved) => {
    const coder = coderOf(resolved.record.coding.coder);
    const sorted = [...resolved.claims].sort((a, b) => (a.id < b.id ? -1 : 1));
    return {
      source: sourceRow(resolved, coder, resolved.claims.length),
      copies: copyRows(resolved),
      anchors: anchorRows(
        resolved,
        resolved.claims.map((claim) => claim.authored.at),
      ),
      shared: sourcePartOf(resolved, coder),
      claims: sorted.map((claim) => ({
        own: claimRow(claim, resolved, derive),
        parts: {
          claim_actors: actorRows(claim),
          claim_codes: codeRows(claim, derive),
          claim_members: memberRows(claim),
          claim_quantities: quantityRows(claim),
          claim_relations: relationRows(claim),
          provenance: provenanceRows(claim),
        },
      })),
    };
  };
}
