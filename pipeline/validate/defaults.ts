import type { AuthoredRecord, Claim } from '../model/generated/records.ts';

const filled = new WeakMap<Partial<AuthoredRecord>, readonly (Claim | undefined)[]>();

/**
 * The claims of a record with its defaults filled in, by their places; undefined for those that the schema refused. Made once
 * a record for all who ask, so that nobody may change them.
 */
export function claimsWithDefaults(record: Partial<AuthoredRecord>): readonly (Claim | undefined)[] {
  const known = filled.get(record);
  if (known !== undefined) return known;
  const defaults = Object.entries(record.defaults ?? {});
  const claims = ((record.claims ?? []) as (Claim | undefined)[]).map(
    (own) => own && withThese(defaults, own),
  );
  filled.set(record, claims);
  return claims;
}

/** What the claim says itself is copied first: V8 does that at once, and with `{ ...defaults, ...own }` key by key. */
function withThese(defaults: readonly [string, unknown][], own: Claim): Claim {
  if (defaults.length === 0) return own;
  const claim: Record<string, unknown> = { ...own };
  for (const [key, value] of defaults) if (!(key in own)) claim[key] = value;
  return claim as unknown as Claim;
}
