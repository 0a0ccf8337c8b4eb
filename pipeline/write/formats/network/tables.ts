import { cellText, quoted } from '../csv/lines.ts';
import type { Network, NetworkNode, Tie } from './ties.ts';

/** A cell of a node or an edge; undefined is missing. */
export type NetworkCell = string | number | undefined;

/** Nodes or edges with the names of their columns. */
export interface NetworkTable {
  columns: readonly string[];
  rows: NetworkCell[][];
}

// Id, Label, Source, Target, Type and Weight are the names that Gephi looks for; it opens the files without mapping.
const NODE_COLUMNS = ['Id', 'Label', 'type', 'country', 'voiced', 'about'] as const;
const TIE_COLUMNS = [
  'Source',
  'Target',
  'Type',
  'Weight',
  'claims',
  'stance_mean',
  'stance_count',
  'source_name',
  'target_name',
] as const;

/** The nodes, sorted by id. */
export function nodeTable(nodes: Iterable<NetworkNode>): NetworkTable {
  const sorted = [...nodes].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    columns: NODE_COLUMNS,
    rows: sorted.map(({ id, label, type, country, voiced, about }) => [
      id,
      label,
      type,
      country ?? undefined,
      rounded(voiced),
      rounded(about),
    ]),
  };
}

/** The edges, sorted by source and target. */
export function tieTable({ nodes }: Network, ties: Iterable<Tie>): NetworkTable {
  const name = (id: string): string => nodes.get(id)?.label ?? id;
  const sorted = [...ties].sort((a, b) =>
    a.source === b.source ? (a.target < b.target ? -1 : 1) : a.source < b.source ? -1 : 1,
  );
  return {
    columns: TIE_COLUMNS,
    rows: sorted.map(({ source, target, weight, claims, stanceSum, stances }) => [
      source,
      target,
      'Directed',
      rounded(weight),
      claims,
      stances === 0 ? undefined : rounded(stanceSum / stances),
      stances,
      name(source),
      name(target),
    ]),
  };
}

/** The lines of a table as CSV, in the form of the other CSV files of the dataset; the first is the header. */
export function* csvOf({ columns, rows }: NetworkTable): Generator<string> {
  yield columns.join(',');
  for (const row of rows) yield row.map((cell) => quoted(cellText(cell))).join(',');
}

/** Six decimals, as the shares in claim_actors have. */
function rounded(number: number): number {
  return Number(number.toFixed(6));
}
