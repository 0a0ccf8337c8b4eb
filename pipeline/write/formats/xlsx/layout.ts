import type { Column, Table } from '../../../model/tables.ts';
import type { SheetColumn, SheetLayout } from './file/sheet.ts';
import { STYLE, type Style } from './file/styles.ts';

/** A table that has a sheet, and what is particular about it. */
export interface TableSheet {
  table: string;
  /** Of the tab. */
  name: string;
  /** The first columns, which are to be read; the others are folded away. All when left out. */
  open?: number;
  /** The first columns, which are printed. */
  printed?: number;
  /** A column of dates as text beside which their days stand as real dates. */
  dayOf?: string;
}

/** A column of a sheet: one of the table, or the days of one. */
export interface TableSheetColumn {
  column: Column;
  /** Place in the row of the table. */
  index: number;
  isDay: boolean;
}

/** The columns of the sheet of a table. */
export function columnsOf(table: Table, { dayOf }: TableSheet): TableSheetColumn[] {
  return table.columns.flatMap((column, index) => [
    { column, index, isDay: false },
    ...(column.name === dayOf ? [{ column: dayColumn(column), index, isDay: true }] : []),
  ]);
}

function dayColumn(of: Column): Column {
  return {
    ...of,
    name: 'day',
    type: 'date',
    description: `The day of ${of.name} as a real date, where it is one`,
  };
}

/** Widths in characters of columns that are to be read, made for what stands in them and for a screen of 1440 points. */
const READ_WIDTHS: Readonly<Record<string, number>> = {
  claim_id: 28,
  date: 11,
  day: 11,
  claimant_names: 24,
  claimant_country_names: 25,
  claim_type: 14,
  claim_text: 46,
  subject_names: 26,
  stance: 22,
  main_topic: 20,
  quote: 46,
  citation: 40,
};

/** Widths in characters. */
const NARROWEST = 9;
/** Room for the button of the filter beside the name. */
const BUTTON = 4;
/** The widest that a column gets, by what stands in it. */
const WIDEST = { prose: 60, key: 36, names: 34, other: 26 } as const;
/** Texts with spaces are prose if one in ten is longer than this; they are wrapped. */
const PROSE_FROM = 60;

/**
 * How the sheet of a table is laid out: its key and its header stay in sight, columns are as wide as what usually stands
 * in them, up to a limit.
 * @param sample rows to go by; the same layout for the same rows
 */
export function layoutOfTable(
  table: Table,
  sheet: TableSheet,
  sample: readonly (readonly string[])[],
): SheetLayout {
  const open = sheet.open === undefined ? Number.POSITIVE_INFINITY : sheet.open;
  const columns = columnsOf(table, sheet).map(({ column, index, isDay }): SheetColumn => {
    const texts = sample.map((row) => row[index] ?? '').filter((text) => text !== '');
    const layout = layoutOfColumn(column, table.key.includes(column.name), texts);
    const width = (sheet.open === undefined ? undefined : READ_WIDTHS[column.name]) ?? layout.width;
    const isToRead = sheet.open !== undefined && index < open;
    const style =
      isToRead && column.type === 'string' && layout.style !== STYLE.link ? readStyle(column) : layout.style;
    return { width, style: isDay ? STYLE.day : style, ...(index >= open && { isFolded: true }) };
  });
  // A sheet can keep only its first columns in sight.
  const isFirst = table.key.every((name, index) => table.columns[index]?.name === name);
  const last = columnsOf(table, sheet).filter(({ index }) => index < (sheet.printed ?? open)).length;
  return {
    name: sheet.name,
    columns,
    frozenColumns: isFirst ? table.key.length : 0,
    filter: true,
    print: { columns: last },
  };
}

/** A long citation would make every row high; it is there to be copied. */
function readStyle({ name }: Column): Style {
  return READ_WRAPPED.has(name) ? STYLE.wrapped : STYLE.text;
}

/** Columns to be read whose names and texts run on to a second line. */
const READ_WRAPPED: ReadonlySet<string> = new Set([
  'claim_id',
  'claimant_names',
  'claimant_country_names',
  'claim_text',
  'subject_names',
  'stance',
  'quote',
]);

function layoutOfColumn(column: Column, isKey: boolean, texts: readonly string[]): SheetColumn {
  const lengths = texts.map(({ length }) => length).sort((a, b) => a - b);
  // Ids and codes are to be read in full; of other columns a few cells may be longer than what is seen of them.
  const part = isKey || column.vocabulary !== undefined ? 1 : 0.9;
  const usual = lengths[Math.ceil(lengths.length * part) - 1] ?? 0;
  const isLink = /(^|_)url$/.test(column.name);
  const isProse = usual > PROSE_FROM && texts.some((text) => text.includes(' ')) && isFree(column) && !isLink;
  const widest = isProse
    ? WIDEST.prose
    : isKey
      ? WIDEST.key
      : /(^|_)names?$/.test(column.name)
        ? WIDEST.names
        : WIDEST.other;
  const width = Math.max(NARROWEST, column.name.length + BUTTON, Math.min(usual + 2, widest));
  if (isLink) return { width, style: STYLE.link };
  if (column.type === 'date') return { width, style: STYLE.day };
  if (column.type !== 'string') return { width, style: STYLE.number };
  return { width, style: isProse ? STYLE.wrapped : STYLE.text };
}

/** Whether a column holds free text: neither codes nor ids. */
function isFree({ type, vocabulary, references }: Column): boolean {
  return type === 'string' && vocabulary === undefined && references === undefined;
}
