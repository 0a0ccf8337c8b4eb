/** Something about a dataset that does not hold. */
export interface Finding {
  /** Path within the dataset. */
  file: string;
  /** Row of a table, counted as a spreadsheet does: the header is row 1. Null when it is about the whole file. */
  row: number | null;
  column: string | null;
  /** What is wrong, in one sentence. */
  reason: string;
}

/** A finding about a whole file, or a column of it. */
export function aboutFile(file: string, reason: string, column: string | null = null): Finding {
  return { file, row: null, column, reason };
}

/** A value as it is shown: in quotation marks, and not longer than a line. */
export function shown(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}
