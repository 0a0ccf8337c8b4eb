import { chmod, lstat, mkdir, mkdtemp, readdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';

/**
 * A build is written into a folder of its own below `.builds` and put in place by replacing the link `latest` in one
 * step. So `latest` is at every moment one complete build, the old one or the new one, however the process ends.
 */
export interface Staging {
  /** Where to write. */
  folder: string;
  /** Puts the build in place and removes older ones. */
  publish: () => Promise<void>;
  /**
   * Puts the build in place for good, under a name of its own, in one step.
   * @throws the error of the file system; EEXIST or ENOTEMPTY when there is something of that name
   */
  publishAs: (name: string) => Promise<void>;
  /** Removes what was written. */
  discard: () => Promise<void>;
}

const BUILDS = '.builds';

/**
 * Starts a build beside the one in place.
 * @param output the output folder; made when it does not exist
 * @throws the error of the file system
 */
export async function stage(output: string): Promise<Staging> {
  const builds = join(output, BUILDS);
  const latest = join(output, 'latest');
  await mkdir(builds, { recursive: true });
  const outdated = await finishedBuilds(builds);
  const folder = await mkdtemp(join(builds, `${process.pid}-`));
  // mkdtemp makes folders that only their owner may read; a dataset is for everybody who may read the project.
  await chmod(folder, 0o755);
  return {
    folder,
    publish: async () => {
      const link = join(builds, `${basename(folder)}.link`);
      await symlink(join(BUILDS, basename(folder)), link, 'dir');
      const aside = await moveFolderAside(latest, builds);
      await rename(link, latest);
      // The new build is in place; what cannot be cleared away now goes with the next build.
      await clearAway([...outdated, ...aside], builds, latest).catch(() => undefined);
    },
    publishAs: (name) => rename(folder, join(output, name)),
    discard: () => rm(folder, { recursive: true, force: true }),
  };
}

/**
 * What lies in the folder of builds and no running process writes: finished builds and what killed ones left behind.
 * Looked up before this build begins, so that a build which begins later and ends earlier is never taken for an old one.
 */
async function finishedBuilds(builds: string): Promise<string[]> {
  return (await readdir(builds)).filter((name) => !isAlive(Number(name.split('-')[0])));
}

/** A plain folder of the name `latest`, as a person might have copied it, cannot be replaced by a link in one step. */
async function moveFolderAside(latest: string, builds: string): Promise<string[]> {
  const status = await lstat(latest).catch(() => null);
  if (status === null || status.isSymbolicLink()) return [];
  const aside = await mkdtemp(join(builds, 'plain-'));
  await rename(latest, join(aside, 'latest'));
  return [basename(aside)];
}

async function clearAway(names: readonly string[], builds: string, latest: string): Promise<void> {
  for (const name of names) {
    // Another build may have been put in place meanwhile.
    if (basename(await readlink(latest)) === name) continue;
    await rm(join(builds, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  // A build of this very process that was published before is finished.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
