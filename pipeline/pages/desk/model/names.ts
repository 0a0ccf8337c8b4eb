import type { DateSpan } from '../../../model/dates/dates.ts';
import { foldName } from '../../../model/fold.ts';
import { describeEntry, describeHolder } from '../../../normalize/names/describe.ts';
import { namesOf } from '../../../normalize/names/forms.ts';
import { holderOf } from '../../../normalize/names/office.ts';
import type { Entry, Registry } from '../../../normalize/names/registry.ts';
import {
  type Outcome,
  type RecordScope,
  resolveMention,
  type Slot,
} from '../../../normalize/names/resolve.ts';
import { accepts, acceptsType } from '../../../normalize/names/slots.ts';
import { askRegistry, type Questions } from '../../../normalize/questions.ts';
import type { TakenRecord } from '../../../record/take.ts';

/** A name that may be meant. */
export interface Choice {
  entry: Entry;
  /** What is written into the record when it is chosen. */
  text: string;
  /** The name that was found by what was typed. */
  name: string;
  /** Who or what it is, in a few words; of an office its holder on the date. */
  about: string;
}

interface NameLine {
  folded: string;
  name: string;
  entry: Entry;
}

const questions = new WeakMap<Registry, Questions>();

/** The registry as records ask it. */
export function asked(registry: Registry): Questions {
  const known = questions.get(registry) ?? askRegistry(registry);
  questions.set(registry, known);
  return known;
}

const lines = new WeakMap<Registry, NameLine[]>();

function linesOf(registry: Registry): NameLine[] {
  let known = lines.get(registry);
  if (known === undefined) {
    known = [...registry.entries.values()].flatMap(linesOfEntry);
    lines.set(registry, known);
  }
  return known;
}

function linesOfEntry(entry: Entry): NameLine[] {
  const names = new Set([...namesOf(entry.value).map(({ name }) => name), entry.id]);
  return [...names].map((name) => ({ folded: foldName(name), name, entry }));
}

/** The names that a record adds to those of the registry. */
export function scopeOf({ resolved, checked, file }: TakenRecord): RecordScope {
  return {
    recordId: checked.value.id ?? '',
    file: file.path,
    names: new Map(Object.entries((checked.value.names ?? {}) as Record<string, string>)),
    local: new Map(resolved.local.map((entry) => [entry.id, entry])),
    refused: new Set(),
    searches: { left: 100 },
  };
}

const MOST = 8;

/**
 * The entries of registry and record that what was typed may mean, the likeliest first: those of the record, names that
 * begin with it, names of which a word begins with it, names that hold all its words.
 */
export function complete(
  registry: Registry,
  scope: RecordScope,
  typed: string,
  slot: Slot,
  on: DateSpan | null,
): Choice[] {
  const folded = foldName(typed);
  if (folded === '') return [];
  const words = folded.split(' ');
  const own = [
    ...[...scope.local.values()].flatMap(linesOfEntry),
    ...[...scope.names].flatMap(([name, id]) => {
      const entry = scope.local.get(id) ?? registry.entries.get(id);
      return entry === undefined ? [] : [{ folded: foldName(name), name, entry }];
    }),
  ];
  const best = new Map<Entry, { line: NameLine; rank: number }>();
  const look = (line: NameLine, isOwn: boolean): void => {
    const rank = rankOf(line.folded, folded, words);
    if (rank === null || !fits(slot, line.entry)) return;
    const weighed = rank * 1000 + line.folded.length - (isOwn ? 500 : 0);
    const before = best.get(line.entry);
    if (before === undefined || weighed < before.rank) best.set(line.entry, { line, rank: weighed });
  };
  for (const line of own) look(line, true);
  for (const line of linesOf(registry)) look(line, false);
  return [...best.values()]
    .sort((a, b) => a.rank - b.rank || (a.line.entry.id < b.line.entry.id ? -1 : 1))
    .slice(0, MOST)
    .map(({ line: { entry, name } }) => ({
      entry,
      name,
      text: writtenFor(registry, scope, entry, spelled(name, typed.trim(), entry), slot, on),
      about: aboutOf(registry, scope, entry, on),
    }));
}

/** The name as it was typed with its capitals, or the id that was typed; what is typed in small letters gets the name's own. */
function spelled(name: string, typed: string, { id }: Entry): string {
  if (typed === id && typed.includes('-')) return id;
  return foldName(name) === foldName(typed) && /\p{Lu}/u.test(typed) ? typed : name;
}

/** Offices stand for their holders where persons do. */
function fits(slot: Slot, entry: Entry): boolean {
  return accepts(slot, entry) || (entry.type === 'office' && acceptsType(slot, 'person'));
}

function rankOf(name: string, typed: string, words: readonly string[]): number | null {
  if (name === typed) return 0;
  if (name.startsWith(typed)) return 1;
  const own = name.split(' ');
  if (
    own.some((word) => word.startsWith(words[0] as string)) &&
    words.every((word) => own.some((one) => one.startsWith(word)))
  )
    return 2;
  return null;
}

/** The name where it means this entry in this field, else its main name, else its id. */
function writtenFor(
  registry: Registry,
  scope: RecordScope,
  entry: Entry,
  name: string,
  slot: Slot,
  on: DateSpan | null,
): string {
  if (name === entry.id) return name;
  const wanted = entry.type === 'office' ? null : entry;
  for (const text of [name, entry.name]) {
    const outcome = resolveMention(asked(registry), scope, { text, slot, on });
    if (outcome.ok && text !== entry.id && (wanted === null || outcome.resolution.entry === wanted))
      return text;
  }
  return entry.id;
}

/** An entry in a few words; an office with who holds it on the date. */
export function aboutOf(registry: Registry, scope: RecordScope, entry: Entry, on: DateSpan | null): string {
  if (entry.type !== 'office') {
    const about = describeEntry(asked(registry), entry);
    return about === entry.name
      ? entry.type
      : about.startsWith(entry.name)
        ? about.slice(entry.name.length).replace(/^[,\s]+/, '')
        : about;
  }
  const found = holderOf(asked(registry), scope, [entry], entry.name, on);
  return 'holder' in found
    ? `office: ${describeHolder(asked(registry), found.holder, [])}${on?.min === undefined || on?.min === null ? '' : ` on ${on.min}`}`
    : `office: ${found.failure.message}`;
}

/** What a name becomes in a field. */
export function resolveName(
  registry: Registry,
  scope: RecordScope,
  text: string,
  slot: Slot,
  on: DateSpan | null,
): Outcome {
  return resolveMention(asked(registry), scope, { text, slot, on, listed: true });
}
