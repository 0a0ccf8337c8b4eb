import { isMisread, quote } from '../../../contribute/fix/scalars.ts';
import { inline } from '../../../contribute/new/yaml.ts';
import type { AuthoredValue } from '../../../model/authored.ts';
import { entryAt, itemAt, keysAt, type SchemaPlace } from '../../../model/schema-tree.ts';

/** Columns of a line; what is longer goes on over several. */
export const WIDTH = 118;
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** What can only be read as it stands: anything else may be taken for more than a value. */
const BARE = /^-?[a-z\d]+$/i;

/** The text under the key `type` of a mapping, which says what kind of entry it is. */
export function typeIn(value: AuthoredValue): string | undefined {
  const type = isMap(value) ? value.type : undefined;
  return typeof type === 'string' ? type : undefined;
}

export function isMap(value: AuthoredValue | undefined): value is { [key: string]: AuthoredValue } {
  return typeof value === 'object' && !Array.isArray(value);
}

/** The keys of a mapping in the order of the schema; those that it does not know come last, as they stand. */
export function inSchemaOrder(value: { [key: string]: AuthoredValue }, shape?: SchemaPlace): string[] {
  const order = (shape && keysAt(shape, typeIn(value))) ?? [];
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.keys(value).sort((a, b) => rank(a) - rank(b));
}

/** A scalar as the repository writes it: truth values and numbers bare, and quotes only where a reader of YAML would err. */
export function scalarText(text: string, shape?: SchemaPlace, isInFlow = false): string {
  const schema = shape?.schema ?? {};
  if ((schema.type === 'boolean' || schema.type === 'integer') && BARE.test(text)) return text;
  if (NUMBER.test(text)) return schema['x-format'] === 'edtf' || isMisread(text) ? quote(text) : text;
  if (text.includes('\n')) return JSON.stringify(text);
  if (isMisread(text)) return quote(text);
  return isInFlow ? inline([text]).slice(1, -1) : inline(text);
}

/** A value on one line. */
export function flowText(value: AuthoredValue, shape?: SchemaPlace): string {
  if (typeof value === 'string') return scalarText(value, shape, true);
  if (Array.isArray(value))
    return `[${value.map((item, index) => flowText(item, shape && itemAt(shape, index))).join(', ')}]`;
  const pairs = inSchemaOrder(value, shape).map((key) => {
    const below = shape && entryAt(shape, key, typeIn(value));
    return `${scalarText(key, undefined, true)}: ${flowText(value[key] as AuthoredValue, below)}`;
  });
  return `{${pairs.join(', ')}}`;
}

/** Sections that stand with a key a line however short they are. */
const OPEN_SECTIONS: ReadonlySet<string> = new Set([
  'coding',
  'source',
  'defaults',
  'names',
  'claims',
  'copies',
]);

/**
 * A key with its value as lines, each with its end. Lists of words and small groups of keys stand on one line while they
 * fit, long prose is folded.
 * @param margin what stands before the key on its line, in columns
 */
export function keyLines(
  key: string,
  value: AuthoredValue,
  shape: SchemaPlace | undefined,
  margin: number,
): string[] {
  const blanks = ' '.repeat(margin);
  const name = scalarText(key);
  if (typeof value === 'string') {
    const line = `${blanks}${name}: ${scalarText(value, shape)}`;
    return line.length > WIDTH && isProse(value)
      ? [`${blanks}${name}: >-\n`, ...folded(value, margin + 2)]
      : [`${line}\n`];
  }
  const flow = `${blanks}${name}: ${flowText(value, shape)}`;
  const isOpen = OPEN_SECTIONS.has(key) || (Array.isArray(value) && value.some((item) => isMap(item)));
  if (!isOpen && flow.length <= WIDTH) return [`${flow}\n`];
  return [`${blanks}${name}:\n`, ...bodyLines(value, shape, margin + 2)];
}

/** The entries of a mapping, or the items of a list, as lines. */
export function bodyLines(value: AuthoredValue, shape: SchemaPlace | undefined, margin: number): string[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) => itemLines(item, shape && itemAt(shape, index), margin));
  if (typeof value === 'string') return [`${' '.repeat(margin)}${scalarText(value, shape)}\n`];
  return inSchemaOrder(value, shape).flatMap((key) =>
    keyLines(key, value[key] as AuthoredValue, shape && entryAt(shape, key, typeIn(value)), margin),
  );
}

/** An item of a list as lines, its dash after `margin` columns. Claims stand with a key a line. */
export function itemLines(item: AuthoredValue, shape: SchemaPlace | undefined, margin: number): string[] {
  const blanks = ' '.repeat(margin);
  const isClaim = isMap(item) && Object.hasOwn(item, 'at');
  const flow = `${blanks}- ${flowText(item, shape)}`;
  if (typeof item === 'string' || (!isClaim && flow.length <= WIDTH)) return [`${flow}\n`];
  const [first = '', ...rest] = bodyLines(item, shape, margin + 2);
  return [`${blanks}- ${first.slice(margin + 2)}`, ...rest];
}

/** Words with single blanks between, which can be folded over lines and read back the same. */
export function isProse(text: string): boolean {
  return /^\S+(?: \S+)+$/u.test(text) && !text.includes('\n');
}

/** Prose over lines of a block. */
export function folded(text: string, margin: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && margin + line.length + 1 + word.length > WIDTH - 8) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((one) => `${' '.repeat(margin)}${one}\n`);
}
