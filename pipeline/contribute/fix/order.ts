import { keysAt } from '../../model/schema-tree.ts';
import { type TreeNode, valueUnder } from '../../model/tree-node.ts';
import { SORT_KEYS } from '../../validate/registry/checks/sorted.ts';
import { cutIntoBlocks, lastOf, reorder } from './blocks.ts';
import { canonical, type Edit } from './edit.ts';
import { type Placed, typeOf } from './places.ts';

/** The edit that puts the keys of a mapping into the order of the schema; undefined when they are. */
export function keyOrderEdit(text: string, { node, shape }: Placed): Edit | undefined {
  // Under `defaults` the coder's own order stands.
  if (node.kind !== 'map' || shape === undefined || shape.schema['x-properties-of']) return undefined;
  const keys = keysAt(shape, typeOf(node));
  if (keys === null) return undefined;
  const ranks = node.entries.map(({ key }) => keys.indexOf(key.text));
  // Where an unknown key belongs, nobody can tell.
  if (ranks.includes(-1) || isSorted(ranks)) return undefined;
  const order = sortedIndexes(ranks);
  if (node.style === 'flow') return flowEdit(text, node, order);
  const blocks = cutIntoBlocks(text, node);
  return blocks && reorder(blocks, order);
}

/** The edit that sorts a list of a registry file by code unit; undefined when it is sorted or an item lacks its key. */
export function sortEdit(text: string, { node, path }: Placed): Edit | undefined {
  const keys = path.length === 1 && node.kind === 'list' ? SORT_KEYS[String(path[0])] : undefined;
  if (keys === undefined) return undefined;
  const words = node.items.map((item) => sortWord(item, keys));
  if (words.includes(undefined) || isSorted(words)) return undefined;
  const blocks = cutIntoBlocks(text, node);
  return blocks && reorder(blocks, sortedIndexes(words as string[]));
}

/** What an item is sorted by, as one text; undefined when a part of it is missing. */
function sortWord(item: TreeNode, keys: readonly string[]): string | undefined {
  const parts = keys.map((key) => valueUnder(item, key)?.text);
  // U+0000 sorts before all that an id may hold, so that "a" stands before "a-b".
  return parts.includes(undefined) ? undefined : parts.join('\u0000');
}

/** Swaps the entries of `{a: 1, b: 2}`; the commas and blanks between them stay where they are. */
function flowEdit(text: string, node: TreeNode, order: readonly number[]): Edit | undefined {
  const slots = node.entries.map(({ key, value }) => ({
    start: key.start,
    end: Math.max(key.end, lastOf(value, text) + 1),
  }));
  const [first, last] = [slots[0]!, slots.at(-1)!];
  let result = '';
  for (const [to, slot] of slots.entries()) {
    const between = to === 0 ? '' : text.slice(slots[to - 1]!.end, slot.start);
    if (between.includes('#')) return undefined;
    const moved = slots[order[to]!]!;
    result += between + text.slice(moved.start, moved.end);
  }
  return { start: first.start, end: last.end, text: result };
}

function isSorted(words: readonly (string | number | undefined)[]): boolean {
  return words.every((word, index) => index === 0 || words[index - 1]! <= word!);
}

function sortedIndexes(words: readonly (string | number)[]): number[] {
  return words
    .map((_, index) => index)
    .sort((a, b) => (words[a]! < words[b]! ? -1 : words[a]! > words[b]! ? 1 : a - b));
}

/** The value of a registry file with its list sorted, to compare what two files say. */
export function sortRegistryValue(value: unknown): unknown {
  const lists = Object.entries(value as Record<string, unknown>).map(([key, list]) => {
    const words = Array.isArray(list) ? list.map((item) => canonical(item)) : [];
    return [key, Array.isArray(list) ? words.sort() : list];
  });
  return Object.fromEntries(lists);
}
