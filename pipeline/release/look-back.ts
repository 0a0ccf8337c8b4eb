import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Looks } from '../ingest/read.ts';
import type { Model } from '../model/model.ts';
import { compareVersions } from '../model/versions.ts';
import type { Facts } from '../write/dataset.ts';
import type { ClaimHistory } from '../write/history.ts';
import { checkFiles, checkFolders } from './check.ts';
import { type Comparison, compareWith } from './comparison.ts';
import { readHistory } from './earlier-claims.ts';
import { releaseFiles } from './folder/files.ts';
import { listReleases, type NewRelease, sumsDigest } from './list.ts';
import { contentIds } from './tree-ids.ts';

/** Version of a dataset that is in no release. */
const UNRELEASED = '0.0.0+unreleased';

/** What a build has to know of the release before it. */
interface LookBack {
  history: ClaimHistory;
  /** What is wrong with the releases it looked at. */
  diagnostics: Diagnostic[];
  /** What the build says about itself, as far as releases decide it. */
  facts: (
    folder: string,
    /** Ids of the sources that were read, by path. */
    read: ReadonlyMap<string, string>,
  ) => Pick<Facts, 'version' | 'released' | 'content' | 'previous' | 'changes' | 'further'>;
}

/**
 * Looks up the release before a build: the latest, or for a release the one before its version.
 * @param root the folder that holds sources/ and output/
 * @param project the folder that holds schemas/ and pipeline/
 * @param looks how the files looked when the work began
 * @throws the error of the file system when a released file cannot be read
 */
export async function lookBack(
  root: string,
  project: string,
  model: Model,
  release?: NewRelease,
  looks?: Looks,
): Promise<LookBack> {
  const releases = (await listReleases(join(root, 'output'))).filter(
    ({ version }) => release === undefined || compareVersions(version, release.version) < 0,
  );
  const previous = releases.at(-1) ?? null;
  const sums = previous === null ? '' : await sumsDigest(previous);
  return {
    diagnostics: [
      ...(await checkFolders(root)),
      ...(previous === null ? [] : await checkFiles(root, previous)),
    ],
    history: await readHistory(releases, model.tables, release?.version ?? null),
    facts: (folder, read) => {
      const content = contentIds(root, project, read, looks);
      let comparison: Comparison | undefined;
      return {
        version: release?.version ?? UNRELEASED,
        released: release?.released,
        content,
        previous: previous && { version: previous.version, sums },
        changes: async (written) => {
          comparison = await compareWith(previous, model.tables, folder, written, content);
          return comparison.rows;
        },
        further:
          release &&
          (async () =>
            comparison ? releaseFiles({ project, folder, model, release, previous, comparison }) : []),
      };
    },
  };
}

/** The claims of the previous release alone, for a build of pieces, which looks at nothing else of releases. */
export async function historyOf(root: string, { tables }: Model): Promise<ClaimHistory> {
  return readHistory(await listReleases(join(root, 'output')), tables, null);
}
