import type { Claim } from '../../model/generated/records.ts';
import type { Actor, Origin, OriginRule } from '../resolved.ts';

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
    rule: Exclude<OriginRule, 'name'>,
    place: Place,
  ) => void;
  /** A name that became an id, at a position in its list from 0. One in the record's defaults was not written in the claim, under whatever name. */
  named: (field: string, index: number, actor: Actor, isOwn: boolean, place: Place) => void;
}

/** Starts the notes of one claim. */
export function originNotes(): OriginNotes {
  const list: Origin[] = [];
  // All notes have one shape, keys in one order: V8 then needs not look up where their values lie.
  return {
    list,
    unwritten: (field, values, rule, { file, line }) => {
      const origin = KINDS[rule] ?? 'inherited';
      for (let index = 0; index < values.length; index += 1) {
        const value = values[index] as string;
        list.push({ field, position: index + 1, value, asWritten: null, rule, origin, file, line });
      }
    },
    named: (field, index, { entry, asWritten, method }, isOwn, { file, line }) => {
      const rule = isOwn ? 'name' : 'defaults';
      const origin = isOwn ? originOf(asWritten, entry.name, method) : 'default';
      list.push({ field, position: index + 1, value: entry.id, asWritten, rule, origin, file, line });
    },
  };
}

/** What the table calls a value that was not inherited. */
const KINDS: Partial<Record<OriginRule, 'default' | 'derived'>> = {
  codebook: 'default',
  together: 'default',
  defaults: 'default',
  kind: 'derived',
  blame: 'derived',
};

/** `name` for the entity's own name, `redirect` for a retired id, `alias` for every other way of writing it. */
function originOf(asWritten: string | null, name: string, method: string): Origin['origin'] {
  if (method === 'redirect') return 'redirect';
  return asWritten === name ? 'name' : 'alias';
}

const ACTOR_KEYS: ReadonlySet<string> = new Set<keyof Claim>([
  'claimant',
  'via',
  'holder',
  'addressee',
  'subject',
  'object',
  'place',
  'said_in',
  'event',
  'stance',
  'members',
]);

/** Whether a key of a claim holds names of entities or events. */
export function isActorKey(key: string): boolean {
  return ACTOR_KEYS.has(key);
}
