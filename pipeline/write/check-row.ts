import type { Table } from '../model/tables.ts';

/** A mistake between schemas/tables.yaml and the stages that make the rows, told in one sentence; nothing is written. */
export class ContractError extends Error {
  // A property of its own: an error loses its class on the way out of a thread.
  override readonly name = 'ContractError';
}

/** Holds the first row of a table against its columns; `parts` make up one row together. */
type RowCheck = (table: Table, ...parts: readonly (object | undefined)[]) => void;

/**
 * Makes the check that a table's rows fill its columns and no others: a column that was renamed in one place only would
 * be empty in all rows. Rows list all their columns, missing values as undefined, so that the first row of each table is
 * enough.
 */
export function rowCheck(): RowCheck {
  const seen = new Set<Table>();
  return (table, ...parts) => {
    if (seen.has(table) || parts.includes(undefined)) return;
    seen.add(table);
    const filled = new Set(parts.flatMap((part) => Object.keys(part as object)));
    const columns = new Set(table.columns.map(({ name }) => name));
    const empty = [...columns].filter((name) => !filled.has(name));
    const homeless = [...filled].filter((name) => !columns.has(name));
    if (empty.length + homeless.length > 0) throw new ContractError(sentence(table.name, empty, homeless));
  };
}

function sentence(table: string, empty: readonly string[], homeless: readonly string[]): string {
  const named = (names: readonly string[]): string => names.map((name) => `${table}.${name}`).join(', ');
  const faults = [
    ...(empty.length > 0 ? [`no stage fills ${named(empty)}`] : []),
    ...(homeless.length > 0
      ? [`the contract has no column ${named(homeless)}, which the pipeline fills`]
      : []),
  ];
  return `schemas/tables.yaml and the pipeline disagree: ${faults.join(', and ')}; change pipeline/write/rows/ or the contract so that both name the same columns, then run \`make generate\` and \`make test\`.`;
}
