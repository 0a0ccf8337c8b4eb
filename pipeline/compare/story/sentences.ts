import { count } from '../../diagnostics/render/text.ts';
import { LIST_SEPARATOR } from '../../model/tables.ts';
import { type FieldChange, type TableDifferences, type TextRow, tableDifferences } from '../differences.ts';
import type { BuiltDataset } from '../read.ts';
import { contractSentences } from './columns.ts';
import { KINDS, type Kind } from './kinds.ts';
import type { Story } from './story.ts';
import type { ThingGroup } from './things.ts';
import type { Voice } from './voice.ts';

/** A part of the changelog. */
export interface Section {
  title: string;
  /** Sentences, one an entry. */
  lines: string[];
}

/** Things that are told one by one before the rest is only counted, in sentences and within one. */
const NAMED = 20;
const NAMED_IN_ONE = 6;
/** Characters of a value that are shown; the table `changes` has all of it. */
const LONGEST = 100;

/** Said of a claim whose text is another one: an id is cited for what it says. */
export const REWRITTEN = 'rewritten: less than half of the words stay';

/** Tells in sentences what changed, so that a user of the data understands it. */
export function sectionsOf(story: Story, voice: Voice): Section[] {
  const things = KINDS.flatMap((kind) => kindSentences(kind, story, voice));
  const sections = [
    // What can break a program comes first: it decides the version, and a list that is cut short must not lose it.
    { title: 'Tables and codes', lines: contractSentences(story, voice) },
    { title: 'Data', lines: [...things, ...furtherSentences(story, things.length > 0, voice)] },
    { title: 'Retired ids', lines: retiredSentences(story, voice) },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

/**
 * Tells what a release brings.
 * @param story null for the first release, of which it is told what it holds
 */
export function tellRelease(
  { story, dataset }: { story: Story | null; dataset: BuiltDataset },
  voice: Voice,
): Section[] {
  if (story !== null) return sectionsOf(story, voice);
  const parts = KINDS.map(({ table, one, many }) => count(dataset.get(table)?.rows.length ?? 0, one, many));
  return [{ title: 'Data', lines: [`The first release: ${parts.join(', ')}.`] }];
}

/** Sections as Markdown, below headings of the third level. */
export function markdownOf(sections: readonly Section[]): string {
  return sections
    .map(({ title, lines }) => `### ${title}\n\n${lines.map((line) => `- ${line}\n`).join('')}`)
    .join('\n');
}

function kindSentences(kind: Kind, { things }: Story, voice: Voice): string[] {
  const { table, id, one, many } = kind;
  const { added, changed } = things[table];
  const records = new Set(things.sources.added.map((row) => row.source_id));
  const fresh = table === 'claims' ? added.filter((row) => !records.has(row.source_id)) : added;
  const isEntry = table === 'entities' || table === 'events';
  const news = (row: TextRow): string =>
    `New ${one} ${voice.code(row[id] ?? '')}: ${endOf(kind.about(row, voice))}`;
  return [
    ...(isEntry
      ? freshEntries(kind, fresh, voice)
      : listed(fresh, news, `${many} are new${table === 'claims' ? ' in records that were there' : ''}`)),
    ...listed(changed, (group) => groupSentence(kind, group, voice), `${many} changed in other ways`),
  ];
}

/** Entities and events are many and short: they are named together. */
function freshEntries({ id, one, many }: Kind, fresh: readonly TextRow[], { code, plain }: Voice): string[] {
  const names = fresh.map((row) => `${code(row[id] ?? '')} (${plain(row.name ?? '')})`);
  if (names.length === 0) return [];
  return [`${names.length === 1 ? `New ${one}` : `${names.length} new ${many}`}: ${inPart(names)}.`];
}

/** `port/c02: certainty was “probable”, is “certain”.` */
function groupSentence(
  { table, many }: Kind,
  { ids, row, fields, isRewritten }: ThingGroup,
  voice: Voice,
): string {
  const codes = ids.map(voice.code);
  const name = row.name === undefined ? '' : ` (${voice.plain(row.name)})`;
  const who =
    ids.length === 1
      ? `${table === 'sources' ? 'Record ' : ''}${codes[0]}${name}`
      : `${ids.length} ${many} (${inPart(codes)})`;
  const remark = isRewritten ? ` (${REWRITTEN})` : '';
  return `${who}: ${fields.map((one) => fieldWords(one, voice)).join('; ')}${remark}.`;
}

function fieldWords({ field, old, new: now }: FieldChange, { plain }: Voice): string {
  const words = (value: string): string => {
    const short = value.length > LONGEST ? `${value.slice(0, LONGEST).replace(/\s+\S*$/, '')} …` : value;
    return value === '' ? 'empty' : `“${plain(short)}”`;
  };
  return `${field} was ${words(old)}, is ${words(now)}`;
}

/** One sentence about the rows that say more about something else, or follow from it. */
function furtherSentences({ further }: Story, isTold: boolean, { code }: Voice): string[] {
  if (further.length === 0) return [];
  const names = further.map(({ table }) => code(table)).join(', ');
  const parts = (['added', 'changed', 'removed'] as const).flatMap((kind) => {
    const sum = further.reduce((all, numbers) => all + numbers[kind], 0);
    return sum === 0 ? [] : [`${sum} ${kind}`];
  });
  return [
    `${isTold ? 'The rows that belong to these, in' : 'Rows of'} ${names}: ${parts.join(', ')}${further.length > 1 ? ' in all' : ''}.`,
  ];
}

/** Says which ids were retired since, and why. The claims of a withdrawn record are told with it. */
export function retiredSentences({ differences }: Story, voice: Voice): string[] {
  const { added, changed, removed }: TableDifferences = tableDifferences(differences, 'retired');
  const { code } = voice;
  const withdrawn = new Map(
    added.filter(({ kind }) => kind === 'source').map((row) => [row.file ?? '', row]),
  );
  const single = added.filter(({ file = '' }) => !withdrawn.has(file));
  return [
    ...[...withdrawn].map(([file, row]) => {
      const claims = added.filter((other) => other.kind === 'claim' && other.file === file).length;
      return `Record ${code(row.id ?? '')} is withdrawn, with ${count(claims, 'claim')}: ${because(row, voice)}`;
    }),
    ...single.map((row) => `${code(row.id ?? '')} ${fate(row, voice)}: ${because(row, voice)}`),
    ...changed.map(
      ({ key, fields }) => `${code(key[1] ?? '')}: ${fields.map(({ field }) => field).join(', ')} corrected.`,
    ),
    ...removed.map((row) => `${code(row.id ?? '')} is no longer listed as retired.`),
  ];
}

function fate({ kind, successors = '' }: TextRow, { code }: Voice): string {
  const ids = successors.split(LIST_SEPARATOR).filter(Boolean);
  const names = ids.map(code).join(' and ');
  if (ids.length === 0) return 'is retired';
  if (kind === 'claim') return `is retired; ${names} took its place`;
  return ids.length === 1 ? `is now ${names}` : `was split into ${names}`;
}

function because({ reason = '' }: TextRow, { plain }: Voice): string {
  return endOf(plain(reason.trim()));
}

function endOf(sentence: string): string {
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** A sentence for each of the first, and a count of the rest. */
function listed<T>(items: readonly T[], say: (item: T) => string, rest: string): string[] {
  const lines = items.slice(0, NAMED).map(say);
  return items.length > NAMED ? [...lines, `${items.length - NAMED} more ${rest}.`] : lines;
}

function inPart(words: readonly string[]): string {
  const left = words.length - NAMED_IN_ONE;
  return `${words.slice(0, NAMED_IN_ONE).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}
