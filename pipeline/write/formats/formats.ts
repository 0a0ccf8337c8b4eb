import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Model } from '../../model/model.ts';
import type { Identity } from '../descriptor.ts';
import type { WrittenFile } from '../files.ts';
import { writeJsonld } from './jsonld/write.ts';
import { writeNetwork } from './network/write.ts';
import { writeParquet } from './parquet.ts';
import { writeSqlite } from './sqlite/write.ts';
import { writeWorkbook } from './xlsx/write.ts';

/** What a format is made from: the finished tables of a build and what they mean. */
export interface FormatContext {
  /** The folder of the build; csv/ and json/ stand in it, complete. */
  folder: string;
  model: Model;
  identity: Identity;
  /** How many records, claims, entities … are in the data. */
  counts: Readonly<Record<string, number>>;
  /** Takes what the reader should know of a format that cannot hold this dataset. */
  warn: (diagnostic: Diagnostic) => void;
}

/** Writes one further format of the dataset into the folder of the build. */
export type Format = (context: FormatContext) => Promise<WrittenFile[]>;

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
