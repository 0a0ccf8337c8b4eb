import { choice } from '../../diagnostics/choice.ts';
import type { Redirect } from '../../model/generated/records.ts';
import type { Questions } from '../questions.ts';
import { describeEntry } from './describe.ts';
import { type Entry, uniqueById } from './entry.ts';
import { acceptedWords, type Slot } from './slots.ts';
import type { Failure, Mention } from './types.ts';

const MOST = 5;

/** An entry in words with its id, so that it can be copied. */
export function identify(registry: Questions, entry: Entry): string {
  return `${describeEntry(registry, entry)} [${entry.id}]`;
}

/**
 * The name can mean several things, or is too loose to decide.
 * @param others what it can mean beside the candidates, in words
 */
export function ambiguousName(
  registry: Questions,
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
  registry: Questions,
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
export function wrongTime(registry: Questions, { text, on }: Mention, candidates: readonly Entry[]): Failure {
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
export function splitId(registry: Questions, { text }: Mention, ids: readonly string[]): Failure {
  const candidates = ids.map((id) => registry.entry(id)).filter((entry) => entry !== undefined);
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
    target,
  };
}

/** A line for the record's `names`, quoted where YAML needs it. */
export function namesLine(text: string, entry: Entry | undefined): string {
  const key = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .’-]*$/u.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
  return `${key}: ${entry?.id ?? '<id>'}`;
}
