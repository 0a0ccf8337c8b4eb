import { parse } from 'yaml';
import { mendDate } from '../../model/dates/mend.ts';
import { keysAt } from '../../model/schema-tree.ts';
import type { TreeNode } from '../../model/tree-node.ts';
import type { Edit } from './edit.ts';
import { type Placed, typeOf } from './places.ts';

/** A number as everybody writes it: read as a number or as text, it stays the same. */
const PLAIN_NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d*[1-9])?$/;

/** `text` between single quotes. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Whether some reader of YAML takes these words, without quotes, for something other than text: NO, 1e5, 2021-07-06. */
export function isMisread(text: string): boolean {
  return !PLAIN_NUMBER.test(text) && isNoString(text);
}

function isNoString(text: string): boolean {
  // Others are none of these things, and the parser is slow.
  return (
    /^[-+.~\dyntfo].{0,40}$/i.test(text) &&
    typeof parse(text, { version: '1.1', logLevel: 'silent' }) !== 'string'
  );
}

/**
 * Puts quotes round texts that other programs would read as dates, booleans or odd numbers, and mends dates whose form is
 * wrong and whose meaning is certain.
 */
export function scalarEdits(text: string, { node, path, shape }: Placed): Edit[] {
  if (node.kind === 'map')
    return shape !== undefined && keysAt(shape, typeOf(node)) === null ? keyEdits(text, node) : [];
  if (node.kind !== 'scalar' || shape === undefined || node.style === 'block') return [];
  const { schema } = shape;
  const isDate = schema['x-format'] === 'edtf';
  if (isDate) {
    const mended = mendDate(node.text);
    if (mended !== null)
      return [
        {
          start: node.start,
          end: node.end,
          text: isNoString(mended) ? quote(mended) : mended,
          change: { path, to: mended },
        },
      ];
  }
  // A year alone looks like a plain number, and yet it is a date.
  const isOpen = isDate ? isNoString : isMisread;
  return schema.type === 'string' && isOneLinePlain(text, node) && isOpen(node.text)
    ? [{ start: node.start, end: node.end, text: quote(node.text) }]
    : [];
}

/** Keys that the writer chooses, such as the language tag `no`. */
function keyEdits(text: string, node: TreeNode): Edit[] {
  return node.entries
    .filter(({ key }) => isOneLinePlain(text, key) && isMisread(key.text))
    .map(({ key }) => ({ start: key.start, end: key.end, text: quote(key.text) }));
}

function isOneLinePlain(text: string, node: TreeNode): boolean {
  return node.style === 'plain' && !node.empty && text.slice(node.start, node.end) === node.text;
}
