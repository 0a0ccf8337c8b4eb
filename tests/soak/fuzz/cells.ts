import { parse } from 'csv-parse/sync';
import { pick } from '../../support/mutations.ts';
import { csvOf, handmadeXlsx } from '../../support/spreadsheet.ts';
import { NASTY, type Slip } from './slips.ts';

/** A slip in a spreadsheet. `text` is the rows, tab by tab, `claims` the number of them it has. */
interface CellSlip extends Slip {
  bytes: Uint8Array;
  /** Whether a reader of CSV can read it. */
  isReadable: boolean;
  claims: number;
}

type Rows = string[][];

const isHead = (row: readonly string[]): boolean => /^\[\w+\]$/.test(row[0] ?? '');

const isFilled = (row: readonly string[]): boolean => row.some((cell) => cell.trim() !== '');
const isClaim = (row: readonly string[]): boolean => isFilled(row) && !/^#(\s|$)/.test(row[0] ?? '');

/** Slips in the cells of a sheet: what is left, and the rows, from 0, where it can be seen; null where there is no occasion. */
const KINDS: Record<
  string,
  (rows: Rows, at: number, random: () => number) => { rows: Rows; seen: number[] } | null
> = {
  'a row lost': (rows, at) => ({ rows: rows.toSpliced(at, 1), seen: [at] }),
  'a row doubled': (rows, at) => ({ rows: rows.toSpliced(at, 0, rows[at]!), seen: [at] }),
  'two rows swapped': (rows, at, random) => {
    const other = Math.floor(random() * rows.length);
    return { rows: rows.with(at, rows[other]!).with(other, rows[at]!), seen: [at, other] };
  },
  'a nasty cell': (rows, at, random) => ({
    rows: rows.with(
      at,
      changed(rows[at]!, random, () => pick(NASTY, random)),
    ),
    seen: [at],
  }),
  'an emptied cell': (rows, at, random) => ({
    rows: rows.with(
      at,
      changed(rows[at]!, random, () => ''),
    ),
    seen: [at],
  }),
  'the cell of another row': (rows, at, random) => ({
    rows: rows.with(
      at,
      changed(rows[at]!, random, (column) => pick(rows, random)[column] ?? ''),
    ),
    seen: [at],
  }),
  'a shifted row': (rows, at, random) => ({
    rows: rows.with(at, rows[at]!.toSpliced(Math.floor(random() * rows[at]!.length), 0, '')),
    seen: [at],
  }),
  'a quotation mark too many': (rows, at) => ({ rows, seen: [at] }),
  'letters of another case': (rows, at, random) => ({
    rows: rows.with(
      at,
      changed(rows[at]!, random, (_, cell) => cell.toUpperCase()),
    ),
    seen: [at],
  }),
};

/** Changes a filled cell of a row; in the last third of the tries any cell. */
function changed(
  row: string[],
  random: () => number,
  to: (column: number, cell: string) => string,
): string[] {
  const filled = row.flatMap((cell, column) => (cell === '' ? [] : [column]));
  const column =
    random() < 0.7 && filled.length > 0 ? pick(filled, random) : Math.floor(random() * row.length);
  return row.with(column, to(column, row[column] ?? ''));
}

/** Makes a slip in the rows of a CSV file and writes them as CSV of some kind, or as a workbook. */
export function slipInCells(original: Rows, turn: number, random: () => number): CellSlip {
  const [name, make] = Object.entries(KINDS)[turn % Object.keys(KINDS).length]!;
  const at = Math.floor(random() * original.length);
  const { rows, seen } = make(original, at, random)!;
  const isBook = random() < 0.3 && name !== 'a quotation mark too many';
  const isQuote = name === 'a quotation mark too many';
  const { bytes, places } = isBook
    ? bookOf(rows)
    : {
        bytes: Buffer.from(textOf(rows, isQuote ? at : undefined, random)),
        places: rows.map((_, index) => index + 1),
      };
  const start = rows.findLastIndex((row) => row[0] === '[claims]');
  const below = rows.slice(start + 2);
  const end = below.findIndex(isHead);
  const head = original.findLastIndex((row, index) => index <= at && isHead(row));
  const around = [at, ...seen, ...(head < 0 ? [] : [head]), ...(name === 'a row lost' ? [at - 1] : [])];
  return {
    what: `${name} at row ${at + 1} (${seen.map((row) => rows[row]?.join().slice(0, 40))})${isBook ? ' of a workbook' : ''}`,
    text: saidBy(rows),
    lines: around.map((row) => [places[row] ?? 0, places[row] ?? 0]),
    removed: seen.flatMap((row) => original[row] ?? []).join('\n'),
    ...{ isWrong: false, bytes },
    isReadable: isBook || canRead(bytes),
    claims: start < 0 ? -1 : (end < 0 ? below : below.slice(0, end)).filter(isClaim).length,
  };
}

/** What rows say: names in small letters, keys in any order, without cells in which nothing stands. */
export function saidBy(rows: Rows): string {
  let [table, isNames] = ['', false];
  const said = rows.flatMap((row) => {
    const cells = row.map((cell) => cell.trim());
    // A line that begins so is a note, wherever it stands.
    if (/^#(\s|$)/.test(cells[0] ?? '')) return [];
    if (isHead(cells)) [table, isNames] = [(cells[0] as string).toLowerCase(), true];
    else if (table === '[record]')
      return (cells[1] ?? '') === '' || cells[0]?.toLowerCase() === 'key'
        ? []
        : [`${cells[0]?.toLowerCase()}\t${cells[1]}`];
    else if (table !== '' && isFilled(cells)) {
      const line = cells.join('\t').trimEnd();
      const name = isNames ? line.toLowerCase() : line;
      isNames = false;
      return [`${table}${name}`];
    }
    return [];
  });
  const isKey = (line: string): boolean => !line.startsWith('[');
  return [...said.filter(isKey).sort(), ...said.filter((line) => !isKey(line))].join('\n');
}

/** CSV with one of three delimiters; in a given row a quotation mark is put in. */
function textOf(rows: Rows, quoted: number | undefined, random: () => number): string {
  const [delimiter, lineEnd] = [pick([',', ';', '\t'], random), pick(['\n', '\r\n'], random)];
  const lines = rows.map((row) => csvOf([row], delimiter, lineEnd));
  if (quoted === undefined) return lines.join('');
  const line = lines[quoted] as string;
  const at = Math.floor(random() * line.length);
  return lines.with(quoted, `${line.slice(0, at)}"${line.slice(at)}`).join('');
}

function canRead(bytes: Uint8Array): boolean {
  return [',', ';', '\t'].some((delimiter) => {
    try {
      return parse(bytes, { delimiter, relax_column_count: true, bom: true }).length > 0;
    } catch {
      return false;
    }
  });
}

/** A sheet for each table, and for each row the row of its sheet. */
function bookOf(rows: Rows): { bytes: Uint8Array; places: number[] } {
  const sheets: Record<string, string[]> = {};
  let [name, row] = ['about', 0];
  const places = rows.map((cells) => {
    if (isHead(cells)) [name, row] = [cells[0]!.slice(1, -1), 0];
    else {
      row += 1;
      const text = cells.map(
        (cell) => `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`,
      );
      sheets[name] = [...(sheets[name] ?? []), `<row r="${row}">${text.join('')}</row>`];
    }
    return row;
  });
  const parts = Object.entries(sheets).map(([of, lines]) => [of, `<sheetData>${lines.join('')}</sheetData>`]);
  return { bytes: handmadeXlsx(Object.fromEntries(parts)), places };
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
