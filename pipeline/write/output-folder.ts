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
  /** Removes what was written. */
  discard: () => Promise<void>;
}

const BUILDS = '.builds';
/** A build that another process may still be writing, or a reader still be reading, is left alone for this long. */
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

/**
 * Starts a build beside the one in place.
 * @param output the output folder; made when it does not exist
 * @throws the error of the file system
 */
export async function stage(output: string): Promise<Staging> {
  const builds = join(output, BUILDS);
  await mkdir(builds, { recursive: true });
  const folder = await mkdtemp(join(builds, `${process.pid}-`));
  // mkdtemp makes folders that only their owner may read; a dataset is for everybody who may read the project.
  await chmod(folder, 0o755);
  return {
    folder,
    publish: async () => {
      const latest = join(output, 'latest');
      const link = join(builds, `${basename(folder)}.link`);
      await symlink(join(BUILDS, basename(folder)), link, 'dir');
      const before = await currentBuild(latest, builds);
      await rename(link, latest);
      await removeOld(builds, [basename(folder)], before);
    },
    discard: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The name of the build that `latest` leads to. A plain folder of that name is moved aside first. */
async function currentBuild(latest: string, builds: string): Promise<string | null> {
  const status = await lstat(latest).catch(() => null);
  if (status === null) return null;
  if (status.isSymbolicLink()) return basename(await readlink(latest));
  const aside = await mkdtemp(join(builds, 'plain-'));
  await rename(latest, join(aside, 'latest'));
  return basename(aside);
}

async function removeOld(builds: string, keep: string[], before: string | null): Promise<void> {
  for (const name of await readdir(builds)) {
    if (keep.includes(name)) continue;
    if (name === before || !(await isInUse(join(builds, name), name))) {
      await rm(join(builds, name), { recursive: true, force: true });
    }
  }
}

/** Another build that runs at this moment: its process lives. Process numbers are used again, hence the time limit. */
async function isInUse(path: string, name: string): Promise<boolean> {
  const status = await lstat(path).catch(() => null);
  if (status === null || Date.now() - status.mtimeMs > ABANDONED_AFTER_MS) return false;
  const pid = Number(name.split('-')[0]);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
