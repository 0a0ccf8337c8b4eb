import type { Actor, Registry } from './actors.ts';
import type { Random } from './random.ts';
import { COUNTRIES, FAMILY, GIVEN, NATIVE, phrase } from './words.ts';
import type { Node } from './write-yaml.ts';

type Entry = { [key: string]: Node | undefined };

/** Who and what one record speaks of, beside the registry: invented people, a group, a newspaper, two events. */
export interface Cast {
  author: Actor;
  speaker: Actor;
  daily: Actor;
  critics: Actor;
  /** The states that the group of critics names as members. */
  members: Actor[];
  meeting: string;
  speech: string;
  /** Actors that the record declares and no claim has spoken of yet, each in the form that is still unused. */
  unused: Actor[];
  names: Entry;
  entities: Entry[];
  events: Entry[];
}

/** Draws the cast of record `number`. Its ids carry the number, so that no two records share one. */
export function drawCast(number: number, year: number, registry: Registry, random: Random): Cast {
  const id = (name: string): string => `b${String(number).padStart(6, '0')}-${name}`;
  const [given, otherGiven] = random.sample(GIVEN, 2) as [string, string];
  const [family, otherFamily] = random.sample(FAMILY, 2) as [string, string];
  const members = random.sample(registry.states, 3);
  const country = random.pick(registry.states).id;
  const realm = random.pick(COUNTRIES);
  const names = {
    author: `${otherGiven} ${otherFamily}`,
    speaker: `${given} ${family}`,
    daily: `${realm} Courier`,
    critics: `critics of the ${realm} treaty`,
    meeting: `${realm} harbour conference`,
    speech: `Opening address of the ${realm} conference`,
  };
  const actor = (key: 'author' | 'speaker' | 'daily' | 'critics'): Actor => ({
    id: id(key),
    forms: [id(key), names[key]],
  });
  const [author, speaker, daily, critics] = [
    actor('author'),
    actor('speaker'),
    actor('daily'),
    actor('critics'),
  ];
  const native = random.chance(0.3) ? { zh: random.pick(NATIVE) } : undefined;
  const note = random.chance(0.3) ? `Named without its members: ${phrase(random, 8)}.` : undefined;
  const month = random.between(1, 9);
  return {
    author,
    speaker,
    daily,
    critics,
    members,
    meeting: id('meeting'),
    speech: id('speech'),
    unused: [{ id: speaker.id, forms: [family] }, critics, { id: id('meeting'), forms: [id('meeting')] }],
    names: { [family]: speaker.id },
    entities: [
      { id: author.id, type: 'person', name: names.author },
      { id: critics.id, type: 'group', name: names.critics, membership: 'open', members: ids(members), note },
      { id: daily.id, type: 'media', name: names.daily, country },
      {
        id: speaker.id,
        type: 'person',
        name: names.speaker,
        native_names: native,
        country,
        family_name: family,
        // Only officials are quoted; long ago, so that the office stands for nobody else today.
        tenures: [{ office: 'un-secretary-general', start: '1950', end: '1951', source: 'public-record' }],
      },
    ],
    events: [
      { id: id('meeting'), type: 'meeting', name: names.meeting, date: `${year}-0${month}`, place: country },
      {
        id: id('speech'),
        type: 'speech',
        name: names.speech,
        date: random.chance(0.2) ? `XXXX-0${month}-11` : `${year}-0${month}-11`,
        part_of: id('meeting'),
        speakers: [speaker.id],
        form: 'speech',
      },
    ],
  };
}

/** The ids of actors. */
export function ids(actors: readonly Actor[]): string[] {
  return actors.map((actor) => actor.id);
}
