import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readDataset } from '../../compare/read.ts';
import { markdownOf, tellRelease } from '../../compare/story/sentences.ts';
import { storyOf } from '../../compare/story/story.ts';
import { MARKDOWN } from '../../compare/story/voice.ts';
import { codebookPage } from '../../generate/codebook-page.ts';
import { dictionaryPage } from '../../generate/dictionary-page.ts';
import { jsonSchemas } from '../../generate/json-schemas.ts';
import type { Model } from '../../model/model.ts';
import { citationFile } from '../../write/cite.ts';
import { openFile, type WrittenFile } from '../../write/files.ts';
import type { Comparison } from '../comparison.ts';
import type { NewRelease, Release } from '../list.ts';
import { writeDelta } from './delta.ts';
import { readmeOf } from './readme.ts';

/** What a release holds beside the tables, and what it is made from. */
interface ReleaseContext {
  /** The project folder, with the licences. */
  project: string;
  /** The folder of the build; its tables and descriptor stand in it. */
  folder: string;
  model: Model;
  release: NewRelease;
  previous: Release | null;
  comparison: Comparison;
}

/** The licences; that of the data holds the notices of what the registry took facts from. */
export const LICENCES = ['LICENSE', 'LICENSE-DATA'];

/**
 * Writes what lets a release stand alone: the difference to the release before, in rows and in words, README, licences,
 * codebook, data dictionary, JSON Schemas, and how to cite it.
 * @throws the error of the file system
 */
export async function releaseFiles(context: ReleaseContext): Promise<WrittenFile[]> {
  const { project, folder, model, release, previous, comparison } = context;
  const write = async (path: string, text: string | Uint8Array): Promise<WrittenFile> => {
    const writer = await openFile(folder, path);
    await writer.append(text);
    return writer.close();
  };
  const written = await writeDelta(folder, comparison);
  const dataset = await readDataset(folder);
  const story = previous === null ? null : storyOf(await readDataset(previous.folder), dataset);
  written.push(await write('changes/changes.md', markdownOf(tellRelease({ story, dataset }, MARKDOWN))));
  const { version, released } = release;
  written.push(await write('CITATION.cff', citationFile(version, released)));
  for (const name of LICENCES) written.push(await write(name, await readFile(join(project, name))));
  written.push(await write('CODEBOOK.md', here(codebookPage(model.codebook, model.schemas))));
  written.push(await write('DATA-DICTIONARY.md', here(dictionaryPage(model.tables, model.codebook))));
  for (const [name, schema] of jsonSchemas(model.tables, model.codebook))
    written.push(await write(`json/schemas/${name}.schema.json`, `${JSON.stringify(schema)}\n`));
  written.push(await write('README.md', readmeOf(release, previous, model.tables, dataset)));
  return written;
}

/** A page of the project as it stands in a release: pages lie beside each other, and files of the project are only named. */
function here(page: string): string {
  return page.replaceAll('](../', '](').replace(/\[[^\]]+\]\((schemas\/[^)]+)\)/g, '`$1`');
}
