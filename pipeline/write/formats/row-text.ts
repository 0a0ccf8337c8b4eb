import { numberText } from '../../model/numbers.ts';
import { type Column, LIST_SEPARATOR } from '../../model/tables.ts';

/** How the cells of a row become one text. */
interface RowLayout {
  /** Between the cells. */
  separator: string;
  /** What becomes of a cell that may hold any text and is not empty. */
  dressed?: (text: string) => string;
  /** The columns that it holds, where these are not all. */
  columns?: readonly Column[];
}

/**
 * Makes the function that joins the cells of a row, once for each layout: empty when missing, lists joined, numbers in
 * digits.
 *
 * The function is written out, column by column. In a loop over names every row is asked for every name anew; where the
 * names stand in the program, V8 knows the place of each value, and a cell takes a fifth of the time.
 * @param columns of the contract, in their order
 * @param given the columns whose text is handed over instead of being taken from the row, by name
 * @returns the function of a row and, for each layout, of the text of the given columns, in their order
 */
export function rowTexts<Row extends object>(
  columns: readonly Column[],
  layouts: readonly RowLayout[],
  given: readonly string[] = [],
): (row: Row, texts: readonly (readonly string[])[]) => string[] {
  const cells = columns.flatMap((column, at) => {
    const { name, type, list } = column;
    if (given.includes(name)) return [];
    const value = `row[${JSON.stringify(name)}]`;
    const text = list ? `list(${value})` : type === 'number' ? `number(${value})` : `(${value} ?? '')`;
    return `const cell${at} = ${text};`;
  });
  const texts = layouts.map(({ separator, dressed, columns: some = columns }, layout) => {
    const held = some.map((column) => {
      if (given.includes(column.name)) return `given[${layout}][${given.indexOf(column.name)}]`;
      const cell = `cell${columns.indexOf(column)}`;
      const isBare = dressed === undefined || isPlain(column) || column.type === 'number';
      return isBare ? cell : `(${cell} === '' ? '' : layouts[${layout}].dressed(${cell}))`;
    });
    return `'' + ${held.join(` + ${JSON.stringify(separator)} + `) || "''"}`;
  });
  const number = (value: number | undefined): string => (value === undefined ? '' : numberText(value));
  const list = (values: readonly string[] | undefined): string =>
    values === undefined || values.length === 0 ? '' : joined(values, LIST_SEPARATOR);
  return written(
    { layouts, number, list },
    `(row, given) => { ${cells.join('')} return [${texts.join(', ')}]; }`,
  );
}

/** Writes a row as an object of JSON; `more` members, each with a comma before it, stand behind its own. */
export type InJson = (row: object, more?: string) => string;

/**
 * Makes the function that writes a row as an object of JSON, without the columns that are empty.
 * @param columns in their order; the first is never empty
 */
export function rowJson(columns: readonly Column[]): InJson {
  const members = columns.map((column, index) => {
    const { name, type, list } = column;
    const value = `row[${JSON.stringify(name)}]`;
    const key = `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`;
    const within = (before: string, text: string, after: string): string =>
      `json += ${JSON.stringify(key + before)} + ${text} + ${JSON.stringify(after)};`;
    if (list) {
      const items = isPlain(column) ? `joined(${value}, '","')` : `${value}.map(inner).join('","')`;
      return `if (${value} !== undefined && ${value}.length > 0) ${within('["', items, '"]')}`;
    }
    if (type === 'string' || type === 'date')
      return `if (${value} !== undefined) ${within('"', isPlain(column) ? value : `inner(${value})`, '"')}`;
    const text = type === 'number' ? `number(${value})` : value;
    return `if (${value} !== undefined) json += ${JSON.stringify(key)} + ${text};`;
  });
  return written(
    { joined, inner, number: numberText },
    `(row, more = '') => { let json = ''; ${members.join('')} return json + more + '}'; }`,
  );
}

/** The values of a list as one text. */
function joined(values: readonly string[], separator: string): string {
  return values.length === 1 ? (values[0] as string) : values.join(separator);
}

/** Whether a column holds nothing that must be told in another way: ids, codes, dates, whole numbers and booleans. */
function isPlain({ type, vocabulary, references }: Column): boolean {
  return type === 'string' ? vocabulary !== undefined || references !== undefined : type !== 'number';
}

/** A text as JSON. */
export function jsonText(value: string): string {
  return `"${inner(value)}"`;
}

/** What stands between the quotes of a text in JSON; most hold nothing that must be told in another way. */
function inner(text: string): string {
  return MUST_BE_ESCAPED.test(text) ? JSON.stringify(text).slice(1, -1) : text;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes them
const MUST_BE_ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

/** A function from its program, which may call the helpers by their names. */
function written<Made>(helpers: Record<string, unknown>, program: string): Made {
  return new Function(...Object.keys(helpers), `'use strict'; return ${program};`)(...Object.values(helpers));
}
