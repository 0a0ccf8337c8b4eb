import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../build.ts';
import { type BuiltDataset, readDataset } from '../compare/read.ts';
import { type Story, storyOf } from '../compare/story/story.ts';
import { raised, type VersionStep } from '../compare/version.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/problem.ts';
import { type Release, releaseBefore } from './list.ts';

/** The version of the first release. */
const FIRST_VERSION = '0.1.0';

/** What a release of the working tree would be. */
export interface Prospect {
  diagnostics: Diagnostic[];
  previous: Release | null;
  /** Null when the sources have errors. */
  next: {
    /** The version that the differences ask for; that of the previous release when nothing differs. */
    version: string;
    step: VersionStep;
    /** Null for the first release. */
    story: Story | null;
    dataset: BuiltDataset;
  } | null;
}

/**
 * Builds the working tree in a temporary folder and compares it with the latest release.
 * @param root the folder that holds sources/ and output/
 * @param project the folder that holds schemas/
 */
export async function prospectOf(root: string, project: string): Promise<Prospect> {
  const previous = await releaseBefore(join(root, 'output'), null);
  const temporary = await mkdtemp(join(tmpdir(), 'claims-diff-'));
  try {
    const built = await build({ root, schemas: project, output: temporary });
    // Ids that vanished are told with all the other ids that are lost.
    const diagnostics = built.diagnostics.filter(({ code }) => code !== 'W-ID-VANISHED');
    if (hasErrors(diagnostics)) return { diagnostics, previous, next: null };
    const after = await readDataset(join(temporary, 'latest'));
    const before = previous === null ? null : await readDataset(previous.folder);
    return { diagnostics, previous, next: nextOf(previous, before, after) };
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

function nextOf(
  previous: Release | null,
  before: BuiltDataset | null,
  after: BuiltDataset,
): Prospect['next'] {
  const story = before === null ? null : storyOf(before, after);
  const step: VersionStep = story?.step ?? { step: 'minor', reasons: ['there is no release yet'] };
  const version = previous === null ? FIRST_VERSION : raised(previous.version, step.step);
  return { version, step, story, dataset: after };
}
