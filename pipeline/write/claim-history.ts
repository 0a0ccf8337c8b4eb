/** What the previous release says of a claim. */
export interface EarlierClaim {
  digest: string;
  first: string;
  last: string;
}

/** The claims of the previous release, and the version that is being made. */
export interface ClaimHistory {
  /** Null when the build is no release. */
  version: string | null;
  /** By claim id; empty when there is no previous release. */
  earlier: ReadonlyMap<string, EarlierClaim>;
}

export const NO_HISTORY: ClaimHistory = { version: null, earlier: new Map() };

/**
 * First and last-changed release of a claim. A claim that is new or differs from the previous release gets the version
 * that is being made, and nothing as long as that is no release.
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
