import type { NetworkCell, NetworkTable } from './network-tables.ts';

/** Columns that GraphML says with attributes of its own. */
const STRUCTURE = new Set(['Id', 'Source', 'Target', 'Type']);
const NUMBERS: Record<string, string> = {
  Weight: 'double',
  claims: 'int',
  stance_mean: 'double',
  stance_count: 'int',
  voiced: 'double',
  about: 'double',
};
/** Told by the nodes. */
const LEFT_OUT = new Set(['source_name', 'target_name']);

/**
 * A directed graph as GraphML (graphml.graphdrawing.org). Attributes have the names of the CSV columns in small letters,
 * which is how Gephi, igraph and networkx know `label` and `weight`. Missing values are left out.
 * @param nodes the table of nodes; those that no edge touches are left out
 * @param edges a table of edges
 */
export function graphml(nodes: NetworkTable, edges: NetworkTable): string {
  const touched = new Set(edges.rows.flatMap((row) => row.slice(0, 2)));
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys('node', nodes),
    ...keys('edge', edges),
    '  <graph edgedefault="directed">',
  ];
  for (const row of nodes.rows) {
    if (!touched.has(row[0])) continue;
    lines.push(`    <node id="${escaped(row[0])}">${data('node', nodes, row)}</node>`);
  }
  for (const row of edges.rows) {
    const ends = `source="${escaped(row[0])}" target="${escaped(row[1])}"`;
    lines.push(`    <edge ${ends}>${data('edge', edges, row)}</edge>`);
  }
  return `${[...lines, '  </graph>', '</graphml>'].join('\n')}\n`;
}

function keys(domain: 'node' | 'edge', { columns }: NetworkTable): string[] {
  return columns.filter(isAttribute).map((column) => {
    const type = NUMBERS[column] ?? 'string';
    return `  <key id="${domain}-${column.toLowerCase()}" for="${domain}" attr.name="${column.toLowerCase()}" attr.type="${type}"/>`;
  });
}

function data(domain: 'node' | 'edge', { columns }: NetworkTable, row: readonly NetworkCell[]): string {
  return columns
    .map((column, index) =>
      !isAttribute(column) || row[index] === undefined
        ? ''
        : `<data key="${domain}-${column.toLowerCase()}">${escaped(row[index])}</data>`,
    )
    .join('');
}

function isAttribute(column: string): boolean {
  return !STRUCTURE.has(column) && !LEFT_OUT.has(column);
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for XML. Control characters other than line ends, which XML cannot hold, are refused when records are read. */
function escaped(cell: NetworkCell): string {
  return String(cell).replace(/[&<>"]|[\t\n\r]/g, (found) => ENTITIES[found] ?? `&#${found.charCodeAt(0)};`);
}
