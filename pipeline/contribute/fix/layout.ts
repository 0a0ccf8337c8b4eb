import { tryParse } from '../../ingest/faulty/read.ts';
import { buildTree } from '../../ingest/tree.ts';
import type { TreeNode } from '../../model/tree-node.ts';
import { lastOf } from './blocks.ts';
import type { Edit } from './edit.ts';

const NO_BREAK_SPACE = '\u00A0';
/** A line that starts with spaces of both kinds and dashes; other blanks have no certain width. */
const ODD_MARGIN = /^[ \u00A0-]*\u00A0[ \u00A0-]*(?=[^\s-])/gm;

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
  return text.replace(ODD_MARGIN, (margin, offset: number) => {
    const isContent = blocks.some(({ start, end }) => offset >= start && offset < end);
    return isContent ? margin : margin.replaceAll(NO_BREAK_SPACE, ' ');
  });
}

/** Takes out blanks at the ends of lines, save where they may be part of a text, and ends the file with a line end. */
export function tidyEdits(text: string, tree: TreeNode): Edit[] {
  const kept = [...textRanges(tree, text)];
  const edits: Edit[] = [];
  for (const match of text.matchAll(/[ \t]+$/gm)) {
    const end = match.index + match[0].length;
    if (kept.some((range) => match.index >= range.start && match.index < range.end)) continue;
    edits.push({ start: match.index, end, text: '' });
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
