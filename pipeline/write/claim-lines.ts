import { hash } from 'node:crypto';
import type { Cell, Table } from '../model/tables.ts';
import { cellText, quoted } from './csv.ts';
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
 * marked `digest: false` in schemas/tables.yaml: the first 16 hex digits of the SHA-256.
 */
export function claimLineMaker(table: Table): (shared: SourcePart) => (own: OwnPart) => ClaimLine {
  // The digest itself stands last.
  const columns = table.columns.filter(({ name }) => name !== 'row_digest');
  return (shared) => {
    const plan = columns.map(({ name, digest }) => {
      const text = name in shared ? cellText((shared as Record<string, Cell>)[name]) : null;
      return { name, digest, text, cell: text === null ? '' : quoted(text) };
    });
    return (own) => {
      const cells = own as Record<string, Cell>;
      let csv = '';
      let digested = '';
      for (const { name, digest, text, cell } of plan) {
        const value = text ?? cellText(cells[name]);
        csv += text === null ? quoted(value) : cell;
        csv += ',';
        if (digest) digested += value + SEPARATOR;
      }
      own.row_digest = hash('sha256', digested.slice(0, -1), 'hex').slice(0, 16);
      return { csv: `${csv}${own.row_digest}\n`, json: JSON.stringify(own) };
    };
  };
}
