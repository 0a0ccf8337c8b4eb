import { type Block, type Blocks, cutIntoBlocks, lastOf, reorder } from '../../../contribute/fix/blocks.ts';
import { applyEdits, canonical, type Edit } from '../../../contribute/fix/edit.ts';
import { quote } from '../../../contribute/fix/scalars.ts';
import { tryParse } from '../../../ingest/faulty/read.ts';
import { buildTree } from '../../../ingest/tree.ts';
import type { AuthoredMap, AuthoredValue } from '../../../model/authored.ts';
import { entryAt, itemAt, keysAt, placeOfFile, type SchemaPlace } from '../../../model/schema-tree.ts';
import type { Schemas } from '../../../model/schemas.ts';
import type { TreeNode } from '../../../model/tree-node.ts';
import {
  bodyLines,
  flowText,
  folded,
  isMap,
  isProse,
  itemLines,
  keyLines,
  scalarText,
  typeIn,
  WIDTH,
} from './layout.ts';
import { withOneClaim } from './one-claim.ts';

/**
 * Writes a value into the text of a record that says something else: only what differs is written, so that comments, the
 * order of keys and the writer's layout stay wherever nothing changed. Text and value that say the same give the text back
 * byte for byte.
 * @param before what the text says
 * @param after what it shall say; nothing in it is empty
 * @throws Error when the text cannot be read
 */
export function rewrite(text: string, before: AuthoredMap, after: AuthoredMap, schemas: Schemas): string {
  if (same(before, after)) return text;
  // Where Windows ends its lines, so do ours; a file without an end of its last line gets one.
  const isWindows = text.includes('\r\n');
  const plain = isWindows ? text.replaceAll('\r\n', '\n') : text;
  const whole = plain === '' || plain.endsWith('\n') ? plain : `${plain}\n`;
  const tree = buildTree(whole, tryParse(whole) ?? []);
  if (tree === undefined || tree.kind !== 'map') throw new Error('the record cannot be read');
  const edits = changed({ text: whole, node: tree, shape: placeOfFile(schemas, 'record') }, before, after);
  const written = applyEdits(whole, edits);
  return isWindows ? written.replaceAll('\n', '\r\n') : written;
}

/**
 * {@link rewrite} for a change within one claim, which leaves all other parts of the value the very ones they were: only that
 * claim is read.
 * @returns null when more changed, or the claim cannot be told from the others
 */
export function rewriteClaim(
  text: string,
  before: AuthoredMap,
  after: AuthoredMap,
  index: number,
  schemas: Schemas,
): string | null {
  const [was, is] = [before.claims, after.claims];
  if (!Array.isArray(was) || !Array.isArray(is) || was.length !== is.length) return null;
  const isElsewhere = [...new Set([...Object.keys(before), ...Object.keys(after)])].some(
    (key) => key !== 'claims' && before[key] !== after[key],
  );
  const others = was.some((claim, at) => at !== index && claim !== is[at]);
  const [one, other] = [was[index], is[index]];
  if (isElsewhere || others || !isMap(one) || !isMap(other) || one.id !== other.id) return null;
  const alone = withOneClaim(text, index);
  const tree = alone === null ? undefined : buildTree(alone, tryParse(alone) ?? []);
  const node = tree?.entries.find(({ key }) => key.text === 'claims')?.value.items[0];
  const list = entryAt(placeOfFile(schemas, 'record'), 'claims');
  if (alone === null || node === undefined || list === undefined) return null;
  return applyEdits(text, changed({ text: alone, node, shape: itemAt(list) }, one, other));
}

/** A node of the text with what the schema says of it. */
interface Site {
  text: string;
  node: TreeNode;
  shape: SchemaPlace | undefined;
}

/** The edits by which a node comes to say something else. */
function changed(site: Site, before: AuthoredValue, after: AuthoredValue): Edit[] {
  if (same(before, after)) return [];
  const { node } = site;
  if (node.kind === 'map' && isMap(before) && isMap(after)) return changedMap(site, before, after);
  if (node.kind === 'list' && Array.isArray(before) && Array.isArray(after))
    return changedList(site, before, after);
  if (node.kind === 'scalar' && typeof after === 'string') return [changedScalar(site, after)];
  return [replaced(site, after)];
}

/** Whether two values say the same. A change leaves most parts of a record the very ones they were, so that it is quick. */
function same(a: AuthoredValue | undefined, b: AuthoredValue | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && same((a as AuthoredMap)[key], (b as AuthoredMap)[key]))
  );
}

/** Keeps the quotes, or the folding, that the text had. */
function changedScalar({ text, node, shape }: Site, after: string): Edit {
  if (node.block !== undefined) {
    const { start, indent } = node.block;
    const end = lastOf(node, text) + 1;
    if (isProse(after) && text.slice(node.start, node.end).startsWith('>'))
      return {
        start,
        end,
        text: folded(after, indent)
          .join('')
          .replace(/^ +/, (blanks) => keptBlanks(text, start, blanks))
          .trimEnd(),
      };
    return { start: node.start, end, text: scalarText(after, shape) };
  }
  const isSingle = node.style === 'quoted' && text[node.start] === "'" && !after.includes('\n');
  if (isSingle) return { start: node.start, end: node.end, text: quote(after) };
  const { margin, line } = placeOf(text, node);
  const written = scalarText(after, shape, margin === undefined);
  if (
    margin !== undefined &&
    line.length + written.length > WIDTH &&
    isProse(after) &&
    node.style === 'plain'
  )
    return belowKey(text, node, { start: node.start, head: '>-' }, folded(after, margin + 2));
  return { start: node.start, end: node.end, text: written };
}

/** Lines in place of a node; a comment behind it stays on the line of its key, since below it would be read as content. */
function belowKey(
  text: string,
  node: TreeNode,
  { start, head }: { start: number; head: string },
  lines: readonly string[],
): Edit {
  const end = lastOf(node, text) + 1;
  const comment = /^[ \t]+#.*/.exec(text.slice(end, text.indexOf('\n', end)))?.[0] ?? '';
  return { start, end: end + comment.length, text: `${head}${comment}\n${lines.join('').trimEnd()}` };
}

/** The content of a block may begin behind its blanks or before them. */
function keptBlanks(text: string, start: number, blanks: string): string {
  return text[start - 1] === '\n' ? blanks : '';
}

/** What stands before a node on its line; and the column of its key where it follows one that has a line of its own. */
function placeOf(text: string, { start }: TreeNode): { line: string; margin: number | undefined } {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const key = /^( *(?:- +)*)[^\s[{'",][^[{,]*: +$/.exec(line);
  const isAlone = key !== null || /^ *(?:- +)*$/.test(line);
  return { line, margin: key === null ? (isAlone ? line.length : undefined) : (key[1] as string).length };
}

/** A node written anew on one line, or, where that grows too long, below its key. */
function replaced({ text, node, shape }: Site, after: AuthoredValue): Edit {
  const { line, margin } = placeOf(text, node);
  if (node.empty) {
    const colon = text.indexOf(':', node.end - 1);
    const below = keyLines('k', after, shape, /^ */.exec(line)?.[0].length ?? 0).join('');
    return { start: colon + 1, end: colon + 1, text: below.slice(below.indexOf(':') + 1).trimEnd() };
  }
  const end = lastOf(node, text) + 1;
  const written = flowText(after, shape);
  const isBelow = node.style === 'block' && node.kind !== 'scalar' && line.trim() === '';
  // From behind the colon of the key above.
  const start = isBelow ? text.slice(0, node.start).trimEnd().length : node.start;
  if (isBelow) return { start, end, text: ` ${written}` };
  const isKey = margin !== undefined && line.trimEnd().endsWith(':');
  if (isKey && typeof after !== 'string' && line.length + written.length > WIDTH)
    return belowKey(
      text,
      node,
      { start: line.trimEnd().length - line.length + start, head: '' },
      bodyLines(after, shape, margin + 2),
    );
  return { start, end, text: written };
}

function changedMap(site: Site, before: AuthoredMap, after: AuthoredMap): Edit[] {
  const { text, node, shape } = site;
  const type = typeIn(after);
  const shapeOf = (key: string): SchemaPlace | undefined => shape && entryAt(shape, key, type);
  const added = Object.keys(after).filter((key) => !Object.hasOwn(before, key));
  const gone = new Set(Object.keys(before).filter((key) => !Object.hasOwn(after, key)));
  const within = node.entries.flatMap(({ key, value }) =>
    gone.has(key.text)
      ? []
      : changed(
          { text, node: value, shape: shapeOf(key.text) },
          before[key.text] as AuthoredValue,
          after[key.text] as AuthoredValue,
        ),
  );
  if (added.length === 0 && gone.size === 0) return within;
  const cut = node.style === 'block' ? cutIntoBlocks(text, node) : undefined;
  if (cut === undefined) return [replaced(site, after)];
  const edited = withEdits(cut, within);
  const keys = node.entries.map(({ key }) => key.text);
  const kept = edited
    .map((block, index) => ({ key: keys[index] as string, block }))
    .filter(({ key }) => !gone.has(key));
  const order = (shape && keysAt(shape, type)) ?? [];
  const rank = (key: string): number => order.indexOf(key);
  for (const key of added) {
    const lines = keyLines(key, after[key] as AuthoredValue, shapeOf(key), cut.prefix.length);
    const block: Block = {
      lead: typeof after[key] === 'string' ? [] : leadOf(kept, cut.prefix),
      body: lines,
    };
    // After the last key that comes before it in the schema; where the schema is silent, at the end.
    const last =
      rank(key) === -1
        ? kept.length - 1
        : kept.findLastIndex((one) => rank(one.key) !== -1 && rank(one.key) < rank(key));
    kept.splice(last + 1, 0, { key, block });
  }
  return [
    assembled(
      cut,
      kept.map(({ block }) => block),
    ),
  ];
}

/** Between the sections at the top of a record stands a blank line where the writer sets one. */
function leadOf(kept: readonly { block: Block }[], prefix: string): string[] {
  if (prefix !== '') return [];
  const spaced = kept.slice(1).filter(({ block }) => block.lead.some((line) => line.trim() === '')).length;
  return spaced > 0 ? ['\n'] : [];
}

/** How items of a list are told from one another: by their id, else by what they say. */
function nameOf(item: AuthoredValue): string {
  return isMap(item) && typeof item.id === 'string' ? `id ${item.id}` : canonical(item);
}

function changedList(site: Site, before: readonly AuthoredValue[], after: readonly AuthoredValue[]): Edit[] {
  const { text, node, shape } = site;
  const pairs = pairsOf(before, after);
  const isInPlace = before.length === after.length && pairs.every((from, to) => from === to);
  const shapeAt = (index: number): SchemaPlace | undefined => shape && itemAt(shape, index);
  const within = (from: number, to: number): Edit[] =>
    changed(
      { text, node: node.items[from] as TreeNode, shape: shapeAt(to) },
      before[from] as AuthoredValue,
      after[to] as AuthoredValue,
    );
  if (isInPlace) return after.flatMap((_, index) => within(index, index));
  const cut = node.style === 'block' ? cutIntoBlocks(text, node) : undefined;
  if (cut === undefined || after.length === 0) return [replaced(site, [...after])];
  const nested = pairs.flatMap((from, to) => (from === -1 ? [] : within(from, to)));
  const edited = withEdits(cut, nested);
  const margin = cut.prefix.length;
  const headings = headingsLeft(edited, pairs);
  const blocks = after.map((item, to): Block => {
    const from = pairs[to] as number;
    const lead = headings.get(to) ?? [];
    if (from === -1) return { lead, body: itemLines(item, shapeAt(to), margin) };
    const kept = edited[from] as Block;
    return { ...kept, lead: [...lead, ...kept.lead] };
  });
  return [assembled(cut, blocks)];
}

/** Comments behind a blank line head a group of items: when the first of the group goes, they stay above the next. */
function headingsLeft(blocks: readonly Block[], pairs: readonly number[]): Map<number, string[]> {
  const kept = new Set(pairs);
  const left = new Map<number, string[]>();
  for (const [index, { lead }] of blocks.entries()) {
    const isHeading = lead[0]?.trim() === '' && lead.some((line) => line.trim().startsWith('#'));
    const next = pairs.findIndex((from) => from > index);
    const isHeaded = blocks[pairs[next] ?? -1]?.lead.some((line) => line.trim() === '') === true;
    if (!kept.has(index) && isHeading && next !== -1 && !isHeaded) left.set(next, lead);
  }
  return left;
}

/** For each item of the later list the place of the same item in the earlier one; -1 for a new one. */
function pairsOf(before: readonly AuthoredValue[], after: readonly AuthoredValue[]): number[] {
  const places = new Map<string, number[]>();
  for (const [index, item] of before.entries())
    places.set(nameOf(item), [...(places.get(nameOf(item)) ?? []), index]);
  const pairs = after.map((item) => places.get(nameOf(item))?.shift() ?? -1);
  // Items without an id that stand between the same neighbours are the same ones with other words.
  const used = new Set(pairs);
  if (before.length === after.length)
    for (const [to, from] of pairs.entries())
      if (from === -1 && !used.has(to) && isLike(before[to], after[to])) pairs[to] = to;
  return pairs;
}

function isLike(one: AuthoredValue | undefined, other: AuthoredValue | undefined): boolean {
  if (typeof one === 'string' || typeof other === 'string') return typeof one === typeof other;
  return (
    Array.isArray(one) === Array.isArray(other) &&
    !(isMap(one) && (Object.hasOwn(one, 'id') || (isMap(other) && Object.hasOwn(other, 'id'))))
  );
}

/** The blocks of a collection with edits made inside them. */
function withEdits({ blocks, start }: Blocks, edits: readonly Edit[]): Block[] {
  let at = start;
  return blocks.map(({ lead, body }) => {
    const from = at + lead.join('').length;
    const text = body.join('');
    at = from + text.length;
    const own = edits
      .filter((edit) => edit.start >= from && edit.end <= at)
      .map((edit) => ({ ...edit, start: edit.start - from, end: edit.end - from }));
    return own.length === 0 ? { lead, body } : { lead, body: applyEdits(text, own).split(/(?<=\n)/) };
  });
}

/** Puts blocks in place of those of a collection: the first stands behind the dash or key before it. */
function assembled(cut: Blocks, blocks: readonly Block[]): Edit {
  const whole = { ...cut, blocks: [...blocks] };
  return reorder(
    whole,
    blocks.map((_, index) => index),
  );
}
