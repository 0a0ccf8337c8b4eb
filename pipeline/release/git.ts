import { type ExecFileException, execFile } from 'node:child_process';

/** What git cannot do, in a sentence for the user. */
export class GitError extends Error {}

/**
 * Runs git in a folder.
 * @param index an index file to use instead of the repository's own
 * @returns what it printed
 * @throws GitError when git is missing, the folder is in no repository, or with git's own words
 */
export function git(
  root: string,
  args: readonly string[],
  { input = '', index }: { input?: string; index?: string } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = index === undefined ? process.env : { ...process.env, GIT_INDEX_FILE: index };
    const child = execFile(
      'git',
      ['-C', root, ...args],
      { env, maxBuffer: 1 << 28 },
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
  if (error.code === 'ENOENT') return new GitError('This needs git, which is not installed.');
  if (stderr.includes('not a git repository')) return new GitError('This folder is in no git repository.');
  return new GitError(stderr.trim());
}
