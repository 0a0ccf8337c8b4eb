import { hash } from 'node:crypto';
import { deflateSync, strToU8 } from 'fflate';
import { LIST_SEPARATOR } from '../../../model/tables.ts';
import {
  type Chunk,
  type Joint,
  joinedCell,
  type Numbers,
  PART,
  type Stored,
  type StoredTable,
} from './layout.ts';

/** A column as it was read: its distinct cells, in the order in which they come, and which of them each row has. */
export interface Gathered {
  values: string[];
  codes: number[];
}

/** What is known of a column beside its cells. Each holds only if it gives every cell to the letter; else it is left out. */
export interface Knowledge {
  /** Columns that hold lists. */
  lists?: ReadonlySet<string>;
  /** The table whose rows the values are keys of. */
  refs?: Readonly<Record<string, string>>;
  /** The column `by` and the column of the table it refers to. */
  through?: Readonly<Record<string, readonly [by: string, column: string]>>;
  /** The column of whose lists it is the first value. */
  first?: Readonly<Record<string, string>>;
  /** Cells of other columns and fixed texts. */
  joined?: Readonly<Record<string, readonly Joint[]>>;
}

/** A finished table, for others to refer to. */
export interface KnownTable {
  rowOf: ReadonlyMap<string, number>;
  columns: ReadonlyMap<string, Gathered>;
}

/** Takes bytes and says where they lie. */
export type Packer = (bytes: Uint8Array) => Chunk;

/** With more distinct values than this part of the rows, a list of values would only be a second copy. */
const MANY = 0.5;
/** A column decides another only if it has far fewer values than there are rows. */
const FEW = 0.34;

/** Compressed columns in base64, in the order in which they lie in a block, by the digest of what they were. */
export type PackedColumns = ReadonlyMap<string, string>;

/**
 * Starts a block of base64 that chunks are put into.
 * @param before what another block held: its columns serve again
 */
export function startBlock(before: PackedColumns = new Map()): { pack: Packer; packed: PackedColumns } {
  const packed = new Map<string, string>();
  const chunks = new Map<string, Chunk>();
  let length = 0;
  return {
    packed,
    pack: (bytes) => {
      const digest = hash('sha256', bytes, 'hex');
      const same = chunks.get(digest);
      if (same !== undefined) return same;
      const text = before.get(digest) ?? Buffer.from(deflateSync(bytes, { level: 6 })).toString('base64');
      const chunk: Chunk = [length, text.length, bytes.length];
      packed.set(digest, text);
      chunks.set(digest, chunk);
      length += text.length;
      return chunk;
    },
  };
}

/** Starts a column. What adds a cell gives its number among the distinct ones. */
export function startColumn(): { add: (cell: string) => number; column: Gathered } {
  const column: Gathered = { values: [], codes: [] };
  const known = new Map<string, number>();
  return {
    column,
    add: (cell) => {
      let code = known.get(cell);
      if (code === undefined) {
        code = column.values.push(cell) - 1;
        known.set(cell, code);
      }
      column.codes.push(code);
      return code;
    },
  };
}

/**
 * Packs a table.
 * @param key the column that names a row
 * @param tables the tables that its columns refer to
 */
export function encodeTable(
  columns: ReadonlyMap<string, Gathered>,
  key: string,
  tables: Readonly<Record<string, KnownTable>>,
  pack: Packer,
  knowledge: Knowledge = {},
): StoredTable {
  const rows = columns.get(key)?.codes.length ?? 0;
  const stored: Record<string, Stored> = {};
  const deciding: [string, Gathered][] = [];
  for (const [name, column] of columns) {
    const one =
      references(name, column, tables, pack, knowledge) ??
      sameEverywhere(column, rows) ??
      joined(name, columns, knowledge) ??
      firstOf(name, columns, knowledge) ??
      through(name, columns, tables, knowledge) ??
      (knowledge.lists?.has(name) ? lists(column, pack) : null) ??
      decided(column, deciding, rows, pack) ??
      (column.values.length > rows * MANY ? texts(column, pack) : codes(column, pack));
    stored[name] = one;
    if (one.kind === 'codes' && column.values.length <= rows * FEW) deciding.push([name, column]);
  }
  return { rows, key, columns: stored };
}

function sameEverywhere({ values }: Gathered, rows: number): Stored | null {
  if (values.length > 1) return null;
  return { kind: 'same', text: rows === 0 ? '' : (values[0] as string) };
}

function texts({ values, codes: rows }: Gathered, pack: Packer): Stored {
  return { kind: 'texts', chunk: pack(strToU8(rows.map((code) => values[code] as string).join(PART))) };
}

function codes({ values, codes: rows }: Gathered, pack: Packer): Stored {
  return {
    kind: 'codes',
    codes: numbers(rows, pack),
    values: valuesOf(values, pack),
    count: values.length,
  };
}

function lists({ values, codes: rows }: Gathered, pack: Packer): Stored {
  const items = startColumn();
  const cells = values.map((cell) => {
    const from = items.column.codes.length;
    for (const item of itemsOf(cell)) items.add(item);
    return items.column.codes.slice(from);
  });
  const all = rows.flatMap((code) => cells[code] as number[]);
  return {
    kind: 'lists',
    lengths: numbers(
      rows.map((code) => (cells[code] as number[]).length),
      pack,
    ),
    items: numbers(all, pack),
    values: valuesOf(items.column.values, pack),
    count: items.column.values.length,
    all: all.length,
  };
}

function references(
  name: string,
  { values, codes: rows }: Gathered,
  tables: Readonly<Record<string, KnownTable>>,
  pack: Packer,
  { refs, lists: listColumns }: Knowledge,
): Stored | null {
  const to = refs?.[name];
  // Empty everywhere, it refers to nothing.
  if (to === undefined || values.every((value) => value === '')) return null;
  const { rowOf } = tables[to] as KnownTable;
  const isList = listColumns?.has(name) ?? false;
  const cells = values.map((cell) =>
    (isList ? itemsOf(cell) : cell === '' ? [] : [cell]).map((id) => rowOf.get(id)),
  );
  if (cells.some((cell) => cell.includes(undefined))) return null;
  if (!isList)
    return {
      kind: 'refs',
      to,
      codes: numbers(
        rows.map((code) => (cells[code]?.[0] ?? -1) + 1),
        pack,
      ),
    };
  const all = rows.flatMap((code) => cells[code] as number[]);
  return {
    kind: 'ref-lists',
    to,
    lengths: numbers(
      rows.map((code) => (cells[code] as number[]).length),
      pack,
    ),
    items: numbers(all, pack),
    all: all.length,
  };
}

function through(
  name: string,
  columns: ReadonlyMap<string, Gathered>,
  tables: Readonly<Record<string, KnownTable>>,
  { through: ways, refs = {}, lists: listColumns }: Knowledge,
): Stored | null {
  const way = ways?.[name];
  if (way === undefined) return null;
  const [by, target] = way;
  const { rowOf, columns: others } = tables[refs[by] as string] as KnownTable;
  const other = others.get(target) as Gathered;
  const isList = listColumns?.has(by) ?? false;
  const cellOf = (cell: string): string | null => {
    const found: string[] = [];
    for (const id of isList ? itemsOf(cell) : cell === '' ? [] : [cell]) {
      const row = rowOf.get(id);
      if (row === undefined) return null;
      found.push(other.values[other.codes[row] as number] as string);
    }
    return found.join(LIST_SEPARATOR);
  };
  const deciding = columns.get(by) as Gathered;
  const expected = deciding.values.map(cellOf);
  const { values, codes: rows } = columns.get(name) as Gathered;
  const holds = rows.every((code, row) => values[code] === expected[deciding.codes[row] as number]);
  return holds ? { kind: 'through', by, column: target } : null;
}

function firstOf(name: string, columns: ReadonlyMap<string, Gathered>, { first }: Knowledge): Stored | null {
  const column = first?.[name];
  if (column === undefined) return null;
  const { values: cells, codes: by } = columns.get(column) as Gathered;
  const expected = cells.map((cell) => itemsOf(cell)[0] ?? '');
  const { values, codes: rows } = columns.get(name) as Gathered;
  return rows.every((code, row) => values[code] === expected[by[row] as number])
    ? { kind: 'first', column }
    : null;
}

function joined(
  name: string,
  columns: ReadonlyMap<string, Gathered>,
  { joined: joints }: Knowledge,
): Stored | null {
  const parts = joints?.[name];
  if (parts === undefined) return null;
  const { values, codes: rows } = columns.get(name) as Gathered;
  const textOf = (part: Joint, row: number): string => {
    if (typeof part === 'string') return part;
    const { values: texts, codes: places } = columns.get(part.column) as Gathered;
    return joinedCell(part, texts[places[row] as number] as string);
  };
  const holds = rows.every((code, row) => values[code] === parts.map((part) => textOf(part, row)).join(''));
  return holds ? { kind: 'joined', parts } : null;
}

/** Whether an earlier column decides this one, as a source decides its title: then one value for each of its values does. */
function decided(
  { values, codes: rows }: Gathered,
  deciding: readonly [string, Gathered][],
  count: number,
  pack: Packer,
): Stored | null {
  for (const [column, { values: others, codes: by }] of deciding) {
    const chosen = new Int32Array(others.length).fill(-1);
    let row = 0;
    for (; row < count; row += 1) {
      const other = by[row] as number;
      const code = rows[row] as number;
      if (chosen[other] === -1) chosen[other] = code;
      else if (chosen[other] !== code) break;
    }
    if (row === count)
      return {
        kind: 'of',
        column,
        values: valuesOf(
          Array.from(chosen, (code) => values[code] as string),
          pack,
        ),
        count: others.length,
      };
  }
  return null;
}

/** Values of a column, as a column of their own. */
function valuesOf(values: readonly string[], pack: Packer): Stored {
  if (new Set(values).size === 1) return { kind: 'same', text: values[0] as string };
  return { kind: 'texts', chunk: pack(strToU8(values.join(PART))) };
}

function numbers(all: readonly number[], pack: Packer): Numbers {
  let most = 0;
  for (const one of all) if (one > most) most = one;
  const width = most < 1 << 8 ? 1 : most < 1 << 16 ? 2 : most < 1 << 24 ? 3 : 4;
  const bytes = new Uint8Array(all.length * width);
  for (let plane = 0, at = 0; plane < width; plane += 1)
    for (const one of all) bytes[at++] = (one >>> (plane * 8)) & 255;
  return { width, chunk: pack(bytes) };
}

/** The values in the cell of a list. */
export function itemsOf(cell: string): string[] {
  return cell === '' ? [] : cell.split(LIST_SEPARATOR);
}
