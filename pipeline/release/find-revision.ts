import { GitError, git } from './git.ts';

/**
 * Finds a commit that has the given files and folders, by the ids git gives to them. What counts is content, so any commit
 * with the same content will do; the nearest is looked for first: HEAD, then the tag, then all of the history.
 * @param root the project folder, inside a git repository
 * @param content ids by path within the project
 * @param tag a tag that may be missing
 * @returns the full name of the commit; null when none has them
 * @throws GitError when git cannot be asked
 */
export async function findRevision(
  root: string,
  content: Readonly<Record<string, string>>,
  tag: string,
): Promise<string | null> {
  const prefix = (await git(root, ['rev-parse', '--show-prefix'])).trim();
  for (const names of [['HEAD', tag], ['--all']]) {
    const commits = await commitsOf(root, names);
    const found = await firstWith(root, prefix, commits, content);
    if (found !== null) return found;
  }
  return null;
}

async function commitsOf(root: string, names: readonly string[]): Promise<string[]> {
  const listed = await Promise.all(
    names.map((name) => {
      const only = name.startsWith('-') ? [] : ['--no-walk'];
      return git(root, ['rev-list', ...only, name]).catch((error: unknown) => {
        if (error instanceof GitError && /unknown revision|bad revision/.test(error.message)) return '';
        throw error;
      });
    }),
  );
  return [...new Set(listed.join('\n').split('\n').filter(Boolean))];
}

async function firstWith(
  root: string,
  prefix: string,
  commits: readonly string[],
  content: Readonly<Record<string, string>>,
): Promise<string | null> {
  if (commits.length === 0) return null;
  const paths = Object.entries(content);
  const asked = commits.flatMap((commit) => paths.map(([path]) => `${commit}:${prefix}${path}\n`));
  const answer = await git(root, ['cat-file', '--batch-check=%(objectname)'], { input: asked.join('') });
  const ids = answer.split('\n');
  const at = commits.findIndex((_, index) =>
    paths.every(([, id], place) => ids[index * paths.length + place] === id),
  );
  return commits[at] ?? null;
}
