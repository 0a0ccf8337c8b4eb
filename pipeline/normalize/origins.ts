import type { Claim } from '../model/generated/records.ts';
import type { Actor, Origin } from './dataset.ts';

/** Where a value comes from when the claim itself does not say it. */
export interface Place {
  file: string;
  line: number;
}

/** Notes for one claim why its values are not what is written. */
export interface OriginNotes {
  list: Origin[];
  /** A value that nobody wrote in the claim. */
  unwritten: (
    field: string,
    values: readonly string[],
    origin: 'default' | 'inherited' | 'derived',
    place: Place,
  ) => void;
  /** Names that became ids. */
  named: (field: string, actors: readonly Actor[], place: Place) => void;
  /** A text that was written otherwise. */
  changed: (
    field: string,
    value: string,
    asWritten: string,
    origin: 'derived' | 'redirect',
    place: Place,
  ) => void;
}

/** Starts the notes of one claim. */
export function originNotes(): OriginNotes {
  const list: Origin[] = [];
  return {
    list,
    unwritten: (field, values, origin, place) => {
      for (const [index, value] of values.entries())
        list.push({ field, position: index + 1, value, asWritten: null, origin, ...place });
    },
    named: (field, actors, place) => {
      for (const [index, { entry, asWritten, method }] of actors.entries()) {
        if (asWritten === null || asWritten === entry.id) continue;
        list.push({
          field,
          position: index + 1,
          value: entry.id,
          asWritten,
          origin: originOf(asWritten, entry.name, method),
          ...place,
        });
      }
    },
    changed: (field, value, asWritten, origin, place) => {
      list.push({ field, position: 1, value, asWritten, origin, ...place });
    },
  };
}

/** `name` for the entity's own name, `redirect` for a retired id, `alias` for every other way of writing it. */
function originOf(asWritten: string, name: string, method: string): Origin['origin'] {
  if (method === 'redirect') return 'redirect';
  return asWritten === name ? 'name' : 'alias';
}

/** Keys of a claim that refer to entities or events. */
export type ActorKey = keyof Pick<
  Claim,
  'claimant' | 'via' | 'holder' | 'addressee' | 'subject' | 'object' | 'place' | 'said_in' | 'event'
>;
