import { NULL_WORDS } from './build-value.ts';
import type { Fault } from './ingest-diagnostic.ts';
import { inspectKeys } from './inspect-keys.ts';
import type { TreeNode } from './node-tree.ts';

/**
 * Everything in a well-formed document that is refused or doubtful: empty values, null words, anchors, aliases, tags,
 * merge keys, doubled keys, values cut by `#`, quotation marks that do not quote. Every occurrence is reported.
 *
 * @param text - the text `root` was built from
 */
export function inspectTree(text: string, root: TreeNode): Fault[] {
  const faults: Fault[] = [];
  const uses = countAliases(root);
  const visit = (node: TreeNode, isMerged: boolean): void => {
    faults.push(...inspectReferences(text, node, uses, isMerged));
    if (node.kind === 'scalar') faults.push(...inspectScalar(text, node));
    if (node.style === 'pair') faults.push(colonInList(text, node));
    for (const item of node.items) {
      if (item.empty && item.tag === undefined && item.anchor === undefined) faults.push(emptyItem(item));
      visit(item, false);
    }
    if (node.kind === 'map') faults.push(...inspectKeys(text, node));
    for (const { key, value } of node.entries) {
      if (key.kind !== 'scalar' || !key.empty) visit(key, false);
      visit(value, key.text === '<<' && key.style === 'plain');
    }
  };
  visit(root, false);
  return faults;
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
  isMerged: boolean,
): Fault[] {
  if (node.kind === 'alias') {
    if (isMerged || text.includes(`&${node.text}`)) return [];
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
      message: `&${name} is an anchor${count > 0 ? ` (referred to ${count} times)` : ''}, and anchors are not allowed`,
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

function inspectScalar(text: string, node: TreeNode): Fault[] {
  if (node.style !== 'plain' || node.empty) return [];
  const { start, end } = node;
  if (NULL_WORDS.has(node.text)) {
    return [
      {
        code: 'E-VALUE-NULL',
        start,
        end,
        message: `${node.text} means "no value" to YAML and is not taken for text`,
        fix: `If it is a name, quote it ("${node.text}"); if the value is unknown, remove the key.`,
      },
    ];
  }
  const opensLine = /(?:^|\n)[ ]*$/.test(text.slice(Math.max(0, start - 200), start));
  if (opensLine && /^-\S/.test(node.text)) {
    return [
      {
        code: 'E-YAML-DASH-SPACE',
        start,
        end: start + 2,
        message: 'a space is missing after the dash, so this line is not a list item',
        fix: 'Put a space after the dash.',
      },
    ];
  }
  const glued = opensLine || node.text.includes('\n') ? /^[\w-]+:(?=[^\s/])/.exec(node.text) : null;
  if (glued !== null && text.slice(start, end).includes('\n')) {
    return [colonWithoutSpace(start, glued[0])];
  }
  const wrapped = /^[“”‘’„‚].*[“”‘’]$/s.exec(node.text);
  if (wrapped !== null) {
    return [
      {
        code: 'W-YAML-CURLY-QUOTE',
        start,
        end,
        message: `the curly quotation marks ${node.text[0]} and ${node.text.at(-1)} do not quote in YAML; they become part of the value`,
        fix: 'If they only mark the text, use straight quotes ("…"). If they belong to the text, put straight quotes around them.',
      },
    ];
  }
  const mark = /[\u061C\u200E\u200F]/.exec(text.slice(start, end));
  if (mark === null) return [];
  return [
    {
      code: 'E-YAML-HIDDEN-CHARACTER',
      start: start + mark.index,
      end: start + mark.index + 1,
      message: 'a directional mark that cannot be seen stands in an unquoted value',
      fix: 'Delete it; if the text needs it, put the value in quotes.',
    },
  ];
}

/** The fault of a `key:value` without a blank, placed at the colon. */
export function colonWithoutSpace(start: number, keyWithColon: string): Fault {
  const colon = start + keyWithColon.length - 1;
  return {
    code: 'E-YAML-COLON-SPACE',
    start: colon,
    end: colon + 1,
    message: `a space is missing after ${keyWithColon}`,
    fix: 'Put a space after the colon.',
  };
}

function colonInList(text: string, pair: TreeNode): Fault {
  const key = pair.entries[0]!.key;
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
