import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gitIdOf, type Look, type Looks, startLooks } from '../ingest/read.ts';

/** What a build is made from, by path in the project: two states with the same ids give the same bytes. */
export const CONTENT = [
  'sources',
  'sources/registry',
  'schemas',
  'pipeline',
  'package-lock.json',
  'CITATION.cff',
  'LICENSE',
  'LICENSE-DATA',
] as const;

/**
 * The ids under which git knows what a build is made from, computed from the files as they lie there, so that they can be
 * had without git and of a state that is not committed. A path that does not exist is left out.
 * @param root the folder that holds sources/
 * @param project the folder that holds the rest
 * @param read ids of the files that were read already, by path below root
 * @param looks how the files looked
 */
export function contentIds(
  root: string,
  project: string,
  read: ReadonlyMap<string, string> = new Map(),
  looks: Looks = startLooks(BigInt(Date.now()) * 1_000_000n),
): Record<string, string> {
  const ids: Record<string, string> = {};
  for (const path of CONTENT) {
    const folder = path.startsWith('sources') ? root : project;
    const id = gitId(path, { folder, read: folder === root ? read : new Map(), looks });
    if (id !== null) ids[path] = id.id;
  }
  return ids;
}

/** Where ids are looked for. */
interface Place {
  /** The folder from which paths lead. */
  folder: string;
  /** Ids of files whose bytes were read already. */
  read: ReadonlyMap<string, string>;
  looks: Looks;
}

/** The kinds of what stands in a folder, and what their bits mean. */
const [KINDS, LINK, FOLDER] = [0o170000, 0o120000, 0o040000];

/** Mode and id of a file, link or folder; null for what git does not keep: an empty folder, or nothing at all. */
function gitId(path: string, place: Place): { mode: string; id: string } | null {
  const file = join(place.folder, path);
  const look = place.looks.at(file);
  if (look === null) return null;
  const kind = look.mode & KINDS;
  if (kind === LINK) return { mode: '120000', id: gitIdOf('blob', Buffer.from(readlinkSync(file))) };
  if (kind === FOLDER) return treeId(path, place);
  const mode = (look.mode & 0o100) === 0 ? '100644' : '100755';
  return { mode, id: place.read.get(path) ?? blobId(file, look) };
}

/** Ids of files that this process read, with the stamps that would tell that one was touched since. */
const READ = new Map<string, { stamp: string; id: string }>();

/** The program of four hundred files is read once in a process, however often it builds. */
function blobId(path: string, { stamp, isSettled }: Look): string {
  const before = READ.get(path);
  if (isSettled && before?.stamp === stamp) return before.id;
  const id = gitIdOf('blob', readFileSync(path));
  if (isSettled) READ.set(path, { stamp, id });
  return id;
}

/** git's object of a folder: mode, name and binary id of each entry, sorted as if the names of folders ended in a slash. */
function treeId(path: string, place: Place): { mode: string; id: string } | null {
  const entries = readdirSync(join(place.folder, path)).flatMap((name) => {
    const entry = gitId(`${path}/${name}`, place);
    if (entry === null) return [];
    const { mode, id } = entry;
    return [
      {
        sortedAs: Buffer.from(mode === '40000' ? `${name}/` : name),
        parts: [Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')],
      },
    ];
  });
  if (entries.length === 0) return null;
  entries.sort((a, b) => Buffer.compare(a.sortedAs, b.sortedAs));
  return { mode: '40000', id: gitIdOf('tree', Buffer.concat(entries.flatMap(({ parts }) => parts))) };
}
