import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, mkdtemp, readdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { problem } from '../diagnostics/problem.ts';
import { strayFiles } from './stray-files.ts';

/**
 * A build is written into a folder of its own below `.builds` and put in place by replacing the link `latest` in one
 * step. So `latest` is at every moment one complete build, the old one or the new one, however the process ends.
 */
interface Staging {
  /** Where to write. */
  folder: string;
  /**
   * Puts the build in place and removes older ones.
   * @returns where lies what somebody else had put or changed in the older one, if there was anything
   */
  publish: () => Promise<Diagnostic[]>;
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
  const folder = await mkdtemp(join(builds, `${process.pid}-${HOST}-`));
  running.add(basename(folder));
  const end = (): void => {
    running.delete(basename(folder));
    finished.add(basename(folder));
  };
  // mkdtemp makes folders that only their owner may read; a dataset is for everybody who may read the project.
  await chmod(folder, 0o755);
  return {
    folder,
    publish: async () => {
      end();
      const link = join(builds, `${basename(folder)}.link`);
      await symlink(join(BUILDS, basename(folder)), link, 'dir');
      const kept = await keepStrays(output, latest);
      const aside = await moveFolderAside(latest, builds);
      await rename(link, latest);
      // The new build is in place; what cannot be cleared away now goes with the next build.
      await clearAway([...outdated, ...aside], builds, latest).catch(() => undefined);
      return kept === null ? [] : [aboutKept(kept)];
    },
    publishAs: (name) => rename(folder, join(output, name)),
    discard: async () => {
      end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * What lies in the folder of builds and no running process writes: finished builds and what killed ones left behind.
 * Looked up before this build begins, so that a build which begins later and ends earlier is never taken for an old one.
 */
async function finishedBuilds(builds: string): Promise<string[]> {
  const own = (await readdir(builds)).filter((name) => /^(\d+|plain)-/.test(name));
  const alive = await Promise.all(own.map((name) => isRunning(builds, name)));
  return own.filter((_, index) => !alive[index]);
}

/** Where this process runs: several containers may share a disk, and the numbers of their processes are the same. */
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 6);

/** Builds of this very process: those under way, and those that ended. */
const running = new Set<string>();
const finished = new Set<string>();

/** No build takes so long; what was left behind by a process that nobody can ask after is cleared away then. */
const LONGEST_MS = 3_600_000;

async function isRunning(builds: string, name: string): Promise<boolean> {
  if (running.has(name)) return true;
  const [, digits, host = HOST] = /^(\d+)-(?:([0-9a-f]{6})-)?/.exec(name) ?? [];
  if (digits === undefined) return false;
  const pid = Number(digits);
  if (host === HOST && pid !== process.pid) return isAlive(pid);
  // Of this process it is finished, unless it stands above; of another one only its age tells.
  if (host === HOST && finished.has(name)) return false;
  const { mtimeMs } = await lstat(join(builds, name)).catch(() => ({ mtimeMs: 0 }));
  return Date.now() - mtimeMs < LONGEST_MS;
}

/**
 * Moves files that no build wrote out of the folder that is about to be replaced, into a new folder beside it.
 * @returns the name of that folder; null when there are none
 */
export async function keepStrays(output: string, folder: string): Promise<string | null> {
  // A link that somebody made is replaced, and what it leads to is left alone.
  const leads = await readlink(folder).catch(() => null);
  if (leads !== null && dirname(leads) !== BUILDS) return null;
  const strays = await strayFiles(folder);
  if (strays.length === 0) return null;
  let kept = '';
  for (let number = 1; kept === ''; number += 1) {
    const name = `kept-${number}`;
    if (await mkdir(join(output, name)).then(() => true, isTaken)) kept = name;
  }
  for (const path of strays) {
    const place = join(output, kept, path === '' ? basename(folder) : path);
    await mkdir(dirname(place), { recursive: true });
    await rename(join(folder, path), place);
  }
  return kept;
}

function aboutKept(name: string): Diagnostic {
  const path = `output/${name}`;
  const message = `Files in output/latest that make did not write, or that were changed since, lie in ${path} now`;
  const range = { line: 1, column: 1, endColumn: 1 };
  return problem('W-OUTPUT-KEPT', path, range, message, 'Keep your own files outside of output/latest.');
}

function isTaken(error: NodeJS.ErrnoException): false {
  if (error.code === 'EEXIST') return false;
  throw error;
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
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
