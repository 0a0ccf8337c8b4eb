import { choice } from '../../diagnostics/choice.ts';
import type { DateSpan } from '../../model/dates/dates.ts';
import type { Tenure } from '../../model/generated/records.ts';
import type { Questions } from '../questions.ts';
import { describeHolder, tenuresOf } from './describe.ts';
import type { Entry } from './entry.ts';
import { holdingsOf, officesWithRole } from './office.ts';
import type { Phrase, Post, TitledName } from './phrase.ts';
import { begunBy, type Holding, holds, isUndated } from './tenures.ts';
import type { RecordScope, Warning } from './types.ts';

/**
 * Checks the title that a text prints before a name against what the registry knows of the person.
 * @param on when the claim was made; without a known year it only counts whether the person ever held the post
 * @returns a warning that names both readings, or null when the title fits or nothing can be said against it
 */
export function checkTitle(
  registry: Questions,
  scope: RecordScope,
  titled: TitledName,
  person: Entry,
  on: DateSpan | null,
): Warning | null {
  // An office of the record's own entries that could not be read has been told; it may be the one.
  if (tenuresOf(person).some(({ office }: Partial<Tenure>) => office === undefined)) return null;
  const checked = titled.phrases.filter(({ posts }) => posts.some(isChecked));
  const warnings = checked.map((phrase) => checkPhrase(registry, scope, phrase, titled, person, on));
  return warnings.includes(null) ? null : (warnings[0] ?? null);
}

function isChecked({ title, time }: Post): boolean {
  return title.role !== undefined && time !== 'future';
}

function checkPhrase(
  registry: Questions,
  scope: RecordScope,
  { posts }: Phrase,
  titled: TitledName,
  person: Entry,
  on: DateSpan | null,
): Warning | null {
  for (const post of posts.filter(isChecked)) {
    const offices = officesOfPost(registry, scope, post);
    const holdings = holdingsOf(registry, scope, offices);
    const own = holdings.filter((holding) => holding.person.id === person.id);
    if (!own.some((holding) => fitsTime(holding, post, on))) {
      return mismatch(
        registry,
        titled,
        person,
        on,
        offices.length === 0 ? null : othersAt(holdings, post, on),
      );
    }
  }
  return null;
}

/** Offices that a post may mean: of the owner itself or of something in its country (a party's general secretary). */
function officesOfPost(registry: Questions, scope: RecordScope, { title, owners }: Post): Entry[] {
  const ids = new Set(owners.map(({ id }) => id));
  return officesWithRole(registry, scope, title.role ?? '').filter(({ country, value }) => {
    const of = value.type === 'office' ? value.of : '';
    return ids.size === 0 || ids.has(of) || (country !== null && ids.has(country));
  });
}

function fitsTime(holding: Holding, { time }: Post, on: DateSpan | null): boolean {
  if (isUndated(on)) return true;
  const answer = holds(holding, on);
  if (time === 'past') return answer === 'possible' || (answer === 'no' && begunBy(holding, on));
  if (time === 'past-or-present') return begunBy(holding, on);
  return answer !== 'no';
}

/** Who did hold the post at the time, when the title says it is held now. */
function othersAt(holdings: readonly Holding[], { time, owners }: Post, on: DateSpan | null): Holding[] {
  if (isUndated(on) || owners.length === 0 || time === 'past' || time === 'past-or-present') return [];
  return holdings.filter((holding) => holds(holding, on) !== 'no');
}

function mismatch(
  registry: Questions,
  { name, printed }: TitledName,
  person: Entry,
  on: DateSpan | null,
  others: readonly Holding[] | null,
): Warning {
  const byName = describeHolder(registry, person, tenuresOf(person));
  const holders = others?.map((holding) => describeHolder(registry, holding.person, [holding.tenure])) ?? [];
  const byTitle = holders.length > 0 ? `by title it would be ${choice(holders)}` : unknownHolder(others);
  const when = isUndated(on) ? '' : ` on ${on.min === on.max ? on.min : `${on.min ?? '…'}/${on.max ?? '…'}`}`;
  return {
    code: 'W-TITLE-MISMATCH',
    message: `the title "${printed}" does not fit ${person.name}${when}: by name "${name}" is ${byName}; ${byTitle}`,
    fix: `If ${person.name} is meant, write ${person.id}, or add the missing tenure to ${person.file}; if somebody else is meant, write that person's id.`,
  };
}

function unknownHolder(others: readonly Holding[] | null): string {
  return others === null
    ? 'the registry has no such post'
    : 'by title it would be somebody the registry does not know';
}
