import { stringify } from 'csv-stringify/sync';
import { readDataset } from '../compare/read.ts';
import { markdownOf, tellRelease } from '../compare/story/sentences.ts';
import { storyOf } from '../compare/story/story.ts';
import { MARKDOWN } from '../compare/story/voice.ts';
import { LIST_SEPARATOR } from '../model/tables.ts';
import { citationFile } from '../write/cite.ts';
import { openFile, type WrittenFile } from '../write/files.ts';
import type { Comparison, ExplainedLine } from './comparison.ts';
import type { NewRelease, Release } from './list.ts';

/** What a release holds beside the tables, and what it is made from. */
export interface ReleaseContext {
  /** The folder of the build; its tables and descriptor stand in it. */
  folder: string;
  release: NewRelease;
  previous: Release | null;
  comparison: Comparison;
}

const HEADER = ['table', 'key', 'field', 'old', 'new', 'cause'];

/**
 * Writes the difference to the release before, cell by cell in changes/*.csv and in words in changes/changes.md, and the
 * citation of this release.
 * @throws the error of the file system
 */
export async function releaseFiles(context: ReleaseContext): Promise<WrittenFile[]> {
  const { folder, release, previous, comparison } = context;
  const write = async (path: string, text: string, rows?: number): Promise<WrittenFile> => {
    const writer = await openFile(folder, path);
    await writer.append(text, rows);
    return writer.close();
  };
  const written: WrittenFile[] = [];
  for (const kind of ['added', 'removed', 'changed'] as const)
    written.push(await write(`changes/${kind}.csv`, linesOf(comparison[kind]), comparison[kind].length));
  const dataset = await readDataset(folder);
  const story = previous === null ? null : storyOf(await readDataset(previous.folder), dataset);
  written.push(await write('changes/changes.md', markdownOf(tellRelease({ story, dataset }, MARKDOWN))));
  written.push(await write('CITATION.cff', citationFile(release.version, release.released)));
  return written;
}

function linesOf(lines: readonly ExplainedLine[]): string {
  return stringify([
    HEADER,
    ...lines.map(({ table, key, field, old, new: now, cause }) => [
      table,
      key.join(LIST_SEPARATOR),
      field,
      old,
      now,
      cause,
    ]),
  ]);
}
