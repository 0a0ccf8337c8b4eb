import { tryParse } from '../../ingest/faulty/read.ts';
import { buildTree } from '../../ingest/tree.ts';
import type { TreeNode } from '../../model/tree-node.ts';
import { lastOf } from './blocks.ts';
import type { Edit } from './edit.ts';

const NO_BREAK_SPACE = '\u00A0';
/** Spaces of both kinds and dashes at the start of a line; other blanks have no certain width. */
const MARGIN = /^[ \u00A0-]+(?=[^\s-])/gm;

/** Windows line ends become plain ones. A carriage return that stands alone is left: nobody can tell what it means. */
export function withPlainLineEnds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/**
 * No-break spaces at the start of a line become spaces: they are exactly as wide, so the structure that shows on the screen
 * is the one that was meant. Inside a block of text they are content and stay.
 */
export function withPlainMargins(text: string): string {
  if (!text.includes(NO_BREAK_SPACE)) return text;
  const events = tryParse(text);
  const tree = events === undefined ? undefined : buildTree(text, events);
  const blocks = tree === undefined ? [] : [...textRanges(tree, text)];
  return text.replace(MARGIN, (margin, offset: number) => {
    if (!margin.includes(NO_BREAK_SPACE)) return margin;
    const isContent = blocks.some(({ start, end }) => offset >= start && offset < end);
    return isContent ? margin : margin.replaceAll(NO_BREAK_SPACE, ' ');
  });
}

/** Takes out blanks at the ends of lines, save where they may be part of a text, and ends the file with a line end. */
export function tidyEdits(text: string, tree: TreeNode): Edit[] {
  const kept = [...textRanges(tree, text)];
  const edits: Edit[] = [];
  let at = 0;
  let next = 0;
  for (const line of text.split('\n')) {
    const end = at + line.length;
    let start = end;
    while (start > at && (text[start - 1] === ' ' || text[start - 1] === '\t')) start -= 1;
    while (next < kept.length && (kept[next]?.end ?? 0) <= start) next += 1;
    const isContent = (kept[next]?.start ?? text.length + 1) <= start;
    if (start < end && !isContent) edits.push({ start, end, text: '' });
    at = end + 1;
  }
  if (text !== '' && !text.endsWith('\n')) edits.push({ start: text.length, end: text.length, text: '\n' });
  return edits;
}

/** Blocks of text and quoted texts: whatever stands in them is content. */
function* textRanges(node: TreeNode, text: string): Generator<{ start: number; end: number }> {
  if (node.block !== undefined) yield { start: node.block.start, end: lastOf(node, text) + 1 };
  if (node.style === 'quoted') yield node;
  for (const item of node.items) yield* textRanges(item, text);
  for (const { key, value } of node.entries) {
    yield* textRanges(key, text);
    yield* textRanges(value, text);
  }
}
