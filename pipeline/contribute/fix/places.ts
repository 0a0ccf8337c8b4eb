import type { ValuePath } from '../../model/authored.ts';
import { entryAt, itemAt, type SchemaPlace } from '../../model/schema-tree.ts';
import { type TreeNode, valueUnder } from '../../model/tree-node.ts';

/** A node of a file with its place in the value and what the schema says of it; no shape where the schema is silent. */
export interface Placed {
  node: TreeNode;
  path: ValuePath;
  shape: SchemaPlace | undefined;
}

/** Every node of a file, parents first, each with what the schema says of it. Keys of mappings are not among them. */
export function* placesOf(
  node: TreeNode,
  shape: SchemaPlace | undefined,
  path: ValuePath = [],
): Generator<Placed> {
  yield { node, path, shape };
  const type = typeOf(node);
  for (const { key, value } of node.entries)
    yield* placesOf(value, shape && entryAt(shape, key.text, type), [...path, key.text]);
  for (const [index, item] of node.items.entries())
    yield* placesOf(item, shape && itemAt(shape, index), [...path, index]);
}

/** The text under the key `type` of a mapping. */
export function typeOf(node: TreeNode): string | undefined {
  return valueUnder(node, 'type')?.text;
}
