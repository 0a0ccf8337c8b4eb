import type { ClaimHistoryRow } from '../model/generated/tables.ts';
import type { Table } from '../model/tables.ts';
import { cellText } from './formats/csv/lines.ts';
import { quoted } from './formats/csv/quoted.ts';
import { rowTexts } from './formats/row-text.ts';
import { type ClaimHistory, DIGEST_SEPARATOR, digestOfText, NO_HISTORY, releasesOf } from './history.ts';
import { type OwnPart, SHARED, type SourcePart } from './rows/claim-row.ts';

/** One row of the table claims as it is written. */
interface ClaimLine {
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
  const counted = table.columns.filter(({ digest }) => digest);
  const compared = table.columns.filter(({ name }) => history.compared.includes(name));
  const isFirst = history.earlier.size === 0;
  const textsOf = rowTexts<OwnPart>(
    table.columns,
    [
      { separator: ',', dressed: quoted },
      { separator: DIGEST_SEPARATOR, columns: counted },
      ...(isFirst ? [] : [{ separator: DIGEST_SEPARATOR, columns: compared }]),
    ],
    SHARED,
  );
  return (shared) => {
    const texts = SHARED.map((name) => cellText(shared[name]));
    const given = [texts.map(quoted), texts, texts];
    return (own) => {
      const [line, digested, toCompare] = textsOf(own, given) as [string, string, string?];
      const { first, last } = releasesOf(
        history,
        own.claim_id,
        toCompare === undefined ? '' : digestOfText(toCompare),
      );
      return {
        csv: `${line}\n`,
        history: { first_release: first, last_changed_release: last, digest: digestOfText(digested) },
      };
    };
  };
}
