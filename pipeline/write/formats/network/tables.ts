import { LIST_SEPARATOR } from '../../../model/tables.ts';
import { cellText } from '../csv/lines.ts';
import { quoted } from '../csv/quoted.ts';
import type { Network, NetworkNode, Tie, Ties } from './ties.ts';

/** A cell of a node or an edge; undefined is missing. */
export type NetworkCell = string | number | boolean | undefined;

/** Nodes or edges with the names of their columns. */
export interface NetworkTable {
  columns: readonly string[];
  rows: NetworkCell[][];
}

// Id, Label, Source, Target, Type and Weight are the names that Gephi looks for; it opens the files without mapping.
// GraphML calls a node by `label` in Gephi and by `name` in igraph, so both are there.
const NODE_COLUMNS = [
  'Id',
  'Label',
  'name',
  'type',
  'country',
  'country_name',
  'speaks',
  'voiced',
  'about',
] as const;
const TIE_COLUMNS = [
  'Source',
  'Target',
  'Type',
  'Weight',
  'claims',
  'recommended',
  'date_min',
  'date_max',
  'claim_types',
  'stance_mean',
  'stance_count',
  'source_name',
  'source_country',
  'target_name',
  'target_country',
] as const;

/** The nodes, sorted by id. */
export function nodeTable(nodes: Iterable<NetworkNode>): NetworkTable {
  const sorted = [...nodes].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    columns: NODE_COLUMNS,
    rows: sorted.map(({ id, label, type, country, countryName, voiced, about }) => [
      id,
      label,
      label,
      type,
      country ?? undefined,
      countryName ?? undefined,
      voiced > 0,
      rounded(voiced),
      rounded(about),
    ]),
  };
}

/** The edges, sorted by source and target. */
export function tieTable({ nodes }: Network, ties: Ties): NetworkTable {
  const name = (id: string): string => nodes.get(id)?.label ?? id;
  const country = (id: string): string | undefined => nodes.get(id)?.country ?? undefined;
  const byKey = (a: [string, unknown], b: [string, unknown]): number => (a[0] < b[0] ? -1 : 1);
  const sorted = [...ties].sort(byKey).flatMap(([, ofOne]) => [...ofOne].sort(byKey).map(([, tie]) => tie));
  return {
    columns: TIE_COLUMNS,
    rows: sorted.map(({ source, target, stanceSum, stances, ...tie }) => [
      source,
      target,
      'Directed',
      rounded(tie.weight),
      tie.claims,
      tie.recommended,
      tie.dateMin ?? undefined,
      tie.dateMax ?? undefined,
      typesOf(tie),
      stances === 0 ? undefined : rounded(stanceSum / stances),
      stances,
      name(source),
      country(source),
      name(target),
      country(target),
    ]),
  };
}

/** The types of the claims behind an edge, each with its number: `accusation: 3 | fact: 1`. */
function typesOf({ types }: Pick<Tie, 'types'>): string {
  return [...types]
    .sort((a, b) => (a.type < b.type ? -1 : 1))
    .map(({ type, claims }) => `${type}: ${claims}`)
    .join(LIST_SEPARATOR);
}

/** The lines of a table as CSV, in the form of the other CSV files of the dataset; the first is the header. */
export function* csvOf({ columns, rows }: NetworkTable): Generator<string> {
  yield columns.join(',');
  for (const row of rows)
    yield row.map((cell) => (typeof cell === 'string' ? quoted(cell) : cellText(cell))).join(',');
}

/** Six decimals, as the shares in claim_actors have. */
function rounded(number: number): number {
  return Number.isInteger(number) ? number : Number(number.toFixed(6));
}
