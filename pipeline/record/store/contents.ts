import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, putFile } from './file.ts';

/** What a shard is called, and how the files looked when the list was written; null where that would not tell a change. */
export interface ListedShard {
  /** Its files below the folder, without their endings. */
  path: string;
  facts: string | null;
  text: string | null;
  /** The release before, on which its text depends. */
  history: string;
  /** Its records with their stamps, and whether the text is there that they need for a dataset. */
  records: [path: string, stamp: string | null, isWhole: boolean][];
}

/** The list of what a store holds. */
interface Contents {
  /** The form of the files. */
  format: number;
  /** Digest of all that decides what a record becomes beside itself and the registry. */
  program: string;
  /** Digest of the registry that the answers came from. */
  registry: string;
  shards: ListedShard[];
}

export const FORMAT = 1;
const NAME = 'index.json';
/** What `make pieces` made in parts lies in folders of its own, one a part. */
const PART = /^part-\d+-\d+$/;
/** The names of all files that a store consists of. */
const OWN_FILES = /^index\.json$|\.(facts|text|kept|new)$|^(clock|lock)$/;

/** What was read of a store: its lists, that of the whole first, and files that are none. */
interface ReadContents {
  lists: Contents[];
  damaged: string[];
}

/**
 * Reads the list of a store and those of parts of it.
 * @param only the part that is read beside the whole; all when left out
 */
export function readContents(folder: string, only?: string): ReadContents {
  const read: ReadContents = { lists: [], damaged: [] };
  for (const part of ['', ...partsIn(folder).filter((name) => only === undefined || name === only)]) {
    const text = textOf(join(folder, part, NAME));
    if (text === null) continue;
    const list = parsed(text);
    if (list === null) read.damaged.push(join(part, NAME));
    else
      read.lists.push({
        ...list,
        shards: list.shards.map((shard) => ({ ...shard, path: join(part, shard.path) })),
      });
  }
  return read;
}

/**
 * Puts a list in place, in one step and after all that it lists.
 * @throws the error of the file system
 */
export function writeContents(folder: string, contents: Contents): void {
  const text = JSON.stringify(contents);
  putFile(join(folder, NAME), `${digestOf(text)}\n${text}\n`);
}

/**
 * Removes what no list names any more: the files of shards, and parts that went into the whole.
 * @param listed paths of shards
 */
export function clearAway(folder: string, listed: ReadonlySet<string>): void {
  for (const part of ['', ...partsIn(folder)]) {
    const names = readdirSync(join(folder, part)).filter((name) => /\.(facts|text|new)$/.test(name));
    const gone = names.filter((name) => !listed.has(join(part, name.replace(/\.\w+$/, ''))));
    for (const name of gone) rmSync(join(folder, part, name), { force: true });
    if (part !== '') rmSync(join(folder, part, NAME), { force: true });
    if (part !== '') removeEmpty(join(folder, part));
  }
}

/** Empties a store. What is not its own stays, for somebody may have named a folder that holds more. */
export function emptyStore(folder: string): void {
  for (const part of [...partsIn(folder), '']) {
    const place = join(folder, part);
    for (const name of namesIn(place)) if (OWN_FILES.test(name)) rmSync(join(place, name), { force: true });
    removeEmpty(place);
  }
}

function removeEmpty(folder: string): void {
  if (existsSync(folder) && namesIn(folder).length === 0) rmdirSync(folder);
}

function partsIn(folder: string): string[] {
  return namesIn(folder)
    .filter((name) => PART.test(name))
    .sort();
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function parsed(text: string): Contents | null {
  const [digest, json] = text.split('\n');
  if (json === undefined || digestOf(json) !== digest) return null;
  const contents = JSON.parse(json) as Contents;
  return contents.format === FORMAT ? contents : null;
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
