import type { Column, Table } from '../../../model/tables.ts';
import type { Identity } from '../../descriptor.ts';
import { versionInWords } from '../../released.ts';
import { MOST_UNITS } from './file/limits.ts';
import type { SheetLayout, SheetRow, StyledCell } from './file/sheet.ts';
import { STYLE } from './file/styles.ts';
import type { TableSheetColumn } from './layout.ts';

/** A text that was too long for its cell. */
export interface Cut {
  sheet: string;
  /** The key of its row. */
  row: string;
  column: string;
  /** Of the whole text, in UTF-16 code units. */
  length: number;
}

/** A table that became a sheet. */
export interface SheetOfTable {
  /** Of the tab. */
  name: string;
  columns: readonly TableSheetColumn[];
  table: Table;
  rows: number;
}

export const NOTES: SheetLayout = {
  name: 'notes',
  columns: [
    { width: 14, style: STYLE.text },
    { width: 26, style: STYLE.text },
    { width: 16, style: STYLE.text },
    { width: 100, style: STYLE.wrapped },
  ],
  tabColour: 'FFC000',
  print: { columns: 4 },
};

const CELLS = [
  'Text is text: ids, codes and dates stand here as they were coded, and columns of text stay so when you type into them.',
  'Whole numbers, numbers, days and true/false are typed; Excel shows true/false in its own language, LibreOffice writes TRUE/FALSE.',
  'A column of days holds real dates from March 1900 on; an earlier day stands as text. Other dates are text after EDTF: 2021-07, 2021~.',
  'This workbook holds six of the tables. All of them are in csv/ beside it, with the same values.',
];

/**
 * The rows of the sheet of notes: how cells are written, what every column holds and what had to be cut.
 */
export function notesRows(
  { title, version }: Identity,
  sheets: readonly SheetOfTable[],
  cuts: readonly Cut[],
): SheetRow[] {
  return [
    [
      { value: `${title}, ${versionInWords(version)}`, style: STYLE.head },
      ...[1, 2, 3].map(() => empty(STYLE.head)),
    ],
    ...topic('cells', CELLS),
    ...topic('cut', cuts.length === 0 ? ['Nothing was cut.'] : [cutWords(cuts.length)]),
    [],
    headings(['sheet', 'rows', '', 'one row per']),
    ...sheets.map(({ name, table, rows }): SheetRow => [name, rows, null, table.description]),
    [],
    headings(['sheet', 'column', 'holds', 'what it is']),
    ...sheets.flatMap(({ name, columns }) =>
      columns.map(({ column }): SheetRow => [name, column.name, kindOf(column), column.description]),
    ),
    ...(cuts.length === 0
      ? []
      : [
          [],
          headings(['sheet', 'column', 'length', 'row']),
          ...cuts.map(({ sheet, row, column, length }): SheetRow => [sheet, column, length, row]),
        ]),
  ];
}

function topic(name: string, lines: readonly string[]): SheetRow[] {
  return lines.map((line, index) => [index === 0 ? { value: name, style: STYLE.strong } : null, line]);
}

function headings(texts: readonly string[]): SheetRow {
  return texts.map((value) => ({ value, style: STYLE.head }));
}

function empty(style: StyledCell['style']): StyledCell {
  return { value: null, style };
}

function cutWords(count: number): string {
  const texts = count === 1 ? 'One text is' : `${count} texts are`;
  return `${texts} longer than the ${MOST_UNITS} characters that a cell can hold. The list is at the end of this sheet, the whole in csv/.`;
}

const KINDS = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  date: 'day',
} as const;

function kindOf({ type, list, vocabulary }: Column): string {
  if (vocabulary !== undefined) return list ? 'codes' : 'code';
  return list ? 'list' : KINDS[type];
}
