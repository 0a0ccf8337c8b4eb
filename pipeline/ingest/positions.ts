import type { Range } from '../diagnostics/diagnostic.ts';
import type { ParsedFile, ValuePath } from '../model/authored.ts';
import type { TreeNode } from '../model/tree-node.ts';
import { indexLines, rangeOf, type TextLines } from './text-lines.ts';
import { buildTree } from './tree.ts';
import { parseEvents } from './yaml-events.ts';

/**
 * Finds where in the file a value stands. Where a path does not exist, the nearest parent that exists is meant.
 *
 * What a range covers: a scalar with its quotes; a block of text its header (`|`, `>-`); a flow collection from bracket
 * to bracket; a block mapping its first key; a block list its first dash. What goes on over several lines is cut at the
 * end of the first one.
 */
export interface Locator {
  /** Range of the value at `path`; of its key (or dash) where nothing is written. */
  value(path: ValuePath): Range;
  /** Range of the key that `path` ends with; for a list item, of its value. */
  key(path: ValuePath): Range;
  /**
   * Where a key would stand that comes after `keys` in the mapping at `path`: range of the last line of the last of them
   * that is there, of its key if it has one; else of the mapping.
   */
  after(path: ValuePath, keys: readonly string[]): Range;
  /** 1-based line where the entry begins: the line of its key, or of its dash in a list. */
  lineOf(path: ValuePath): number;
}

/** Nesting that no record needs; it bounds the recursion of parser and builder. */
export const MAX_DEPTH = 32;

const locators = new WeakMap<ParsedFile, Locator>();

/**
 * A locator for `file`. Its index is built at the first call and kept as long as the file: files without diagnostics
 * never pay for it. A file that could not be parsed at all has all its places at the first line.
 */
export function locate(file: ParsedFile): Locator {
  const known = locators.get(file);
  if (known !== undefined) return known;
  const source = file.salvage?.text ?? file.text;
  const tree = file.salvage?.tree ?? (file.value === undefined ? undefined : treeOf(source));
  const locator = locatorOf(indexLines(source), tree, file.salvage?.shifts ?? new Map());
  locators.set(file, locator);
  return locator;
}

function treeOf(text: string): TreeNode | undefined {
  return buildTree(text, parseEvents(text, { maxDepth: MAX_DEPTH }));
}

interface Step {
  node: TreeNode;
  key?: TreeNode;
  dash?: number;
}

function locatorOf(
  lines: TextLines,
  tree: TreeNode | undefined,
  shifts: ReadonlyMap<number, number>,
): Locator {
  const rangeFrom = (from: number, to: number): Range => {
    const { line, column, endColumn } = rangeOf(lines, from, to);
    const shift = shifts.get(line - 1) ?? 0;
    return { line, column: Math.max(1, column - shift), endColumn: Math.max(2, endColumn - shift) };
  };
  const valueRange = ({ node }: Step): Range => {
    const first = node.kind === 'map' && node.style === 'block' ? (node.entries[0]?.key ?? node) : node;
    const end = node.kind === 'list' && node.style === 'block' ? node.start + 1 : first.end;
    return rangeFrom(first.start, end);
  };
  const root = tree === undefined ? undefined : withSectionsJoined(tree);
  const start: Range = { line: 1, column: 1, endColumn: 2 };
  const find = (path: ValuePath): Step | undefined => (root === undefined ? undefined : follow(root, path));
  return {
    value(path) {
      const step = find(path);
      return step === undefined ? start : valueRange(step);
    },
    key(path) {
      const step = find(path);
      if (step === undefined) return start;
      return step.key === undefined ? valueRange(step) : rangeFrom(step.key.start, step.key.end);
    },
    after(path, keys) {
      const step = find(path);
      if (step === undefined) return start;
      const before = step.node.entries
        .filter(({ key }) => keys.includes(key.text))
        .sort((a, b) => keys.indexOf(a.key.text) - keys.indexOf(b.key.text))
        .at(-1);
      if (before === undefined) return valueRange(step);
      const { node, key = node } = lastOf({ node: before.value, key: before.key });
      return rangeFrom(key.start, key.end);
    },
    lineOf(path) {
      const step = find(path);
      if (step === undefined) return 1;
      const offset = step.key?.start ?? step.dash ?? step.node.start;
      return rangeOf(lines, offset, offset).line;
    },
  };
}

/** The top of a file in which a section may stand twice: its items are counted on, as in the value. */
function withSectionsJoined(root: TreeNode): TreeNode {
  const sections = new Map<string, TreeNode>();
  const entries = root.entries.map(({ key, value }) => {
    const earlier = sections.get(key.text);
    const lists: Pick<TreeNode, 'items' | 'dashes' | 'entries'> =
      earlier?.kind === value.kind ? earlier : { items: [], dashes: [], entries: [] };
    for (const item of value.items) lists.items.push(item);
    for (const dash of value.dashes) lists.dashes.push(dash);
    for (const entry of value.entries) lists.entries.push(entry);
    const whole = { ...value, items: lists.items, dashes: lists.dashes, entries: lists.entries };
    sections.set(key.text, whole);
    return { key, value: whole };
  });
  return { ...root, entries };
}

/** Goes down `path` as far as it exists. Of two equal keys the last is meant, as in the value. */
function follow(root: TreeNode, path: ValuePath): Step {
  let step: Step = { node: root };
  for (const part of path) {
    const next = child(step.node, part);
    if (next === undefined) break;
    step = next;
  }
  return step;
}

/** The last line of something that goes on over several lines. */
function lastOf(step: Step): Step {
  const { node } = step;
  const entry = node.style === 'block' ? node.entries.at(-1) : undefined;
  if (entry !== undefined) return lastOf({ node: entry.value, key: entry.key });
  const item = node.style === 'block' ? node.items.at(-1) : undefined;
  return item === undefined ? step : lastOf({ node: item });
}

/** The entries of large mappings by key, made when first asked for: thousands of unknown keys are looked up one by one. */
const entriesByKey = new WeakMap<TreeNode, Map<string, TreeNode['entries'][number]>>();

function entriesOf(node: TreeNode): Map<string, TreeNode['entries'][number]> {
  const known = entriesByKey.get(node);
  if (known !== undefined) return known;
  const entries = new Map(node.entries.map((entry) => [entry.key.text, entry]));
  entriesByKey.set(node, entries);
  return entries;
}

function child(node: TreeNode, part: string | number): Step | undefined {
  if (node.kind === 'list') {
    const item = node.items[Number(part)];
    return item === undefined ? undefined : { node: item, dash: node.dashes[Number(part)] };
  }
  const entry = entriesOf(node).get(String(part));
  return entry === undefined ? undefined : { node: entry.value, key: entry.key };
}
