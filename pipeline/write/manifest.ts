import { createHash } from 'node:crypto';
import type { WrittenFile } from './files.ts';

/** What was read: path and SHA-256 of each file. */
export type InputDigests = readonly { path: string; digest: string }[];

/** Facts for the manifest. */
interface ManifestFacts {
  version: string;
  /** The day of a release. */
  released?: string | undefined;
  codebookVersion: string;
  tablesVersion: string;
  counts: Record<string, number>;
  inputs: { sources: InputDigests; schemas: InputDigests };
  /** Ids that git gives to what the build was made from, by path. */
  content: Record<string, string>;
  /** The release that the build was compared with, and the digest of its SHA256SUMS. */
  previous: { version: string; sums: string } | null;
  files: readonly WrittenFile[];
}

/** The manifest: versions, counts, digests of what was read and what was written. No clock, no paths of a machine. */
export function manifestOf({
  version,
  released,
  codebookVersion,
  tablesVersion,
  counts,
  inputs,
  content,
  previous,
  files,
}: ManifestFacts): string {
  const manifest = {
    dataset: { name: 'foreign-policy-claims', version, released },
    codebook: codebookVersion,
    tables: tablesVersion,
    counts,
    inputs: { sources: digestOf(inputs.sources), schemas: digestOf(inputs.schemas) },
    content,
    previous: previous ?? undefined,
    files: files.map(({ path, bytes, rows, sha256 }) => ({
      path,
      bytes,
      ...(rows === null ? {} : { rows }),
      sha256,
    })),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The list that `sha256sum -c SHA256SUMS` checks, sorted by path. */
export function sumsOf(files: readonly WrittenFile[]): string {
  return [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ sha256, path }) => `${sha256}  ${path}\n`)
    .join('');
}

/** One digest for a set of files: SHA-256 over the lines `digest  path`, sorted by path. */
function digestOf(inputs: InputDigests): string {
  const lines = [...inputs]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, digest }) => `${digest}  ${path}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}
