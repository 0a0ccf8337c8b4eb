import type { Column, Table } from '../../../model/tables.ts';
import type { SheetLayout } from './file/sheet.ts';
import { STYLE } from './file/styles.ts';

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
export function layoutOfTable(table: Table, sample: readonly (readonly string[])[]): SheetLayout {
  const columns = table.columns.map((column, index) => {
    const texts = sample.map((row) => row[index] ?? '').filter((text) => text !== '');
    return layoutOfColumn(column, table.key.includes(column.name), texts);
  });
  // A sheet can keep only its first columns in sight.
  const isFirst = table.key.every((name, index) => table.columns[index]?.name === name);
  return { name: table.name, columns, frozenColumns: isFirst ? table.key.length : 0, filter: true };
}

function layoutOfColumn(
  column: Column,
  isKey: boolean,
  texts: readonly string[],
): SheetLayout['columns'][number] {
  const lengths = texts.map(({ length }) => length).sort((a, b) => a - b);
  // Ids and codes are to be read in full; of other columns a few cells may be longer than what is seen of them.
  const part = isKey || column.vocabulary !== undefined ? 1 : 0.9;
  const usual = lengths[Math.ceil(lengths.length * part) - 1] ?? 0;
  const isProse = usual > PROSE_FROM && texts.some((text) => text.includes(' ')) && isFree(column);
  const widest = isProse
    ? WIDEST.prose
    : isKey
      ? WIDEST.key
      : /(^|_)names?$/.test(column.name)
        ? WIDEST.names
        : WIDEST.other;
  const width = Math.max(NARROWEST, column.name.length + BUTTON, Math.min(usual + 2, widest));
  return { width, style: column.type !== 'string' ? STYLE.number : isProse ? STYLE.wrapped : STYLE.text };
}

/** Whether a column holds free text: neither codes nor ids. */
function isFree({ type, vocabulary, references }: Column): boolean {
  return type === 'string' && vocabulary === undefined && references === undefined;
}
