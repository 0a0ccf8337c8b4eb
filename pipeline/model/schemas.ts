import { type Codebook, codesOf } from './codebook.ts';

/** A JSON Schema, or a part of one. */
export type Schema = { [key: string]: unknown };

/** The two authoring schemas: of a record, and of a registry file. */
export interface Schemas {
  record: Schema;
  registry: Schema;
}

/**
 * Fills the schemas in from the codebook, so that each list of codes is kept in one place only: `x-vocabulary` becomes
 * an `enum`, `x-properties-of` the properties of that definition, `x-key-of` the list of its keys.
 * @throws Error when a schema names a vocabulary that does not exist
 */
export function expandSchemas(schemas: Schemas, codebook: Codebook): Schemas {
  return {
    record: expand(schemas.record, schemas.record, codebook) as Schema,
    registry: expand(schemas.registry, schemas.registry, codebook) as Schema,
  };
}

/** Something that can be seen: a letter, a digit, a mark; not the blank of braille. */
const VISIBLE = '(?!\\u2800)[\\p{L}\\p{N}\\p{P}\\p{S}]';
/** One line without blanks at its edges. */
const LINE = `(?=.*${VISIBLE})\\S(?:.*\\S)?$`;
/** More characters than the longest official name and the longest title have. */
const LINE_LENGTH = 400;
const NO_BAR = '^[^|]*$';

/** Whether a text says nothing: blanks, and what looks like them. */
export function isBlank(text: string): boolean {
  return !new RegExp(VISIBLE, 'u').test(text);
}

/** Signs by which people part the items of a list where YAML knows only the comma; no id and no name has one. */
export const FOREIGN_SEPARATORS = '，、；;／｜|';

/** 1 for visible Latin letters, digits and signs but for those at which people part items. */
const PLAIN = new Uint8Array(0x180).fill(1, 0x21, 0x7f).fill(1, 0xa1).fill(0, 0xad, 0xae);
for (const sign of FOREIGN_SEPARATORS) PLAIN[sign.charCodeAt(0)] = 0;
const SPACE = 32;

/** Whether a text is one line of plain signs and spaces, with signs at its edges, as nearly all names are. */
function isPlainLine(text: string): boolean {
  const last = text.length - 1;
  for (let at = 0; at <= last; at++) {
    const code = text.charCodeAt(at);
    if (PLAIN[code] !== 1 && (code !== SPACE || at === 0 || at === last)) return false;
  }
  return last >= 0;
}

/** Tests texts for the form of a pattern of {@link schemaOfTexts}; where a free text is plain, without the pattern. */
export function formTest(pattern: string): (text: string) => boolean {
  const form = new RegExp(pattern, 'u');
  if (pattern === VISIBLE) return (text) => PLAIN[text.charCodeAt(0)] === 1 || form.test(text);
  if (pattern.endsWith(LINE)) return (text) => isPlainLine(text) || form.test(text);
  return (text) => form.test(text);
}

/**
 * Turns an expanded schema into one for texts. The files are read without types, so `true` is the text "true": a boolean
 * becomes the choice between two texts, an integer a text of digits in its one canonical spelling.
 */
export function schemaOfTexts(schema: unknown): unknown {
  return mapNodes(schema, (node) => {
    if (node.type === 'boolean') return { ...node, type: 'string', enum: ['true', 'false'] };
    if (node.type === 'integer') {
      const { minimum, ...rest } = node;
      const pattern = minimum === undefined ? '^(0|-?[1-9]\\d*)$' : '^[1-9]\\d*$';
      return { ...rest, type: 'string', pattern, 'x-pattern-hint': 'a whole number in digits, such as 4' };
    }
    const format = node['x-format'];
    if (format !== undefined) return { ...node, format };
    return node.type === 'string' ? { ...node, ...formOfFreeText(node) } : node;
  });
}

/** The pattern of a text that has no other form: prose says something, names and references are one line. */
function formOfFreeText({ pattern, enum: codes, const: only, ...node }: Schema): Schema {
  if (codes !== undefined || only !== undefined || (pattern !== undefined && pattern !== NO_BAR)) return {};
  if (node['x-ref'] !== undefined)
    return { pattern: `^(?!.*[${FOREIGN_SEPARATORS}])${LINE}`, maxLength: LINE_LENGTH };
  if (pattern === NO_BAR) return { pattern: `^(?!.*\\|)${LINE}`, maxLength: LINE_LENGTH };
  return node['x-line'] === true ? { pattern: `^${LINE}`, maxLength: LINE_LENGTH } : { pattern: VISIBLE };
}

/** Applies a function to every object of a JSON value, innermost first. */
export function mapNodes(value: unknown, change: (node: Schema) => Schema): unknown {
  if (Array.isArray(value)) return value.map((item) => mapNodes(item, change));
  if (typeof value !== 'object' || value === null) return value;
  const mapped = Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapNodes(item, change)]),
  );
  return change(mapped);
}

function expand(schema: unknown, whole: Schema, codebook: Codebook): unknown {
  return mapNodes(schema, (node) => {
    const vocabulary = node['x-vocabulary'];
    if (typeof vocabulary === 'string') return { ...node, enum: codesOf(codebook, vocabulary) };
    const borrowed = node['x-properties-of'] as { definition: string; except: string[] } | undefined;
    if (borrowed) return { ...node, properties: borrow(whole, borrowed) };
    const keysOf = node['x-key-of'];
    if (typeof keysOf === 'string') return { ...node, enum: Object.keys(propertiesOf(whole, keysOf)) };
    return node.discriminator === undefined ? node : { ...node, 'x-kinds': kindsOf(node, whole) };
  });
}

function borrow(whole: Schema, { definition, except }: { definition: string; except: string[] }): Schema {
  const keys = Object.keys(propertiesOf(whole, definition)).filter((key) => !except.includes(key));
  return Object.fromEntries(
    keys.map((key) => [key, { $ref: `#/definitions/${definition}/properties/${key}` }]),
  );
}

/** The kinds that a union knows, for the message about an unknown one. */
function kindsOf(union: Schema, whole: Schema): string[] {
  const branches = union.oneOf as { $ref: string }[];
  return branches.flatMap(({ $ref }) => {
    const type = propertiesOf(whole, $ref.split('/').at(-1) ?? '').type;
    return type?.const === undefined ? (type?.enum as string[]) : [String(type.const)];
  });
}

/** The properties of a definition; {} when it has none, which the schema's own test would find. */
export function propertiesOf(whole: Schema, definition: string): Record<string, Schema> {
  const definitions = whole.definitions as Record<string, Schema> | undefined;
  return (definitions?.[definition]?.properties ?? {}) as Record<string, Schema>;
}
