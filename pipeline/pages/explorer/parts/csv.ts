import { quoted } from '../../../write/formats/csv/quoted.ts';
import type { Dataset } from '../data/dataset.ts';

/** Rows joined at once, so that a large selection needs no text of its whole length twice. */
const ROWS = 2000;

/** Claims as CSV: the columns and cells of claims.csv, with the citation of each. */
export function csvOf({ claims, claimColumns }: Dataset, rows: Iterable<number>): Blob {
  const pieces: string[] = [`${claimColumns.join(',')}\n`];
  let lines: string[] = [];
  for (const row of rows) {
    lines.push(claimColumns.map((column) => quoted(claims.cell(column, row))).join(','));
    if (lines.length < ROWS) continue;
    pieces.push(`${lines.join('\n')}\n`);
    lines = [];
  }
  if (lines.length > 0) pieces.push(`${lines.join('\n')}\n`);
  return new Blob(pieces, { type: 'text/csv' });
}
