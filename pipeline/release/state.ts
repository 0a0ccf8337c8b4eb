import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from '../build.ts';
import { readDataset } from '../compare/read.ts';
import type { State } from '../compare/story/report.ts';
import { hasErrors } from '../diagnostics/problem.ts';
import { loadModel } from '../model/load.ts';
import { GitError } from './git.ts';
import { copyRevision } from './revision.ts';

/** Where to find what a state needs. */
export interface Places {
  /** The project folder: the working tree, and where git is asked. */
  root: string;
  /** The folder with schemas/ for states without schemas of their own. */
  schemas: string;
}

/**
 * Builds the data of a state in a temporary folder, which is removed again. The pipeline is that of today; the schemas are
 * the state's own, so that a change of codes or columns shows.
 * @param name a folder with sources/, a revision of git, or null for the working tree
 * @throws GitError, with a sentence for the user, when there is no such state
 */
export async function buildState(name: string | null, { root, schemas }: Places): Promise<State> {
  const temporary = await mkdtemp(join(tmpdir(), 'claims-report-'));
  try {
    const { folder, title } = await findState(name, root, temporary);
    if (!existsSync(join(folder, 'sources')))
      throw new GitError(`There is no folder sources/ in ${name ?? root}.`);
    const { own, note } = await schemasOf(folder, schemas);
    const output = join(temporary, 'output');
    const { diagnostics } = await build({ root: folder, schemas: own, output });
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

async function findState(
  name: string | null,
  root: string,
  temporary: string,
): Promise<{ folder: string; title: string }> {
  if (name === null) return { folder: root, title: 'the working tree' };
  if (existsSync(join(resolve(name), 'sources')))
    return { folder: resolve(name), title: `the folder ${name}` };
  const { commit, folder } = await copyRevision(root, name, temporary);
  const short = commit.slice(0, 10);
  return { folder, title: commit.startsWith(name) ? short : `${name} (${short})` };
}

/** The schemas of the state itself where the pipeline of today can read them. */
async function schemasOf(folder: string, schemas: string): Promise<{ own: string; note: string }> {
  if (!existsSync(join(folder, 'schemas', 'tables.yaml'))) return { own: schemas, note: '' };
  try {
    await loadModel(folder);
    return { own: folder, note: '' };
  } catch (error) {
    const why = (error as Error).message;
    return { own: schemas, note: `its own schemas cannot be read (${why}), so those of today were taken` };
  }
}
