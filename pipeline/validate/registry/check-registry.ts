import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { inFileOrder } from '../../diagnostics/problem.ts';
import type { ParsedFile } from '../../ingest/parsed-file.ts';
import type { Schema } from '../../model/schemas.ts';
import type { Check } from './check.ts';
import { buildContext } from './context.ts';
import { cycles } from './cycles.ts';
import { dates } from './dates.ts';
import { distinct } from './distinct.ts';
import { files as filesCheck } from './files.ts';
import { isoIds } from './iso-ids.ts';
import { qidSources } from './qid-sources.ts';
import { redirects } from './redirects.ts';
import { references } from './references.ts';
import { sharedNames } from './shared-names.ts';
import { sorted } from './sorted.ts';
import { status } from './status.ts';
import { tenures } from './tenures.ts';
import { titles } from './titles.ts';
import { uniqueCodes } from './unique-codes.ts';
import { uniqueIds } from './unique-ids.ts';

/** Every rule about the registry that one entry alone cannot show. */
export const CHECKS: readonly Check[] = [
  uniqueIds,
  uniqueCodes,
  isoIds,
  references,
  redirects,
  distinct,
  cycles,
  sharedNames,
  dates,
  tenures,
  status,
  qidSources,
  titles,
  filesCheck,
  sorted,
];

/**
 * Checks the registry as a whole, after the schema has checked each file.
 * @param files the files of sources/registry/ in any order; parts that the schema refused are undefined in their values
 * @param schema the registry schema, which marks what refers to what
 * @param refused ids and names of entries that the schema refused, folded
 * @returns what is wrong, in the order of files and places
 */
export function checkRegistry(
  files: readonly ParsedFile[],
  schema: Schema,
  refused: ReadonlySet<string> = new Set(),
): Diagnostic[] {
  const context = buildContext(files, schema, refused);
  const found = CHECKS.flatMap(({ check }) => [...check(context)]);
  const doubtful = new Map(files.map(({ path, salvage }) => [path, salvage?.doubtfulLines]));
  return inFileOrder(found.filter(({ file, line }) => !doubtful.get(file)?.has(line)));
}
