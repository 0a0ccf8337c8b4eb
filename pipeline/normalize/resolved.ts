import type { ParsedFile } from '../model/authored.ts';
import type { DateSpan } from '../model/dates/dates.ts';
import type { AuthoredRecord, Claim, Quantity } from '../model/generated/records.ts';
import type { Entry } from './names/registry.ts';

/** An entity or event in a role, with how it was found. */
export interface Actor {
  entry: Entry;
  /** What the record says; null when a default or the utterance supplied the actor. */
  asWritten: string | null;
  method: string;
  reading: string;
  /** The title as the source prints it. */
  describedRole: string | null;
}

/** A date as written, with the days that fit. */
export interface DatedText {
  text: string;
  span: DateSpan;
}

/**
 * The rule that gave a value which the claim itself does not say: the record's defaults, the utterance in said_in, who
 * answers for headline and caption, the authors of the source (`word` where the claim says `authors`), its publication,
 * its kind and the place in it, a default of the codebook, that several claimants speak together, or that blame is an attitude towards whom it blames. `name` for what the
 * claim says under another name.
 */
export type OriginRule =
  | 'defaults'
  | 'utterance'
  | 'paratext'
  | 'authors'
  | 'word'
  | 'publication'
  | 'kind'
  | 'codebook'
  | 'together'
  | 'blame'
  | 'name';

/** Why a value is not what the record says: one row of the table provenance. */
export interface Origin {
  field: string;
  /** Place in the list, from 1. */
  position: number;
  value: string;
  asWritten: string | null;
  rule: OriginRule;
  /** Its kind, as the table has it. */
  origin: 'default' | 'inherited' | 'name' | 'alias' | 'redirect' | 'derived';
  file: string;
  line: number;
}

/** A quantity whose owner is resolved. */
export interface ResolvedQuantity {
  quantity: Quantity;
  of: Actor | null;
}

/** A list of members whose names are resolved. */
export interface ResolvedMembers {
  of: Actor | null;
  category: string | null;
  role: string;
  list: Actor[];
  complete: boolean;
}

/** A relation to a claim by its public id. */
export interface ResolvedRelation {
  type: string;
  to: string;
  by: string;
}

/** When a claim was said. */
export interface ClaimDate {
  /** EDTF; null when at most a limit is known. */
  text: string | null;
  /** A code of the vocabulary date-basis; null when nothing at all is known. */
  basis: 'made' | 'utterance' | 'published' | 'no-later-than' | null;
  /** A code of the vocabulary date-precision. */
  precision: string | null;
  /** First and last day on which it can have been said. */
  min: string | null;
  max: string | null;
}

/** A claim with every default applied and every name resolved. */
export interface ResolvedClaim {
  /** Public id: record, slash, number. */
  id: string;
  line: number;
  /** Place in the record's list of claims, from 0. */
  index: number;
  /** The claim with defaults filled in; use the resolved parts below where there are any. */
  authored: Partial<Claim> & Pick<Claim, 'id' | 'at' | 'text' | 'type' | 'topics'>;
  voice: 'author' | 'reported' | 'publisher';
  attribution: string;
  claimants: Actor[];
  /** Null with a single claimant. */
  jointly: boolean | null;
  via: Actor[];
  holders: Actor[];
  addressees: Actor[];
  subjects: Actor[];
  objects: Actor[];
  stances: { actor: Actor; code: string }[];
  certainty: string;
  polarity: string;
  presupposed: boolean;
  form: string;
  status: string;
  made: DatedText | null;
  date: ClaimDate;
  /** The event or document in which it was said. */
  saidIn: Actor | null;
  event: Actor | null;
  period: DatedText | null;
  place: Actor | null;
  quantities: ResolvedQuantity[];
  members: ResolvedMembers | null;
  /** The events between which something changes. */
  changeFrom: Actor | null;
  changeTo: Actor | null;
  relations: ResolvedRelation[];
  origins: Origin[];
}

/** A source whose names are resolved. */
export interface ResolvedSource {
  publisher: Actor | null;
  authors: Actor[];
  contributors: { actor: Actor; role: string }[];
  headlineBy: Actor | null;
  captionBy: Actor | null;
  published: DatedText | null;
  /** Publishers of the copies, in their order. */
  copyPublishers: (Actor | null)[];
}

/** A record with every name resolved. */
export interface ResolvedRecord {
  file: ParsedFile;
  record: AuthoredRecord;
  source: ResolvedSource;
  claims: ResolvedClaim[];
  /** Entities and events that this record alone declares. */
  local: Entry[];
}
