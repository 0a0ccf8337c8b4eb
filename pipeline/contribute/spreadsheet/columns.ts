import { nearest } from '../../diagnostics/nearest.ts';
import type { SchemaPlace } from '../../model/schema-tree.ts';
import { keysMeant } from '../../validate/schema/other-words.ts';
import { lettersOf } from '../../write/formats/xlsx/file/address.ts';
import { type Field, fieldNamed, fieldsOf } from './fields.ts';
import { type Cell, type CellDiagnostic, cellProblem, type Row } from './read/table.ts';
import type { Table } from './tables.ts';

/** A filled cell with the field that its column, or its row in the table `record`, names. */
export interface NamedCell {
  field: Field;
  cell: Cell;
}

/** A table as entries. */
interface Entries {
  /** Column numbers, or rows of the table `record`, by the names of their fields. */
  columns: ReadonlyMap<string, number>;
  /** Names that unknown ones were probably meant to be. */
  meant: ReadonlySet<string>;
  /** `row` is 0 for the only entry of the table `record`. */
  entries: { row: number; cells: NamedCell[] }[];
  diagnostics: CellDiagnostic[];
}

/** Reads a table with one entry a row, below a row with the names of the columns. */
export function readColumns(file: string, table: Table, place: SchemaPlace): Entries {
  const [head, ...rows] = table.rows;
  const names = nameReader(file, table, place, 'column');
  const fields = new Map<number, Field>();
  const unknown = new Set<number>();
  for (const cell of head?.cells.values() ?? []) {
    const field = names.field(cell);
    if (field === undefined) unknown.add(cell.column);
    else fields.set(cell.column, field);
  }
  const entries = rows.map((row) => ({ row: row.number, cells: filled(row) }));
  return {
    columns: names.places,
    meant: names.meant,
    entries: entries.filter(({ cells }) => cells.length > 0),
    diagnostics: names.diagnostics,
  };

  function filled(row: Row): NamedCell[] {
    return [...row.cells.values()].flatMap((cell) => {
      const field = fields.get(cell.column);
      if (field !== undefined) return [{ field, cell }];
      // What stands below an unknown name is told at the name, and a column without one is told once.
      if (!unknown.has(cell.column)) names.stray(cell);
      unknown.add(cell.column);
      return [];
    });
  }
}

/** Reads the table `record`: a name and its value in each row; what stands further right explains. */
export function readKeys(file: string, table: Table, place: SchemaPlace): Entries {
  const names = nameReader(file, table, place, 'row');
  const cells: NamedCell[] = [];
  for (const { cells: row } of table.rows) {
    const [name, value] = [row.get(1), row.get(2)];
    if (name?.text.trim().toLowerCase() === 'key') continue;
    if (name === undefined) {
      if (value !== undefined) names.stray(value);
      continue;
    }
    const field = names.field(name);
    if (field !== undefined && value !== undefined) cells.push({ field, cell: value });
  }
  const { places: columns, meant, diagnostics } = names;
  return { columns, meant, entries: [{ row: 0, cells }], diagnostics };
}

interface NameReader {
  /** The field that a cell names; undefined, with a diagnostic, when it names none. */
  field: (name: Cell) => Field | undefined;
  /** Reports a cell that no name belongs to. */
  stray: (cell: Cell) => void;
  places: Map<string, number>;
  meant: Set<string>;
  diagnostics: CellDiagnostic[];
}

/** Findings in a table after which no name is searched any more that was meant: a file may hold tens of thousands. */
const MOST_SEARCHES = 100;

function nameReader(file: string, table: Table, place: SchemaPlace, what: 'column' | 'row'): NameReader {
  const places = new Map<string, number>();
  const meant = new Set<string>();
  const diagnostics: CellDiagnostic[] = [];
  let names: string[] | undefined;
  const known = (): string[] => {
    names ??= fieldsOf(place, () => 2).map((field) => field.name);
    return names;
  };
  const report = ({ row, column, text }: Cell, ...words: [string, string, string, object?]): void => {
    diagnostics.push(cellProblem({ file, sheet: table.sheet, row, column }, text, ...words));
  };
  return {
    places,
    meant,
    diagnostics,
    field(cell) {
      const name = cell.text.trim();
      const field = fieldNamed(place, name);
      if (field === undefined) {
        const suggestion = diagnostics.length < MOST_SEARCHES ? nearestName(name, known()) : undefined;
        if (suggestion !== undefined) meant.add(suggestion);
        report(
          cell,
          'E-COLUMN-UNKNOWN',
          `there is no ${what} ${name} in the table ${table.name}`,
          `Correct the name, or empty the ${what}. A new template lists all names: make template.`,
          suggestion === undefined ? {} : { suggestion },
        );
      } else if (places.has(field.name)) {
        const first = places.get(field.name) as number;
        const where = what === 'column' ? `column ${lettersOf(first)}` : `row ${first}`;
        report(cell, 'E-COLUMN-TWICE', `${name} is also the name of ${where}`, `Keep one of the two.`);
        return undefined;
      } else places.set(field.name, what === 'column' ? cell.column : cell.row);
      return field;
    },
    stray(cell) {
      const message = `"${cell.text.trim()}" stands in a ${what} without a name`;
      report(
        cell,
        'E-CELL-STRAY',
        message,
        `Write the name of the ${what} ${what === 'column' ? `above it, in row ${table.rows[0]?.number}` : 'left of it'}, or remove it.`,
      );
    },
  };
}

/** The name that was probably meant. */
function nearestName(name: string, known: readonly string[]): string | undefined {
  return keysMeant(name, known)[0] ?? nearest(name, known)[0];
}
