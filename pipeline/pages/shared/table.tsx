import type { ComponentChildren } from 'preact';

/** A column of a table. */
export interface TableColumn<Row> {
  title: string;
  cell: (row: Row) => ComponentChildren;
  /** Whether it holds numbers, which stand at the right. */
  isAmount?: boolean;
}

/** Properties of {@link Table}. */
export interface TableProps<Row> {
  /** What the table holds, in a few words; no two tables of a page have the same. */
  label: string;
  /** Stands above it in its place. */
  caption?: ComponentChildren;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
}

/** Rows drawn at most; the download holds all. */
const MOST = 500;

/** A plain table; its first column names the row. Wide ones scroll within themselves. */
export function Table<Row>({ label, caption = label, columns, rows }: TableProps<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key
    <section class="scroll" tabIndex={0} aria-label={label}>
      <table class="table">
        <caption>
          {caption}
          {rows.length > MOST && ` The first ${MOST} of ${rows.length} rows.`}
        </caption>
        <thead>
          <tr>
            {columns.map(({ title, isAmount }) => (
              <th key={title} scope="col" class={isAmount ? 'amount' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST).map((row, place) => (
            <tr key={place}>
              {columns.map(({ title, cell, isAmount }, index) =>
                index === 0 ? (
                  <th key={title} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={title} class={isAmount ? 'amount' : undefined}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
