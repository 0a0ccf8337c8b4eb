import type { Claim } from '../../model/generated/records.ts';
import type { Actor, Origin, OriginRule } from '../resolved.ts';

/** Where a value comes from when the claim itself does not say it. */
export interface Place {
  file: string;
  line: number;
}

/** Where names stand: in the claim, or in the record's defaults. */
export interface NamedPlace extends Place {
  fromDefaults: boolean;
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
  /** Names that became ids. Those in the record's defaults were not written in the claim, under whatever name. */
  named: (field: string, actors: readonly Actor[], place: NamedPlace) => void;
}

/** Starts the notes of one claim. */
export function originNotes(): OriginNotes {
  const list: Origin[] = [];
  return {
    list,
    unwritten: (field, values, rule, place) => {
      for (const [index, value] of values.entries())
        list.push({
          field,
          position: index + 1,
          value,
          asWritten: null,
          rule,
          origin: KINDS[rule] ?? 'inherited',
          ...place,
        });
    },
    named: (field, actors, { file, line, fromDefaults }) => {
      for (const [index, { entry, asWritten, method }] of actors.entries()) {
        const row = { field, position: index + 1, value: entry.id, file, line };
        if (fromDefaults) list.push({ ...row, asWritten, rule: 'defaults', origin: 'default' });
        else if (asWritten !== null && asWritten !== entry.id)
          list.push({ ...row, asWritten, rule: 'name', origin: originOf(asWritten, entry.name, method) });
      }
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
function originOf(asWritten: string, name: string, method: string): Origin['origin'] {
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
