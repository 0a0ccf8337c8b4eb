import { choice } from '../../diagnostics/choice.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { foldName } from '../../model/fold.ts';
import type { Questions } from '../questions.ts';
import type { Entry } from './entry.ts';
import { identify, namesLine } from './failures.ts';
import { recordNames } from './lookup.ts';
import { accepts, type Slot } from './slots.ts';
import { nearestOf, suggest } from './suggest.ts';
import type { Failure, Mention, RecordScope } from './types.ts';

/** Whether a search for what an unknown name may mean is still worth its time: see `MOST_SEARCHES`. */
export function mayBeSearched({ searches }: RecordScope): boolean {
  return searches.left > 0;
}

/**
 * Nothing bears the name: says what is near.
 * @param name the text without its title, when it has one
 */
export function unknownName(
  registry: Questions,
  scope: RecordScope,
  mention: Mention,
  name?: string,
): Failure {
  const { text, slot } = mention;
  scope.searches.left -= 1;
  if (scope.searches.left < 0) return lostName(scope, mention);
  const own = nearestOwn(scope, name ?? text, slot);
  if (own !== undefined) return ownName(text, own);
  const line = nearestLine(registry, scope, name ?? text, slot);
  if (line !== undefined) return lineOfNames(registry, text, line);
  const successor = mergedInto(registry, name ?? text);
  if (successor !== undefined && accepts(slot, successor.entry)) return mergedName(registry, text, successor);
  const suggestions = suggest(registry.forErrors.suggestions(), name ?? text, (entry) =>
    accepts(slot, entry),
  );
  const nearby = nearestOf(suggestions).map(({ entry }) => entry);
  if (nearby.length === 0) return lostName(scope, mention);
  const isFamilyName = nearby.some((entry) => hasFamilyName(entry, name ?? text));
  const failure: Failure = {
    code: 'E-NAME-UNKNOWN',
    message: `"${text}" ${isFamilyName ? 'is a family name alone, which never decides' : 'is not in the registry'}${nearness(registry, nearby)}`,
    fix: settleFix(text, nearby, name === undefined && !isFamilyName),
    candidates: suggestions.map(({ entry }) => entry),
  };
  if (nearby.length === 1) failure.suggestion = (nearby[0] as Entry).id;
  return failure;
}

/** The entry into which one was merged whose id is this name in the spelling of ids: the name itself went with it. */
function mergedInto(registry: Questions, name: string): { entry: Entry; from: string } | undefined {
  const from = foldName(name).replaceAll(' ', '-');
  const entry = registry.entry(registry.redirect(from)?.to ?? '');
  return entry && { entry, from };
}

function mergedName(
  registry: Questions,
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

/** The line of the record's `names` whose name is nearest to the text, if one is near and its entry may stand there. */
function nearestLine(
  registry: Questions,
  { names, local }: RecordScope,
  text: string,
  slot: Slot,
): { written: string; entry: Entry } | undefined {
  const [written = ''] = nearest(text, names.keys());
  const target = names.get(written) ?? '';
  const entry = local.get(target) ?? registry.entry(target);
  return entry !== undefined && accepts(slot, entry) ? { written, entry } : undefined;
}

function lineOfNames(
  registry: Questions,
  text: string,
  { written, entry }: { written: string; entry: Entry },
): Failure {
  return {
    code: 'E-NAME-UNKNOWN',
    message: `"${text}" is not in the registry; nearest is "${written}", which names of this record says is ${identify(registry, entry)}`,
    fix: `Write "${written}" or the id (${entry.id}).`,
    candidates: [entry],
    suggestion: written,
  };
}

function hasFamilyName({ value }: Entry, name: string): boolean {
  return (
    value.type === 'person' &&
    value.family_name !== undefined &&
    foldName(value.family_name) === foldName(name)
  );
}

function nearness(registry: Questions, nearest: readonly Entry[]): string {
  const named = nearest.map((entry) => identify(registry, entry));
  if (nearest.length === 1) return `; nearest is ${named[0]}`;
  const names = nearest.map(({ name }) => name);
  return `; ${choice(names, 'and')} are equally near: ${choice(named)}`;
}

function settleFix(text: string, nearest: readonly Entry[], whole: boolean): string {
  const ids = choice(nearest.map(({ id }) => id));
  const [first] = nearest as [Entry];
  const line = `a line under names of this record (such as ${namesLine(text, first)})`;
  if (!whole || nearest.length > 1 || first.scope === 'record')
    return `Write the id (${ids}), or add ${line}.`;
  return `Write the id (${ids}), add ${line}, or add this spelling to ${first.file} under aliases.`;
}

/** Nothing is near. */
function lostName({ file }: RecordScope, { text, slot }: Mention): Failure {
  const lists = [...(slot.entities ? ['entities'] : []), ...(slot.events ? ['events'] : [])];
  // What was said in it is most often a speech or a meeting.
  if (slot.eventTypes !== undefined) lists.reverse();
  return {
    code: 'E-NAME-UNKNOWN',
    message: `"${text}" is not in the registry`,
    fix: `Correct the spelling, add it to its file in sources/registry/, or, if only this record needs it, to ${choice(lists)} in ${file}.`,
    candidates: [],
  };
}

/** Words that stand for somebody whom the text has named before. "It" in capitals may be an abbreviation. */
const PRONOUNS: ReadonlySet<string> = new Set(
  (
    'i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself ' +
    'it its itself they them their theirs themselves who whom whose which this that these those one everyone everybody ' +
    'someone somebody anyone anybody nobody'
  ).split(' '),
);

const LONGEST_PRONOUN = Math.max(...[...PRONOUNS].map(({ length }) => length));

/** Whether a text is a pronoun; in capitals it is an abbreviation. */
export function isPronoun(text: string): boolean {
  if (text.length > LONGEST_PRONOUN) return false;
  return PRONOUNS.has(text.toLowerCase()) && (text.length === 1 || text !== text.toUpperCase());
}

/**
 * A pronoun in place of a name; null when the text is none. That an entry has such an id (`who`) makes no difference: it
 * has a name, too.
 */
export function pronoun(registry: Questions, { text }: Mention): Failure | null {
  if (!isPronoun(text)) return null;
  const bearer = registry.entry(text) ?? registry.analysis(text.toLowerCase()).uses[0]?.entry;
  const otherwise = bearer === undefined ? '' : ` If ${bearer.name} is meant, write that name.`;
  return {
    code: 'E-NAME-PRONOUN',
    message: `"${text}" is a pronoun, not a name`,
    fix: `Write the name of whoever the text means by it.${otherwise}`,
    candidates: [],
  };
}

/** A name that a list has cut at its comma. */
export function cutName(name: string, items: readonly string[]): Failure {
  const parts = items.map((item) => `"${item}"`);
  return {
    code: 'E-NAME-COMMA',
    message: `the comma cuts "${name}" into ${choice(parts, 'and')}`,
    fix: `Put quotes round a name with a comma: [${quoted(name)}]. If ${items.length} are meant, write the id of each.`,
    candidates: [],
  };
}

/** Several names in the place of one. */
export function severalNames({ text, slot, listed }: Mention, names: readonly string[]): Failure {
  return {
    code: 'E-NAME-SEVERAL',
    message: `"${text}" is ${names.length} names in one: ${choice(names, 'and')}`,
    fix: listed
      ? `Write them one by one: [${names.map(quoted).join(', ')}].`
      : `Only one can stand under ${slot.key}: write ${choice(names)}.`,
    candidates: [],
  };
}

/** A name as an item of a list on one line, in quotes where YAML needs them. */
function quoted(name: string): string {
  return /[,[\]{}#]|: |^['"&*!|>%@`-]/.test(name) ? `'${name.replaceAll("'", "''")}'` : name;
}

/** Whether a name is unknown only because the entry that bears it was refused: that is told at the entry. */
export function isOfRefused(
  registry: Questions,
  scope: RecordScope,
  { text }: Pick<Mention, 'text'>,
  { code }: Failure,
): boolean {
  if (code !== 'E-NAME-UNKNOWN' || registry.forErrors.refused.size + scope.refused.size === 0) return false;
  const titled = registry.analysis(text).titled.map(({ name }) => name);
  return [text, ...titled, ...recordNames(registry, scope, text)]
    .map(foldName)
    .some((name) => scope.refused.has(name) || registry.forErrors.refused.has(name));
}
