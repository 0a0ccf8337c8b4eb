/**
 * How tables lie in the page: column by column, each compressed for itself, so that the page unpacks only what it shows.
 * The program writes this (encode.ts), the page reads it (pages/explorer/data).
 */

/** Compressed bytes: where their base64 begins in the block, how many characters it has, and how many bytes come out. */
export type Chunk = readonly [start: number, characters: number, size: number];

/** Whole numbers from 0, as planes: the lowest bytes of all, then the next ones. */
export interface Numbers {
  width: 1 | 2 | 3 | 4;
  chunk: Chunk;
}

/** One column. What comes out are the cells of the CSV file, to the letter. */
export type Stored =
  /** The same in all rows. */
  | { kind: 'same'; text: string }
  /** Each row its own text; they are parted by {@link PART}. */
  | { kind: 'texts'; chunk: Chunk }
  /** Each row one of some values. */
  | { kind: 'codes'; codes: Numbers; values: Stored; count: number }
  /** Each row a list of some values. */
  | { kind: 'lists'; lengths: Numbers; items: Numbers; values: Stored; count: number; all: number }
  /** Each row a row of another table, from 1, or none: 0. The cell is the key of that row. */
  | { kind: 'refs'; to: string; codes: Numbers }
  /** Each row a list of rows of another table, from 0. */
  | { kind: 'ref-lists'; to: string; lengths: Numbers; items: Numbers; all: number }
  /** What a column of another table says of the row that the column `by` names, or of each one in its list. */
  | { kind: 'through'; by: string; column: string }
  /** What follows from another column: a value for each of its values. */
  | { kind: 'of'; column: string; values: Stored; count: number }
  /** The first of the values that another column lists. */
  | { kind: 'first'; column: string }
  /** Cells of other columns and fixed texts, one after the other. */
  | { kind: 'joined'; parts: readonly Joint[] };

/** A fixed text, or what a column says; `after` stands before a cell that is not empty. */
export type Joint = string | { column: string; after?: string };

/** A table. */
export interface StoredTable {
  rows: number;
  /** The column that names a row. */
  key: string;
  columns: Record<string, Stored>;
}

/** All that the page is told, beside the bytes of the columns. */
export interface PageIndex {
  /** Title, version, licence, citation … of the dataset. */
  about: Record<string, string>;
  /** Names of the columns of claims.csv, in their order. */
  claimColumns: readonly string[];
  tables: Record<string, StoredTable>;
}

/** Parts texts; no text of the dataset holds it, because control characters are refused where files are read. */
export const PART = '\u0000';

/** What a cell adds to a text that is joined. */
export function joinedCell({ after = '' }: { after?: string }, cell: string): string {
  return cell === '' ? '' : `${after}${cell}`;
}
