import type { Coder } from '../model/generated/records.ts';
import type { Model } from '../model/load.ts';
import { type Row, tableNamed } from '../model/tables.ts';
import type { ResolvedRecord } from '../normalize/dataset.ts';
import { csvLinesOfMany } from './csv.ts';
import { rowJson, sourceJson } from './json.ts';
import { CLAIM_TABLES, type ClaimRows, recordRowMaker } from './record-tables.ts';

/** The rows of one record in the tables keyed by source id, as text and counted. */
export interface RecordPieces {
  id: string;
  texts: { sources: string; source_copies: string; anchors: string };
  rows: { sources: number; source_copies: number; anchors: number };
}

/** The output of a batch of records as finished UTF-8 text, ready to be appended. */
export interface ShardPieces {
  tables: Record<string, Uint8Array>;
  rows: Record<string, number>;
  jsonl: Uint8Array;
  /** JSON of the batch's sources, joined with commas. */
  sourcesJson: Uint8Array;
  sources: number;
  records: RecordPieces[];
}

/** Makes the function that turns a batch of resolved records into finished text. */
export function pieceMaker(model: Model, coderOf: (id: string) => Coder): (batch: readonly ResolvedRecord[]) => ShardPieces {
  const rowsOf = recordRowMaker(model, coderOf);
  const csv = (name: string, rows: readonly Row[]): string => csvLinesOfMany(tableNamed(model.tables, name), rows);
  return (batch) => {
    const claims: ClaimRows[] = [];
    const sources: string[] = [];
    let lines = '';
    const records: RecordPieces[] = [];
    for (const resolved of batch) {
      const rows = rowsOf(resolved);
      const own = rows.claims.map(({ claim }) => rowJson(claim));
      sources.push(sourceJson(rows, own));
      for (const line of own) lines += `${line}\n`;
      claims.push(...rows.claims);
      records.push({
        id: rows.source.source_id,
        texts: { sources: csv('sources', [rows.source]), source_copies: csv('source_copies', rows.copies), anchors: csv('anchors', rows.anchors) },
        rows: { sources: 1, source_copies: rows.copies.length, anchors: rows.anchors.length },
      });
    }
    const tables: Record<string, Uint8Array> = { claims: bytes(csv('claims', claims.map(({ claim }) => claim))) };
    const counts: Record<string, number> = { claims: claims.length };
    for (const name of CLAIM_TABLES) {
      const rows = claims.flatMap(({ parts }) => parts[name] as Row[]);
      tables[name] = bytes(csv(name, rows));
      counts[name] = rows.length;
    }
    return { tables, rows: counts, jsonl: bytes(lines), sourcesJson: bytes(sources.join(',\n')), sources: sources.length, records };
  };
}

/** Memory that a result holds outside the heap, to be handed over between threads without copying. */
export function transferable({ tables, jsonl, sourcesJson }: ShardPieces): ArrayBuffer[] {
  return [...Object.values(tables), jsonl, sourcesJson].map((piece) => piece.buffer as ArrayBuffer);
}

/** UTF-8 in memory of its own: small buffers of Node share a pool, which cannot be handed over. */
function bytes(text: string): Uint8Array {
  const buffer = Buffer.from(text, 'utf8');
  return buffer.byteLength === buffer.buffer.byteLength ? buffer : new Uint8Array(buffer);
}
