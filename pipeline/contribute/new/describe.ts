import { withHover } from '../../generate/editor/hover.ts';
import { vocabularyOf } from '../../generate/vocabulary-use.ts';
import type { Model } from '../../model/model.ts';
import { branchOf, entryAt, itemAt, resolve, type SchemaPlace } from '../../model/schema-tree.ts';
import type { Schema } from '../../model/schemas.ts';

/** A key of a mapping in the words of its schema, for questions and for the comments of a template. */
export interface Field {
  key: string;
  needed: boolean;
  /** What it is, what to ask oneself, where to look it up. */
  about: string;
  /** The codes to choose from; null when it is free. */
  codes: string[] | null;
  /** The first example of the schema. */
  example: unknown;
  /** Where lists and groups of keys are wanted, what stands in them is described further in. */
  form: 'text' | 'list' | 'group' | 'list of groups' | 'free keys';
  /** Of groups of keys: the key that a word alone is for, and its codes. */
  main: { key: string; codes: string[] | null } | null;
  shape: SchemaPlace;
}

/** The fields of a mapping, in the order of the schema. */
export function fieldsOf(shape: SchemaPlace, model: Model, type?: string): Field[] {
  const { schema } = branchOf(shape, type) ?? resolve(shape);
  const needed = (schema.required ?? []) as string[];
  return Object.keys((schema.properties ?? {}) as Schema).map((key) => {
    const below = entryAt(shape, key, type) as SchemaPlace;
    return fieldOf(key, below, needed.includes(key), model);
  });
}

/** What the items of a list are, as a field without a key. */
export function itemField({ shape }: Field, model: Model): Field {
  return fieldOf('', itemAt(shape) as SchemaPlace, true, model);
}

function fieldOf(key: string, shape: SchemaPlace, needed: boolean, model: Model): Field {
  const { schema } = shape;
  const isList = schema.type === 'array' && typeof schema.items === 'object';
  const item = isList ? itemAt(shape) : undefined;
  const hints = [...hintsOf(shape, model), ...(item === undefined ? [] : hintsOf(item, model))];
  return {
    key,
    needed,
    about: [schema.description, ...hints].join(' '),
    codes: (schema.enum ?? item?.schema.enum ?? null) as string[] | null,
    example: (schema.examples as unknown[] | undefined)?.[0],
    form: formOf(schema, item?.schema),
    main: mainOf(item ?? shape),
    shape,
  };
}

/** The kind of a copy, the name of an alias: the first key that a group needs, its id apart. */
function mainOf({ schema }: SchemaPlace): Field['main'] {
  const properties = schema.properties as Record<string, Schema> | undefined;
  if (properties === undefined) return null;
  const needed = (schema.required ?? []) as string[];
  const keys = Object.keys(properties).filter((key) => key !== 'id');
  const key = keys.find((one) => needed.includes(one)) ?? keys[0] ?? '';
  return { key, codes: (properties[key]?.enum ?? null) as string[] | null };
}

/** What helps to answer beyond the description: the question of the vocabulary, and where to look things up. */
function hintsOf({ schema, whole }: SchemaPlace, model: Model): string[] {
  if (schema.type === 'object' || schema.oneOf !== undefined) return [];
  const { examples, enum: codes, 'x-vocabulary': name, ...rest } = schema;
  const { description } = withHover(rest, whole, model.codebook);
  const lookUp = String(description).slice(String(rest.description).length).trim();
  const vocabulary = vocabularyOf(schema, model.codebook);
  const otherwise = vocabulary?.default === undefined ? '' : `Left out, it counts as ${vocabulary.default}.`;
  return [vocabulary?.question ?? '', otherwise, lookUp].filter((hint) => hint !== '');
}

function formOf(schema: Schema, item: Schema | undefined): Field['form'] {
  if (item !== undefined)
    return item.type === 'object' || item.oneOf !== undefined ? 'list of groups' : 'list';
  if (schema.properties !== undefined) return 'group';
  return schema.type === 'object' ? 'free keys' : 'text';
}
