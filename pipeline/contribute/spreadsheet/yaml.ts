import { Document, type Node, Pair, Scalar, stringify, YAMLMap, YAMLSeq } from 'yaml';
import type { AuthoredMap, AuthoredValue } from '../../model/authored.ts';
import type { Model } from '../../model/model.ts';
import { branchOf, placeOfFile, resolve, type SchemaPlace } from '../../model/schema-tree.ts';
import { propertiesAt } from './fields.ts';

const WIDTH = 100;
const HEAD = `# yaml-language-server: $schema=../../schemas/editor/record.schema.json
# Imported from a spreadsheet. From now on this file is the one to change.
`;
/** Parts of a record with an empty line above. */
const SET_APART = ['coding', 'source', 'defaults', 'names', 'entities', 'events', 'claims', 'disagreements'];
/** Always one key a line, however short. */
const SPREAD = ['coding', 'source', 'claims'];

/**
 * Lays out a record as people write them: keys in the order of the schema, lists and small groups on one line, long texts
 * folded, quotes only where a text could be taken for something else.
 * @param value every scalar is text
 */
export function recordYaml(value: AuthoredMap, { schemas }: Model): string {
  const document = new Document(null, { schema: 'failsafe' });
  const root = nodeOf(value, placeOfFile(schemas, 'record'), 0) as YAMLMap<Scalar, Node>;
  for (const { key } of root.items) if (SET_APART.includes(String(key.value))) key.spaceBefore = true;
  document.contents = root as never;
  return HEAD + document.toString({ lineWidth: WIDTH, singleQuote: true, flowCollectionPadding: false });
}

function nodeOf(value: AuthoredValue, place: SchemaPlace, indent: number, key = ''): Node {
  const at = resolve(place);
  const { schema: node } = at;
  if (typeof value === 'string') return scalarOf(value, node);
  if (Array.isArray(value)) {
    const items = { ...at, schema: (node.then === undefined ? node.items : {}) as SchemaPlace['schema'] };
    const list = new YAMLSeq<Node>();
    list.items = value.map((item) => nodeOf(item, items, indent + 2, key));
    return inOneLine(list, indent + key.length);
  }
  const map = new YAMLMap<Scalar, Node>();
  const properties = propertiesAt(branchOf(at, value.type) ?? at);
  const free = { ...at, schema: (node.additionalProperties ?? {}) as SchemaPlace['schema'] };
  const known = [...properties.keys()].filter((name) => Object.hasOwn(value, name));
  for (const name of properties.size > 0 ? known : Object.keys(value)) {
    const child = nodeOf(value[name] as AuthoredValue, properties.get(name) ?? free, indent + 2, name);
    map.items.push(new Pair(scalarOf(name, {}), child));
  }
  return indent === 0 || SPREAD.includes(key) ? map : inOneLine(map, indent + key.length);
}

/** Turns a collection that fits on one line into its short form. */
function inOneLine<T extends YAMLMap | YAMLSeq>(collection: T, used: number): T {
  collection.flow = true;
  const scalars: Scalar[] = [];
  const isFlat = collection.items.every((item) => {
    const value = (item as { value?: unknown }).value;
    if (item instanceof Scalar) scalars.push(item);
    if (value instanceof Scalar) scalars.push(value);
    return item instanceof Scalar || value instanceof Scalar;
  });
  const text = stringify(collection, { lineWidth: 0 });
  const isShort = isFlat && scalars.every(({ type }) => type !== 'BLOCK_FOLDED' && type !== 'BLOCK_LITERAL');
  collection.flow = isShort && text.length + used < WIDTH && !text.trim().includes('\n');
  return collection;
}

/** Other programs take these for numbers, dates, versions or truth values; ours reads every value as text. */
const MISREAD =
  /^(null|~|true|false|yes|no|on|off|y|n|[-+.]?\d[\d_]*([.:]\d*)*(e[-+]?\d+)?|0[xo][\da-f]+|[-+]?\.(inf|nan)|\d{4}-.*)$/i;
/** Our reader looks twice at texts that begin like a list item or with a curly quotation mark. */
const ODD_START = /^[-‘’‚‛“”„‟]/;

function scalarOf(text: string, { type, pattern }: SchemaPlace['schema']): Scalar {
  const scalar = new Scalar(text);
  const isTyped =
    type === 'boolean' || type === 'integer' || (typeof pattern === 'string' && isNumber(pattern));
  const isLong = text.length > WIDTH - 20 && !/^\s|\s$|\n| {2}/.test(text) && text.includes(' ');
  if (/[\u061C\u200E\u200F]/.test(text)) scalar.type = 'QUOTE_DOUBLE';
  else if (isLong) scalar.type = 'BLOCK_FOLDED';
  else if (!isTyped && (MISREAD.test(text) || ODD_START.test(text))) scalar.type = 'QUOTE_SINGLE';
  return scalar;
}

function isNumber(pattern: string): boolean {
  const form = new RegExp(pattern, 'u');
  return form.test('600') && !form.test('a');
}
