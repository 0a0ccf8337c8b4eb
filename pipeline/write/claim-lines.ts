import type { ClaimHistoryRow } from '../model/generated/tables.ts';
import type { Column, Table } from '../model/tables.ts';
import { cellText } from './formats/csv/lines.ts';
import { quoted } from './formats/csv/quoted.ts';
import { rowText } from './formats/row-text.ts';
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
  const lineOf = rowText<OwnPart>(table.columns, { separator: ',', dressed: quoted, given: SHARED });
  const digestOver = (columns: readonly Column[]): ((own: OwnPart, texts: readonly string[]) => string) => {
    const textOf = rowText<OwnPart>(columns, { separator: DIGEST_SEPARATOR, given: SHARED });
    return (own, texts) => digestOfText(textOf(own, texts));
  };
  const [countedDigest, comparedDigest] = [digestOver(counted), digestOver(compared)];
  return (shared) => {
    const texts = SHARED.map((name) => cellText(shared[name]));
    const cells = texts.map(quoted);
    return (own) => {
      const { first, last } = releasesOf(
        history,
        own.claim_id,
        history.earlier.size === 0 ? '' : comparedDigest(own, texts),
      );
      return {
        csv: `${lineOf(own, cells)}\n`,
        history: { first_release: first, last_changed_release: last, digest: countedDigest(own, texts) },
      };
    };
  };
}
