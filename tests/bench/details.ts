import type { Actor, Registry } from './actors.ts';
import type { Cast } from './cast.ts';
import type { Random } from './random.ts';
import { phrase, UNITS } from './words.ts';
import type { Node } from './write-yaml.ts';

/** What a claim has to know of its record. */
export interface Setting {
  cast: Cast;
  registry: Registry;
  /** Year of the events; the work itself is published in December, or carries no date. */
  year: number;
  publisher: Actor;
  /** Words that may still be quoted in the record. */
  quotable: number;
}

/** Frames that only say a topic again would be doubted; these are no topics. */
export const FRAMES = ['morality-justice', 'dependency', 'reputation-legitimacy', 'legality', 'other'];

/** Each actor in one of the ways in which it may be written. */
export function written(actors: readonly Actor[], random: Random): string[] {
  return actors.map((actor) => random.pick(actor.forms));
}

/** A time about which something is said, in one of the spellings of EDTF. */
export function periodOf(year: number, random: Random): string {
  return random.pick([
    `${year}`,
    `${year}-05`,
    `${year - 3}/${year - 1}`,
    `${year + 1}~`,
    'XXXX-06-28',
    `${year}-04-09`,
  ]);
}

/** A number, or a word such as many. */
export function quantityOf(cast: Cast, random: Random): Node {
  const comparator = random.pick([
    'exactly',
    'at-least',
    'more-than',
    'approximately',
    'between',
    'many',
    'a-few',
  ]);
  const hasValue = comparator !== 'many' && comparator !== 'a-few';
  const value = random.between(1, 900);
  return {
    value: hasValue ? value : undefined,
    value_max: comparator === 'between' ? value + random.between(1, 99) : undefined,
    comparator,
    unit: random.pick(UNITS),
    of: random.chance(0.4) ? random.pick([cast.critics.id, cast.meeting]) : undefined,
  };
}

/**
 * Who belongs to a category, to the meeting or to the group of the cast: always members of that group, unless the claim
 * is about a group of the registry alone, whose members they then are.
 */
export function membersOf({ cast }: Setting, subject: readonly Actor[], random: Random): Node {
  const known = subject.length === 1 ? subject[0]?.members : undefined;
  if (known !== undefined) return { of: subject[0]!.id, role: 'member', list: known, complete: true };
  const list = written(cast.members, random);
  if (random.chance(0.6))
    return { category: `${random.pick(FRAMES)}-group`, role: 'member', list, complete: random.chance(0.2) };
  if (random.chance(0.5))
    return { of: cast.meeting, role: 'participant', list, complete: random.chance(0.2) };
  return { of: cast.critics.id, role: 'member', list, complete: false };
}

/** What changes; with type change only. */
export function changeOf(cast: Cast, random: Random): Node {
  return {
    dimension: phrase(random, 4).replaceAll(',', ''),
    from: random.chance(0.4) ? phrase(random, 3).replaceAll(',', '') : undefined,
    direction: random.pick(['increase', 'decrease', 'start', 'end', 'shift']),
    to_event: random.chance(0.3) ? cast.meeting : undefined,
  };
}
