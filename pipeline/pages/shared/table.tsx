import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { countText } from './numbers.ts';

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

/** Rows drawn before somebody asks for more, and at most: a long table takes a browser longer than all counting. */
const FEW = 100;
const MOST = 500;

/** A plain table; its first column names the row. Wide ones scroll within themselves. */
export function Table<Row>({ label, caption = label, columns, rows }: TableProps<Row>) {
  const [isLong, setLong] = useState(false);
  const shown = rows.slice(0, isLong ? MOST : FEW);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key
    <section class="scroll" tabIndex={0} aria-label={label}>
      <table class="table">
        <caption>
          {caption}
          {shown.length < rows.length &&
            ` The first ${countText(shown.length)} of ${countText(rows.length)} rows.`}
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
          {shown.map((row, place) => (
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
      {!isLong && shown.length < rows.length && (
        <button type="button" class="plain more no-print" onClick={() => setLong(true)}>
          show {rows.length > MOST ? `the first ${MOST}` : `all ${rows.length}`}
        </button>
      )}
    </section>
  );
}
