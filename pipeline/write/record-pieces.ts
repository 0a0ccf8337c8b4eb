import type { Coder } from '../model/generated/records.ts';
import type { Model } from '../model/load.ts';
import { type Row, tableNamed } from '../model/tables.ts';
import type { ResolvedRecord } from '../normalize/dataset.ts';
import { csvLines } from './csv.ts';
import { recordJson } from './json.ts';
import { CLAIM_TABLES, type ClaimRows, recordRowMaker } from './record-tables.ts';

/** The rows of one record in the tables keyed by source id, as text and counted. */
export interface RecordPieces {
  id: string;
  texts: { sources: string; source_copies: string; anchors: string };
  rows: { sources: number; source_copies: number; anchors: number };
}

/** The output of a batch of records as finished text, ready to be appended. */
export interface ShardPieces {
  tables: Record<string, string>;
  rows: Record<string, number>;
  jsonl: string;
  sourcesJson: string[];
  records: RecordPieces[];
}

/** Makes the function that turns a batch of resolved records into finished text. */
export function pieceMaker(model: Model, coderOf: (id: string) => Coder): (batch: readonly ResolvedRecord[]) => ShardPieces {
  const rowsOf = recordRowMaker(model, coderOf);
  const json = recordJson(model.tables);
  const csv = (name: string, rows: readonly Row[]): string => csvLines(tableNamed(model.tables, name), rows);
  return (batch) => {
    const claims: ClaimRows[] = [];
    const sourcesJson: string[] = [];
    const records: RecordPieces[] = [];
    let jsonl = '';
    for (const resolved of batch) {
      const rows = rowsOf(resolved);
      const lines = rows.claims.map(json.claimLine);
      if (lines.length > 0) jsonl += `${lines.join('\n')}\n`;
      sourcesJson.push(json.source(rows, lines));
      claims.push(...rows.claims);
      records.push({
        id: rows.source.source_id,
        texts: { sources: csv('sources', [rows.source]), source_copies: csv('source_copies', rows.copies), anchors: csv('anchors', rows.anchors) },
        rows: { sources: 1, source_copies: rows.copies.length, anchors: rows.anchors.length },
      });
    }
    const tables: Record<string, string> = { claims: csv('claims', claims.map(({ claim }) => claim)) };
    const counts: Record<string, number> = { claims: claims.length };
    for (const name of CLAIM_TABLES) {
      const rows = claims.flatMap(({ parts }) => parts[name] as Row[]);
      tables[name] = csv(name, rows);
      counts[name] = rows.length;
    }
    return { tables, rows: counts, jsonl, sourcesJson, records };
  };
}
