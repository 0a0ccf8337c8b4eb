import { choice } from '../../diagnostics/choice.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { foldName } from '../../model/fold.ts';
import type { Redirect } from '../../model/generated/records.ts';
import { describeEntry } from './describe.ts';
import { type Entry, uniqueById } from './entry.ts';
import type { Registry } from './registry.ts';
import { acceptedWords, accepts, type Slot } from './slots.ts';
import { nearestOf, suggest } from './suggest.ts';
import type { Failure, Mention, RecordScope } from './types.ts';

const MOST = 5;

/**
 * Nothing bears the name: says what is near.
 * @param name the text without its title, when it has one
 */
export function unknownName(
  registry: Registry,
  scope: RecordScope,
  mention: Mention,
  name?: string,
): Failure {
  const { text, slot } = mention;
  const own = nearestOwn(scope, name ?? text, slot);
  if (own !== undefined) return ownName(text, own);
  const successor = mergedInto(registry, name ?? text);
  if (successor !== undefined && accepts(slot, successor.entry)) return mergedName(registry, text, successor);
  const suggestions = suggest(registry.suggestions(), name ?? text, (entry) => accepts(slot, entry));
  const nearby = nearestOf(suggestions).map(({ entry }) => entry);
  const isFamilyName = nearby.some((entry) => hasFamilyName(entry, name ?? text));
  const failure: Failure = {
    code: 'E-NAME-UNKNOWN',
    message: `"${text}" ${isFamilyName ? 'is a family name alone, which never decides' : 'is not in the registry'}${nearness(registry, nearby)}`,
    fix:
      nearby.length === 0
        ? addFix(scope, slot)
        : settleFix(text, nearby, name === undefined && !isFamilyName),
    candidates: suggestions.map(({ entry }) => entry),
  };
  if (nearby.length === 1) failure.suggestion = (nearby[0] as Entry).id;
  return failure;
}

/** The entry into which one was merged whose id is this name in the spelling of ids: the name itself went with it. */
function mergedInto(registry: Registry, name: string): { entry: Entry; from: string } | undefined {
  const from = foldName(name).replaceAll(' ', '-');
  const entry = registry.entries.get(registry.redirects.get(from)?.to ?? '');
  return entry && { entry, from };
}

function mergedName(
  registry: Registry,
  text: string,
  { entry, from }: { entry: Entry; from: string },
): Failure {
  return {
    code: 'E-NAME-UNKNOWN',
    message: `"${text}" is not in the registry; ${from} was merged into ${identify(registry, entry)}, which does not have this name`,
    fix: `Add the old name as an alias to ${entry.id} in ${entry.file}, or write ${entry.id}.`,
    candidates: [entry],
    suggestion: entry.id,
  };
}

/** The record's own entity that is nearest to the text, if one is near. */
function nearestOwn({ local }: RecordScope, text: string, slot: Slot): Entry | undefined {
  const own = [...local.values()].filter((entry) => accepts(slot, entry));
  const [found] = nearest(
    text,
    own.flatMap(({ id, name }) => [name, id]),
  );
  return own.find(({ id, name }) => name === found || id === found);
}

function ownName(text: string, entry: Entry): Failure {
  return {
    code: 'E-NAME-UNKNOWN',
    message: `"${text}" is neither in this record nor in the registry; nearest is ${entry.name}, which this record declares on line ${entry.line}`,
    fix: `Write ${entry.id}, or the name as it is declared.`,
    candidates: [entry],
    suggestion: entry.id,
  };
}

function hasFamilyName({ value }: Entry, name: string): boolean {
  return (
    value.type === 'person' &&
    value.family_name !== undefined &&
    foldName(value.family_name) === foldName(name)
  );
}

function nearness(registry: Registry, nearest: readonly Entry[]): string {
  if (nearest.length === 0) return '';
  const named = nearest.map((entry) => identify(registry, entry));
  if (nearest.length === 1) return `; nearest is ${named[0]}`;
  const names = nearest.map(({ name }) => name);
  return `; ${choice(names, 'and')} are equally near: ${choice(named)}`;
}

/** An entry in words with its id, so that it can be copied. */
function identify(registry: Registry, entry: Entry): string {
  return `${describeEntry(registry, entry)} [${entry.id}]`;
}

/**
 * The name can mean several things, or is too loose to decide.
 * @param others what it can mean beside the candidates, in words
 */
export function ambiguousName(
  registry: Registry,
  { text }: Mention,
  candidates: readonly Entry[],
  { why = '', others = [] }: { why?: string; others?: string[] } = {},
): Failure {
  const sorted = uniqueById(candidates).slice(0, MOST);
  const named = [...others, ...sorted.map((entry) => identify(registry, entry))];
  return {
    code: 'E-NAME-AMBIGUOUS',
    message: `"${text}" can mean ${choice(named)}${why === '' ? '' : `; ${why}`}`,
    fix: `Write the id that is meant, or say it once for this record with a line under names, such as ${namesLine(text, sorted[0])}`,
    candidates: sorted,
  };
}

/** The name is known, but not as something that may stand here. */
export function wrongKind(
  registry: Registry,
  { text, slot }: Mention,
  candidates: readonly Entry[],
): Failure {
  const sorted = uniqueById(candidates).slice(0, MOST);
  const named = sorted.map((entry) => describeEntry(registry, entry));
  return {
    code: 'E-NAME-KIND',
    message: `"${text}" is ${choice(named)}, but ${slot.key} takes ${acceptedWords(slot)}`,
    fix: kindFix(slot, text),
    candidates: sorted,
  };
}

function kindFix({ key }: Slot, text: string): string {
  if (key === 'place') return 'Write the id of the place that is meant, or leave place out.';
  return `Write the id of what is meant under ${key}, or move "${text}" to the key where it belongs.`;
}

/** The name was in use at another time only. */
export function wrongTime(registry: Registry, { text, on }: Mention, candidates: readonly Entry[]): Failure {
  const [entry] = candidates as [Entry];
  return {
    code: 'E-NAME-DATE',
    message: `"${text}" was not in use for ${describeEntry(registry, entry)} at the date of the claim (${daysOf(on)})`,
    fix: `If it is meant all the same, write ${entry.id} or a line under names: ${namesLine(text, entry)}`,
    candidates: candidates.slice(0, MOST),
    suggestion: entry.id,
  };
}

function daysOf(on: Mention['on']): string {
  const [from, to] = [on?.min ?? '..', on?.max ?? '..'];
  return from === to ? from : `${from} to ${to}`;
}

/** A retired id that meant several things. */
export function splitId(registry: Registry, { text }: Mention, ids: readonly string[]): Failure {
  const candidates = ids.map((id) => registry.entries.get(id)).filter((entry) => entry !== undefined);
  return {
    code: 'E-NAME-SPLIT',
    message: `the id ${text} is retired: it was split into ${choice(ids, 'and')}`,
    fix: `Write the one that is meant: ${choice(ids)}.`,
    candidates,
  };
}

/** A retired id whose place nothing took. */
export function retiredId({ text }: Mention, { date, reason }: Redirect): Failure {
  return {
    code: 'E-NAME-RETIRED',
    message: `the id ${text} was retired (${date}): ${reason.trim().replace(/\.$/, '')}`,
    fix: 'Write the id or name of what is meant now; if only this record needs it, declare it under entities.',
    candidates: [],
  };
}

/** A line of `names` that leads nowhere. */
export function brokenNamesLine({ text }: Mention, target: string): Failure {
  return {
    code: 'E-NAME-UNKNOWN',
    message: `names of this record says that "${text}" is ${target}, which is neither an id nor one clear name`,
    fix: 'Write an id after the colon in that line of names.',
    candidates: [],
  };
}

function settleFix(text: string, nearest: readonly Entry[], whole: boolean): string {
  const ids = choice(nearest.map(({ id }) => id));
  const [first] = nearest as [Entry];
  const line = `a line under names of this record (such as ${namesLine(text, first)})`;
  if (!whole || nearest.length > 1 || first.scope === 'record')
    return `Write the id (${ids}), or add ${line}.`;
  return `Write the id (${ids}), add ${line}, or add this spelling to ${first.file} under aliases.`;
}

function addFix({ file }: RecordScope, { entities, events, eventTypes }: Slot): string {
  // What was said in it is most often a speech or a meeting.
  const list = !events
    ? 'entities'
    : !entities
      ? 'events'
      : eventTypes
        ? 'events or entities'
        : 'entities or events';
  return `Correct the spelling, add it to its file in sources/registry/, or, if only this record needs it, to ${list} in ${file}.`;
}

/** A line for the record's `names`, quoted where YAML needs it. */
function namesLine(text: string, entry: Entry | undefined): string {
  const key = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .’-]*$/u.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
  return `${key}: ${entry?.id ?? '<id>'}`;
}
