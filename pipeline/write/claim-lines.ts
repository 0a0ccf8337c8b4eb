import type { ClaimHistoryRow } from '../model/generated/tables.ts';
import type { Cell, Column, Table } from '../model/tables.ts';
import { cellText, quoted } from './formats/csv/lines.ts';
import { type ClaimHistory, digestOfCells, NO_HISTORY, releasesOf } from './history.ts';
import type { OwnPart, SourcePart } from './rows/claim-row.ts';

/** One row of the table claims as it is written. */
export interface ClaimLine {
  /** With the line end. */
  csv: string;
  history: Omit<ClaimHistoryRow, 'claim_id'>;
}

/**
 * Prepares the writing of the table claims. What is said about the source is the same for all claims of a record and is
 * put into words once a record.
 *
 * The digest of a row covers its values without the columns marked `digest: false` in schemas/tables.yaml; whether a claim
 * changed since the previous release is told by the columns that both have.
 */
export function claimLineMaker(
  table: Table,
  history: ClaimHistory = NO_HISTORY,
): (shared: SourcePart) => (own: OwnPart) => ClaimLine {
  const { columns } = table;
  // Codes, numbers and booleans hold nothing that needs quotes.
  const plain = columns.map(({ type, vocabulary }) => type !== 'string' || vocabulary !== undefined);
  const counted = placesOf(columns, ({ digest }) => digest);
  const compared = placesOf(columns, ({ name }) => history.compared.includes(name));
  return (shared) => {
    const repeated = columns.map(({ name }) =>
      name in shared ? cellText((shared as Record<string, Cell>)[name]) : undefined,
    );
    const repeatedCells = repeated.map((text) => (text === undefined ? undefined : quoted(text)));
    return (own) => {
      const row = own as Record<string, Cell>;
      // Joining arrays makes flat strings; adding text to text would leave a tree of some hundred pieces a row.
      const cells: string[] = new Array(columns.length);
      const texts: string[] = new Array(columns.length);
      for (let index = 0; index < columns.length; index += 1) {
        const text = repeated[index] ?? cellText(row[(columns[index] as Column).name]);
        texts[index] = text;
        cells[index] = repeatedCells[index] ?? (plain[index] || text === '' ? text : quoted(text));
      }
      const digestAt = (places: readonly number[]): string =>
        digestOfCells(places.map((place) => texts[place] as string));
      const { first, last } = releasesOf(
        history,
        own.claim_id,
        history.earlier.size === 0 ? '' : digestAt(compared),
      );
      return {
        csv: `${cells.join(',')}\n`,
        history: { first_release: first, last_changed_release: last, digest: digestAt(counted) },
      };
    };
  };
}

function placesOf(columns: readonly Column[], isWanted: (column: Column) => boolean): number[] {
  return columns.flatMap((column, place) => (isWanted(column) ? [place] : []));
}
