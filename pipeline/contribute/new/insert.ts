import { tryParse } from '../../ingest/faulty/read.ts';
import { buildTree } from '../../ingest/tree.ts';
import { valueUnder } from '../../model/tree-node.ts';
import { cutIntoBlocks } from '../fix/blocks.ts';

/**
 * Puts an entry into the list of a registry file, before the first one whose id comes later; nothing else changes.
 * @param text the file; its list may be empty when it ends the file
 * @param item writes the entry, given the blanks before its dash
 * @returns undefined when the file cannot be read or its list is not in block style
 */
export function insertItem(
  text: string,
  list: string,
  id: string,
  item: (margin: string) => string,
): string | undefined {
  const plain = text.replace(/^\uFEFF/, '');
  const lineEnd = plain.includes('\r\n') ? '\r\n' : '\n';
  const written = (margin: string): string => item(margin).replaceAll('\n', lineEnd);
  const whole = plain.endsWith('\n') ? plain : `${plain}${lineEnd}`;
  const tree = buildTree(whole, tryParse(whole) ?? []);
  const node = tree && valueUnder(tree, list);
  if (node?.empty && tree?.entries.length === 1) return whole + written('  ');
  const cut = node?.kind === 'list' ? cutIntoBlocks(whole, node) : undefined;
  if (node === undefined || cut === undefined) return undefined;
  let at = cut.start;
  for (const [index, { lead, body }] of cut.blocks.entries()) {
    const entry = node.items[index];
    const other = (entry && valueUnder(entry, 'id')?.text) ?? '';
    if (other > id) break;
    at += [...lead, ...body].join('').length;
  }
  return whole.slice(0, at) + written(cut.prefix) + whole.slice(at);
}
