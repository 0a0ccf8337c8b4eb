import { choice } from '../../diagnostics/choice.ts';
import type { DateSpan } from '../../model/dates/dates.ts';
import type { Questions } from '../questions.ts';
import { describeHolder } from './describe.ts';
import { type Entry, uniqueById } from './entry.ts';
import type { Post } from './phrase.ts';
import { begunBy, type Holding, isUndated, termOf } from './tenures.ts';
import type { Failure } from './types.ts';

/** No date, or none with a year. */
export function undated(offices: readonly Entry[], holdings: readonly Holding[], text: string): Failure {
  const known = holdings.map(({ person, tenure }) => `${person.name} (${termOf(tenure)})`);
  const others = known.length === 0 ? '' : `; the registry knows ${someOf(known)}`;
  return {
    code: 'E-OFFICE-DATE',
    message: `"${text}" is whoever held the office at the time, and this claim has no date with a year${others}`,
    fix: `Add made to the claim, or write the person's id${orTheOffice(offices)}.`,
    candidates: uniqueById(holdings.map(({ person }) => person)).slice(0, 5),
  };
}

/** More than one may have held it, or one only perhaps. */
export function uncertain(registry: Questions, at: readonly Holding[], text: string, on: DateSpan): Failure {
  const candidates = uniqueById(at.map(({ person }) => person));
  const described = candidates.map((person) =>
    describeHolder(
      registry,
      person,
      at.filter((holding) => holding.person === person).map(({ tenure }) => tenure),
    ),
  );
  return {
    code: 'E-OFFICE-UNCERTAIN',
    message: `the registry cannot tell who "${text}" was on ${inDates(on)}: perhaps ${choice(described)}`,
    fix: `Write the person's id (${choice(idsOf(candidates))}), or add the exact dates to ${fileOf(candidates)}.`,
    candidates: candidates.slice(0, 5),
  };
}

/** No tenure of the registry touches the date. */
export function nobody(
  offices: readonly Entry[],
  holdings: readonly Holding[],
  text: string,
  on: DateSpan,
): Failure {
  const known = holdings.map(({ person, tenure }) => `${person.name} (${termOf(tenure)})`);
  const others = known.length === 0 ? '' : `; it knows ${choice(known, 'and')}`;
  return {
    code: 'E-OFFICE-UNKNOWN',
    message: `the registry knows nobody who was "${text}" on ${inDates(on)}${others}`,
    fix: `Add the person with a tenure of ${choice(idsOf(offices))} to sources/registry/people/, or write an id${orTheOffice(offices)}.`,
    candidates: uniqueById(holdings.map(({ person }) => person)).slice(0, 5),
  };
}

/** The registry has no such office, or the words do not say whose it is. */
export function noSuchOffice(text: string, { title, owners }: Post): Failure {
  const of = owners.length === 0 ? 'and the words do not say of what' : `of ${choice(namesOf(owners))}`;
  return {
    code: 'E-OFFICE-UNKNOWN',
    message: `"${text}" is an office, ${owners.length === 0 ? of : `but the registry has no ${title.role} ${of}`}`,
    fix:
      owners.length === 0
        ? 'Say whose office it is ("the president of Iran"), or write the id of the person.'
        : 'Write the id of the person, or add the office to sources/registry/offices.yaml.',
    candidates: [],
  };
}

/** "former", "then" and the like leave open who is meant. */
export function notThePresentOne(holdings: readonly Holding[], text: string, on: DateSpan | null): Failure {
  const begun = isUndated(on) ? holdings : holdings.filter((holding) => begunBy(holding, on));
  const candidates = uniqueById(begun.map(({ person }) => person)).slice(0, 5);
  const perhaps = candidates.length === 0 ? '' : `; the registry knows ${choice(namesOf(candidates), 'and')}`;
  return {
    code: 'E-OFFICE-UNCERTAIN',
    message: `"${text}" does not say which holder of the office is meant${perhaps}`,
    fix: `Write the person's id, or a line under names of this record that says who it is.`,
    candidates,
  };
}

/** The word for the owner is shared, as "Korean" is. */
export function sharedWord(holdings: readonly Holding[], text: string, { owners }: Post): Failure {
  return {
    code: 'E-OFFICE-UNCERTAIN',
    message: `"${text}" does not say whether ${choice(namesOf(owners))} is meant`,
    fix: 'Name the country in full ("the president of South Korea"), or write the id of the person.',
    candidates: uniqueById(holdings.map(({ person }) => person)).slice(0, 5),
  };
}

/** At most five of them, and how many more there are. */
function someOf(words: readonly string[]): string {
  const more = words.length - 5;
  return choice(more > 0 ? [...words.slice(0, 5), `${more} more`] : words, 'and');
}

function orTheOffice(offices: readonly Entry[]): string {
  return offices.length === 0 ? '' : `, or ${choice(idsOf(offices))} if the office itself is meant`;
}

function inDates({ min, max }: DateSpan): string {
  return min === max ? `${min}` : `some day of ${min ?? '..'}/${max ?? '..'}`;
}

function idsOf(entries: readonly Entry[]): string[] {
  return entries.map(({ id }) => id);
}

function namesOf(entries: readonly Entry[]): string[] {
  return entries.map(({ name }) => name);
}

function fileOf(entries: readonly Entry[]): string {
  return choice([...new Set(entries.map(({ file }) => file))], 'and');
}
