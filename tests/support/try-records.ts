import { join } from 'node:path';
import { build } from '../../pipeline/build.ts';
import type { Diagnostic } from '../../pipeline/diagnostics/diagnostic.ts';
import { asObjects, csvTables } from './built.ts';
import { tools } from './opened.ts';
import { copyInto, makeProject, type Project, REPOSITORY } from './project.ts';

/** What the whole program makes of some records: what it says, and the rows of every table it builds. */
export interface Tried {
  diagnostics: Diagnostic[];
  /** Rows by the name of the table, values by column; no table at all when there are errors. */
  tables: Record<string, Record<string, string>[]>;
}

/** A project with the invented states and people of tests/fixtures/arvania beside this repository's registry. */
export async function projectWithArvania(records: Record<string, string | Uint8Array>): Promise<Project> {
  const project = await makeProject(records);
  await copyInto(project.root, join(REPOSITORY, 'tests/fixtures/arvania/sources'));
  return project;
}

/**
 * Builds records in a project of their own, from files to files. The registry is that of this repository, the invented
 * one of tests/fixtures/arvania and the files given.
 * @param records text of each record by its id
 * @param registry text of further registry files by their path below sources/registry
 */
export async function tryRecords(
  records: Record<string, string | Uint8Array>,
  registry: Record<string, string> = {},
): Promise<Tried> {
  const project = await projectWithArvania(records);
  try {
    for (const [path, text] of Object.entries(registry)) await project.put(`sources/registry/${path}`, text);
    const { root, output } = project;
    const { diagnostics, files } = await build({ root, schemas: REPOSITORY, output, jobs: 1, tools });
    if (files.length === 0) return { diagnostics, tables: {} };
    const tables = await csvTables(project.latest);
    return {
      diagnostics,
      tables: Object.fromEntries([...tables].map(([name, table]) => [name, asObjects(table)])),
    };
  } finally {
    await project.remove();
  }
}
