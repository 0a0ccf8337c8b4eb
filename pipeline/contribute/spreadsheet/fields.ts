import type { Model } from '../../model/model.ts';
import {
  branchesOf,
  codesOf,
  entryAt,
  itemAt,
  placeOfFile,
  propertiesOf,
  resolve,
  type SchemaPlace,
} from '../../model/schema-tree.ts';
import type { Schema } from '../../model/schemas.ts';

/** Keys and 0-based indexes. */
export type FieldPath = readonly (string | number)[];

/** How the value of a field is written in one cell. */
type FieldForm = 'value' | 'list' | 'authors-or-list' | 'map' | 'relations';

/** What a column, or a row of the sheet `record`, holds. */
export interface Field {
  /** The name of the column: the path with dots, indexes counted from 1. */
  name: string;
  path: FieldPath;
  form: FieldForm;
  /** The schema of the value; of the items for a list, of the values for a map. */
  node: Schema;
  description: string;
  /** A value as an example; undefined when the schema has none. */
  example: unknown;
}

/** The tables of a spreadsheet, and what a row of each becomes. */
export interface Layout {
  /** The record without what has tables of its own. */
  record: SchemaPlace;
  claims: SchemaPlace;
  entities: SchemaPlace;
  events: SchemaPlace;
}

export type TableName = keyof Layout;

/** The tables in the order in which a template shows them. */
export const TABLES: readonly TableName[] = ['record', 'claims', 'entities', 'events'];

/** Keys of a record that are tables of their own, and fingerprints, which only the program writes. */
const NOT_IN_RECORD = ['claims', 'entities', 'events', 'anchors'];

/** No text has so many items; a number beyond it is a slip. */
const MOST_ITEMS = 99;

/** What the tables hold, from the expanded schemas. */
export function layoutOf({ schemas }: Model): Layout {
  const { record } = schemas;
  const properties = Object.entries(record.properties as Record<string, Schema>);
  const whole = placeOfFile(schemas, 'record');
  const rowsOf = (key: string): SchemaPlace => itemAt(entryAt(whole, key) as SchemaPlace) as SchemaPlace;
  const head = Object.fromEntries(properties.filter(([key]) => !NOT_IN_RECORD.includes(key)));
  return {
    record: { ...whole, schema: { ...record, properties: head } },
    claims: rowsOf('claims'),
    entities: rowsOf('entities'),
    events: rowsOf('events'),
  };
}

/** What {@link propertiesAt} has found: a sheet may ask once a cell. */
const answered = new WeakMap<Schema, Omit<SchemaPlace, 'schema'> & { found: Map<string, SchemaPlace> }>();

/** The keys of an object in their order, each with its place; those of all kinds for a union. */
export function propertiesAt(place: SchemaPlace): Map<string, SchemaPlace> {
  const { schema: asked, whole, registry } = place;
  const answer = answered.get(asked);
  if (answer?.whole === whole && answer.registry === registry) return answer.found;
  const found = new Map<string, SchemaPlace>();
  answered.set(asked, { whole, registry, found });
  for (const branch of branchesOf(place)) {
    for (const [key, schema] of Object.entries(propertiesOf(branch.schema))) {
      const known = found.get(key);
      const child = { ...branch, schema };
      found.set(key, known === undefined ? child : eitherCode(known, child));
    }
  }
  return found;
}

/** The key that tells the kinds of a union apart takes the codes of all of them. */
function eitherCode(one: SchemaPlace, other: SchemaPlace): SchemaPlace {
  const codes = [one, other].flatMap(({ schema }) => codesOf(schema));
  return codes.length < 2
    ? one
    : { ...one, schema: { ...one.schema, const: undefined, enum: [...new Set(codes)] } };
}

/** The field that a name such as `change.from`, `quantities.2.value` or `names.Xi` stands for. */
export function fieldNamed(place: SchemaPlace, name: string): Field | undefined {
  const path: (string | number)[] = [];
  let at = resolve(place);
  let rest = name;
  while (rest !== '') {
    const { schema: node } = at;
    const isFree = node.properties === undefined && typeof node.additionalProperties === 'object';
    // The key of a free mapping is a name as printed, which may have dots in it.
    const step = isFree ? rest : (rest.split('.')[0] ?? '');
    if (isFree) at = resolve({ ...at, schema: node.additionalProperties as Schema });
    else if (node.type === 'array') {
      if (!/^[1-9]\d?$/.test(step) || Number(step) > MOST_ITEMS || Array.isArray(node.items))
        return undefined;
      at = itemAt(at) as SchemaPlace;
    } else {
      const child = propertiesAt(at).get(step);
      if (child === undefined) return undefined;
      at = resolve(child);
    }
    path.push(node.type === 'array' ? Number(step) - 1 : step);
    rest = rest.slice(step.length + 1);
  }
  return name === '' ? undefined : fieldAt(at, path);
}

/** The field at a place; undefined when one cell cannot hold what belongs there. */
function fieldAt(place: SchemaPlace, path: FieldPath): Field | undefined {
  const { schema: node } = place;
  const field = {
    name: nameOf(path),
    path,
    description: String(node.description ?? ''),
    example: (node.examples as unknown[] | undefined)?.[0],
  };
  if (node.type === 'array') {
    const items = Array.isArray(node.items) ? undefined : itemAt(place)?.schema;
    if (items === undefined) return undefined;
    // The word that may stand in place of a list.
    if (node.then !== undefined) return { ...field, form: 'authors-or-list', node: items };
    if (isScalar(items)) return { ...field, form: 'list', node: items };
    return items['x-definition'] === 'relation' ? { ...field, form: 'relations', node: items } : undefined;
  }
  if (node.type === 'object') {
    if (node.properties !== undefined || typeof node.additionalProperties !== 'object') return undefined;
    const values = resolve({ ...place, schema: node.additionalProperties as Schema }).schema;
    return isScalar(values) ? { ...field, form: 'map', node: values } : undefined;
  }
  return isScalar(node) ? { ...field, form: 'value', node } : undefined;
}

function isScalar({ type }: Schema): boolean {
  return type === 'string' || type === 'boolean' || type === 'integer';
}

/** A path as the name of a column. */
export function nameOf(path: FieldPath): string {
  return path.map((step) => (typeof step === 'number' ? step + 1 : step)).join('.');
}

/**
 * The fields of a place in the order of the schema, as a template offers them.
 * @param repeats how many items are offered of a list of groups; 0 leaves such lists out
 */
export function fieldsOf(
  place: SchemaPlace,
  repeats: (key: string) => number,
  path: FieldPath = [],
): Field[] {
  return [...propertiesAt(place)].flatMap(([key, child]) => {
    const at = resolve(child);
    const here = [...path, key];
    const field = fieldAt(at, here);
    if (field !== undefined) return [field];
    if (at.schema.type === 'array') {
      const items = { ...at, schema: at.schema.items as Schema };
      return Array.from({ length: repeats(key) }, (_, index) =>
        fieldsOf(items, repeats, [...here, index]),
      ).flat();
    }
    return fieldsOf(at, repeats, here);
  });
}

/** Whether a field takes numbers, so that a number in a spreadsheet cell says what was typed: no zeros are lost. */
export function takesNumber({ node }: Field): boolean {
  if (node.type === 'integer') return true;
  if (typeof node.pattern !== 'string') return false;
  const pattern = new RegExp(node.pattern, 'u');
  return pattern.test('7') && !pattern.test('07') && !pattern.test('a');
}

/** Whether a field takes words of the coder's own or of the source, in which quotation marks may belong to the text. */
export function takesText({ node, form }: Field): boolean {
  const isBound = codesOf(node).length > 0 || node['x-ref'] !== undefined || node['x-format'] !== undefined;
  return (
    form === 'value' && node.type === 'string' && !isBound && (node.pattern === undefined || isLine(node))
  );
}

function isLine({ pattern }: Schema): boolean {
  return new RegExp(String(pattern), 'u').test('“Words”, as printed');
}
