import type { DateSpan } from '../../model/dates/dates.ts';
import type { Entry } from './entry.ts';
import type { Slot } from './slots.ts';

/** What one record adds to the registry. */
export interface RecordScope {
  recordId: string;
  file: string;
  /** Surface form → id or name, as the record's `names` has it. */
  names: Map<string, string>;
  /** Entities and events that the record declares for itself, by id. */
  local: Map<string, Entry>;
  /** Ids and names of those of its entities and events that the schema refused, folded. */
  refused: ReadonlySet<string>;
  /** How many more names may be searched for what is near; counted down. */
  searches: { left: number };
}

/** Searches for what is near that one record may cost: behind hundreds of unknown names there is one cause. */
export const MOST_SEARCHES = 100;

/** A name as it stands in a record. */
export interface Mention {
  text: string;
  slot: Slot;
  /** When the claim was made. */
  on: DateSpan | null;
  /** The state that the record says is meant, for names that need a country. */
  country?: string | null;
  /** Whether it is an item of a list, so that several names could stand in its place. */
  listed?: boolean;
}

/** The rules of resolution in their order; the level of a resolution is its place here, counted from 1. */
const METHODS = [
  'explicit-id',
  'redirect',
  'record-names',
  'exact',
  'normalized',
  'title',
  'office',
] as const;
type Method = (typeof METHODS)[number];

/** What a name became, and by which rule. */
export interface Resolution {
  entry: Entry;
  method: Method;
  /** 1 (explicit id) to 7 (office by date). */
  level: number;
  reading: 'literal' | 'metonym' | 'title' | 'office';
  /** The title or office as printed, e.g. "former Russian President". */
  describedRole: string | null;
  warning?: Warning;
}

/** Something to look at that does not stop the build. */
export interface Warning {
  code: 'W-TITLE-MISMATCH' | 'W-NAME-DATE';
  message: string;
  fix: string;
}

/** Why a name became nothing. */
export interface Failure {
  code:
    | 'E-NAME-UNKNOWN'
    | 'E-NAME-AMBIGUOUS'
    | 'E-NAME-KIND'
    | 'E-NAME-DATE'
    | 'E-NAME-PRONOUN'
    | 'E-NAME-SEVERAL'
    | 'E-NAME-COMMA'
    | 'E-NAME-SPLIT'
    | 'E-NAME-RETIRED'
    | 'E-OFFICE-DATE'
    | 'E-OFFICE-UNCERTAIN'
    | 'E-OFFICE-UNKNOWN';
  message: string;
  fix: string;
  /** What it may have meant, best first, at most five. */
  candidates: Entry[];
  /** The id that was most likely meant, when one stands out. */
  suggestion?: string;
  /** Of a name that a line of the record's `names` stands for: the right side of that line, of which nothing is known. */
  target?: string;
}

/** What a name that is known became. */
export interface Known {
  ok: true;
  resolution: Resolution;
}

export type Outcome = Known | { ok: false; failure: Failure };

/** Makes a resolution; its level follows from its method. */
export function resolved(
  entry: Entry,
  method: Method,
  reading: Resolution['reading'],
  describedRole: string | null = null,
  warning?: Warning,
): Resolution {
  const resolution: Resolution = {
    entry,
    method,
    level: METHODS.indexOf(method) + 1,
    reading,
    describedRole,
  };
  if (warning !== undefined) resolution.warning = warning;
  return resolution;
}
