import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCsv } from '../../compare/read-csv.ts';

/** What the file of a build says of a claim, by column; null when there is no such build or row. */
export async function builtCells(build: string, id: string): Promise<Map<string, string> | null> {
  const text = await readFile(join(build, 'csv', 'claims.csv'), 'utf8').catch(() => null);
  if (text === null) return null;
  const rows = readCsv(text);
  const header: string[] = rows.next().value ?? [];
  for (const row of rows)
    if (row[0] === id) return new Map(header.map((name, place) => [name, row[place] ?? '']));
  return null;
}
