import { hash } from 'node:crypto';

/** What the previous release says of a claim. */
export interface EarlierClaim {
  /** Over its values in the compared columns. */
  digest: string;
  first: string;
  last: string;
}

/** The claims of the previous release, and the version that is being made. */
export interface ClaimHistory {
  /** Null when the build is no release. */
  version: string | null;
  /** Columns of claims that the previous release has as well: a claim has changed when a value of these did. */
  compared: readonly string[];
  /** By claim id; empty when there is no previous release. */
  earlier: ReadonlyMap<string, EarlierClaim>;
}

export const NO_HISTORY: ClaimHistory = { version: null, compared: [], earlier: new Map() };

/** Between the cells that a digest covers. */
export const DIGEST_SEPARATOR = '\u001f';

/** The first 16 hex digits of the SHA-256 over cells as text (empty when missing, lists joined). */
export function digestOfCells(cells: readonly string[]): string {
  return digestOfText(cells.join(DIGEST_SEPARATOR));
}

/** The same, of cells that are joined already. */
export function digestOfText(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 16);
}

/**
 * First and last-changed release of a claim. A claim that is new or differs from the previous release gets the version
 * that is being made, and nothing as long as that is no release.
 * @param digest over the compared columns
 */
export function releasesOf(
  { version, earlier }: ClaimHistory,
  id: string,
  digest: string,
): { first: string | undefined; last: string | undefined } {
  const before = earlier.get(id);
  const now = version ?? undefined;
  if (before === undefined) return { first: now, last: now };
  return { first: before.first, last: before.digest === digest ? before.last : now };
}
