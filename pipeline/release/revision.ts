import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { GitError, git } from './git.ts';
import { CONTENT } from './tree-ids.ts';

/** The files of the project as a revision of git has them. */
interface Revision {
  /** Full name of the commit. */
  commit: string;
  /** The project folder of that revision. */
  folder: string;
}

/** What of a revision is needed to build its data with its own program. */
const NEEDED = [...CONTENT, 'Makefile', 'package.json', 'tsconfig.json', '.npmrc'];

/**
 * Copies files of a revision into a folder. The repository itself is left as it is: the index used for it
 * lies in that folder too.
 * @param root the project folder, inside a git repository
 * @param name a branch, tag or commit
 * @param into an empty folder
 * @param wanted the paths to copy, as far as the revision has them
 * @throws GitError when git is missing, `root` is in no repository or there is no such revision
 */
export async function copyRevision(
  root: string,
  name: string,
  into: string,
  wanted: readonly string[] = NEEDED,
): Promise<Revision> {
  const run = (args: string[], input = ''): Promise<string> =>
    git(root, args, { input, index: join(into, 'index') });
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
  const files = await run(['ls-files', '-z', '--', ...wanted]);
  const folder = join(into, 'files', inside.trim());
  await mkdir(folder, { recursive: true });
  await run(['checkout-index', '-z', '--stdin', `--prefix=${join(into, 'files')}/`], files);
  return { commit, folder };
}
