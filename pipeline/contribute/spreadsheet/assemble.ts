import type { AuthoredMap, AuthoredValue } from '../../model/authored.ts';
import { cleanCell, type Told } from './clean.ts';
import { type NamedCell, readColumns, readKeys } from './columns.ts';
import { type Field, type FieldPath, type Layout, nameOf, TABLES, type TableName } from './fields.ts';
import { type CellDiagnostic, type CellPlace, cellProblem } from './read/table.ts';
import { findShownOtherwise } from './shown.ts';
import type { Table } from './tables.ts';
import { parseCell } from './value.ts';

/** A record put together from cells, and the way back from each value to its cell. */
export interface Assembled {
  /** As a YAML file would give it: every scalar is text. */
  value: AuthoredMap;
  /** Where values came from, by {@link keyOf} of their path. */
  cells: Map<string, { place: CellPlace; content: string; field: Field | null }>;
  /** Each row of a table and each group of a list, by its path: where its other cells are. */
  rows: Map<string, RowPlace>;
  /** Paths whose cell was told to be faulty. Their value is empty, which the schema refuses without taking it for absent. */
  refused: Set<string>;
  diagnostics: CellDiagnostic[];
}

/** Where the cells of an entry are. */
export interface RowPlace {
  table: Table;
  /** Row of a table with a row per entry; 0 in the table `record`, where every value has a row of its own. */
  row: number;
  /** The columns of the table, or the rows of `record`, by the name of their field. */
  columns: ReadonlyMap<string, number>;
  /** Names of fields that unknown columns, or rows of `record`, were probably meant to have. */
  meant: ReadonlySet<string>;
  /** What the names of the entry's fields begin with: empty, or `quantities.2.` for a group. */
  prefix: string;
}

/** A path as a key of a map. */
export function keyOf(path: FieldPath): string {
  return JSON.stringify(path);
}

/**
 * Puts a record together from its tables. Faulty cells are told and left out.
 * @param file as it is to be shown
 */
export function assemble(file: string, tables: ReadonlyMap<TableName, Table>, layout: Layout): Assembled {
  const assembled: Assembled = {
    value: Object.create(null),
    cells: new Map(),
    rows: new Map(),
    refused: new Set(),
    diagnostics: [],
  };
  for (const name of TABLES) {
    const table = tables.get(name);
    if (table === undefined) continue;
    const read = name === 'record' ? readKeys : readColumns;
    const { columns, meant, entries, diagnostics } = read(file, table, layout[name]);
    for (const one of [...diagnostics, ...findShownOtherwise(file, table)]) assembled.diagnostics.push(one);
    for (const [index, { row, cells }] of entries.entries()) {
      const base = name === 'record' ? [] : [name, index];
      assembled.rows.set(keyOf(base), { table, row, columns, meant, prefix: '' });
      addEntry(assembled, file, table, base, cells);
    }
  }
  return assembled;
}

function addEntry(
  assembled: Assembled,
  file: string,
  table: Table,
  base: FieldPath,
  filled: readonly NamedCell[],
): void {
  const { cells, diagnostics } = withoutOverlaps(file, table, filled);
  for (const one of diagnostics) assembled.diagnostics.push(one);
  const places = densePaths(cells.map(({ field }) => field.path));
  const whole = assembled.rows.get(keyOf(base)) as RowPlace;
  if (base.length > 0) valueAt(assembled.value, base);
  for (const [index, { field, cell }] of cells.entries()) {
    const path = [...base, ...(places[index] as FieldPath)];
    const place = { file, sheet: table.sheet, row: cell.row, column: cell.column };
    const tell = ({ code, message, fix, suggestion }: Told): void => {
      const extras = suggestion === undefined ? {} : { suggestion };
      assembled.diagnostics.push(
        cellProblem(place, `${field.name}: ${cell.text}`, code, message, fix, extras),
      );
    };
    for (let depth = base.length; depth < path.length; depth += 1) {
      if (typeof path[depth] !== 'number') continue;
      const prefix = `${nameOf(field.path.slice(0, depth + 1 - base.length))}.`;
      assembled.rows.set(keyOf(path.slice(0, depth + 1)), { ...whole, prefix });
    }
    const { text, told } = cleanCell(cell, field);
    told.forEach(tell);
    const parsed = text === undefined ? undefined : parseCell(text, field);
    if (parsed !== undefined && 'told' in parsed) tell(parsed.told);
    const holder = valueAt(assembled.value, path.slice(0, -1)) as AuthoredMap;
    const isRefused = parsed === undefined || 'told' in parsed;
    const key = keyOf(path);
    if (isRefused) assembled.refused.add(key);
    holder[path.at(-1) as string] = isRefused ? '' : parsed.value;
    assembled.cells.set(key, { place, content: `${field.name}: ${cell.text}`, field });
  }
}

/** Leaves out what says a second time, part by part, what another cell says as a whole: `names` and `names.Xi`. */
function withoutOverlaps(
  file: string,
  { sheet }: Table,
  filled: readonly NamedCell[],
): { cells: NamedCell[]; diagnostics: CellDiagnostic[] } {
  const wholes = filled.filter(({ field }) => field.form !== 'value').map(({ field }) => `${field.name}.`);
  const diagnostics: CellDiagnostic[] = [];
  const cells = filled.filter(({ field, cell }) => {
    const whole = wholes.find((name) => field.name.startsWith(name))?.slice(0, -1);
    if (whole === undefined) return true;
    const place = { file, sheet, row: cell.row, column: cell.column };
    const message = `${field.name} is given here and ${whole} as a whole in another cell`;
    diagnostics.push(cellProblem(place, cell.text, 'E-COLUMN-TWICE', message, 'Keep one of the two.'));
    return false;
  });
  return { cells, diagnostics };
}

/** Numbers the groups of lists anew, so that an empty group in between leaves no gap. */
function densePaths(paths: readonly FieldPath[]): FieldPath[] {
  if (!paths.some((path) => path.some((step) => typeof step === 'number'))) return [...paths];
  const used = new Map<string, Set<number>>();
  for (const path of paths) {
    for (const [depth, step] of path.entries()) {
      if (typeof step !== 'number') continue;
      const list = keyOf(path.slice(0, depth));
      used.set(list, (used.get(list) ?? new Set()).add(step));
    }
  }
  return paths.map((path) =>
    path.map((step, depth) => {
      if (typeof step !== 'number') return step;
      const numbers = [...(used.get(keyOf(path.slice(0, depth))) ?? [])].sort((a, b) => a - b);
      return numbers.indexOf(step);
    }),
  );
}

/** The group or list at a path, made if it is not there yet. */
function valueAt(root: AuthoredMap, path: FieldPath): AuthoredValue {
  let value: AuthoredValue = root;
  for (const [depth, step] of path.entries()) {
    const holder = value as Record<string | number, AuthoredValue>;
    if (!Object.hasOwn(holder, step))
      holder[step] = typeof path[depth + 1] === 'number' ? [] : Object.create(null);
    value = holder[step] as AuthoredValue;
  }
  return value;
}
