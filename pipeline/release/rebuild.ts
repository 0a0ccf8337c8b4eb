import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findRevision } from './find-revision.ts';
import { type Manifest, type Release, readManifest, sumsDigest } from './list.ts';
import { installPackages, RebuildError, runOwnProgram } from './own-program.ts';
import { copyRevision } from './revision.ts';

/**
 * Makes a release again from the revision that its manifest names, with that revision's own pipeline and packages, in a
 * temporary folder.
 * @param root the project folder, inside a git repository
 * @param output where to build; the release will be in a folder of its version there
 * @param formats whether to write the formats that releases leave out
 * @returns the commit it was built from
 * @throws RebuildError, GitError
 */
export async function rebuild(
  root: string,
  release: Release,
  output: string,
  formats: boolean,
): Promise<string> {
  const { version } = release;
  const manifest = await readManifest(release.folder);
  const commit = await findRevision(root, manifest.content, `v${version}`);
  if (commit === null)
    throw new RebuildError(
      `No commit in this repository holds what v${version} was made from. If its history was cut short, fetch it: git fetch --unshallow --tags`,
    );
  const temporary = await mkdtemp(join(tmpdir(), 'claims-rebuild-'));
  try {
    const { folder } = await copyRevision(root, commit, temporary);
    await linkEarlier(root, folder, manifest);
    await installPackages(root, folder);
    const args = [version, '--date', manifest.dataset.released ?? '', '--output', resolve(output)];
    const { code, stderr } = await runOwnProgram(folder, [
      'rebuild',
      ...args,
      ...(formats ? ['--formats'] : []),
    ]);
    if (code !== 0) throw new RebuildError(`v${version} cannot be made again:\n${stderr.trim()}`);
    return commit;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/**
 * Puts links to all earlier releases where a release is made again: the build compares itself with the one before, as it did
 * then, and in which release a claim came may stand in those before that alone.
 * @param root the project folder
 * @param folder the folder of the revision
 * @throws RebuildError when one of them is missing or was changed
 */
export async function linkEarlier(
  root: string,
  folder: string,
  { previous }: Pick<Manifest, 'previous'>,
): Promise<void> {
  if (!previous) return;
  const name = `v${previous.version}`;
  const earlier = { version: previous.version, folder: join(root, 'output', name) };
  const sums = await sumsDigest(earlier).catch(() => null);
  if (sums !== previous.sums)
    throw new RebuildError(
      `output/${name}, with which it was compared, ${sums === null ? 'is missing' : 'was changed since'}.`,
    );
  await mkdir(join(folder, 'output'), { recursive: true });
  await symlink(earlier.folder, join(folder, 'output', name), 'dir');
  await linkEarlier(root, folder, await readManifest(earlier.folder));
}
