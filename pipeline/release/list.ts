import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compareVersions, isVersion } from '../model/versions.ts';

/** The file that lists the digests of all others. */
export const SUMS = 'SHA256SUMS';

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

/** A folder in the output folder that is named like a release and is none. */
export interface OtherFolder {
  /** With the v: v0.3.0. */
  name: string;
  folder: string;
  /** Why it is none, in words that follow "it". */
  reason: string;
}

/**
 * Tells the releases of an output folder from folders that are only named so: a release has a manifest that names its
 * version, and sums that name this manifest.
 * @returns both, the releases in the order of their versions; none when there is no such folder
 */
export async function findReleases(output: string): Promise<{ releases: Release[]; others: OtherFolder[] }> {
  const names = await readdir(output).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const releases: Release[] = [];
  const others: OtherFolder[] = [];
  for (const name of names.sort()) {
    const version = name.slice(1);
    if (!name.startsWith('v') || !isVersion(version)) continue;
    const folder = join(output, name);
    const reason = await whyNone(folder, version);
    if (reason === null) releases.push({ version, folder });
    else others.push({ name, folder, reason });
  }
  return { releases: releases.sort((a, b) => compareVersions(a.version, b.version)), others };
}

/** All releases of an output folder, the earliest first; none when there is no such folder. */
export async function listReleases(output: string): Promise<Release[]> {
  return (await findReleases(output)).releases;
}

async function whyNone(folder: string, version: string): Promise<string | null> {
  const bytes = await readFile(join(folder, 'manifest.json')).catch(() => null);
  if (bytes === null) return 'has no manifest.json';
  let named: unknown;
  try {
    named = (JSON.parse(bytes.toString()) as Partial<Manifest> | null)?.dataset?.version;
  } catch {
    return 'has a manifest.json that is no JSON';
  }
  if (named !== version)
    return typeof named === 'string'
      ? `has the manifest.json of v${named}`
      : 'has a manifest.json without a version';
  const sums = await readSums(folder).catch(() => null);
  if (sums === null) return 'has no SHA256SUMS';
  const sum = createHash('sha256').update(bytes).digest('hex');
  return sums.get('manifest.json') === sum ? null : 'has another manifest.json than its SHA256SUMS names';
}

/** The digests that a dataset recorded for its files, by path. @throws the error of the file system */
export async function readSums(folder: string): Promise<Map<string, string>> {
  const text = await readFile(join(folder, SUMS), 'utf8');
  return new Map(
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
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
    .update(await readFile(join(folder, SUMS)))
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
