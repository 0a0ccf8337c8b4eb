import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { REPOSITORY } from '../../support/project.ts';

/** A fault to plant: in a file of pipeline/, a stretch that stands there exactly once, and what takes its place. */
export interface PlantedFault {
  what: string;
  file: string;
  from: string;
  to: string;
}

/** The functions of a program, of this one or of a copy of it, that mutations are put to. */
export type Program = Awaited<ReturnType<typeof loadProgram>>;

/** Loads the program whose pipeline/ lies in a folder. */
export async function loadProgram(root: string) {
  const load = <Module>(path: string): Promise<Module> => import(join(root, 'pipeline', path));
  const [parse, project, take, coding, compare, summary, disagreements, rows, fix, imports] =
    await Promise.all([
      load<typeof import('../../../pipeline/ingest/parse.ts')>('ingest/parse.ts'),
      load<typeof import('../../../pipeline/project.ts')>('project.ts'),
      load<typeof import('../../../pipeline/record/take.ts')>('record/take.ts'),
      load<typeof import('../../../pipeline/validate/coding.ts')>('validate/coding.ts'),
      load<typeof import('../../../pipeline/agreement/compare.ts')>('agreement/compare.ts'),
      load<typeof import('../../../pipeline/validate/summary.ts')>('validate/summary.ts'),
      load<typeof import('../../../pipeline/agreement/disagreements.ts')>('agreement/disagreements.ts'),
      load<typeof import('../../../pipeline/write/rows/entity-rows.ts')>('write/rows/entity-rows.ts'),
      load<typeof import('../../../pipeline/contribute/fix/text.ts')>('contribute/fix/text.ts'),
      load<typeof import('../../../pipeline/contribute/spreadsheet/import.ts')>(
        'contribute/spreadsheet/import.ts',
      ),
    ]);
  return {
    ...parse,
    ...project,
    ...take,
    ...coding,
    ...compare,
    ...summary,
    ...disagreements,
    ...rows,
    ...fix,
    ...imports,
  };
}

/** Loads a copy of the program with a fault in it, which lies there until the test that asked for it is over. */
export async function withFault({ file, from, to }: PlantedFault): Promise<Program> {
  const root = await mkdtemp(join(tmpdir(), 'planted-'));
  onTestFinished(() => rm(root, { recursive: true }));
  await cp(join(REPOSITORY, 'pipeline'), join(root, 'pipeline'), { recursive: true });
  for (const name of ['node_modules', 'schemas', 'package.json', 'package-lock.json'])
    await symlink(join(REPOSITORY, name), join(root, name));
  const path = join(root, 'pipeline', file);
  const parts = (await readFile(path, 'utf8')).split(from);
  if (parts.length !== 2) throw new Error(`"${from}" stands ${parts.length - 1} times in ${file}`);
  await writeFile(path, parts.join(to));
  return loadProgram(root);
}
