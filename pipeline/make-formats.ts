import { hash } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type FormatTask, type MadeFormat, makeTheirPart, type SharedList } from './format-thread.ts';
import type { Project } from './project.ts';
import { recall, remember } from './record/kept.ts';
import { digestOfSources, ONE_FILE } from './record/program.ts';
import { digestOf } from './record/store/file.ts';
import { startThread } from './record/thread.ts';
import { openFile, type WrittenFile } from './write/files.ts';
import type { FormatContext } from './write/formats/format.ts';

/** Which formats to make, and from what to take them over. */
interface FormatOptions {
  /** Names of formats, in the order of the manifest. */
  names: readonly string[];
  /** The finished files they are made of. */
  tables: readonly WrittenFile[];
  /** Number of threads; undefined decides by the machine. */
  jobs: number | undefined;
  /** Where the dataset in place lies, whose files are taken over where what they are made of is the same. */
  output: string;
}

/**
 * Makes formats beside CSV and JSON, two at a time; those whose tables, registry and program are as they were are taken over
 * from the dataset in place, after a look at their digests.
 * @throws the error of the file system: full disk, no permission
 */
export async function makeFormats(
  project: Project,
  { warn, ...context }: FormatContext,
  { names, tables, jobs, output }: FormatOptions,
): Promise<WrittenFile[]> {
  if (names.length === 0) return [];
  const { schemas, store } = project;
  const registry = project.registryFiles.map(({ path, text }) => ({ path, text }));
  const latest = join(output, 'latest');
  const task: FormatTask = {
    ...context,
    project: { schemas, registry },
    store: store === undefined ? null : { folder: store, program: project.program, latest },
  };
  const keys = store === undefined ? null : keysOf(project, task, tables);
  const made = new Map<string, MadeFormat>();
  for (const name of keys === null ? [] : names) {
    const before = recall<MadeFormat>(store, `format-${name}`, keys?.(name) ?? '');
    if (before !== undefined && (await takeOver(before.files, latest, context.folder)))
      made.set(name, before);
  }
  const missing = names.filter((name) => !made.has(name));
  for (const [name, one] of await makeAll(task, missing, jobs)) {
    made.set(name, one);
    if (keys !== null) remember(store, `format-${name}`, keys(name), one);
  }
  return names.flatMap((name) => {
    const { files, warnings } = made.get(name) as MadeFormat;
    for (const told of warnings) warn(told);
    return files;
  });
}

/** Makes formats in this thread and, where there is work and room for two, in another. */
async function makeAll(
  task: FormatTask,
  names: readonly string[],
  jobs: number | undefined,
): Promise<[name: string, made: MadeFormat][]> {
  const list: SharedList = { names, taken: new Int32Array(new SharedArrayBuffer(4)) };
  // From the sources a thread loads all of them anew, which takes longer than the formats.
  if (names.length < 2 || ONE_FILE === null || (jobs ?? availableParallelism()) < 2)
    return makeTheirPart(task, list, 'front');
  const thread = startThread('format-thread.ts', { task, list });
  try {
    // Ends with the error of the thread when there is one. Both have ended before what they wrote is used or thrown away.
    const [here, there] = await Promise.allSettled([
      makeTheirPart(task, list, 'front'),
      once(thread, 'message').then(([theirs]) => theirs as [string, MadeFormat][]),
    ]);
    if (here.status === 'rejected') throw here.reason;
    if (there.status === 'rejected') throw there.reason;
    return [...here.value, ...there.value];
  } finally {
    await thread.terminate();
  }
}

/** The formats that hold no table, by what they are made of instead: the registry is theirs. */
const WITHOUT_TABLES = new Set(['desk']);

/** What tells whether a format would be made as it was: the program, and the tables or the registry. */
function keysOf(
  { program, registryFiles }: Project,
  { identity, counts }: FormatTask,
  tables: readonly WrittenFile[],
): (name: string) => string {
  // A page is made of sources, and tells messages of the catalog.
  const code = digestOfSources();
  const ofTables = digestOf(JSON.stringify([tables, identity, counts]));
  const ofRegistry = digestOf(JSON.stringify(registryFiles.map(({ path, digest }) => [path, digest])));
  return (name) => [program, code, WITHOUT_TABLES.has(name) ? ofRegistry : ofTables].join(' ');
}

/** @returns false, with nothing written, when a file is not there or not what it was */
async function takeOver(files: readonly WrittenFile[], latest: string, folder: string): Promise<boolean> {
  const contents: Buffer[] = [];
  for (const { path, sha256 } of files) {
    const bytes = await readFile(join(latest, path)).catch(() => null);
    if (bytes === null || hash('sha256', bytes, 'hex') !== sha256) return false;
    contents.push(bytes);
  }
  for (const [place, { path }] of files.entries()) {
    const writer = await openFile(folder, path);
    await writer.append(contents[place] as Buffer);
    await writer.close();
  }
  return true;
}
