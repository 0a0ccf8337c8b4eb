import { nearest } from '../../diagnostics/nearest.ts';
import type { Model } from '../../model/load.ts';
import { propertiesOf } from '../../model/schemas.ts';
import { type ColumnStory, columnsOfKey } from './columns.ts';

/** What was asked about: a key of the claim with all columns that it decides, or one column. */
export interface Field {
  name: string;
  columns: ColumnStory[];
  /** Keys of a claim, or places in the record after `record.`, from which they are made. */
  from: string[];
  /** What the key is for, from the schema; null for a column. */
  description: string | null;
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
  if (description !== undefined)
    return { field: { name, columns: columnsOfKey(stories, name), from: [name], description } };
  const story = stories.get(name);
  if (story !== undefined) return { field: { name, columns: [story], from: story.from, description: null } };
  return { suggestions: nearest(name, new Set([...keys.keys(), ...stories.keys()])) };
}

/** The keys of a claim with what the schema says of them, in their order. */
export function claimKeys({ schemas }: Model): Map<string, string> {
  const definitions = schemas.record.definitions as Record<string, { description?: string }>;
  return new Map(
    Object.entries(propertiesOf(schemas.record, 'claim')).map(([key, schema]) => {
      const target =
        String(schema.$ref ?? '')
          .split('/')
          .at(-1) ?? '';
      return [key, String(schema.description ?? definitions[target]?.description ?? '')];
    }),
  );
}
