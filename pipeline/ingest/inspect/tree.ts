import type { TreeNode } from '../../model/tree-node.ts';
import type { Fault } from '../fault.ts';
import { indexLines } from '../text-lines.ts';
import { inspectKeys } from './keys.ts';
import { inspectScalar } from './scalar.ts';

/**
 * Everything in a well-formed document that is refused or doubtful: empty values, null words, anchors, aliases, tags,
 * merge keys, doubled keys, values cut by `#`, quotation marks that do not quote. Every occurrence is reported.
 *
 * @param text - the text `root` was built from
 */
export function inspectTree(text: string, root: TreeNode): Fault[] {
  const faults: Fault[] = [];
  const uses = countAliases(root);
  const anchors = anchorNames(text, root);
  const lines = indexLines(text);
  const visit = (node: TreeNode, isMerged: boolean, key = ''): void => {
    for (const one of inspectReferences(text, node, uses, anchors, isMerged)) faults.push(one);
    if (node.kind === 'scalar') for (const one of inspectScalar(text, node)) faults.push(one);
    const isMapping = GROUPS.has(key) && node.items.length > 0 && node.items.every(isPair);
    if (isMapping) faults.push(bracketsForBraces(text, node));
    for (const item of node.items) {
      if (isPair(item) && !isMapping) faults.push(colonInList(text, item));
      if (item.empty && item.tag === undefined && item.anchor === undefined) faults.push(emptyItem(item));
      visit(item, false);
    }
    if (node.kind === 'map') for (const one of inspectKeys(lines, node, anchors)) faults.push(one);
    for (const { key, value } of node.entries) {
      if (key.kind !== 'scalar' || !key.empty) visit(key, false);
      visit(value, key.text === '<<' && key.style === 'plain', key.text);
    }
  };
  visit(root, false);
  return faults;
}

function anchorNames(text: string, root: TreeNode): Set<string> {
  const names = new Set<string>();
  const visit = (node: TreeNode): void => {
    if (node.anchor !== undefined && node.kind !== 'alias')
      names.add(text.slice(node.anchor.start + 1, node.anchor.end));
    for (const item of node.items) visit(item);
    for (const { key, value } of node.entries) {
      visit(key);
      visit(value);
    }
  };
  visit(root);
  return names;
}

function countAliases(root: TreeNode): Map<string, number> {
  const uses = new Map<string, number>();
  const visit = (node: TreeNode): void => {
    if (node.kind === 'alias') uses.set(node.text, (uses.get(node.text) ?? 0) + 1);
    for (const item of node.items) visit(item);
    for (const { key, value } of node.entries) {
      visit(key);
      visit(value);
    }
  };
  visit(root);
  return uses;
}

/** An alias of a known anchor is a consequence of the anchor and not reported again, but counted with it. */
function inspectReferences(
  text: string,
  node: TreeNode,
  uses: ReadonlyMap<string, number>,
  anchors: ReadonlySet<string>,
  isMerged: boolean,
): Fault[] {
  if (node.kind === 'alias') {
    if (isMerged || anchors.has(node.text)) return [];
    return [
      {
        code: 'E-YAML-ALIAS',
        start: node.start,
        end: node.end,
        message: `*${node.text} is read as a reference to another value, and references are not allowed`,
        fix: 'If the text itself starts with *, put it in quotes; otherwise write the value out.',
      },
    ];
  }
  const faults: Fault[] = [];
  if (node.anchor !== undefined) {
    const name = text.slice(node.anchor.start + 1, node.anchor.end);
    const count = uses.get(name) ?? 0;
    faults.push({
      code: 'E-YAML-ANCHOR',
      ...node.anchor,
      message: `&${name} is an anchor${count > 0 ? ` (used ${count === 1 ? 'once' : `${count} times`} below)` : ''}, and anchors are not allowed`,
      fix:
        count > 0
          ? `Write the value out at each *${name} and delete &${name}.`
          : 'If the text itself starts with &, put it in quotes; otherwise delete the anchor.',
    });
  }
  if (node.tag !== undefined) {
    faults.push({
      code: 'E-YAML-TAG',
      ...node.tag,
      message: `${text.slice(node.tag.start, node.tag.end)} is read as a tag, and tags are not allowed`,
      fix: 'If the text itself starts with !, put it in quotes; otherwise delete the tag.',
    });
  }
  return faults;
}

/** Keys that hold keys with values of the author's choice. */
const GROUPS: ReadonlySet<string> = new Set(['stance', 'names', 'native_names']);

function isPair(node: TreeNode): boolean {
  return node.style === 'pair';
}

/** `stance: [iso-JP: positive]` */
function bracketsForBraces(text: string, list: TreeNode): Fault {
  const written = text.slice(list.start, list.end);
  const suggestion = written.includes('\n') ? undefined : `{${written.slice(1, -1)}}`;
  return {
    code: 'E-YAML-COLON-IN-VALUE',
    start: list.start,
    end: list.end,
    message: 'keys with values stand in square brackets, which make a list of them',
    fix: `Pairs stand in curly brackets instead of square ones${suggestion === undefined ? '' : `: ${suggestion}`}.`,
    suggestion,
  };
}

function colonInList(text: string, pair: TreeNode): Fault {
  const { key } = pair.entries[0]!;
  const colon = text.indexOf(':', key.end);
  return {
    code: 'E-YAML-COLON-IN-VALUE',
    start: colon,
    end: colon + 1,
    message: 'a colon followed by a space splits this list item into key and value',
    fix: 'Put the whole item in quotes.',
    suggestion: `"${text.slice(pair.start, pair.end).replace(/["\\]/g, '\\$&')}"`,
  };
}

function emptyItem(item: TreeNode): Fault {
  return {
    code: 'E-VALUE-EMPTY',
    start: item.start,
    end: item.end,
    message: 'this list item is empty',
    fix: 'Remove the dash or write the item.',
  };
}
