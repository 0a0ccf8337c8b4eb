import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { inFileOrder } from '../../diagnostics/problem.ts';
import type { ParsedFile } from '../../model/authored.ts';
import type { Schema } from '../../model/schemas.ts';
import { uniqueCodes } from './checks/codes.ts';
import { cycles } from './checks/cycles.ts';
import { dates } from './checks/dates.ts';
import { distinct } from './checks/distinct.ts';
import { rightFiles } from './checks/files.ts';
import { uniqueIds } from './checks/ids.ts';
import { isoIds } from './checks/iso-ids.ts';
import { nameSigns } from './checks/name-signs.ts';
import { qidSources } from './checks/qid-sources.ts';
import { redirects } from './checks/redirects.ts';
import { references } from './checks/references.ts';
import { sharedNames } from './checks/shared-names.ts';
import { sorted } from './checks/sorted.ts';
import { status } from './checks/status.ts';
import { tenures } from './checks/tenures.ts';
import { titles } from './checks/titles.ts';
import { buildContext, type RegistryContext } from './context.ts';

/**
 * Every rule about the registry that one entry alone cannot show. Each finds every breach of it; they do not know of each
 * other and may run in any order. Parts that the schema refused are undefined and pass.
 */
const CHECKS: readonly ((context: RegistryContext) => Iterable<Diagnostic>)[] = [
  uniqueIds,
  uniqueCodes,
  isoIds,
  references,
  redirects,
  distinct,
  cycles,
  sharedNames,
  dates,
  nameSigns,
  tenures,
  status,
  qidSources,
  titles,
  rightFiles,
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
  const found = CHECKS.flatMap((check) => [...check(context)]);
  const doubtful = new Map(files.map(({ path, salvage }) => [path, salvage?.doubtfulLines]));
  return inFileOrder(found.filter(({ file, line }) => !doubtful.get(file)?.has(line)));
}
