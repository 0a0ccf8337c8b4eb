import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findRevision } from './find-revision.ts';
import { type Manifest, type Release, readManifest, sumsDigest } from './list.ts';
import { copyRevision } from './revision.ts';
import { CONTENT } from './tree-ids.ts';

/** Why a release cannot be made again, in a sentence. */
export class RebuildError extends Error {}

/** What of a revision is needed to build with its own pipeline. */
const NEEDED = [...CONTENT, 'package.json', 'tsconfig.json', '.npmrc'];

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
    const { folder } = await copyRevision(root, commit, temporary, NEEDED);
    await linkPrevious(root, folder, manifest);
    await installPackages(root, folder);
    const args = [version, '--date', manifest.dataset.released ?? '', '--output', resolve(output)];
    const cli = ['--import', 'tsx', 'pipeline/cli.ts', 'rebuild', ...args, ...(formats ? ['--formats'] : [])];
    await run(process.execPath, cli, folder);
    return commit;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** The build compares itself with the release before, as it did then. */
async function linkPrevious(root: string, folder: string, { previous }: Manifest): Promise<void> {
  if (previous === undefined) return;
  const name = `v${previous.version}`;
  const earlier = { version: previous.version, folder: join(root, 'output', name) };
  const sums = await sumsDigest(earlier).catch(() => null);
  if (sums !== previous.sums)
    throw new RebuildError(
      `output/${name}, with which it was compared, ${sums === null ? 'is missing' : 'was changed since'}.`,
    );
  await mkdir(join(folder, 'output'));
  await symlink(earlier.folder, join(folder, 'output', name), 'dir');
}

/** The packages of today where the revision has the same, else its own. */
async function installPackages(root: string, folder: string): Promise<void> {
  const lock = (place: string): Promise<string> => readFile(join(place, 'package-lock.json'), 'utf8');
  const installed = join(root, 'node_modules');
  if (existsSync(installed) && (await lock(root)) === (await lock(folder)))
    await symlink(installed, join(folder, 'node_modules'), 'dir');
  else await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], folder);
}

function run(command: string, args: readonly string[], cwd: string): Promise<void> {
  return new Promise((done, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) done();
      else reject(new RebuildError(`${command} ${args.join(' ')} failed:\n${said.trim()}`));
    });
  });
}
