import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DamagedFile, jsonFault } from '../diagnostics/damaged.ts';
import { withRelease } from './changelog.ts';
import { findRevision } from './find-revision.ts';
import { GitError } from './git.ts';
import { listReleases, type Manifest, type Release, readManifest, sumsDigest } from './list.ts';

/** A release as output/releases.json lists it. */
export interface Listed {
  version: string;
  /** The tag under which git should know it. */
  tag: string;
  /** The commit it was made from; null when no commit at hand has what it was made from. */
  commit: string | null;
  released: string;
  counts: Record<string, number>;
  codebook: string;
  tables: string;
  /** SHA-256 of its SHA256SUMS. */
  sums: string;
  /** What differs from the release before, in words. */
  changes: string[];
}

/** Sentences of the changelog that the list repeats. */
const MOST = 20;

/**
 * Lists all releases in output/releases.json and CHANGELOG.md. Both follow from the released folders, so that it can be
 * done again after a release that was interrupted; a file that is right already is not touched.
 * @returns versions that were missing in one of them
 */
export async function listAll(root: string): Promise<string[]> {
  const output = join(root, 'output');
  const releases = await listReleases(output);
  const known = await readListing(root);
  const listed = await Promise.all(
    releases.map((release) =>
      entryOf(
        root,
        release,
        known.find(({ version }) => version === release.version),
      ),
    ),
  );
  const missing = new Set<string>();

  const path = join(output, 'releases.json');
  for (const { version } of listed) if (!known.some((one) => one.version === version)) missing.add(version);
  const list = `${JSON.stringify(
    listed.map((entry) => ({ ...entry, changes: shortened(entry) })),
    null,
    2,
  )}\n`;
  if (releases.length > 0) await replace(output, path, list);

  const changelog = join(root, 'CHANGELOG.md');
  let text = await readOr(changelog, '# Changelog\n\n## Unreleased\n');
  for (const entry of listed) {
    const extended = withRelease(text, entry);
    if (extended !== text) missing.add(entry.version);
    text = extended;
  }
  if (releases.length > 0) await replace(output, changelog, text);
  return [...missing];
}

/** The releases as they are listed; none when there is no list. @throws DamagedFile when it cannot be read */
export async function readListing(root: string): Promise<Listed[]> {
  const text = await readOr(join(root, 'output', 'releases.json'), '[]');
  const fault = jsonFault(text) ?? (Array.isArray(JSON.parse(text)) ? null : 'holds no list');
  if (fault !== null)
    throw new DamagedFile(
      'output/releases.json',
      fault,
      'Put it back with `git checkout HEAD -- output/releases.json`, or delete it: make release lists all releases anew.',
    );
  return JSON.parse(text) as Listed[];
}

/** The first sentences, tables and codes among them, and where the others stand. */
function shortened({ version, changes }: Listed): string[] {
  const left = changes.length - MOST;
  return left > 0
    ? [...changes.slice(0, MOST), `And ${left} more: see v${version}/changes/changes.md.`]
    : changes;
}

async function entryOf(root: string, release: Release, known: Listed | undefined): Promise<Listed> {
  const { dataset, counts, codebook, tables, content } = await readManifest(release.folder);
  const tag = `v${release.version}`;
  const words = await readFile(join(release.folder, 'changes', 'changes.md'), 'utf8');
  return {
    version: release.version,
    tag,
    // Looked for once: later commits may have the same content.
    commit: known?.commit ?? (await commitOf(root, content, tag)),
    released: dataset.released ?? '',
    counts,
    codebook,
    tables,
    sums: await sumsDigest(release),
    changes: words
      .split('\n')
      .filter((line) => line.startsWith('- '))
      .map((line) => line.slice(2)),
  };
}

async function commitOf(root: string, content: Manifest['content'], tag: string): Promise<string | null> {
  return findRevision(root, content, tag).catch((error: unknown) => {
    if (error instanceof GitError) return null;
    throw error;
  });
}

/** Writes a file in one step: a reader sees the old text or the new one. */
async function replace(output: string, path: string, text: string): Promise<void> {
  if ((await readOr(path, '')) === text) return;
  // What a killed process leaves there is cleared away by the next build.
  const builds = join(output, '.builds');
  await mkdir(builds, { recursive: true });
  const temporary = join(builds, `${process.pid}-${randomUUID()}`);
  await writeFile(temporary, text);
  await rename(temporary, path);
}

async function readOr(path: string, otherwise: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return otherwise;
    throw error;
  });
}
