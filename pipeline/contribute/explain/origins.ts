import { partOf, unitsOf } from '../../model/anchors.ts';
import type { ParsedFile, ValuePath } from '../../model/authored.ts';
import { vocabularyNamed } from '../../model/codebook.ts';
import { foldName } from '../../model/fold.ts';
import type { Entry } from '../../normalize/names/registry.ts';
import type { Actor, Origin } from '../../normalize/resolved.ts';
import { type Excerpt, excerptAt, excerptOf, valueAt } from './lines.ts';
import { RULES, type SupplyingRule } from './rules.ts';
import type { TracedClaim } from './trace.ts';

/** One of the things a cell is made from: what was written and what became of it. */
export interface Origins {
  /** A key of the claim, or a place in the record. */
  from: string;
  /** The lines that say it; null when the claim itself says nothing. */
  written: Excerpt | null;
  /** What it means that nothing is written, when no step says so. */
  absent: string;
  steps: Step[];
}

/** One step on the way from what was written to what stands in the data. */
export interface Step {
  /** What happened, in one sentence. */
  what: string;
  /** The rule behind it, in words. */
  rule: string;
  /** The lines that show it. */
  excerpts: Excerpt[];
}

const NOTHING = 'An absent key means that it is unknown or does not apply.';

/**
 * What a key of the claim, or a place in the record (after `record.`), contributes. The steps are told from what the
 * normalize stage noted: the rule that gave a value nobody wrote, and how each written name was found.
 * @param absent what it means when the key is left out and no rule supplies a value
 */
export function originsOf(claim: TracedClaim, from: string, absent = NOTHING): Origins {
  if (from.startsWith('record.')) return originsOfHead(claim, from.split('.').slice(1));
  const path = pathOfKey(claim, from);
  const supplied = claim.resolved.origins.find(
    (one): one is Supplied => one.field === from && one.rule !== 'name',
  );
  return {
    from,
    written: path?.[0] === 'claims' ? excerptOf(claim.file, path) : null,
    absent,
    steps: [
      ...(supplied === undefined ? [] : stepsOfRule(claim, supplied)),
      ...(path === null ? [] : nameSteps(claim, path, namesUnder(claim, from))),
    ],
  };
}

function originsOfHead(claim: TracedClaim, path: string[]): Origins {
  const { file, files, record, own, registry } = claim;
  const origins = { from: path.join('.'), absent: NOTHING };
  if (path[0] === 'anchors') {
    const unit = unitsOf(own.at).find((one) => valueAt(record.anchors?.units, [one]) !== undefined);
    return { ...origins, written: unit === undefined ? null : excerptOf(file, [...path, unit]), steps: [] };
  }
  const written = valueAt(record, path) === undefined ? null : excerptOf(file, path);
  if (origins.from !== 'coding.coder') return { ...origins, written, steps: stepsOfHead(claim, path) };
  const coder = registry.coders.get(record.coding.coder);
  const step = {
    what: `${coder?.id} is ${coder?.name} (${coder?.kind}).`,
    rule: 'Who codes is declared in the registry, so that readers can tell people from language models.',
    excerpts: declarationOf(files, 'coders', record.coding.coder),
  };
  return { ...origins, written, steps: [step] };
}

/** Where the record says the value of a key: in the claim, in its `defaults`, or nowhere. */
function pathOfKey({ own, record, index }: TracedClaim, key: string): ValuePath | null {
  if (valueAt(own, [key]) !== undefined) return ['claims', index, key];
  return valueAt(record.defaults, [key]) === undefined ? null : ['defaults', key];
}

type Supplied = Origin & { rule: SupplyingRule };

/** The step by which a key got a value that the claim does not write, and those of the names it comes with. */
function stepsOfRule(claim: TracedClaim, { field, rule, value, file, line }: Supplied): Step[] {
  const { files, own, index } = claim;
  const [what, why] = RULES[rule];
  const shown: Excerpt[] = [];
  if (rule === 'kind') shown.push(excerptOf(claim.file, ['claims', index, 'at']));
  if (rule === 'utterance') shown.push(excerptOf(claim.file, pathOfKey(claim, 'said_in') ?? []));
  const most = rule === 'codebook' || rule === 'together' ? 1 : undefined;
  shown.push(excerptAt(files.get(file) as ParsedFile, line, most));
  const utterance = claim.resolved.saidIn?.entry;
  const { date, event } = (utterance?.value ?? {}) as { date?: string; event?: string };
  // A document without a date of its own has that of the event at which it came out.
  if (rule === 'utterance' && field === 'made' && date === undefined && event !== undefined)
    for (const one of declarationOf(files, 'events', event)) shown.push(one);
  const step = {
    what: what(field, rule === 'utterance' ? `${utterance?.id} (${utterance?.name})` : value),
    rule: why,
    excerpts: shown,
  };
  const part = partOf(own.at) === 'caption' ? 'caption' : 'headline';
  if (rule === 'paratext') return [step, ...stepsOfHead(claim, ['source', 'paratext', part])];
  return rule === 'authors' || rule === 'word'
    ? [step, ...stepsOfHead(claim, ['source', 'authors'])]
    : [step];
}

/** A name with its place below the key under which it stands. */
type NamePlace = readonly [actor: Actor | null | undefined, below: ValuePath];

function inOrder(actors: readonly Actor[] = [], ...above: ValuePath): NamePlace[] {
  return actors.map((actor, index) => [actor, [...above, index]]);
}

/** The names under a key of the claim. */
function namesUnder({ resolved: claim }: TracedClaim, key: string): NamePlace[] {
  const { members, quantities, stances, changeFrom, changeTo } = claim;
  const names: Record<string, () => NamePlace[]> = {
    claimant: () => inOrder(claim.claimants),
    via: () => inOrder(claim.via),
    holder: () => inOrder(claim.holders),
    addressee: () => inOrder(claim.addressees),
    subject: () => inOrder(claim.subjects),
    object: () => inOrder(claim.objects),
    place: () => [[claim.place, []]],
    said_in: () => [[claim.saidIn, []]],
    event: () => [[claim.event, []]],
    stance: () => stances.map(({ actor }) => [actor, [actor.asWritten ?? '']]),
    members: () => [[members?.of, ['of']], ...inOrder(members?.list, 'list')],
    change: () => [
      [changeFrom, ['from_event']],
      [changeTo, ['to_event']],
    ],
    quantities: () => quantities.map(({ of }, index) => [of, [index, 'of']]),
  };
  return Object.hasOwn(names, key) ? (names[key]?.() ?? []) : [];
}

/** Steps of names that the record writes in its head: authors, publisher, who answers for headline and caption. */
function stepsOfHead(claim: TracedClaim, path: ValuePath): Step[] {
  const { authors, publisher, headlineBy, captionBy } = claim.source;
  const names: Record<string, NamePlace[]> = {
    'source.authors': inOrder(authors),
    'source.publisher': [[publisher, []]],
    'source.paratext.headline': [[headlineBy, []]],
    'source.paratext.caption': [[captionBy, []]],
  };
  const named = (names[path.join('.')] ?? []).filter(([actor]) => actor?.asWritten !== actor?.entry.id);
  return nameSteps(claim, path, named);
}

/** How written names became entities or events. */
function nameSteps(claim: TracedClaim, path: ValuePath, names: readonly NamePlace[]): Step[] {
  const definition = (vocabulary: string, code: string): string =>
    vocabularyNamed(claim.model.codebook, vocabulary).codes.find((one) => one.code === code)?.definition ??
    '';
  return names.flatMap(([actor, below]) => {
    if (actor == null || actor.asWritten === null) return [];
    const { entry, asWritten: text, method, reading, describedRole } = actor;
    const role = describedRole === null ? '' : ` The source prints the title "${describedRole}".`;
    const also = reading === 'metonym' ? ` ${definition('reading', reading)}` : '';
    return {
      what: `"${text}" is ${entry.id} (${entry.name}, ${entry.type}).${role}`,
      rule: `${definition('name-method', method)}${also}`,
      excerpts: [excerptOf(claim.file, [...path, ...below], 1), ...reasonOf(claim, entry, method, text)],
    };
  });
}

/** The lines that make the name mean the entity: in the record's `names`, among its names, or its terms of office. */
function reasonOf(
  { file, files, record }: TracedClaim,
  entry: Entry,
  method: string,
  text: string,
): Excerpt[] {
  if (method === 'redirect') return declarationOf(files, 'redirects', text, 'from');
  const folded = foldName(text);
  const fits = (name: string): boolean => {
    const other = foldName(name);
    if (method !== 'title') return other === folded;
    return folded.endsWith(` ${other}`) || folded.startsWith(`${other} `);
  };
  if (method === 'record-names' || method === 'title') {
    const surface = Object.keys(record.names ?? {}).find(fits);
    if (surface !== undefined) return [excerptOf(file, ['names', surface])];
  }
  const list = entry.kind === 'entity' ? 'entities' : 'events';
  return declarationOf(files, list, entry.id, 'id', (value) => {
    if (method === 'office') return ['tenures'];
    const names = namesIn(value);
    const [, found] = names.find(([name]) => name === text) ?? names.find(([name]) => fits(name)) ?? [];
    return found ?? ['name'];
  });
}

/** Keys of an entry that hold its names. */
const NAME_KEYS: ReadonlySet<string> = new Set([
  'name',
  'official_name',
  'native_names',
  'aliases',
  'metonyms',
]);

/** Every name that an entry gives, with where it stands in the entry. */
function namesIn(value: unknown, path: ValuePath = []): [name: string, path: ValuePath][] {
  if (typeof value === 'string') return [[value, path]];
  return Object.entries(value ?? {}).flatMap(([key, part]) => {
    const isOther =
      path.length === 0 ? !NAME_KEYS.has(key) : path[0] === 'aliases' && path.length === 2 && key !== 'name';
    return isOther ? [] : namesIn(part, [...path, Array.isArray(value) ? Number(key) : key]);
  });
}

/** The lines of the file that has an item with this id (or other key) in a list, or of a part of it; none without one. */
function declarationOf(
  files: ReadonlyMap<string, ParsedFile>,
  list: string,
  id: string,
  key = 'id',
  part: (item: unknown) => ValuePath = () => [],
): Excerpt[] {
  for (const file of files.values()) {
    const items = valueAt(file.value, [list]);
    const index = Array.isArray(items) ? items.findIndex((one) => valueAt(one, [key]) === id) : -1;
    if (index >= 0) return [excerptOf(file, [list, index, ...part(valueAt(items, [index]))])];
  }
  return [];
}
