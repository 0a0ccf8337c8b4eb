import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { nearest } from '../../diagnostics/nearest.ts';
import { PROJECT } from '../../home.ts';
import type { Model } from '../../model/model.ts';
import { propertiesOf } from '../../model/schemas.ts';

/** How a column of the table claims comes to be; see the head of columns.yaml. */
export interface ColumnStory {
  column: string;
  /** Keys of a claim, or places in the record after `record.`. */
  from: string[];
  kind: 'written' | 'id' | 'name' | 'computed' | 'source' | 'build';
  rule: string;
  absent?: string;
}

/** What was asked about: a key of the claim with all columns that it decides, or one column. */
export interface Field {
  name: string;
  columns: ColumnStory[];
  /** Keys of a claim, or places in the record after `record.`, from which they are made. */
  from: string[];
  /** What the key is for, from the schema; null for a column. */
  description: string | null;
}

/** Reads how the columns come to be, by column name in their order. */
export function loadStories(): Map<string, ColumnStory> {
  const text = readFileSync(join(PROJECT, 'pipeline', 'contribute', 'explain', 'columns.yaml'), 'utf8');
  const groups = load(text, { schema: FAILSAFE_SCHEMA }) as (Omit<ColumnStory, 'column'> & {
    columns: string[];
  })[];
  return new Map(
    groups.flatMap(({ columns, ...story }) =>
      columns.map((column): [string, ColumnStory] => [column, { column, ...story }]),
    ),
  );
}

/**
 * Finds the field that a name means; a name that is both a key and a column means the key, which says more.
 * @returns the names that were probably meant when there is none of that name
 */
export function fieldNamed(
  model: Model,
  stories: Map<string, ColumnStory>,
  name: string,
): { field: Field } | { suggestions: string[] } {
  const keys = claimKeys(model);
  const description = keys.get(name);
  if (description !== undefined) {
    // The columns that the key decides alone.
    const columns = [...stories.values()].filter(
      ({ from, kind }) => kind !== 'build' && from[0] === name && (from.length === 1 || kind === 'written'),
    );
    return { field: { name, columns, from: [name], description } };
  }
  const story = stories.get(name);
  if (story !== undefined) return { field: { name, columns: [story], from: story.from, description: null } };
  return { suggestions: nearest(name, new Set([...keys.keys(), ...stories.keys()])) };
}

/** The keys of a claim with what the schema says of them, in their order. */
export function claimKeys({ schemas }: Model): Map<string, string> {
  const definitions = schemas.record.definitions as Record<string, { description?: string }>;
  return new Map(
    Object.entries(propertiesOf(schemas.record, 'claim')).map(([key, schema]) => {
      const target = String(schema.$ref ?? '').replace(/^.*\//, '');
      return [key, String(schema.description ?? definitions[target]?.description ?? '')];
    }),
  );
}
