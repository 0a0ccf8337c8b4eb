import type { ValuePath } from '../../model/authored.ts';
import type { Schema, Schemas } from '../../model/schemas.ts';
import type { TreeNode } from '../../model/tree-node.ts';

/** The schema of one place in a file, together with the schema it stands in. */
export interface Shape {
  schema: Schema;
  whole: Schema;
}

/** A node of a file with its place in the value and what the schema says of it; no shape where the schema is silent. */
export interface Placed {
  node: TreeNode;
  path: ValuePath;
  shape: Shape | undefined;
}

/** The shape of a whole record, or of a registry file. */
export function shapeOfFile(schemas: Schemas, kind: keyof Schemas): Shape {
  return { schema: schemas[kind], whole: schemas[kind] };
}

/** Follows references and gathers what the parts of an `allOf` say; what stands beside them counts more. */
export function resolveShape(shape: Shape, schemas: Schemas): Shape {
  const { schema, whole } = shape;
  if (typeof schema.$ref === 'string') {
    const [file, pointer = ''] = schema.$ref.split('#');
    const target = file === 'registry.schema.json' ? schemas.registry : whole;
    let node: unknown = target;
    for (const step of pointer.split('/').slice(1)) node = (node as Schema)[step];
    return resolveShape({ schema: node as Schema, whole: target }, schemas);
  }
  const parts = [
    ...((schema.allOf ?? []) as Schema[]),
    ...(schema.else === undefined ? [] : [schema.else as Schema]),
  ];
  if (parts.length === 0) return shape;
  const { allOf, if: condition, then, else: otherwise, ...own } = schema;
  const resolved = parts.map((part) => resolveShape({ schema: part, whole }, schemas));
  const merged = Object.assign({}, ...resolved.map((part) => part.schema), own) as Schema;
  return { schema: merged, whole: resolved.at(-1)?.whole ?? whole };
}

/**
 * The shape of an entry of a mapping; for a union the branch that its `type` names.
 * @returns undefined for a key that the schema does not know
 */
export function shapeOfKey(shape: Shape, key: string, schemas: Schemas, type?: string): Shape | undefined {
  const { schema, whole } = branchOf(resolveShape(shape, schemas), schemas, type);
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  const found = Object.hasOwn(properties, key) ? properties[key] : schema.additionalProperties;
  return typeof found === 'object' && found !== null
    ? resolveShape({ schema: found as Schema, whole }, schemas)
    : undefined;
}

/** The keys of a mapping in the order of the schema; null where the keys are free or the schema is silent. */
export function keyOrder(shape: Shape, schemas: Schemas, type?: string): string[] | null {
  const { schema } = branchOf(resolveShape(shape, schemas), schemas, type);
  return schema.properties === undefined ? null : Object.keys(schema.properties as Schema);
}

/** The branch of a union for a type; the shape itself when it is no union. */
export function branchOf(shape: Shape, schemas: Schemas, type: string | undefined): Shape {
  for (const branch of (shape.schema.oneOf ?? []) as Schema[]) {
    const resolved = resolveShape({ schema: branch, whole: shape.whole }, schemas);
    const kind = (resolved.schema.properties as Record<string, Schema> | undefined)?.type;
    const kinds = kind?.const === undefined ? ((kind?.enum ?? []) as unknown[]) : [kind.const];
    if (kinds.includes(type)) return resolved;
  }
  return shape;
}

/** Every node of a file, parents first, each with what the schema says of it. Keys of mappings are not among them. */
export function* placesOf(tree: TreeNode, shape: Shape, schemas: Schemas): Generator<Placed> {
  yield* visit({ node: tree, path: [], shape }, schemas);
}

function* visit(place: Placed, schemas: Schemas): Generator<Placed> {
  yield place;
  const { node, path, shape } = place;
  const type = typeOf(node);
  for (const { key, value } of node.entries) {
    const below = shape && shapeOfKey(shape, key.text, schemas, type);
    yield* visit({ node: value, path: [...path, key.text], shape: below }, schemas);
  }
  for (const [index, item] of node.items.entries())
    yield* visit(
      { node: item, path: [...path, index], shape: shape && itemShape(shape, index, schemas) },
      schemas,
    );
}

/** The text under the key `type` of a mapping. */
export function typeOf(node: TreeNode): string | undefined {
  return node.entries.find(({ key }) => key.text === 'type')?.value.text;
}

/** The shape of an item of a list. */
export function itemShape({ schema, whole }: Shape, index: number, schemas: Schemas): Shape | undefined {
  const items = Array.isArray(schema.items) ? schema.items[index] : schema.items;
  return typeof items === 'object' && items !== null
    ? resolveShape({ schema: items as Schema, whole }, schemas)
    : undefined;
}
