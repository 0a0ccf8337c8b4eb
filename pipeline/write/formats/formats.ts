import type { WrittenFile } from '../files.ts';
import { writeDesk } from './desk/write.ts';
import { writeExplorer } from './explorer/write.ts';
import type { ProjectContext } from './format.ts';
import { writeJsonld } from './jsonld/write.ts';
import { writeNetwork } from './network/write.ts';
import { writeParquet } from './parquet.ts';
import { writeSqlite } from './sqlite/write.ts';
import { writeWorkbook } from './xlsx/write.ts';

/** The formats beside CSV and JSON, in the order of the manifest. */
export const FORMATS: Readonly<Record<string, (context: ProjectContext) => Promise<WrittenFile[]>>> = {
  workbook: writeWorkbook,
  parquet: writeParquet,
  sqlite: writeSqlite,
  jsonld: writeJsonld,
  network: writeNetwork,
  explorer: writeExplorer,
  desk: writeDesk,
};

/** Those of them that a release holds; the others are made again from it. */
export const RELEASED_FORMATS = ['workbook', 'explorer', 'desk'];

/**
 * Writes formats beside CSV and JSON.
 * @param names of {@link FORMATS}
 * @throws the error of the file system: full disk, no permission
 */
export async function writeFormats(
  context: ProjectContext,
  names: readonly string[],
): Promise<WrittenFile[]> {
  const written: WrittenFile[] = [];
  for (const [name, format] of Object.entries(FORMATS))
    if (names.includes(name)) for (const file of await format(context)) written.push(file);
  return written;
}
