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
  // All notes have one shape, keys in one order: V8 then needs not look up where their values lie.
  const add = (
    { field, value, asWritten, rule, origin }: Omit<Origin, 'position' | keyof Place>,
    index: number,
    { file, line }: Place,
  ): void => {
    list.push({ field, position: index + 1, value, asWritten, rule, origin, file, line });
  };
  return {
    list,
    unwritten: (field, values, rule, place) => {
      const origin = KINDS[rule] ?? 'inherited';
      for (let index = 0; index < values.length; index += 1)
        add({ field, value: values[index] as string, asWritten: null, rule, origin }, index, place);
    },
    named: (field, actors, place) => {
      for (let index = 0; index < actors.length; index += 1) {
        const { entry, asWritten, method } = actors[index] as Actor;
        const value = entry.id;
        if (place.fromDefaults)
          add({ field, value, asWritten, rule: 'defaults', origin: 'default' }, index, place);
        else if (asWritten !== null && asWritten !== value) {
          const origin = originOf(asWritten, entry.name, method);
          add({ field, value, asWritten, rule: 'name', origin }, index, place);
        }
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
