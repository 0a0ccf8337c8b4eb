import { lettersOf } from '../../write/formats/xlsx/file/address.ts';
import { type Cell, type CellDiagnostic, cellProblem, placeOf, type Row } from './read/table.ts';
import type { Table } from './tables.ts';

/**
 * Tells where a table holds something else than it shows: cells that are struck out, rows, columns and sheets that are
 * hidden, and joined cells, of which only the first has the value.
 * @param file as it is to be shown
 */
export function findShownOtherwise(file: string, table: Table): CellDiagnostic[] {
  return [
    ...table.rows.flatMap((row) => struckIn(file, table, read(table, row))),
    ...hiddenIn(file, table),
    ...joinedIn(file, table),
  ];
}

/** The cells of a row that are read: in the table `record` what stands right of a value explains it. */
function read({ name }: Table, { cells }: Row): Cell[] {
  return [...cells.values()].filter(({ column }) => name !== 'record' || column <= 2);
}

function struckIn(file: string, { sheet }: Table, cells: readonly Cell[]): CellDiagnostic[] {
  const tell = ({ row, column, text }: Cell, what: string): CellDiagnostic =>
    cellProblem(
      { file, sheet, row, column },
      text,
      'E-CELL-STRUCK',
      `${what} struck out`,
      'Remove what is no longer meant; take the line off what still is.',
    );
  if (cells.every(({ struck }) => struck === undefined)) return [];
  const [first] = cells;
  if (first !== undefined && cells.length > 1 && cells.every(({ struck }) => struck === 'whole'))
    return [tell(first, `row ${first.row} is`)];
  return cells.flatMap((cell) => {
    if (cell.struck === undefined) return [];
    return [tell(cell, cell.struck === 'whole' ? 'the cell is' : 'a part of the cell is')];
  });
}

function hiddenIn(file: string, table: Table): CellDiagnostic[] {
  const { sheet, rows, hidden } = table;
  const tell = (row: number, column: number, what: string, verb: 'is' | 'are'): CellDiagnostic =>
    cellProblem(
      { file, sheet, row, column },
      '',
      'W-CELL-HIDDEN',
      `${what} ${verb} hidden, and ${verb} read like all others`,
      'Show it and look whether it is meant; delete what is not. A filter hides rows, too.',
    );
  const head = rows[0]?.number ?? 1;
  const inRuns = (places: readonly number[], noun: string, nameOf: (place: number) => string | number) =>
    runsOf(places).map(({ from, to }): [number, string, 'is' | 'are'] =>
      from === to
        ? [from, `${noun} ${nameOf(from)}`, 'is']
        : [from, `${noun}s ${nameOf(from)} to ${nameOf(to)}`, 'are'],
    );
  const hiddenRows = rows
    .filter((row) => row.hidden && read(table, row).length > 0)
    .map(({ number }) => number);
  const filled = new Set<number>();
  for (const row of table.name === 'record' ? rows : rows.slice(1))
    for (const { column } of read(table, row)) filled.add(column);
  const hiddenColumns = [...filled].filter((column) =>
    hidden.columns.some(([first, last]) => column >= first && column <= last),
  );
  return [
    ...(hidden.sheet ? [tell(1, 1, `the sheet ${sheet}`, 'is')] : []),
    ...inRuns(hiddenRows, 'row', (row) => row).map(([row, what, verb]) => tell(row, 1, what, verb)),
    ...inRuns(hiddenColumns, 'column', lettersOf).map(([column, what, verb]) =>
      tell(head, column, what, verb),
    ),
  ];
}

/** Numbers in order, those that follow one another as one run. */
function runsOf(numbers: readonly number[]): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && last.to + 1 === number) last.to = number;
    else runs.push({ from: number, to: number });
  }
  return runs;
}

/** Only the first of joined cells has a value; to whoever sees them it stands in all. */
function joinedIn(file: string, { sheet, merged, rows }: Table): CellDiagnostic[] {
  const byNumber = new Map(rows.map(({ number, cells }) => [number, cells]));
  return merged.flatMap((range) => {
    const [from = '', to = ''] = range.split(':');
    const first = placeOf(from);
    const content = byNumber.get(first.row)?.get(first.column)?.text;
    if (content === undefined) return [];
    const message = `the cells ${from} to ${to} are joined, and only the first of them has the value`;
    const fix = 'Separate them again and fill each cell.';
    return [cellProblem({ file, sheet, ...first }, content, 'E-CELL-MERGED', message, fix)];
  });
}
