import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../build.ts';
import type { BuiltDataset } from '../compare/read.ts';
import { tellRelease } from '../compare/story/sentences.ts';
import { TEXT } from '../compare/story/voice.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/problem.ts';
import { isDay } from '../model/dates/calendar.ts';
import { compareVersions, isVersion } from '../model/versions.ts';
import { waysBack } from './check.ts';
import { LICENCES } from './folder/files.ts';
import { GitError, git } from './git.ts';
import { faultsIn } from './integrity.ts';
import { findReleases } from './list.ts';
import { listAll, readListing } from './listing.ts';
import { type Prospect, prospectOf } from './prospect.ts';
import { CONTENT, contentIds } from './tree-ids.ts';

/** Why a release stops: a sentence, and the particulars one a line. */
export class Refusal extends Error {
  readonly details: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  constructor(message: string, details: readonly string[] = [], diagnostics: readonly Diagnostic[] = []) {
    super(message);
    this.details = details;
    this.diagnostics = diagnostics;
  }
}

/** What was released. */
export interface Cut {
  version: string;
  released: string;
  folder: string;
  diagnostics: Diagnostic[];
  changes: string[];
}

/** How to make a release. */
interface CutOptions {
  /** The project folder, inside a git repository. */
  root: string;
  /** The version; the one that the differences ask for when left out. */
  version?: string | undefined;
  /** The day, YYYY-MM-DD; that of the last commit when left out. */
  released?: string | undefined;
}

/** What has to be committed beside {@link CONTENT}, because it decides how the program runs. */
const ALSO = ['package.json', 'tsconfig.json'];

/**
 * Makes a release of what is committed: output/vX.Y.Z is put in place in one step, then the lists of releases follow from
 * it. Killed in between, the lists are made good by the next call.
 * @returns null when nothing but the lists of an earlier release had to be made good
 * @throws Refusal with what to do about it
 */
export async function cutRelease({ root, version: asked, released: day }: CutOptions): Promise<Cut | null> {
  if (asked !== undefined && !isVersion(asked))
    throw new Refusal(`${asked} is no version: write three numbers, such as 0.2.0.`);
  if (day !== undefined && !isDay(day)) throw new Refusal(`${day} is no day: write YYYY-MM-DD.`);
  await checkReleased(root);
  const healed = await listAll(root);
  const committed = await checkCommitted(root);
  checkLicences(root);
  await checkGenerated(root);
  const prospect = await prospectOf(root, root);
  const next = checkProspect(prospect, healed.length > 0);
  if (next === null) return null;
  const version = asked ?? next.version;
  if (compareVersions(version, next.version) < 0)
    throw new Refusal(
      `v${version} is too low: what differs asks for v${next.version} at least.`,
      next.step.reasons,
    );
  const release = { version, released: day ?? committed };
  checkCoded(next.dataset, release.released);
  const output = join(root, 'output');
  await build({ root, schemas: root, output, release }).catch(async (error: NodeJS.ErrnoException) => {
    const isTaken = error.syscall === 'rename' && ['EEXIST', 'ENOTEMPTY'].includes(error.code ?? '');
    if (!isTaken) throw error;
    const { others } = await findReleases(output);
    const other = others.find(({ name }) => name === `v${version}`);
    throw new Refusal(
      other === undefined
        ? `v${version} was released by somebody else at the same time.`
        : `output/v${version} is in the way: it ${other.reason}. Move it elsewhere.`,
    );
  });
  await listAll(root);
  return {
    ...release,
    folder: join(output, `v${version}`),
    diagnostics: prospect.diagnostics,
    changes: tellRelease(next, TEXT).flatMap(({ lines }) => lines),
  };
}

/** What is released was coded before: a day of coding after that of the release is a slip in one of the two. */
function checkCoded(dataset: BuiltDataset, released: string): void {
  const { columns = [], rows = [] } = dataset.get('sources') ?? {};
  const [id, coded] = ['source_id', 'coded_on'].map((name) => columns.findIndex((one) => one.name === name));
  const late = rows
    .map((row) => [row[id as number] ?? '', row[coded as number] ?? ''] as const)
    .filter(([, day]) => day > released)
    .map(([record, day]) => `sources/records/${record}.yaml: coded ${day}`);
  if (late.length > 0)
    throw new Refusal(
      `These records were coded after the day of the release, ${released}. Correct the day of coding, or give a later DATE=.`,
      late,
    );
}

/** Released folders are never touched again. */
async function checkReleased(root: string): Promise<void> {
  const { releases, others } = await findReleases(join(root, 'output'));
  const listed = (await readListing(root)).map(({ version }) => `v${version}`);
  for (const { name, reason } of others)
    if (listed.includes(name))
      throw new Refusal(`output/${name} ${reason}, and output/releases.json lists it.`, [
        await waysBack(root, name),
      ]);
  for (const release of releases) {
    const faults = await faultsIn(release);
    const name = `v${release.version}`;
    if (faults.length > 0)
      throw new Refusal(`output/${name} is not as it was released.`, [...faults, await waysBack(root, name)]);
  }
}

/**
 * What the data are made from is committed, so that the release can be made again.
 * @returns the day of the last commit
 */
async function checkCommitted(root: string): Promise<string> {
  const paths = [...CONTENT, ...ALSO];
  try {
    const status = await git(root, [
      ...['-c', 'core.quotePath=false', 'status', '--porcelain', '--untracked-files=all', '--'],
      ...paths,
    ]);
    const dirty = status.split('\n').filter(Boolean);
    if (dirty.length > 0)
      throw new Refusal(
        'These files are not committed, so nobody could make the release again. Commit or undo them first:',
        dirty.map((line) => `${STATES[line.slice(0, 2).trim()[0] ?? ''] ?? 'changed'}: ${line.slice(3)}`),
      );
    const ids = contentIds(root, root);
    const input = CONTENT.map((path) => `HEAD:./${path}\n`).join('');
    const kept = (await git(root, ['cat-file', '--batch-check=%(objectname)'], { input })).split('\n');
    for (const [index, path] of CONTENT.entries()) {
      if (kept[index] !== (ids[path] ?? `HEAD:./${path} missing`))
        throw new Refusal(`git keeps ${path} otherwise than it lies here, although it calls it unchanged.`, [
          'Look for ignored files (git status --ignored) and for line ends other than LF.',
        ]);
    }
    return (await git(root, ['show', '-s', '--format=%cs', 'HEAD'])).trim();
  } catch (error) {
    throw error instanceof GitError
      ? new Refusal('A release is made from a commit, and git cannot tell of one.', [error.message])
      : error;
  }
}

/** A release is handed on with its licences. */
function checkLicences(root: string): void {
  const missing = LICENCES.filter((name) => !existsSync(join(root, name)));
  if (missing.length > 0)
    throw new Refusal('A release holds its licences, and these files are missing:', missing);
}

/** What users read about the data, and what the compiler holds the pipeline against, follows from the same schemas. */
async function checkGenerated(root: string): Promise<void> {
  // Loaded only here: the generators of types take longer to load than a build takes.
  const { staleFiles } = await import('../generate/write.ts');
  const stale = await staleFiles(root);
  if (stale.length > 0)
    throw new Refusal(
      'These files do not follow from schemas/. Run `make generate` and `make test`, then commit:',
      [...stale.map(({ path }) => path)],
    );
}

const STATES: Readonly<Record<string, string>> = {
  '?': 'not in git',
  D: 'deleted',
  A: 'added',
  R: 'renamed',
};

function checkProspect({ diagnostics, previous, next }: Prospect, isHealed: boolean): Prospect['next'] {
  if (next === null || hasErrors(diagnostics))
    throw new Refusal('The records have errors, so there is nothing to release.', [], diagnostics);
  if (next.step.step === 'none') {
    if (isHealed) return null;
    throw new Refusal(
      `No value of the data differs from v${previous?.version}, so there is nothing to release.`,
    );
  }
  const lost = next.story?.lost ?? [];
  if (lost.length > 0)
    throw new Refusal(
      'Ids are for ever, and these are lost:',
      lost.flatMap(({ fault, remedy }) => [`${fault}.`, `  ${remedy}`]),
    );
  return next;
}
