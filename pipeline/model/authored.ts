import type { TreeNode } from './tree-node.ts';
/** A YAML value as ingest hands it on: every scalar is text, types come from the schema. */
export type AuthoredValue = string | AuthoredValue[] | AuthoredMap;

/**
 * A YAML mapping. Its prototype holds nothing, so a key such as `constructor` is absent unless somebody wrote it;
 * use `Object.hasOwn`, not methods of the object.
 */
export interface AuthoredMap {
  [key: string]: AuthoredValue;
}

/** A place in the value: keys of mappings and 0-based indexes of lists, outermost first. */
export type ValuePath = readonly (string | number)[];

/** An authored file as it lies on disk. */
export interface SourceFile {
  /** Path from the project folder, with forward slashes. */
  path: string;
  bytes: Uint8Array;
  /** SHA-256 of the bytes in hex, which rows quote; left out where nothing will be built from the file. */
  digest?: string;
}

/** One authored file after parsing. */
export interface ParsedFile {
  /** Path from the project folder, with forward slashes. */
  path: string;
  /** The file as text, without a leading byte order mark. All lines and columns refer to it. */
  text: string;
  /** The mapping at the top of the file; undefined when the file has an error of form. */
  value: unknown | undefined;
  /** SHA-256 of the bytes as they lie on disk, in hex. */
  digest: string;
  /** Number of bytes on disk. */
  bytes: number;
  /** For every list directly under a top-level key: the 1-based line of each item's dash. */
  itemLines: Record<string, number[]>;
  /** For each item of the top-level list `claims`: the 1-based line of each of its keys. */
  claimKeyLines: Record<string, number>[];
  /** For every mapping directly under a top-level key (`source`, `defaults` …): the 1-based line of each of its keys. */
  mapKeyLines: Record<string, Record<string, number>>;
  /**
   * Only when `value` is undefined and something could still be read: the value with the faulty places neutralised.
   * It lets later checks report their own errors in the same run; nothing may be built from it.
   */
  salvage?: Salvage;
}

/** What can be read of a file in spite of its errors. */
interface Salvage {
  value: unknown;
  /** The neutralised text: line by line the text of the file, some lines longer or shorter. */
  text: string;
  /** The same as a tree. */
  tree: TreeNode;
  /** By how many columns each changed line (0-based) grew at its start. */
  shifts: ReadonlyMap<number, number>;
  /** 1-based lines that hold an error or were neutralised: what a later check reports there is a consequence. */
  doubtfulLines: ReadonlySet<number>;
}
