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
