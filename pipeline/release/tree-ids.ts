import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gitIdOf, stampAt } from '../ingest/read.ts';

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
 */
export function contentIds(
  root: string,
  project: string,
  read: ReadonlyMap<string, string> = new Map(),
): Record<string, string> {
  const ids: Record<string, string> = {};
  for (const path of CONTENT) {
    const folder = path.startsWith('sources') ? root : project;
    const id = gitId(join(folder, path), (file) =>
      folder === root ? read.get(relative(root, file)) : undefined,
    );
    if (id !== null) ids[path] = id.id;
  }
  return ids;
}

/** The id of a file whose bytes were read already. */
type Known = (path: string) => string | undefined;

/** Mode and id of a file, link or folder; null for what git does not keep: an empty folder, or nothing at all. */
function gitId(path: string, known: Known): { mode: string; id: string } | null {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status === undefined) return null;
  if (status.isSymbolicLink())
    return { mode: '120000', id: gitIdOf('blob', Buffer.from(readlinkSync(path))) };
  if (status.isDirectory()) return treeId(path, known);
  const mode = (status.mode & 0o100) === 0 ? '100644' : '100755';
  return { mode, id: known(path) ?? blobId(path) };
}

/** Ids of files that this process read, with the stamps that would tell that one was touched since. */
const READ = new Map<string, { stamp: string; id: string }>();

/** The program of four hundred files is read once in a process, however often it builds. */
function blobId(path: string): string {
  const stamp = stampAt(path, BigInt(Date.now()) * 1_000_000n);
  const before = READ.get(path);
  if (stamp?.isSettled && before?.stamp === stamp.text) return before.id;
  const id = gitIdOf('blob', readFileSync(path));
  if (stamp?.isSettled) READ.set(path, { stamp: stamp.text, id });
  return id;
}

/** git's object of a folder: mode, name and binary id of each entry, sorted as if the names of folders ended in a slash. */
function treeId(folder: string, known: Known): { mode: string; id: string } | null {
  const entries = readdirSync(folder).flatMap((name) => {
    const entry = gitId(join(folder, name), known);
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
