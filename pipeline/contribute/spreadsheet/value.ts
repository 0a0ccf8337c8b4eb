import { nearest } from '../../diagnostics/nearest.ts';
import type { AuthoredMap, AuthoredValue } from '../../model/authored.ts';
import { codesOf } from '../../model/schema-tree.ts';
import { LIST_SEPARATOR } from '../../model/tables.ts';
import type { Told } from './clean.ts';
import type { Field } from './fields.ts';

/** A value, or what is wrong with the text that stands for it. */
type Parsed = { value: AuthoredValue } | { told: Told };

/** `contradicts c05`, or `contradicts c05 (annotator)`. */
const RELATION = /^(\S+)\s+(\S+?)(?:\s*\(\s*(\S+?)\s*\))?$/;

/** Marks between items of a list, beside the bar; a comma stands in many names. */
const OTHER_MARKS = /[;；、，／\n|]/;
const OTHER_MARKS_AND_COMMA = /[;；、，／\n|,]/;

/** Reads the text of a cell: one value, a list, pairs such as `iso-US: negative`, or links such as `contradicts c05`. */
export function parseCell(text: string, field: Field): Parsed {
  const items = partsOf(text, /\|/);
  switch (field.form) {
    case 'value':
      return { value: text };
    case 'authors-or-list':
      return text === 'authors' ? { value: text } : parseList(text, items, field);
    case 'list':
      return parseList(text, items, field);
    case 'map':
      return parsePairs(text, items, field);
    case 'relations':
      return parseRelations(text, items, field);
  }
}

/** Writes a value as the text of a cell; the other direction of {@link parseCell}. */
export function cellTextOf(value: unknown): string {
  if (Array.isArray(value))
    return value
      .map((item) => (typeof item === 'object' ? relationText(item) : String(item)))
      .join(LIST_SEPARATOR);
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([key, item]) => `${key}: ${item}`)
      .join(LIST_SEPARATOR);
  return String(value);
}

function relationText({ type, to, by }: Record<string, unknown>): string {
  return `${type} ${to}${by === undefined ? '' : ` (${by})`}`;
}

/** Lists are joined with a bar, because commas stand in names; in no code does one stand, nor a semicolon. */
function parseList(text: string, items: string[], field: Field): Parsed {
  const codes = codesOf(field.node);
  const parts = partsOf(text, codes.length > 0 ? OTHER_MARKS_AND_COMMA : OTHER_MARKS);
  if (parts.length <= items.length && !items.some((item) => OTHER_MARKS.test(item))) return { value: items };
  // Of a code with a slip in it the likely one is offered, so that the cell need not be mended twice.
  const meant = codes.length === 0 ? parts : parts.map((part) => nearest(part, codes)[0] ?? part);
  const isWhole = codes.length === 0 || meant.every((code) => codes.includes(code));
  return { told: notSeparated(field, isWhole && meant.length > 0 ? [...new Set(meant)] : undefined) };
}

function notSeparated({ name }: Field, meant: readonly string[] | undefined): Told {
  return {
    code: 'E-CELL-LIST',
    message: `the items of ${name} are not separated by a bar`,
    fix: 'Separate the items of a list by " | ": one | two.',
    ...(meant === undefined ? {} : { suggestion: meant.join(LIST_SEPARATOR) }),
  };
}

/** The items of a cell with pairs or links, when another mark than the bar stands between them; else undefined. */
function itemsMeant(
  text: string,
  items: readonly string[],
  isItem: (part: string) => boolean,
): string[] | undefined {
  const parts = partsOf(text, OTHER_MARKS_AND_COMMA);
  return parts.length > items.length && parts.every(isItem) ? parts : undefined;
}

function partsOf(text: string, separator: RegExp): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The value is what stands behind the last colon: a name may have a colon in it, a code or an id has none. */
function parsePairs(text: string, items: readonly string[], field: Field): Parsed {
  const meant = itemsMeant(text, items, (part) => /^[^:]+:\s*\S/.test(part));
  if (meant !== undefined) return { told: notSeparated(field, meant) };
  const pairs: AuthoredMap = Object.create(null);
  for (const item of items) {
    const colon = item.lastIndexOf(':');
    const [key, value] = [item.slice(0, colon).trim(), item.slice(colon + 1).trim()];
    const like = field.name === 'names' ? 'Xi: xi-jinping' : `iso-US: ${codesOf(field.node)[0] ?? 'value'}`;
    const fault =
      colon < 1 || value === ''
        ? `"${item}" in ${field.name} does not name both sides`
        : Object.hasOwn(pairs, key)
          ? `"${key}" stands twice in ${field.name}`
          : undefined;
    if (fault !== undefined)
      return {
        told: {
          code: 'E-CELL-FORM',
          message: fault,
          fix: `Write each pair with a colon, such as ${like}, and " | " between pairs.`,
          ...(text.includes('：') ? { suggestion: text.replace(/\s*：\s*/g, ': ') } : {}),
        },
      };
    pairs[key] = value;
  }
  return { value: pairs };
}

function parseRelations(text: string, items: readonly string[], field: Field): Parsed {
  const meant = itemsMeant(text, items, (part) => RELATION.test(part));
  if (meant !== undefined) return { told: notSeparated(field, meant) };
  const relations: AuthoredMap[] = [];
  for (const item of items) {
    const [, type = '', to = '', by] = RELATION.exec(item) ?? [];
    if (type === '')
      return {
        told: {
          code: 'E-CELL-FORM',
          message: `"${item}" does not say how the claim stands to which other`,
          fix: 'Write the relation and the other claim: contradicts c05, or contradicts c05 (annotator). Put " | " between several.',
        },
      };
    relations.push(by === undefined ? { type, to } : { type, to, by });
  }
  return { value: relations };
}
