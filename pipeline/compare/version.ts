import type { Differences, TableDifferences } from './differences.ts';
import { countedDifferences, tableDifferences } from './differences.ts';
import type { RetiredIds } from './retired.ts';

/** How far a version must rise. */
export type Step = 'major' | 'minor' | 'patch' | 'none';

/** The step that a difference needs, and what makes it necessary, in words. */
export interface VersionStep {
  step: Step;
  reasons: string[];
}

/**
 * The step of the dataset's version after section 8 of the design. MAJOR, because programs or citations break: a column
 * removed, renamed, moved, retyped or added; a table or code removed; an id that leaves without being retired. MINOR: new ids, codes
 * or tables. PATCH: any other value that differs; rows that belong to a claim or entity which was there before (its
 * second topic, another spelling) are such values.
 * Columns that are no change of the data, such as lines, count for nothing.
 * @param retired what the table `retired` says became of ids
 */
export function versionStep(all: Differences, retired: RetiredIds): VersionStep {
  const differences = countedDifferences(all);
  const major = [
    ...differences.removedTables.map((table) => `the table ${table} is removed`),
    ...differences.tables.flatMap((table) => columnReasons(differences, table)),
    ...codesOf(differences, 'removed').map((code) => `the code ${code} is removed`),
    ...idsOf(differences, 'removed')
      .filter(([table, id]) => !retired.covers(table, id))
      .map(([table, id]) => `${id} leaves ${table} and nothing says what became of it`),
  ];
  if (major.length > 0) return { step: 'major', reasons: major };
  const minor = [
    ...differences.addedTables.map((table) => `the table ${table} is new`),
    ...codesOf(differences, 'added').map((code) => `the code ${code} is new`),
    ...idsOf(differences, 'added').map(([table, id]) => `${id} is new in ${table}`),
  ];
  if (minor.length > 0) return { step: 'minor', reasons: minor };
  const patch = differences.tables.map(({ table }) => `values in ${table} differ`);
  return { step: patch.length > 0 ? 'patch' : 'none', reasons: patch };
}

/**
 * The version after a step. Before 1.0.0 the first two steps shift down by one, as semantic versioning has it: a breaking
 * change raises the second number, everything else the third.
 * @param version MAJOR.MINOR.PATCH
 */
export function raised(version: string, step: Step): string {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (step === 'none') return version;
  if (major === 0) return step === 'major' ? `0.${minor + 1}.0` : `0.${minor}.${patch + 1}`;
  if (step === 'major') return `${major + 1}.0.0`;
  return step === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

function columnReasons(
  { addedTables, removedTables }: Differences,
  { table, columns }: TableDifferences,
): string[] {
  if (addedTables.includes(table) || removedTables.includes(table)) return [];
  return [
    ...columns.removed.map((name) => `the column ${table}.${name} is removed`),
    ...columns.added.map((name) => `the column ${table}.${name} is new`),
    ...columns.retyped.map((one) => `${table}.${one.column} was ${one.old} and is ${one.new}`),
    ...(columns.reordered ? [`the columns of ${table} stand in another order`] : []),
    ...(columns.rekeyed ? [`other columns tell the rows of ${table} apart`] : []),
  ];
}

function codesOf(differences: Differences, side: 'added' | 'removed'): string[] {
  return tableDifferences(differences, 'codebook')[side].map(
    ({ vocabulary, code }) => `${code} of ${vocabulary}`,
  );
}

/** Ids that came or went: keys of the tables whose rows are known by one id (claims, sources, entities, events). */
export function idsOf({ tables }: Differences, side: 'added' | 'removed'): [table: string, id: string][] {
  return tables
    .filter(({ key }) => key.length === 1)
    .flatMap(({ table, key, [side]: rows }) =>
      rows.map((row): [string, string] => [table, row[key[0] ?? ''] ?? '']),
    );
}
