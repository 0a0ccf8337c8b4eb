/** A node of a document with its place in the text; built only for files that have something to report. */
export interface TreeNode {
  kind: 'scalar' | 'map' | 'list' | 'alias';
  /**
   * Offsets of the node as a reader sees it: quotes and brackets included; a block of text is represented by its
   * header (`|`, `>-`), an empty value by its key or dash.
   */
  start: number;
  end: number;
  /** `plain`, `quoted` or `block` for scalars; `flow` or `block` for collections; `pair` for `[a: b]`. */
  style: 'plain' | 'quoted' | 'block' | 'flow' | 'pair';
  /** Text of a scalar, name of an alias. */
  text: string;
  /** True for a scalar of which nothing is written. */
  empty: boolean;
  entries: { key: TreeNode; value: TreeNode }[];
  items: TreeNode[];
  /** Offset of each item's dash in a block list. */
  dashes: number[];
  anchor?: { start: number; end: number };
  tag?: { start: number; end: number };
  /** Offsets of the content of a block of text and its indentation in columns. */
  block?: { start: number; end: number; indent: number };
}

/** The value under a key of a mapping. */
export function valueUnder({ entries }: TreeNode, name: string): TreeNode | undefined {
  return entries.find(({ key }) => key.text === name)?.value;
}
