import type { Cell, Row, Table } from '../model/tables.ts';
import { CLAIM_TABLES, type ClaimRows, type RecordRows } from './record-tables.ts';

/** A claim as one flat line with every column, for JSON Lines; missing cells are null. */
export function claimLine({ claim }: ClaimRows): string {
  return JSON.stringify(claim);
}

/**
 * A source with its copies, anchors and claims nested. What is missing is left out, and so is what the parent says: a
 * claim does not repeat its source.
 */
export function sourceJson({ source, copies, anchors, claims }: RecordRows): string {
  // The number of claims gives way to the claims themselves.
  const { claims: _, ...head } = present(source, NOTHING);
  const nested = claims.map(({ claim, parts }) => {
    const object: Record<string, unknown> = present(claim, FROM_SOURCE);
    for (const name of CLAIM_TABLES) {
      const rows = parts[name] as Row[];
      if (rows.length > 0) object[name] = rows.map((row) => present(row, CLAIM_KEY));
    }
    return JSON.stringify(object);
  });
  const text = JSON.stringify({
    ...head,
    source_copies: copies.map((row) => present(row, SOURCE_KEY)),
    anchors: anchors.map((row) => present(row, SOURCE_KEY)),
  });
  return `${text.slice(0, -1)},"claims":[\n${nested.join(',\n')}\n]}`;
}

/** The cells of a row that are there, in their order, without some columns. */
export function present(row: Row, left: ReadonlySet<string>): Record<string, Cell> {
  const object: Record<string, Cell> = {};
  for (const name in row) {
    const cell = row[name] as Cell;
    if (cell === null || left.has(name) || (typeof cell === 'object' && cell.length === 0)) continue;
    object[name] = cell;
  }
  return object;
}

/** Puts the columns of a row into the order of the contract. */
export function inOrder(row: Row, table: Table, left: readonly string[] = []): Row {
  const ordered: Row = {};
  for (const { name } of table.columns) if (!left.includes(name)) ordered[name] = row[name] ?? null;
  return ordered;
}

const NOTHING: ReadonlySet<string> = new Set();
const CLAIM_KEY: ReadonlySet<string> = new Set(['claim_id']);
const SOURCE_KEY: ReadonlySet<string> = new Set(['source_id']);
/** Columns of a claim that only repeat its source, which stands around it. */
const FROM_SOURCE: ReadonlySet<string> = new Set([
  'source_id',
  'source_title',
  'source_kind',
  'source_publisher',
  'source_authors',
  'source_published',
  'source_url',
  'source_archived_url',
  'source_language',
  'record_status',
  'coder',
  'coder_kind',
  'coded_on',
  'coding_mode',
  'coding_basis',
  'record_path',
  'record_digest',
  'codebook_version',
]);
