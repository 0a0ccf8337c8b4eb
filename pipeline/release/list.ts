import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compareVersions, isVersion } from '../model/versions.ts';

/** A release as it lies in the output folder. */
export interface Release {
  /** Without the v: 0.1.0. */
  version: string;
  folder: string;
}

/** The version of a release that is being made, and its day. */
export interface NewRelease {
  version: string;
  /** YYYY-MM-DD. Given, never read from a clock. */
  released: string;
}

/** All releases of an output folder, the earliest first; none when there is no such folder. */
export async function listReleases(output: string): Promise<Release[]> {
  const names = await readdir(output).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter((name) => name.startsWith('v') && isVersion(name.slice(1)))
    .map((name) => ({ version: name.slice(1), folder: join(output, name) }))
    .sort((a, b) => compareVersions(a.version, b.version));
}

/**
 * The release before a version.
 * @param version null for the state that is not released yet: then the latest
 */
export async function releaseBefore(output: string, version: string | null): Promise<Release | null> {
  const earlier = (await listReleases(output)).filter(
    (release) => version === null || compareVersions(release.version, version) < 0,
  );
  return earlier.at(-1) ?? null;
}

/** SHA-256 of the list of sums of a release, which stands for all its files. */
export async function sumsDigest({ folder }: Release): Promise<string> {
  return createHash('sha256')
    .update(await readFile(join(folder, 'SHA256SUMS')))
    .digest('hex');
}

/** The parts of manifest.json that later versions rely on. */
export interface Manifest {
  dataset: { version: string; released?: string };
  codebook: string;
  tables: string;
  counts: Record<string, number>;
  /** Ids that git gives to what the build was made from, by path. */
  content: Record<string, string>;
  previous?: { version: string; sums: string };
  files: readonly { path: string; sha256: string }[];
}

/** Reads the manifest of a built dataset. @throws the error of the file system */
export async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
}
