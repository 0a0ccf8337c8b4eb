import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from '../build.ts';
import { readDataset } from '../compare/read.ts';
import type { State } from '../compare/story/report.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/problem.ts';
import { loadModel } from '../model/load.ts';
import { ContractError } from '../write/check-row.ts';
import { GitError } from './git.ts';
import { hasOwnProgram, installPackages, RebuildError, runOwnProgram } from './own-program.ts';
import { copyRevision } from './revision.ts';

/** Where to find what a state needs. */
interface Places {
  /** The project folder: the working tree, and where git is asked. */
  root: string;
  /** The folder with schemas/ for states without schemas of their own. */
  schemas: string;
}

/**
 * Builds the data of a state in a temporary folder, which is removed again. The program is that of today and the schemas are
 * the state's own, so that a change of codes shows. Where the two do not fit, because columns came or went, a state is built
 * with the program that it has itself.
 * @param name a folder with sources/, a revision of git, or null for the working tree
 * @throws GitError and RebuildError, with a sentence for the user, when there is no such state or it cannot be built
 */
export async function buildState(name: string | null, { root, schemas }: Places): Promise<State> {
  const temporary = await mkdtemp(join(tmpdir(), 'claims-report-'));
  try {
    const { folder, title, isCopy } = await findState(name, root, temporary);
    if (!existsSync(join(folder, 'sources')))
      throw new GitError(`There is no folder sources/ in ${name ?? root}.`);
    const output = join(temporary, 'output');
    const { diagnostics, note } = await buildToday(folder, schemas, output).catch(async (error: unknown) => {
      if (!(error instanceof ContractError || error instanceof UnreadableSchemas)) throw error;
      const canRun = hasOwnProgram(folder) && (isCopy || existsSync(join(folder, 'node_modules')));
      if (canRun && resolve(folder) !== resolve(schemas)) {
        if (isCopy) await installPackages(root, folder);
        return buildItself(folder, output);
      }
      if (error instanceof ContractError) throw error;
      const built = await build({ root: folder, schemas, output });
      return { ...built, note: `${error.message}, so those of today were taken` };
    });
    const isSound = !hasErrors(diagnostics);
    return {
      title,
      diagnostics,
      note,
      dataset: isSound ? await readDataset(join(output, 'latest')) : null,
    };
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Schemas that the program of today does not understand. */
class UnreadableSchemas extends Error {}

/** What a build says, and what a reader must know of how it was made. */
interface Built {
  diagnostics: Diagnostic[];
  note: string;
}

/** Builds with the program of today; @throws ContractError, UnreadableSchemas when that of the state itself is needed */
async function buildToday(folder: string, schemas: string, output: string): Promise<Built> {
  const own = existsSync(join(folder, 'schemas', 'tables.yaml')) ? folder : schemas;
  await loadModel(own).catch((error: Error) => {
    throw new UnreadableSchemas(`its own schemas cannot be read (${error.message})`);
  });
  return { ...(await build({ root: folder, schemas: own, output })), note: '' };
}

/** Builds CSV and JSON alone, as every program does that made a release. */
async function buildItself(folder: string, output: string): Promise<Built> {
  const { code, stdout, stderr } = await runOwnProgram(folder, [
    'build',
    ...['--root', folder, '--output', output, '--format', 'json', '--no-formats'],
  ]);
  if (code !== 0 && code !== 1) throw new RebuildError(stderr.trim());
  return {
    diagnostics: JSON.parse(stdout) as Diagnostic[],
    note: 'its columns are others than those of today, so it was built with its own program',
  };
}

async function findState(
  name: string | null,
  root: string,
  temporary: string,
): Promise<{ folder: string; title: string; isCopy: boolean }> {
  if (name === null) return { folder: root, title: 'the working tree', isCopy: false };
  if (existsSync(join(resolve(name), 'sources')))
    return { folder: resolve(name), title: `the folder ${name}`, isCopy: false };
  const { commit, folder } = await copyRevision(root, name, temporary);
  const short = commit.slice(0, 10);
  return { folder, title: commit.startsWith(name) ? short : `${name} (${short})`, isCopy: true };
}
