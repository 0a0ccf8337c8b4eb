import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitError, git } from './git.ts';
import { faultsIn } from './integrity.ts';
import { copyRevision } from './revision.ts';

/** How many commits that touched a release are looked at, the latest first. */
const MOST = 20;

/**
 * How to put a released folder back as it was released: from the latest commit in which all its files are as its sums say.
 * @param root the project folder
 * @param name name of the folder below output/
 */
export async function waysBack(root: string, name: string): Promise<string> {
  const path = `output/${name}`;
  const commit = await commitWith(root, path).catch((error: unknown) => {
    if (error instanceof GitError) return null;
    throw error;
  });
  return commit === null
    ? `No commit at hand has ${path} as a release. Take it from another copy of the repository (git fetch --unshallow --tags), or, if it is no release, move it elsewhere.`
    : `Put it back as it was released: rm -r ${path} && git checkout ${commit.slice(0, 10)} -- ${path}`;
}

async function commitWith(root: string, path: string): Promise<string | null> {
  const log = await git(root, ['log', `--max-count=${MOST}`, '--format=%H', '--', path]);
  for (const commit of log.split('\n').filter(Boolean)) {
    const temporary = await mkdtemp(join(tmpdir(), 'claims-restore-'));
    try {
      const { folder } = await copyRevision(root, commit, temporary, [path]);
      if ((await faultsIn({ folder: join(folder, path) })).length === 0) return commit;
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  }
  return null;
}
