import type { Row, Table, TableContract } from '../model/tables.ts';
import { tableNamed } from '../model/tables.ts';
import { CLAIM_TABLES, type ClaimRows, type RecordRows } from './record-tables.ts';

/** Puts the columns of a row into the order of the contract, so that JSON reads like CSV. */
export function inOrder(row: Row, table: Table, left: readonly string[] = []): Row {
  const ordered: Row = {};
  for (const { name } of table.columns) if (!left.includes(name)) ordered[name] = row[name] ?? null;
  return ordered;
}

/** Makes the functions that write records as JSON: a claim as one line, a source with its claims nested. */
export function recordJson(contract: TableContract): { claimLine: (claim: ClaimRows) => string; source: (rows: RecordRows, lines: string[]) => string } {
  const claims = tableNamed(contract, 'claims');
  const sources = tableNamed(contract, 'sources');
  const nested = CLAIM_TABLES.map((name) => tableNamed(contract, name));
  const copies = tableNamed(contract, 'source_copies');
  const anchors = tableNamed(contract, 'anchors');
  return {
    claimLine: ({ claim, parts }) => {
      const object: Record<string, unknown> = inOrder(claim, claims);
      for (const table of nested) {
        object[table.name] = parts[table.name as keyof typeof parts].map((row) => inOrder(row, table, ['claim_id']));
      }
      return JSON.stringify(object);
    },
    source: (rows, lines) => {
      const head = JSON.stringify({
        ...inOrder(rows.source, sources),
        // The number of claims gives way to the claims themselves.
        claims: undefined,
        source_copies: rows.copies.map((row) => inOrder(row, copies, ['source_id'])),
        anchors: rows.anchors.map((row) => inOrder(row, anchors, ['source_id'])),
      });
      return `${head.slice(0, -1)},"claims":[\n${lines.join(',\n')}\n]}`;
    },
  };
}
