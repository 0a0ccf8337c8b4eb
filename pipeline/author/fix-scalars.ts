import { parse } from 'yaml';
import type { TreeNode } from '../ingest/node-tree.ts';
import { isFault, readDate } from '../model/dates.ts';
import type { Schemas } from '../model/schemas.ts';
import type { Edit } from './fix-edit.ts';
import { keyOrder, type Placed, typeOf } from './fix-shape.ts';

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
export function scalarEdits(text: string, { node, path, shape }: Placed, schemas: Schemas): Edit[] {
  if (node.kind === 'map')
    return shape !== undefined && keyOrder(shape, schemas, typeOf(node)) === null ? keyEdits(text, node) : [];
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

/**
 * The date that a text certainly means; null for a date that is right already and where there is any doubt: day and month
 * that may be swapped, a year of two digits or none, a day of the week that could contradict the date.
 */
export function mendDate(written: string): string | null {
  const result = readDate(written);
  if (!isFault(result) || result.suggestion === undefined) return null;
  const text = written.trim().replace(/\s+/g, ' ');
  const isCertain =
    // 2021-7-6, 2021/07/06, 2021.7.6, 20210706, but not 2024-20-11, in which month and day may be swapped
    (/^(\d{4}([-./])\d{1,2}\2\d{1,2}|\d{8}|\d{4}-\d)$/.test(text) && !/^\d{4}-\d\d-\d\d$/.test(text)) ||
    // 13/07/2021, of which there is one reading only; for 06/07/2021 nothing is suggested
    /^(\d{1,2})([/.-])\d{1,2}\2\d{4}$/.test(text) ||
    isCertainInWords(text) ||
    isCertainSpan(text, result.suggestion) ||
    // xxxx-07-06
    (/^x{4}(-(\d\d|xx)){1,2}$/i.test(text) && result.suggestion === text.toUpperCase());
  return isCertain ? result.suggestion : null;
}

/** July 6, 2021 · 6th of July 2021 · about 2017 · spring 2021 · the 1990s */
function isCertainInWords(text: string): boolean {
  const words: string[] = text.toLowerCase().match(/[a-z]+/g) ?? [];
  const years = text.match(/\d{4}/g) ?? [];
  const isSpan = words.includes('to') || years.length !== 1;
  return (
    words.length > 0 && !isSpan && !/\d[tT:]\d|:/.test(text) && !words.some((word) => WEEKDAY.test(word))
  );
}

const WEEKDAY = /^(mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|\w+day)$/;

/** 2019-2021, 2021-07-06 to 2021-07-08, but not the later date first */
function isCertainSpan(text: string, suggestion: string): boolean {
  const [from = '', to = ''] = suggestion.split('/');
  return to !== '' && text.startsWith(from) && text.endsWith(to) && /^[^a-z]*(to)?[^a-z]*$/.test(text);
}
