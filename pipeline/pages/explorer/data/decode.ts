import { inflateSync } from 'fflate';
import { LIST_SEPARATOR } from '../../../model/tables.ts';
import {
  type Chunk,
  joinedCell,
  type Numbers,
  PART,
  type Stored,
  type StoredTable,
} from '../../../write/formats/explorer/layout.ts';

/** Whole numbers in as few bytes as they need. */
export type Ints = Uint8Array | Uint16Array | Uint32Array;

/** A column as codes: what row r holds is `values[codes[r]]`. */
export interface Coded {
  values: readonly string[];
  codes: Ints;
}

/** A column of lists: row r holds the values of the items from `starts[r]` to before `starts[r + 1]`. */
export interface Listed {
  values: readonly string[];
  starts: Uint32Array;
  items: Ints;
}

/** A table in the page. Columns are unpacked when they are asked for, and once. */
export interface DataTable {
  rows: number;
  /** What row r of a column says, as in the CSV file. */
  cell: (column: string, row: number) => string;
  coded: (column: string) => Coded;
  listed: (column: string) => Listed;
  /** The keys of all rows. */
  keys: () => readonly string[];
  /** The row with this key; -1 when there is none. */
  find: (key: string) => number;
  /** The rows whose column has this value. */
  rowsWith: (column: string, value: string) => readonly number[];
}

/** Opens tables that lie in a block of base64. */
export function openTables(
  stored: Readonly<Record<string, StoredTable>>,
  block: string,
): (name: string) => DataTable {
  const opened = new Map<string, DataTable>();
  const open = (name: string): DataTable => {
    let table = opened.get(name);
    if (table === undefined) {
      table = openTable(stored[name] as StoredTable, open, block);
      opened.set(name, table);
    }
    return table;
  };
  return open;
}

function openTable(stored: StoredTable, open: (name: string) => DataTable, block: string): DataTable {
  const { rows, key, columns } = stored;
  const readers = new Map<string, (row: number) => string>();
  const codings = new Map<string, Coded>();
  const listings = new Map<string, Listed>();
  const indexes = new Map<string, Map<string, number[]>>();
  let ids: readonly string[] | null = null;
  let places: Map<string, number> | null = null;
  const columnNamed = (name: string): Stored => {
    const column = columns[name];
    if (column === undefined) throw new Error(`no column ${name}`);
    return column;
  };

  const reader = (name: string): ((row: number) => string) => {
    let found = readers.get(name);
    if (found === undefined) {
      found = makeReader(name);
      readers.set(name, found);
    }
    return found;
  };
  const makeReader = (name: string): ((row: number) => string) => {
    const column = columnNamed(name);
    switch (column.kind) {
      case 'same':
        return () => column.text;
      case 'texts': {
        const texts = textsOf(column.chunk, block);
        return (row) => texts[row] as string;
      }
      case 'codes':
      case 'refs':
      case 'of':
      case 'first': {
        const { values, codes } = coded(name);
        return (row) => values[codes[row] as number] as string;
      }
      case 'lists':
      case 'ref-lists': {
        const lists = listed(name);
        return (row) => itemsOf(lists, row).join(LIST_SEPARATOR);
      }
      case 'through': {
        const by = columnNamed(column.by);
        const target = open((by as { to: string }).to);
        if (by.kind === 'refs') {
          const { codes } = coded(column.by);
          return (row) => (codes[row] === 0 ? '' : target.cell(column.column, (codes[row] as number) - 1));
        }
        const { starts, items } = listed(column.by);
        return (row) => {
          const texts: string[] = [];
          for (let at = starts[row] as number; at < (starts[row + 1] as number); at += 1)
            texts.push(target.cell(column.column, items[at] as number));
          return texts.join(LIST_SEPARATOR);
        };
      }
      case 'joined': {
        const parts = column.parts.map((part) => {
          if (typeof part === 'string') return () => part;
          const read = reader(part.column);
          return (row: number) => joinedCell(part, read(row));
        });
        return (row) => parts.map((part) => part(row)).join('');
      }
    }
  };

  const coded = (name: string): Coded => {
    let found = codings.get(name);
    if (found === undefined) {
      found = makeCoded(name);
      codings.set(name, found);
    }
    return found;
  };
  const makeCoded = (name: string): Coded => {
    const column = columnNamed(name);
    switch (column.kind) {
      case 'same':
        return { values: [column.text], codes: new Uint8Array(rows) };
      case 'codes':
        return {
          values: valuesOf(column.values, column.count, block),
          codes: numbersOf(column.codes, rows, block),
        };
      case 'refs': {
        const target = open(column.to);
        return { values: ['', ...target.keys()], codes: numbersOf(column.codes, rows, block) };
      }
      case 'of':
        return distinct({
          values: valuesOf(column.values, column.count, block),
          codes: coded(column.column).codes,
        });
      case 'first': {
        const { values, starts, items } = listed(column.column);
        return {
          values: [...values, ''],
          codes: Uint32Array.from({ length: rows }, (_, row) =>
            starts[row] === starts[row + 1] ? values.length : (items[starts[row] as number] as number),
          ),
        };
      }
      case 'through': {
        const by = columnNamed(column.by);
        if (by.kind === 'refs') {
          const { values, codes } = open(by.to).coded(column.column);
          const rowsOf = coded(column.by).codes;
          const none = values.length;
          return distinct({
            values: [...values, ''],
            codes: Uint32Array.from(rowsOf, (row) => (row === 0 ? none : (codes[row - 1] as number))),
          });
        }
        return codedTexts(name);
      }
      default:
        return codedTexts(name);
    }
  };
  const codedTexts = (name: string): Coded => {
    const read = reader(name);
    const known = new Map<string, number>();
    const codes = new Uint32Array(rows);
    for (let row = 0; row < rows; row += 1) {
      const text = read(row);
      let code = known.get(text);
      if (code === undefined) {
        code = known.size;
        known.set(text, code);
      }
      codes[row] = code;
    }
    return { values: [...known.keys()], codes };
  };

  const listed = (name: string): Listed => {
    let found = listings.get(name);
    if (found === undefined) {
      found = makeListed(name);
      listings.set(name, found);
    }
    return found;
  };
  const makeListed = (name: string): Listed => {
    const column = columnNamed(name);
    if (column.kind === 'lists' || column.kind === 'ref-lists')
      return {
        values:
          column.kind === 'lists' ? valuesOf(column.values, column.count, block) : open(column.to).keys(),
        starts: startsOf(numbersOf(column.lengths, rows, block)),
        items: numbersOf(column.items, column.all, block),
      };
    // A list of one value at most, or one that is the same everywhere.
    const read = reader(name);
    const known = new Map<string, number>();
    const items: number[] = [];
    const starts = new Uint32Array(rows + 1);
    for (let row = 0; row < rows; row += 1) {
      const cell = read(row);
      for (const item of cell === '' ? [] : cell.split(LIST_SEPARATOR)) {
        if (!known.has(item)) known.set(item, known.size);
        items.push(known.get(item) as number);
      }
      starts[row + 1] = items.length;
    }
    return { values: [...known.keys()], starts, items: Uint32Array.from(items) };
  };

  const indexOf = (column: string): Map<string, number[]> => {
    let index = indexes.get(column);
    if (index === undefined) {
      index = new Map();
      const { values, codes } = coded(column);
      const byCode = new Map<number, number[]>();
      for (let row = 0; row < rows; row += 1) {
        const code = codes[row] as number;
        const some = byCode.get(code);
        if (some === undefined) byCode.set(code, [row]);
        else some.push(row);
      }
      for (const [code, some] of byCode) index.set(values[code] as string, some);
      indexes.set(column, index);
    }
    return index;
  };

  const keys = (): readonly string[] => {
    ids ??= Array.from({ length: rows }, (_, row) => reader(key)(row));
    return ids;
  };
  const placesOf = (): Map<string, number> => {
    const found = new Map<string, number>();
    for (const [row, id] of keys().entries()) if (!found.has(id)) found.set(id, row);
    return found;
  };

  return {
    rows,
    cell: (name, row) => reader(name)(row),
    coded,
    listed,
    keys,
    find: (value) => {
      places ??= placesOf();
      return places.get(value) ?? -1;
    },
    rowsWith: (column, value) => indexOf(column).get(value) ?? [],
  };
}

/** The same with each value once. */
export function distinct({ values, codes }: Coded): Coded {
  const places = new Map<string, number>();
  const codeOf = values.map((value) => {
    if (!places.has(value)) places.set(value, places.size);
    return places.get(value) as number;
  });
  if (places.size === values.length) return { values, codes };
  return { values: [...places.keys()], codes: Uint32Array.from(codes, (code) => codeOf[code] as number) };
}

/** The values of a row of a column of lists. */
export function itemsOf({ values, starts, items }: Listed, row: number): string[] {
  const found: string[] = [];
  for (let at = starts[row] as number; at < (starts[row + 1] as number); at += 1)
    found.push(values[items[at] as number] as string);
  return found;
}

function valuesOf(stored: Stored, count: number, block: string): string[] {
  if (stored.kind === 'same') return new Array<string>(count).fill(stored.text);
  return textsOf((stored as { chunk: Chunk }).chunk, block);
}

function textsOf(chunk: Chunk, block: string): string[] {
  return new TextDecoder().decode(bytesOf(chunk, block)).split(PART);
}

function numbersOf({ width, chunk }: Numbers, count: number, block: string): Ints {
  const bytes = bytesOf(chunk, block);
  if (width === 1) return bytes;
  const numbers = width === 2 ? new Uint16Array(count) : new Uint32Array(count);
  for (let plane = 0; plane < width; plane += 1) {
    const from = plane * count;
    const shift = plane * 8;
    for (let row = 0; row < count; row += 1)
      numbers[row] = (numbers[row] as number) | ((bytes[from + row] as number) << shift);
  }
  return numbers;
}

function startsOf(lengths: Ints): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  for (let row = 0; row < lengths.length; row += 1)
    starts[row + 1] = (starts[row] as number) + (lengths[row] as number);
  return starts;
}

function bytesOf([start, characters, size]: Chunk, block: string): Uint8Array {
  const text = atob(block.slice(start, start + characters));
  const packed = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) packed[at] = text.charCodeAt(at);
  return inflateSync(packed, { out: new Uint8Array(size) });
}
