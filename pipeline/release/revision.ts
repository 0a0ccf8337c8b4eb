import { type ExecFileException, execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The files of the project as a revision of git has them. */
export interface Revision {
  /** Full name of the commit. */
  commit: string;
  /** The folder that holds sources/ and schemas/ of that revision. */
  folder: string;
}

/** What git cannot do, in a sentence for the user. */
export class GitError extends Error {}

/** Folders of a revision that decide what is built. */
const WANTED = ['sources', 'schemas'];

/**
 * Copies sources/ and schemas/ of a revision into a folder. The repository itself is left as it is: the index used for it
 * lies in that folder too.
 * @param root the project folder, inside a git repository
 * @param name a branch, tag or commit
 * @param into an empty folder
 * @throws GitError when git is missing, `root` is in no repository or there is no such revision
 */
export async function copyRevision(root: string, name: string, into: string): Promise<Revision> {
  const run = (args: string[], input?: string): Promise<string> => git(root, args, into, input);
  const inside = await run(['rev-parse', '--show-prefix']);
  const commit = (
    await run(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]).catch((error) => {
      throw error instanceof GitError && error.message === ''
        ? new GitError(
            `There is no revision ${name} in this repository, and no folder of that name. For a branch of the server fetch it first and write origin/<branch>.`,
          )
        : error;
    })
  ).trim();
  await run(['read-tree', commit]);
  const files = await run(['ls-files', '-z', '--', ...WANTED]);
  const folder = join(into, 'files', inside.trim());
  await mkdir(folder, { recursive: true });
  await run(['checkout-index', '-z', '--stdin', `--prefix=${join(into, 'files')}/`], files);
  return { commit, folder };
}

function git(root: string, args: string[], into: string, input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      ['-C', root, ...args],
      { env: { ...process.env, GIT_INDEX_FILE: join(into, 'index') }, maxBuffer: 1 << 28 },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(gitError(error, stderr));
      },
    );
    // A git that ended early closes its input; what went wrong is told by its exit.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

function gitError(error: ExecFileException, stderr: string): GitError {
  if (error.code === 'ENOENT')
    return new GitError('Comparing with a revision needs git, which is not installed.');
  if (stderr.includes('not a git repository'))
    return new GitError('This folder is in no git repository, so give a folder instead of a revision.');
  return new GitError(stderr.trim());
}
