import type { Schema, Schemas } from './schemas.ts';

/** A place in a schema, with what its references point into. */
export interface SchemaPlace {
  schema: Schema;
  /** The schema of the whole file. */
  whole: Schema;
  /** The schema of registry files, which that of records refers to by name. */
  registry: Schema;
}

/** The place of a whole record, or of a registry file. */
export function placeOfFile(schemas: Schemas, kind: keyof Schemas): SchemaPlace {
  return { schema: schemas[kind], whole: schemas[kind], registry: schemas.registry };
}

/**
 * Follows the references of a place; what stands beside a reference counts more than what it refers to. Of a choice between
 * one word and something else (`if`, `then`, `else`) the something else is taken, and `then` stays to tell of the word.
 * @returns a place without references, with the name of its definition under `x-definition`
 * @throws Error for a reference that leads nowhere; that is a mistake of ours, not of the data
 */
export function resolve(place: SchemaPlace): SchemaPlace {
  const known = resolved.get(place.schema);
  if (known?.whole === place.whole && known.registry === place.registry) return known.to;
  const to = withoutReferences(place);
  resolved.set(place.schema, { whole: place.whole, registry: place.registry, to });
  return to;
}

/** What places were resolved to: a file of a thousand entries asks for the same few hundred again and again. */
const resolved = new WeakMap<Schema, Omit<SchemaPlace, 'schema'> & { to: SchemaPlace }>();

function withoutReferences(place: SchemaPlace): SchemaPlace {
  const { schema, whole, registry } = place;
  const { $ref, allOf = [], if: _, else: otherwise, ...own } = schema;
  const parts = [...(allOf as Schema[]), ...(otherwise === undefined ? [] : [otherwise as Schema])];
  const found = [
    ...(typeof $ref === 'string' ? [follow($ref, place)] : []),
    ...parts.map((part) => ({ ...place, schema: part })),
  ].map(resolve);
  if (found.length === 0) return place;
  const merged: Schema = Object.assign({}, ...found.map((one) => one.schema), own);
  return { schema: merged, whole: found.at(-1)?.whole ?? whole, registry };
}

function follow(ref: string, place: SchemaPlace): SchemaPlace {
  const target = targetOf(ref, place);
  return { ...target, schema: { ...target.schema, 'x-definition': ref.split('/').at(-1) } };
}

/**
 * The place that a reference names.
 * @throws Error for a reference that leads nowhere
 */
export function targetOf(ref: string, { whole, registry }: SchemaPlace): SchemaPlace {
  const [file = '', pointer = ''] = ref.split('#');
  const home = file === '' ? whole : file === whole.$id ? whole : registry;
  let found: unknown = home;
  for (const step of pointer.split('/').slice(1)) found = (found as Schema | undefined)?.[step];
  if (found === undefined) throw new Error(`a schema refers to ${ref}, which does not exist`);
  return { schema: found as Schema, whole: home, registry };
}

/** The branches of a union of kinds, else the place alone; all without references. */
export function branchesOf(place: SchemaPlace): SchemaPlace[] {
  const resolved = resolve(place);
  const branches = resolved.schema.oneOf as Schema[] | undefined;
  return branches === undefined
    ? [resolved]
    : branches.map((branch) => resolve({ ...resolved, schema: branch }));
}

/** The kind of a union that a value says it is under `type`, and the place alone when it is no union; undefined for an unknown kind. */
export function branchOf(place: SchemaPlace, type: unknown): SchemaPlace | undefined {
  const branches = branchesOf(place);
  if (branches.length === 1) return branches[0];
  return branches.find((branch) => typesOf(branch).includes(String(type)));
}

/** The codes under `type` by which a branch of a union is known. */
export function typesOf({ schema }: SchemaPlace): string[] {
  const type = propertiesOf(schema).type;
  return type === undefined ? [] : codesOf(type);
}

/** The codes that a value may be; empty when it is free. */
export function codesOf(schema: Schema): string[] {
  return schema.const === undefined ? ((schema.enum ?? []) as string[]) : [String(schema.const)];
}

/** The schemas of the keys of a mapping, in their order. */
export function propertiesOf(schema: Schema): Record<string, Schema> {
  return (schema.properties ?? {}) as Record<string, Schema>;
}

/**
 * The place of an entry of a mapping; in a union that of the kind which `type` names.
 * @returns undefined for a key that the schema does not know
 */
export function entryAt(place: SchemaPlace, key: string, type?: string): SchemaPlace | undefined {
  const holder = branchOf(place, type) ?? resolve(place);
  const properties = propertiesOf(holder.schema);
  const found = Object.hasOwn(properties, key) ? properties[key] : holder.schema.additionalProperties;
  return isSchema(found) ? resolve({ ...holder, schema: found }) : undefined;
}

/** The place of an item of a list; undefined where the schema does not say what its items are. */
export function itemAt(place: SchemaPlace, index = 0): SchemaPlace | undefined {
  const { items } = place.schema;
  const item = Array.isArray(items) ? items[index] : items;
  return isSchema(item) ? resolve({ ...place, schema: item }) : undefined;
}

/** The keys of a mapping in the order of the schema; null where the keys are free or the schema is silent. */
export function keysAt(place: SchemaPlace, type?: string): string[] | null {
  const { schema } = branchOf(place, type) ?? resolve(place);
  return schema.properties === undefined ? null : Object.keys(propertiesOf(schema));
}

/** Whether the value of a keyword is a schema: true and false are none that says anything. */
export function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
