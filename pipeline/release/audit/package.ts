import { readDescriptor, tablesOf } from './descriptor.ts';
import { checkFiles } from './files.ts';
import type { Finding } from './finding.ts';
import { checkNames } from './names.ts';
import { checkTables } from './tables.ts';

/** What was looked at, and what does not hold. */
interface PackageReport {
  findings: Finding[];
  files: number;
  tables: number;
  rows: number;
}

/**
 * Checks a dataset against what it says of itself, beyond the official profile of Data Package: names, keys, files, and every
 * cell. Needs nothing but the folder, so that it works for any version and for a dataset that was downloaded.
 * @param folder the folder with datapackage.json
 * @throws the error of the file system, also when there is no datapackage.json
 */
export async function checkPackage(folder: string): Promise<PackageReport> {
  const { resources, findings: form } = await readDescriptor(folder);
  const { findings: aboutFiles, there } = await checkFiles(folder, resources);
  const tables = tablesOf(resources).filter(({ path }) => there.includes(path));
  const { findings: inTables, rows } = await checkTables(folder, tables);
  return {
    findings: [...form, ...checkNames(resources), ...aboutFiles, ...inTables],
    files: there.length,
    tables: tables.length,
    rows,
  };
}
