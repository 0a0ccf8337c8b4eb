import { indexLines, lineIndexAt, type TextLines } from '../../ingest/text-lines.ts';
import type { TreeNode } from '../../model/tree-node.ts';
import type { Edit } from './edit.ts';

/** An entry of a mapping, or an item of a list, as lines: the comments above it, then itself. All lines keep their ends. */
export interface Block {
  lead: string[];
  body: string[];
}

/** A collection in block style, cut into its entries. */
export interface Blocks {
  blocks: Block[];
  /** What stands before the first entry on its line: spaces, or spaces and dashes. */
  prefix: string;
  /** Offsets of the lines that the blocks cover. */
  start: number;
  end: number;
}

const isComment = (line: string): boolean => /^[ \t]*#/.test(line);

/**
 * Cuts a mapping or list in block style into its entries, each with its comments: lines of comment directly above an entry
 * belong to it, and so do lines below it that are indented further. Blank lines stay above what follows them. The comments
 * at the top of a file, up to the first blank line, belong to the file.
 *
 * @returns undefined where entries do not stand on lines of their own, or one ends with a text that takes in the blank lines
 * below it, so that it cannot be moved
 */
export function cutIntoBlocks(text: string, node: TreeNode): Blocks | undefined {
  const lines = indexLines(text);
  const parts = partsOf(node, text);
  const [first] = parts;
  if (first === undefined || node.style !== 'block') return undefined;
  const values = node.kind === 'list' ? node.items : node.entries.map(({ value }) => value);
  if (values.some((value) => endsOpen(value, text))) return undefined;
  const firstLine = lineIndexAt(lines, first.start);
  const prefix = text.slice(lines.starts[firstLine], first.start);
  if (!(node.kind === 'map' ? /^ *(?:- +)*$/ : /^ *$/).test(prefix)) return undefined;
  const column = prefix.length;

  const top = prefix.trim() === '' ? firstLine - commentsAbove(lines, firstLine) : firstLine;
  const blocks: Block[] = [];
  let next = top;
  for (const [index, part] of parts.entries()) {
    const begin = lineIndexAt(lines, part.start);
    const following = parts[index + 1];
    const limit =
      following === undefined ? endOfComments(lines, part.end) : lineIndexAt(lines, following.start);
    const end = ownLines(lines, lineIndexAt(lines, part.end) + 1, limit, column);
    if (begin < next || end > limit) return undefined;
    if (index > 0 && !/^ *$/.test(text.slice(lines.starts[begin], part.start))) return undefined;
    if (part.start - lines.starts[begin]! !== column) return undefined;
    blocks.push({ lead: linesFrom(lines, next, begin), body: linesFrom(lines, begin, end) });
    next = end;
  }
  return { blocks, prefix, start: lines.starts[top]!, end: lines.starts[next] ?? text.length };
}

/** The edit that puts the blocks into another order, given by their present indexes. */
export function reorder({ blocks, prefix, start, end }: Blocks, order: readonly number[]): Edit {
  const column = prefix.length;
  const margin = ' '.repeat(column);
  const outer = /^ */.exec(prefix)?.[0] ?? '';
  const isAfterDash = outer.length < column;
  const lines = order.flatMap((from, to) => {
    const { lead, body } = blocks[from] as Block;
    const [head = '', ...rest] = body;
    if (to > 0 || !isAfterDash)
      return [
        ...lead.map((line) => indented(line, margin)),
        (to === 0 ? prefix : margin) + head.slice(column),
        ...rest,
      ];
    // Nothing can stand between a dash and its first key: comments go above, blank lines below.
    const comments = lead.filter(isComment).map((line) => indented(line, outer));
    return [...comments, prefix + head.slice(column), ...rest, ...lead.filter((line) => !isComment(line))];
  });
  return { start, end, text: lines.join('') };
}

/** A line of comment no further in than `margin`: further in it could become part of a text that ends above it. */
function indented(line: string, margin: string): string {
  return line.replace(/^[ \t]*(?=#)/, (own) => (own.length > margin.length ? margin : own));
}

/** Where each entry begins and which offset is the last of its content. */
function partsOf(node: TreeNode, text: string): { start: number; end: number }[] {
  if (node.kind === 'list')
    return node.items.map((item, index) => ({ start: node.dashes[index]!, end: lastOf(item, text) }));
  return node.entries.map(({ key, value }) => ({
    start: key.start,
    end: Math.max(key.end, lastOf(value, text)),
  }));
}

/** Offset of the last character of a node's content. */
export function lastOf(node: TreeNode, text: string): number {
  const last = lastIn(node);
  if (last.block === undefined) return last.end - 1;
  const { start, end, indent } = last.block;
  const written = text.slice(start, end).split('\n');
  // Longer than the indentation, a line of spaces is content.
  const isBlank = (line: string): boolean => /^ *$/.test(line) && line.length <= indent;
  while (written.length > 0 && isBlank(written.at(-1) as string)) written.pop();
  return Math.max(last.end, start + written.join('\n').length) - 1;
}

/** Whether a node ends with a block of text marked +, to which all blank lines below it belong. */
function endsOpen(node: TreeNode, text: string): boolean {
  const last = lastIn(node);
  return last.block !== undefined && text.slice(last.start, last.end).includes('+');
}

/** What stands last in a node. */
function lastIn(node: TreeNode): TreeNode {
  const last = node.kind === 'list' ? node.items.at(-1) : node.entries.at(-1)?.value;
  return last === undefined || node.style !== 'block' ? node : lastIn(last);
}

/** How many lines of comment stand directly above a line; none when they are the first of the file. */
function commentsAbove(lines: TextLines, line: number): number {
  let count = 0;
  while (count < line && isComment(lineAt(lines, line - count - 1))) count++;
  return count === line ? 0 : count;
}

/** The first line after `offset` that is neither blank nor a comment. */
function endOfComments(lines: TextLines, offset: number): number {
  let line = lineIndexAt(lines, offset) + 1;
  while (line < lines.starts.length && /^[ \t]*(#|\r?\n?$)/.test(lineAt(lines, line))) line++;
  return line;
}

/** The first line from `from` on that no longer belongs to an entry of this column. */
function ownLines(lines: TextLines, from: number, limit: number, column: number): number {
  let end = from;
  for (let line = from; line < limit; line++) {
    const text = lineAt(lines, line);
    if (isComment(text) && text.search(/#/) > column) end = line + 1;
  }
  return end;
}

function linesFrom(lines: TextLines, from: number, to: number): string[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => lineAt(lines, from + index));
}

/** A line with its end. */
function lineAt({ text, starts }: TextLines, line: number): string {
  return text.slice(starts[line] ?? text.length, starts[line + 1] ?? text.length);
}
