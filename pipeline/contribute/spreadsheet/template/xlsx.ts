import type { Codebook } from '../../../model/codebook.ts';
import type { Choice, StyledCell } from '../../../write/formats/xlsx/file/sheet.ts';
import { STYLE } from '../../../write/formats/xlsx/file/styles.ts';
import { type Sheet, workbook } from '../../../write/formats/xlsx/file/workbook.ts';
import { codeRows, INSTRUCTIONS, type TemplateColumn, type TemplateTable } from './template.ts';

const NEEDED = { always: 'yes', 'with its group': 'if its group is filled in', no: '' } as const;
/** Columns for running text are wider than those for a word. */
const WIDTHS = { text: 50, list: 28, word: 17 };

/**
 * A template as an Excel workbook: a sheet a table, one that explains every column and one with all codes. Its cells are
 * set to Text, so that no program makes dates or numbers of what is typed; single codes are offered as a list.
 * @returns the same bytes for the same input
 */
export function xlsxTemplate(tables: readonly TemplateTable[], codebook: Codebook): Uint8Array {
  const codes = codeRows(tables, codebook);
  return workbook([
    ...tables.map((table) =>
      table.name === 'record' ? recordSheet(table, codes) : entrySheet(table, codes),
    ),
    columnsSheet(tables),
    {
      name: 'codes',
      columns: texts([18, 26, 26, 70, 70]),
      rows: [
        headings(['vocabulary', 'code', 'label', 'definition', 'test']),
        ...codes.map((row) => row.map(help)),
      ],
    },
  ]);
}

function recordSheet({ name, columns }: TemplateTable, codes: readonly string[][]): Sheet {
  const rows = columns.map((column): StyledCell[] => [
    { value: column.field.name, style: column.needed === 'always' ? STYLE.neededHead : STYLE.head },
    { value: column.filled, style: STYLE.text },
    help(column.help),
  ]);
  return {
    name,
    columns: texts([30, 50, 100]),
    rows: [headings(['key', 'value', 'what it is (yellow: needed)']), ...rows],
    choices: columns.flatMap((column, index) => choiceFor(column, codes, `B${index + 2}`)),
  };
}

function entrySheet({ name, columns }: TemplateTable, codes: readonly string[][]): Sheet {
  return {
    name,
    columns: texts(
      columns.map(({ field }) =>
        ['text', 'quote', 'note'].includes(field.name)
          ? WIDTHS.text
          : field.form === 'value'
            ? WIDTHS.word
            : WIDTHS.list,
      ),
    ),
    rows: [
      columns.map(({ field, needed }) => ({
        value: field.name,
        style: needed === 'always' ? STYLE.neededHead : STYLE.head,
      })),
    ],
    choices: columns.flatMap((column, index) => choiceFor(column, codes, index + 1)),
  };
}

function columnsSheet(tables: readonly TemplateTable[]): Sheet {
  return {
    name: 'columns',
    columns: texts([12, 30, 22, 120]),
    rows: [
      headings(['table', 'column', 'needed', 'what it is']),
      ...INSTRUCTIONS.map((line) => ['', '', '', line].map(help)),
      ...tables.flatMap(({ name, columns }) =>
        columns.map((column) => [name, column.field.name, NEEDED[column.needed], column.help].map(help)),
      ),
    ],
  };
}

/** The codes of a cell that takes exactly one, as the range of the sheet `codes` where they stand. */
function choiceFor({ field }: TemplateColumn, codes: readonly string[][], where: Choice['where']): Choice[] {
  const vocabulary = field.form === 'value' ? field.node['x-vocabulary'] : undefined;
  const first = codes.findIndex(([name]) => name === vocabulary);
  if (first < 0) return [];
  const last = codes.findLastIndex(([name]) => name === vocabulary);
  return [{ where, list: `codes!$B$${first + 2}:$B$${last + 2}` }];
}

/** Columns of these widths, all set to Text. */
function texts(widths: readonly number[]): Sheet['columns'] {
  return widths.map((width) => ({ width, style: STYLE.text }));
}

function headings(texts: readonly string[]): StyledCell[] {
  return texts.map((text) => ({ value: text, style: STYLE.head }));
}

function help(text: string): StyledCell {
  return { value: text, style: STYLE.wrapped };
}
