import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { problem } from '../diagnostics/problem.ts';
import { GitError, git } from './git.ts';
import { faultsIn } from './integrity.ts';
import { findReleases, type OtherFolder, type Release } from './list.ts';
import { copyRevision } from './revision.ts';

/** Findings about folders have no line; they point at its beginning. */
const START = { line: 1, column: 1, endColumn: 1 };
/** How many commits that touched a release are looked at, the latest first. */
const MOST = 20;
/** Files that are named when many were changed. */
const NAMED = 5;

/** Warns of folders that are named like a release and are none. */
export async function checkFolders(root: string): Promise<Diagnostic[]> {
  const { others } = await findReleases(join(root, 'output'));
  return Promise.all(others.map((other) => aboutOther(root, other)));
}

async function aboutOther(root: string, { name, reason }: OtherFolder): Promise<Diagnostic> {
  return problem(
    'W-RELEASE-NONE',
    `output/${name}`,
    START,
    `It is named like a release and ${reason}, so it is left out`,
    await waysBack(root, name),
  );
}

/** Warns of a release whose files are not those that were released; what is compared with it may be wrong. */
export async function checkFiles(root: string, release: Release): Promise<Diagnostic[]> {
  const faults = await faultsIn(release);
  if (faults.length === 0) return [];
  const name = `v${release.version}`;
  const left = faults.length - NAMED;
  const told = `${faults.slice(0, NAMED).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
  const message = `The release is not as it was released: ${told}`;
  return [problem('W-RELEASE-ALTERED', `output/${name}`, START, message, await waysBack(root, name))];
}

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
