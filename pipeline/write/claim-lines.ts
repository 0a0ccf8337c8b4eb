import { hash } from 'node:crypto';
import type { Cell, Column, Table } from '../model/tables.ts';
import { type ClaimHistory, NO_HISTORY, releasesOf } from './claim-history.ts';
import { cellText, quoted } from './formats/csv/lines.ts';
import type { OwnPart, SourcePart } from './rows/claim-row.ts';

/** One row of the table claims in both its forms. */
export interface ClaimLine {
  /** With the line end. */
  csv: string;
  /** Without what is said about the source. */
  json: string;
}

const SEPARATOR = '\u001f';

/**
 * Prepares the writing of the table claims. What is said about the source is the same for all claims of a record and is
 * put into words once a record: a fifth of the columns.
 *
 * The row's digest covers its cells as text (empty when missing, lists joined), joined with U+001F, without the columns
 * marked `digest: false` in schemas/tables.yaml: the first 16 hex digits of the SHA-256. By it the releases in which the
 * claim first came and last changed are found.
 */
export function claimLineMaker(
  table: Table,
  history: ClaimHistory = NO_HISTORY,
): (shared: SourcePart) => (own: OwnPart) => ClaimLine {
  // The digest itself stands last.
  const columns = table.columns.filter(({ name }) => name !== 'row_digest');
  // Codes, numbers and booleans hold nothing that needs quotes.
  const plain = columns.map(({ type, vocabulary }) => type !== 'string' || vocabulary !== undefined);
  const last = columns.length;
  const [firstAt, changedAt] = ['first_release', 'last_changed_release'].map((column) =>
    columns.findIndex(({ name }) => name === column),
  ) as [number, number];
  return (shared) => {
    const repeated = columns.map(({ name }) =>
      name in shared ? cellText((shared as Record<string, Cell>)[name]) : undefined,
    );
    const repeatedCells = repeated.map((text) => (text === undefined ? undefined : quoted(text)));
    return (own) => {
      const row = own as Record<string, Cell>;
      // Joining arrays makes flat strings; adding text to text would leave a tree of some hundred pieces a row.
      const cells: string[] = new Array(last);
      const digested: string[] = [];
      for (let index = 0; index < last; index += 1) {
        const column = columns[index] as Column;
        const text = repeated[index] ?? cellText(row[column.name]);
        cells[index] = repeatedCells[index] ?? (plain[index] || text === '' ? text : quoted(text));
        if (column.digest) digested.push(text);
      }
      own.row_digest = hash('sha256', digested.join(SEPARATOR), 'hex').slice(0, 16);
      const { first, last: changed } = releasesOf(history, own.claim_id, own.row_digest);
      own.first_release = first;
      own.last_changed_release = changed;
      cells[firstAt] = first ?? '';
      cells[changedAt] = changed ?? '';
      return { csv: `${cells.join(',')},${own.row_digest}\n`, json: JSON.stringify(own) };
    };
  };
}
