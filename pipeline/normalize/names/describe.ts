import type { Tenure } from '../../model/generated/records.ts';
import type { Questions } from '../questions.ts';
import type { Entry } from './entry.ts';
import { termOf } from './tenures.ts';

/** An entry in a few words: "Aleksandar Vučić, President of Serbia"; "Iraq (state)". */
export function describeEntry(registry: Questions, entry: Entry): string {
  if (entry.type !== 'person') return `${entry.name} (${entry.type})`;
  const latest = latestOf(entry);
  if (latest !== null) return `${entry.name}, ${officeName(registry, latest.office)}`;
  const country = entry.country === null ? undefined : registry.entry(entry.country);
  return country === undefined ? `${entry.name} (person)` : `${entry.name} (person, ${country.name})`;
}

/** A person with the terms of some of their tenures: "Joe Biden (President …, from 2021-01-20, …)". */
export function describeHolder(registry: Questions, person: Entry, tenures: readonly Tenure[]): string {
  if (tenures.length === 0) return person.name;
  const terms = tenures.map((tenure) => `${officeName(registry, tenure.office)}, ${termOf(tenure)}`);
  return `${person.name} (${terms.join('; ')})`;
}

function officeName(registry: Questions, id: string): string {
  return registry.entry(id)?.name ?? id;
}

/** The tenures of a person, none for anything else. */
export function tenuresOf({ value }: Entry): Tenure[] {
  return value.type === 'person' ? (value.tenures ?? []) : [];
}

function latestOf(person: Entry): Tenure | null {
  const tenures = tenuresOf(person);
  // Unknown beginnings come first: a dated one says more.
  return tenures.reduce<Tenure | null>(
    (latest, tenure) => (latest === null || (tenure.start ?? '') > (latest.start ?? '') ? tenure : latest),
    null,
  );
}
