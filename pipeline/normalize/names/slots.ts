import { choice } from '../../diagnostics/choice.ts';
import type { Entry } from './entry.ts';

/** A place in a record that takes an entity or event, and what it accepts. */
export interface Slot {
  /** The key in the record: claimant, place … */
  key: string;
  /** Entity types accepted; null for all. */
  types: ReadonlySet<string> | null;
  entities: boolean;
  events: boolean;
  /** Event types accepted; absent for all. */
  eventTypes?: ReadonlySet<string>;
}

/** Types that can speak, think and be a source. A written office stands for the person who holds it. */
const ACTORS: ReadonlySet<string> = new Set([
  'person',
  'party',
  'state',
  'territory',
  'government',
  'agency',
  'igo',
  'organization',
  'company',
  'media',
  'group',
  'document',
]);
const PLACES: ReadonlySet<string> = new Set(['place', 'state', 'territory']);
const UTTERANCES: ReadonlySet<string> = new Set([
  'speech',
  'statement',
  'interview',
  'press-conference',
  'document-release',
  'vote',
  'meeting',
  'edition',
]);

const actor = (key: string): Slot => ({ key, types: ACTORS, entities: true, events: false });
const entity = (key: string): Slot => ({ key, types: null, entities: true, events: false });
const anything = (key: string): Slot => ({ key, types: null, entities: true, events: true });
const event = (key: string): Slot => ({ key, types: null, entities: false, events: true });

/** Every place of a record that takes an entity or event. */
export const SLOTS = {
  claimant: actor('claimant'),
  via: actor('via'),
  holder: actor('holder'),
  author: actor('authors'),
  contributor: actor('contributors'),
  publisher: actor('publisher'),
  paratext: actor('paratext'),
  addressee: anything('addressee'),
  subject: anything('subject'),
  object: anything('object'),
  stance: anything('stance'),
  of: anything('of'),
  member: entity('members'),
  place: { key: 'place', types: PLACES, entities: true, events: false },
  event: event('event'),
  from_event: event('from_event'),
  to_event: event('to_event'),
  utterance: {
    key: 'said_in',
    types: new Set(['document']),
    entities: true,
    events: true,
    eventTypes: UTTERANCES,
  },
  any: anything('names'),
} as const satisfies Record<string, Slot>;

/** The slot of a key that refers to entities or to events, of the types given or of all. */
export function slotOf(key: string, target: 'entity' | 'event', types: readonly string[] | null): Slot {
  const set = types === null ? null : new Set(types);
  return target === 'entity'
    ? { key, types: set, entities: true, events: false }
    : { ...event(key), ...(set === null ? {} : { eventTypes: set }) };
}

/** Whether the slot takes the entry. */
export function accepts(slot: Slot, entry: Entry): boolean {
  if (entry.kind === 'event') return slot.events && (slot.eventTypes?.has(entry.type) ?? true);
  return acceptsType(slot, entry.type);
}

/** Whether the slot takes entities of a type. */
export function acceptsType(slot: Slot, type: string): boolean {
  return slot.entities && (slot.types === null || slot.types.has(type));
}

/** What a slot takes, in words: "a place, state or territory". */
export function acceptedWords(slot: Slot): string {
  const entities = !slot.entities ? [] : slot.types === null ? ['entity'] : [...slot.types];
  const events = !slot.events ? [] : slot.eventTypes === undefined ? ['event'] : [...slot.eventTypes];
  const words = [...new Set([...events, ...entities])];
  return `${words.length < 2 ? 'an' : 'a'} ${words.length === 0 ? 'nothing' : choice(words)}`;
}
