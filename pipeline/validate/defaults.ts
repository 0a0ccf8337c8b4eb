import type { AuthoredRecord, Claim } from '../model/generated/records.ts';

const filled = new WeakMap<Partial<AuthoredRecord>, readonly (Claim | undefined)[]>();

/**
 * A claim without anything. All claims with defaults are made from it, so that they have one shape, and V8 finds a key of
 * theirs at once: files have the keys in thousands of orders, and reading a key was a search that took fifty times as long.
 */
const BLANK: Record<keyof Claim, undefined> = {
  id: undefined,
  at: undefined,
  claimant: undefined,
  said_in: undefined,
  via: undefined,
  attribution: undefined,
  cue: undefined,
  text: undefined,
  quote: undefined,
  type: undefined,
  topics: undefined,
  holder: undefined,
  imputed: undefined,
  addressee: undefined,
  subject: undefined,
  object: undefined,
  stance: undefined,
  frames: undefined,
  certainty: undefined,
  polarity: undefined,
  presupposed: undefined,
  reporter_stance: undefined,
  jointly: undefined,
  form: undefined,
  made: undefined,
  event: undefined,
  period: undefined,
  place: undefined,
  quantities: undefined,
  members: undefined,
  change: undefined,
  proposition: undefined,
  distinct: undefined,
  relations: undefined,
  status: undefined,
  note: undefined,
};

/**
 * The claims of a record with its defaults filled in, by their places; undefined for those that the schema refused. They
 * have every key of a claim, most without a value. Made once a record for all who ask, so that nobody may change them.
 */
export function claimsWithDefaults(record: Partial<AuthoredRecord>): readonly (Claim | undefined)[] {
  let claims = filled.get(record);
  if (claims === undefined) {
    const written = (record.claims ?? []) as (Claim | undefined)[];
    claims = written.map((own) => own && { ...BLANK, ...record.defaults, ...own });
    filled.set(record, claims);
  }
  return claims;
}
