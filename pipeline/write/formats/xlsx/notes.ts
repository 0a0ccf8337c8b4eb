import type { Column, Table } from '../../../model/tables.ts';
import type { Identity } from '../../descriptor.ts';
import { MOST_UNITS } from './file/limits.ts';
import type { SheetLayout, SheetRow, StyledCell } from './file/sheet.ts';
import { STYLE } from './file/styles.ts';

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
};

/** What a reader of the tables must know. Each line runs on to the right, so it must fit on a screen. */
const READING = [
  'A claim is not a fact. A row says that somebody said it, not that it is so.',
  'voice: "author" is said by the authors of the source themselves, "reported" by somebody whom the source reports,',
  '"publisher" stands in a headline or caption.',
  'Reading a mind is not quoting it: who is said to think or want something stands in holder_names, never in claimant_names.',
  'claim_text is our paraphrase. Exact words of public officials and documents stand in quote, and nowhere else.',
  'An empty cell means "not known" or "does not apply", never "none". Several values in one cell are separated by " | ".',
  'Drafts are here too: record_status tells them apart. coder_kind says whether a person or a language model coded the row.',
];

const CELLS = [
  'Text is text: ids, codes and dates stand here as they were coded, and columns of text stay so when you type into them.',
  'Whole numbers, numbers and true/false are typed; Excel shows true/false in its own language, LibreOffice writes TRUE/FALSE.',
  'This workbook holds four of the tables. All of them are in csv/ beside it, with the same values.',
];

/**
 * The rows of the sheet of notes: what this is, version, licence, how to cite it, how to read it, what every column
 * holds and what had to be cut.
 */
export function notesRows(
  { title, description, version }: Identity,
  sheets: readonly SheetOfTable[],
  cuts: readonly Cut[],
): SheetRow[] {
  return [
    [{ value: `${title}, version ${version}`, style: STYLE.head }, ...[1, 2, 3].map(() => empty(STYLE.head))],
    ...topic('what it is', [description]),
    ...topic('licence', [
      'Creative Commons Attribution 4.0 International, https://creativecommons.org/licenses/by/4.0/',
    ]),
    ...topic('how to cite', [
      `the Foreign-Policy Claims contributors: ${title}, version ${version} [data set]. CC BY 4.0.`,
      'While the version reads "unreleased", add the commit it was built from. For a single claim add its claim_id.',
    ]),
    ...topic('how to read', READING),
    ...topic('cells', CELLS),
    ...topic('cut', cuts.length === 0 ? ['Nothing was cut.'] : [cutWords(cuts.length)]),
    [],
    headings(['sheet', 'rows', '', 'one row per']),
    ...sheets.map(({ table, rows }): SheetRow => [table.name, rows, null, table.description]),
    [],
    headings(['sheet', 'column', 'holds', 'what it is']),
    ...sheets.flatMap(({ table }) =>
      table.columns.map((column): SheetRow => [table.name, column.name, kindOf(column), column.description]),
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
} as const;

function kindOf({ type, list, vocabulary }: Column): string {
  if (vocabulary !== undefined) return list ? 'codes' : 'code';
  return list ? 'list' : KINDS[type];
}
