import { count } from '../../diagnostics/render/text.ts';
import {
  asObject,
  countedDifferences,
  type Differences,
  type FieldChange,
  type TableDifferences,
  tableDifferences,
} from '../differences.ts';
import type { BuiltDataset } from '../read.ts';
import { columnWords } from './columns.ts';
import { retiredWords } from './retired.ts';

/** A part of the changelog. */
export interface Section {
  title: string;
  /** Sentences in Markdown. */
  lines: string[];
}

/** Things that are told one by one before the rest is only counted, in sentences and within one. */
const NAMED = 20;
const NAMED_IN_ONE = 6;
/** Columns that follow from others; told only when nothing else differs. */
const FOLLOWS =
  /^(text_words|quote_words|claim_class|plover_event|factuality|main_topic_cap|attribution_chain|claims|anchored_units|(made|period|date|published)_(min|max)|.*_(countries|types))$/;
/** Tables that are told thing by thing; of the others only the rows are counted. */
const TOLD = ['sources', 'claims', 'entities', 'events', 'codebook', 'retired'];

/**
 * Says what differs between two datasets so that a user of the data understands it.
 * @param before null when there is no earlier release
 */
export function sectionsOf(before: BuiltDataset | null, after: BuiltDataset, all: Differences): Section[] {
  if (before === null) return [{ title: 'Data', lines: [firstRelease(after)] }];
  const differences = countedDifferences(all);
  const of = (name: string): TableDifferences => tableDifferences(differences, name);
  const things = [
    ...recordWords(of('sources')),
    ...claimWords(of('claims'), of('sources')),
    ...thingWords(of('entities'), after, 'entity', 'entities'),
    ...thingWords(of('events'), after, 'event', 'events'),
  ];
  const sections = [
    // What can break a program comes first: it decides the version, and a list that is cut short must not lose it.
    { title: 'Tables and codes', lines: columnWords(differences, before, after) },
    { title: 'Data', lines: [...things, ...countWords(differences, things.length > 0)] },
    { title: 'Retired ids', lines: retiredWords(of('retired')) },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

/** Sections as Markdown, below headings of the third level. */
export function markdownOf(sections: readonly Section[]): string {
  return sections
    .map(({ title, lines }) => `### ${title}\n\n${lines.map((line) => `- ${line}\n`).join('')}`)
    .join('\n');
}

function firstRelease(after: BuiltDataset): string {
  const rows = (name: string): number => after.get(name)?.rows.length ?? 0;
  const parts = [
    count(rows('sources'), 'record'),
    count(rows('claims'), 'claim'),
    count(rows('entities'), 'entity', 'entities'),
    count(rows('events'), 'event'),
  ];
  return `The first release: ${parts.join(', ')}.`;
}

function recordWords({ added, changed }: TableDifferences): string[] {
  return [
    ...listed(
      added,
      (row) => `New record \`${row.source_id}\`: ${row.title} (${count(Number(row.claims), 'claim')}).`,
      'records are new',
    ),
    ...listed(
      changed.filter(({ fields }) => fields.some(({ field }) => !FOLLOWS.test(field))),
      ({ key, fields }) => `Record \`${key[0]}\`: ${fieldWords(fields)}.`,
      'records changed',
    ),
  ];
}

function claimWords({ added, changed }: TableDifferences, sources: TableDifferences): string[] {
  const newRecords = new Set(sources.added.map((row) => row.source_id));
  const groups = new Map<string, string[]>();
  for (const { key, fields } of changed) {
    const words = fieldWords(fields);
    groups.set(words, [...(groups.get(words) ?? []), key[0] ?? '']);
  }
  return [
    ...listed(
      added.filter((row) => !newRecords.has(row.source_id)),
      (row) => `New claim \`${row.claim_id}\`: ${row.claim_text}`,
      'claims are new in records that were there',
    ),
    ...listed([...groups], ([words, ids]) => `${named(ids)}: ${words}.`, 'claims changed in other ways'),
  ];
}

function thingWords(
  { table, key, added, changed }: TableDifferences,
  after: BuiltDataset,
  one: string,
  many: string,
): string[] {
  const built = after.get(table);
  const names = new Map(
    changed.length === 0
      ? []
      : built?.rows.map((row) => {
          const cells = asObject(built, row);
          return [cells[key[0] ?? ''] ?? '', cells.name ?? ''];
        }),
  );
  const fresh = added.map((row) => `\`${row[key[0] ?? '']}\` (${row.name})`);
  return [
    ...(fresh.length === 0
      ? []
      : [`${fresh.length === 1 ? `New ${one}` : `${fresh.length} new ${many}`}: ${inPart(fresh)}.`]),
    ...listed(
      changed,
      ({ key: [id = ''], fields }) => `\`${id}\` (${names.get(id)}): ${fieldWords(fields)}.`,
      `${many} changed`,
    ),
  ];
}

/**
 * One sentence about the rows of tables that say more about something else.
 * @param isTold whether a sentence about that stands before
 */
function countWords({ tables }: Differences, isTold: boolean): string[] {
  const counted = tables
    .filter(({ table }) => !TOLD.includes(table))
    .map(({ table, added, changed, removed }) => ({
      table,
      numbers: [added.length, changed.length, removed.length],
    }))
    .filter(({ numbers }) => numbers.some((number) => number > 0));
  if (counted.length === 0) return [];
  const names = counted.map(({ table }) => `\`${table}\``).join(', ');
  const parts = ['new', 'changed', 'gone'].flatMap((word, place) => {
    const sum = counted.reduce((all, { numbers }) => all + (numbers[place] ?? 0), 0);
    return sum === 0 ? [] : [`${sum} ${word}`];
  });
  return [
    `${isTold ? 'The rows that belong to these, in' : 'Rows of'} ${names}: ${parts.join(', ')}${counted.length > 1 ? ' in all' : ''}.`,
  ];
}

/** A longer value is cut: `changed.csv` has all of it. */
const LONGEST = 100;

/** `certainty was probable, is certain`; what only follows from another change is left out. */
function fieldWords(fields: readonly FieldChange[]): string {
  const told = fields.filter(({ field }) => !FOLLOWS.test(field));
  return (told.length > 0 ? told : fields)
    .map(({ field, old, new: now }) => `${field} was ${valueWords(old)}, is ${valueWords(now)}`)
    .join('; ');
}

function valueWords(value: string): string {
  const short = value.length > LONGEST ? `${value.slice(0, LONGEST).replace(/\s+\S*$/, '')} …` : value;
  return value === '' ? 'empty' : `“${short}”`;
}

/** A sentence for each of the first, and a count of the rest. */
export function listed<T>(items: readonly T[], say: (item: T) => string, rest: string): string[] {
  const lines = items.slice(0, NAMED).map(say);
  return items.length > NAMED ? [...lines, `${items.length - NAMED} more ${rest}.`] : lines;
}

function named(ids: readonly string[]): string {
  const codes = ids.map((id) => `\`${id}\``);
  return ids.length === 1 ? (codes[0] ?? '') : `${ids.length} claims (${inPart(codes)})`;
}

function inPart(words: readonly string[]): string {
  const left = words.length - NAMED_IN_ONE;
  return `${words.slice(0, NAMED_IN_ONE).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}
