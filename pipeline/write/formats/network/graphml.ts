import type { NetworkCell, NetworkTable } from './tables.ts';

/** Columns that GraphML says with attributes of its own. */
const STRUCTURE = new Set(['Id', 'Source', 'Target', 'Type']);
const TYPES: Record<string, string> = {
  Weight: 'double',
  claims: 'int',
  recommended: 'int',
  speaks: 'boolean',
  stance_mean: 'double',
  stance_count: 'int',
  voiced: 'double',
  about: 'double',
};
/** Told by the nodes. */
const LEFT_OUT = new Set(['source_name', 'target_name', 'source_country', 'target_country']);

/**
 * The lines of a directed graph as GraphML (graphml.graphdrawing.org). Attributes have the names of the CSV columns in small letters,
 * which is how Gephi, igraph and networkx know `label` and `weight`. Missing values are left out.
 * @param nodes the table of nodes; those that no edge touches are left out
 * @param edges a table of edges
 */
export function* graphmlOf(nodes: NetworkTable, edges: NetworkTable): Generator<string> {
  const touched = new Set<NetworkCell>();
  for (const [source, target] of edges.rows) touched.add(source).add(target);
  yield '<?xml version="1.0" encoding="UTF-8"?>';
  yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">';
  yield* keys('node', nodes);
  yield* keys('edge', edges);
  yield '  <graph edgedefault="directed">';
  const ofNode = attributesOf('node', nodes);
  for (const row of nodes.rows)
    if (touched.has(row[0])) yield `    <node id="${escaped(row[0])}">${data(ofNode, row)}</node>`;
  const ofEdge = attributesOf('edge', edges);
  for (const row of edges.rows)
    yield `    <edge source="${escaped(row[0])}" target="${escaped(row[1])}">${data(ofEdge, row)}</edge>`;
  yield '  </graph>';
  yield '</graphml>';
}

/** A column that becomes an attribute: the id of its key, its name, and where it stands in a row. */
interface Attribute {
  key: string;
  column: string;
  place: number;
}

function attributesOf(domain: 'node' | 'edge', { columns }: NetworkTable): Attribute[] {
  return columns
    .map((column, place) => ({ key: `${domain}-${column.toLowerCase()}`, column, place }))
    .filter(({ column }) => !STRUCTURE.has(column) && !LEFT_OUT.has(column));
}

function keys(domain: 'node' | 'edge', table: NetworkTable): string[] {
  return attributesOf(domain, table).map(
    ({ key, column }) =>
      `  <key id="${key}" for="${domain}" attr.name="${column.toLowerCase()}" attr.type="${TYPES[column] ?? 'string'}"/>`,
  );
}

function data(attributes: readonly Attribute[], row: readonly NetworkCell[]): string {
  let xml = '';
  for (const { key, place } of attributes)
    if (row[place] !== undefined) xml += `<data key="${key}">${escaped(row[place])}</data>`;
  return xml;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for XML. Control characters other than line ends, which XML cannot hold, are refused when records are read. */
function escaped(cell: NetworkCell): string {
  if (typeof cell !== 'string') return String(cell);
  return cell.replace(/[&<>"]|[\t\n\r]/g, (found) => ENTITIES[found] ?? `&#${found.charCodeAt(0)};`);
}
