import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';

/** How a column of the table claims comes to be; see the head of explain-columns.yaml. */
export interface ColumnStory {
  column: string;
  /** Keys of a claim, or places in the record after `record.`. */
  from: string[];
  kind: 'written' | 'id' | 'name' | 'computed' | 'source' | 'build';
  rule: string;
  absent?: string;
}

/** Reads how the columns come to be, by column name in their order. */
export function loadStories(): Map<string, ColumnStory> {
  const text = readFileSync(join(import.meta.dirname, 'columns.yaml'), 'utf8');
  const groups = load(text, { schema: FAILSAFE_SCHEMA }) as (Omit<ColumnStory, 'column'> & {
    columns: string[];
  })[];
  return new Map(
    groups.flatMap(({ columns, ...story }) =>
      columns.map((column): [string, ColumnStory] => [column, { column, ...story }]),
    ),
  );
}

/** The columns that a key of a claim decides alone. */
export function columnsOfKey(stories: Map<string, ColumnStory>, key: string): ColumnStory[] {
  return [...stories.values()].filter(
    ({ from, kind }) => kind !== 'build' && from[0] === key && (from.length === 1 || kind === 'written'),
  );
}
