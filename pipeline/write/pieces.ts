import { openQuestionRows } from '../agreement/disagreements.ts';
import type { DisagreementsRow, ProvenanceRow, Rows } from '../model/generated/tables.ts';
import type { Model } from '../model/model.ts';
import { type Row, type Table, tableNamed } from '../model/tables.ts';
import type { ResolvedRecord } from '../normalize/resolved.ts';
import { rowCheck } from './check-row.ts';
import { claimLineMaker } from './claim-lines.ts';
import { csvLinesOfMany } from './formats/csv/lines.ts';
import { recordJson } from './formats/json.ts';
import { type ClaimHistory, NO_HISTORY } from './history.ts';
import { CLAIM_TABLES, type RecordRows } from './record-rows.ts';
import { type Stated, statedIn } from './rows/proposition-rows.ts';

/** Tables that a batch hands over as finished text, claim after claim. */
export const STREAMED = ['claims', ...CLAIM_TABLES, 'claim_history', 'provenance'] as const;

/** The rows of one record in the tables keyed by source id, as text and counted. */
export interface RecordPieces {
  id: string;
  texts: { sources: string; source_copies: string; anchors: string };
  rows: { sources: number; source_copies: number; anchors: number };
  /** What the record leaves open for a second coder. */
  questions: DisagreementsRow[];
  /** Its claims that claims of other works say as well. */
  stated: Stated[];
  /** What stands once for many of its claims. */
  provenance: ProvenanceRow[];
}

/** The output of a batch of records as finished UTF-8 text, ready to be appended. */
export interface BatchPieces {
  tables: Record<string, Uint8Array>;
  rows: Record<string, number>;
  jsonl: Uint8Array;
  /** JSON of the batch's sources, joined with commas. */
  sourcesJson: Uint8Array;
  sources: number;
  records: RecordPieces[];
}

/** Collects the output of a batch, one record after the other, so that little has to be kept in memory. */
export interface PieceCollector {
  add: (resolved: ResolvedRecord, rows: RecordRows) => void;
  finish: () => BatchPieces;
}

/** Prepares the collecting of output. */
export function pieceCollector(model: Model, history: ClaimHistory = NO_HISTORY): () => PieceCollector {
  const table = (name: keyof Rows & string): Table => tableNamed(model.tables, name);
  const claims = table('claims');
  const linesOf = claimLineMaker(claims, history);
  const json = recordJson(model.tables);
  const check = rowCheck();
  const lines = (name: keyof Rows, some: readonly Row[], key?: string): string => {
    check(table(name), some[0], key === undefined ? {} : { claim_id: key });
    return csvLinesOfMany(table(name), some, key);
  };
  return () => {
    const texts = new Map<string, string[]>(STREAMED.map((name) => [name, []]));
    const counts: Record<string, number> = Object.fromEntries(STREAMED.map((name) => [name, 0]));
    const records: RecordPieces[] = [];
    const jsonl: string[] = [];
    const sourcesJson: string[] = [];
    const append = (name: string, text: string, rows: number): void => {
      texts.get(name)?.push(text);
      counts[name] = (counts[name] ?? 0) + rows;
    };
    return {
      add: (resolved, rows) => {
        const lineOf = linesOf(rows.shared);
        for (const claim of rows.claims) {
          const { own, parts, provenance } = claim;
          const id = own.claim_id;
          const { csv, history: releases } = lineOf(own);
          check(claims, rows.shared, own);
          append('claims', csv, 1);
          append('claim_history', lines('claim_history', [releases], id), 1);
          append('provenance', lines('provenance', provenance), provenance.length);
          for (const name of CLAIM_TABLES) append(name, lines(name, parts[name], id), parts[name].length);
          jsonl.push(json.claimLine(claim, rows.shared.source_id));
        }
        sourcesJson.push(json.source(rows));
        records.push({
          id: rows.source.source_id,
          texts: {
            sources: lines('sources', [rows.source]),
            source_copies: lines('source_copies', rows.copies),
            anchors: lines('anchors', rows.anchors),
          },
          rows: { sources: 1, source_copies: rows.copies.length, anchors: rows.anchors.length },
          questions: openQuestionRows(resolved),
          stated: statedIn(resolved),
          provenance: rows.provenance,
        });
      },
      finish: () => ({
        tables: Object.fromEntries([...texts].map(([name, text]) => [name, bytes(text.join(''))])),
        rows: counts,
        jsonl: bytes(jsonl.join('')),
        sourcesJson: bytes(sourcesJson.join(',\n')),
        sources: records.length,
        records,
      }),
    };
  };
}

/** Memory that a result holds outside the heap, to be handed over between threads without copying. */
export function transferable({ tables, jsonl, sourcesJson }: BatchPieces): ArrayBuffer[] {
  return [...Object.values(tables), jsonl, sourcesJson].map((piece) => piece.buffer as ArrayBuffer);
}

/** UTF-8 in memory of its own: small buffers of Node share a pool, which cannot be handed over. */
function bytes(text: string): Uint8Array {
  const buffer = Buffer.from(text, 'utf8');
  return buffer.byteLength === buffer.buffer.byteLength ? buffer : new Uint8Array(buffer);
}
