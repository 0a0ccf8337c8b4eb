import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { problem } from '../diagnostics/problem.ts';
import { faultsIn } from './integrity.ts';
import { findReleases, type OtherFolder, type Release } from './list.ts';
import { waysBack } from './restore.ts';

/** Findings about folders have no line; they point at its beginning. */
const START = { line: 1, column: 1, endColumn: 1 };
/** Files that are named when many were changed. */
const NAMED = 5;

/** Warns of folders that are named like a release and are none. */
export async function checkFolders(root: string): Promise<Diagnostic[]> {
  const { others } = await findReleases(join(root, 'output'));
  return Promise.all(others.map((other) => aboutOther(root, other)));
}

async function aboutOther(root: string, { name, reason }: OtherFolder): Promise<Diagnostic> {
  return problem(
    'W-RELEASE-NONE',
    `output/${name}`,
    START,
    `It is named like a release and ${reason}, so it is left out`,
    await waysBack(root, name),
  );
}

/** Warns of a release whose files are not those that were released; what is compared with it may be wrong. */
export async function checkFiles(root: string, release: Release): Promise<Diagnostic[]> {
  const faults = await faultsIn(release);
  if (faults.length === 0) return [];
  const name = `v${release.version}`;
  const left = faults.length - NAMED;
  const told = `${faults.slice(0, NAMED).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
  const message = `The release is not as it was released: ${told}`;
  return [problem('W-RELEASE-ALTERED', `output/${name}`, START, message, await waysBack(root, name))];
}
