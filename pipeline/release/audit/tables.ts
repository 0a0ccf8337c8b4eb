import { join } from 'node:path';
import { cellChecker } from './cell.ts';
import type { TableDescription } from './descriptor.ts';
import { aboutFile, type Finding, shown } from './finding.ts';
import {
  collectTargets,
  keyOf,
  lostWays,
  placesOf,
  shownKey,
  type Targets,
  type Way,
  waysOf,
} from './references.ts';
import { csvRows, UnreadableTable } from './table-file.ts';

/**
 * Reads every table and holds it to its description: header, number of cells, type, allowed codes, lists, keys that occur
 * once and keys that lead to a row.
 * @param tables those whose files are there
 * @returns what does not hold, and the number of rows that were read
 */
export async function checkTables(
  folder: string,
  tables: readonly TableDescription[],
): Promise<{ findings: Finding[]; rows: number }> {
  const findings: Finding[] = [];
  const targets = await collectTargets(folder, tables);
  let rows = 0;
  for (const table of tables) {
    try {
      rows += await checkTable(folder, table, waysOf(table, tables), targets, findings);
    } catch (error) {
      if (!(error instanceof UnreadableTable)) throw error;
      findings.push({ file: table.path, row: error.row, column: null, reason: error.message });
    }
  }
  return { findings, rows };
}

async function checkTable(
  folder: string,
  table: TableDescription,
  ways: readonly Way[],
  targets: Targets,
  findings: Finding[],
): Promise<number> {
  const { fields, primaryKey = [] } = table.schema;
  const checks = fields.map(cellChecker);
  const keyPlaces = placesOf(table, primaryKey);
  const keys = new Map<string, number>();
  let row = 0;
  for await (const cells of csvRows(join(folder, table.path))) {
    row += 1;
    const say = (column: string | null, reason: string): void => {
      findings.push({ file: table.path, row, column, reason });
    };
    if (row === 1) {
      const problem = headerProblem(
        cells,
        fields.map(({ name }) => name),
      );
      if (problem === null) continue;
      // What stands in which column is not known then.
      say(null, problem);
      return 0;
    }
    if (cells.length !== fields.length) {
      say(null, `It has ${cells.length} cells; there are ${fields.length} columns.`);
      continue;
    }
    for (const [place, check] of checks.entries())
      for (const reason of check(cells[place] ?? '')) say(fields[place]?.name ?? null, reason);
    for (const [column, reason] of lostWays(cells, ways, targets)) say(column, reason);
    if (keyPlaces.length === 0 || keyPlaces.includes(-1)) continue;
    const key = keyOf(cells, keyPlaces);
    const earlier = keys.get(key);
    if (earlier === undefined) keys.set(key, row);
    else say(primaryKey.join(', '), `The key ${shownKey(key)} stands in row ${earlier} already.`);
  }
  if (row === 0) findings.push(aboutFile(table.path, 'It is empty and has no header.'));
  return Math.max(row - 1, 0);
}

function headerProblem(header: readonly string[], names: readonly string[]): string | null {
  const place = names.findIndex((name, index) => header[index] !== name);
  if (place !== -1)
    return `Column ${place + 1} of the header is ${shown(header[place] ?? '')}; ${shown(names[place] ?? '')} is declared.`;
  return header.length === names.length
    ? null
    : `The header has ${header.length} columns; ${names.length} are declared.`;
}
