import type { ValuePath } from '../../model/authored.ts';
import type { DateSpan } from '../../model/dates/dates.ts';
import type { Claim } from '../../model/generated/records.ts';
import { claimsWithDefaults } from '../../validate/defaults.ts';
import { SLOTS, type Slot } from '../names/slots.ts';
import type { RecordReader } from '../reader.ts';
import type { Actor } from '../resolved.ts';
import { isActorKey, type OriginNotes, originNotes, type Place } from './origins.ts';

/** Keys of a claim that hold a list of names. */
type ListKey = 'claimant' | 'via' | 'holder' | 'addressee' | 'subject' | 'object';

/** Reads one claim, and notes where its values come from. */
export interface ClaimReader {
  record: RecordReader;
  /** The claim with the record's defaults filled in. */
  claim: Claim;
  /** Place in the record's list of claims, from 0. */
  index: number;
  /** 1-based line on which the claim begins. */
  line: number;
  notes: OriginNotes;
  /** The names listed under a key, noted; what could not be resolved is left out. */
  list: (key: ListKey, on: DateSpan | null) => Actor[];
  /** The name under a key, noted; null when there is none or it could not be resolved. */
  single: (key: 'said_in' | 'place' | 'event', slot: Slot, on: DateSpan | null) => Actor | null;
  /** A name inside the value of a key, at the steps below it; nothing is noted. */
  inside: (
    key: keyof Claim,
    steps: readonly (string | number)[],
    text: string | undefined,
    slot: Slot,
    on: DateSpan | null,
  ) => Actor | null;
  /** Whether the claim itself says a key, and not the record's defaults. */
  isOwn: (key: keyof Claim) => boolean;
  /** Notes what the record's defaults give the claim under a key. */
  fromDefaults: (key: keyof Claim) => void;
  /** Where a key stands, in the claim or in the defaults, and steps below it. */
  pathTo: (key: keyof Claim, ...steps: (string | number)[]) => ValuePath;
  /** Notes what the names under a key became. */
  named: (key: keyof Claim, actors: readonly Actor[]) => void;
}

/**
 * Makes the reader of one claim, and notes what the record's defaults give it.
 * @param own the claim as it stands in the file, `index` its place in the list of claims
 */
export function claimReaderOf(record: RecordReader, own: Claim, index: number): ClaimReader {
  const { file } = record;
  const defaults = (record.record.defaults ?? {}) as Partial<Claim>;
  const claim = claimsWithDefaults(record.record)[index] as Claim;
  const line = file.itemLines.claims?.[index] ?? 1;
  const notes = originNotes();
  const inherited = Object.keys(defaults) as (keyof Claim)[];
  // Most keys have no default, and the claim is quicker to ask than what the file has of it.
  const isOwn = (key: keyof Claim): boolean => (inherited.includes(key) ? own : claim)[key] !== undefined;
  const pathTo: ClaimReader['pathTo'] = (key, ...steps) =>
    isOwn(key) ? ['claims', index, key, ...steps] : ['defaults', key, ...steps];
  const placeOf = (key: keyof Claim): Place =>
    isOwn(key)
      ? { file: file.path, line: file.claimKeyLines[index]?.[key] ?? line }
      : { file: file.path, line: file.mapKeyLines.defaults?.[key] ?? 1 };
  const named: ClaimReader['named'] = (key, actors) => {
    const isWritten = isOwn(key);
    for (let at = 0; at < actors.length; at += 1) {
      const actor = actors[at] as Actor;
      const isId = actor.asWritten === null || actor.asWritten === actor.entry.id;
      if (!isWritten || !isId) notes.named(key, at, actor, isWritten, placeOf(key));
    }
  };
  const fromDefaults: ClaimReader['fromDefaults'] = (key) =>
    notes.unwritten(key, textsOf(defaults[key]), 'defaults', placeOf(key));

  for (const key of inherited) {
    // Names are noted when they have been resolved.
    // So is the form when it is known whether an utterance has one, which goes before.
    if (isOwn(key) || key === 'form' || (isActorKey(key) && defaults[key] !== 'none')) continue;
    fromDefaults(key);
  }
  return {
    record,
    claim,
    index,
    line,
    notes,
    isOwn,
    fromDefaults,
    list: (key, on) => {
      if (claim[key] === undefined) return [];
      const found = record.actors(claim[key] as string[] | undefined, SLOTS[key], pathTo(key), on);
      named(key, found);
      return found;
    },
    single: (key, slot, on) => {
      if (claim[key] === undefined) return null;
      const found = record.actor(claim[key], slot, pathTo(key), on);
      if (found !== null) named(key, [found]);
      return found;
    },
    inside: (key, steps, text, slot, on) =>
      text === undefined ? null : record.actor(text, slot, pathTo(key, ...steps), on),
    pathTo,
    named,
  };
}

function textsOf(value: unknown): string[] {
  if (Array.isArray(value))
    return value.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)));
  return [typeof value === 'object' ? JSON.stringify(value) : String(value)];
}
