import type { WrittenFile } from '../files.ts';
import type { Format, FormatContext } from './format.ts';
import { writeJsonld } from './jsonld/write.ts';
import { writeNetwork } from './network/write.ts';
import { writeParquet } from './parquet.ts';
import { writeSqlite } from './sqlite/write.ts';
import { writeWorkbook } from './xlsx/write.ts';

/** The formats beside CSV and JSON, in the order of the manifest. */
export const FORMATS: Readonly<Record<string, Format>> = {
  workbook: writeWorkbook,
  parquet: writeParquet,
  sqlite: writeSqlite,
  jsonld: writeJsonld,
  network: writeNetwork,
};

/**
 * Writes all formats beside CSV and JSON.
 * @throws the error of the file system: full disk, no permission
 */
export async function writeFormats(context: FormatContext): Promise<WrittenFile[]> {
  const written: WrittenFile[] = [];
  for (const format of Object.values(FORMATS)) for (const file of await format(context)) written.push(file);
  return written;
}
