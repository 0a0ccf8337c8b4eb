import { mkdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { hasErrors, problem } from '../../diagnostics/problem.ts';
import { digestOfSource, type Look, stampOf } from '../../ingest/read.ts';
import type { Project } from '../../project.ts';
import type { ClaimHistory } from '../../write/history.ts';
import { answerer } from '../answers.ts';
import type { RecordFacts } from '../batch.ts';
import { clearAway, FORMAT, type ListedShard, readContents, writeContents } from './contents.ts';
import { digestOf, putFile } from './file.ts';
import { lock } from './lock.ts';
import {
  filesOf,
  joined,
  type Kept,
  onDisk,
  type Recent,
  type Shard,
  type ShardPlace,
  verifyShard,
} from './shard.ts';

/**
 * What earlier builds and checks made of records in which nothing is wrong. A record is taken from
 * here when its bytes, the program and the answers of the registry to its questions are what they were.
 */
export interface Store {
  /** What is kept of records, in the order of their paths; null for those that must be taken. */
  recall: (paths: readonly string[]) => (Kept | null)[];
  /** Keeps a shard, without the records that have errors. @returns the same, of which little is left in memory */
  keep: (shard: Shard) => Shard;
  /** Writes the list of what is kept. @returns what went wrong: nothing of it makes a build wrong, only the next slower */
  save: () => Diagnostic[];
  /** Lets others use it. */
  close: () => void;
}

/** How a store is used. */
interface Use {
  /** The release before, when tables are to be written; null when records are only checked. */
  history: ClaimHistory | null;
  /** A folder below the store, for a part that is made apart. */
  part?: string | undefined;
}

/** Opens the store of a project; without one, or while another program fills it, nothing is known and nothing kept. */
export function openStore(project: Project, { history, part = '' }: Use): Store {
  const { store: folder } = project;
  const unlock = folder === undefined ? null : locked(join(folder, part));
  if (folder === undefined || unlock === null) return NO_STORE;
  return openFolder({ folder, part, unlock }, project, history);
}

const NO_STORE: Store = {
  recall: (paths) => paths.map(() => null),
  keep: (shard) => shard,
  save: () => [],
  close: () => undefined,
};

function locked(folder: string): (() => void) | null {
  try {
    mkdirSync(folder, { recursive: true });
    return lock(folder);
  } catch {
    return null;
  }
}

function openFolder(
  { folder, part, unlock }: { folder: string; part: string; unlock: () => void },
  { root, program, registry, registryFiles, looks }: Project,
  history: ClaimHistory | null,
): Store {
  const registryDigest = digestOf(registryFiles.map(({ path, digest }) => `${digest} ${path}`).join('\n'));
  const { lists, damaged } = readContents(folder, part === '' ? undefined : part);
  const seen = new Map<string, Look | null>();
  const saved = new Map<Shard, ListedShard>();
  const contents: ListedShard[] = [];
  const recent: Recent = new Map();
  let release = history === null ? undefined : releaseDigest(history);
  let unsaved: string | undefined;
  let isSaved = false;
  let isChanged = lists.length !== 1 || lists[0]?.program !== program || lists[0].registry !== registryDigest;

  const open = (listed: ListedShard): Shard | null => {
    const files = filesAt(folder, listed.path);
    const isTouched = (what: 'facts' | 'text'): boolean => stampOf(files[what]) !== listed[what];
    try {
      verifyShard(files, listed.path.replace(/^.*\//, ''), {
        facts: listed.facts === null || isTouched('facts'),
        text: isTouched('text'),
      });
    } catch (error) {
      // What somebody cleared away is only made again.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') damaged.push(listed.path);
      return null;
    }
    release ??= listed.history;
    const shard = onDisk(files, listed.records.length, recent);
    return listed.history === release ? shard : withoutText(shard);
  };

  const find = (paths: ReadonlySet<string>): Map<string, Kept> => {
    const found = new Map<string, Kept>();
    const answersTo = answerer(registry);
    for (const list of lists) {
      if (list.program !== program) continue;
      for (const listed of list.shards) {
        const shard = open(listed);
        if (shard === null) continue;
        saved.set(shard, listed);
        for (const [place, [path, before, isWhole]] of listed.records.entries()) {
          if (!paths.has(path) || found.has(path)) continue;
          if (history !== null && !(isWhole && listed.history === release)) continue;
          if (!isSame(path, before, () => shard.facts()[place]?.digest)) continue;
          if (list.registry !== registryDigest && !hasSameAnswers(shard, place, answersTo)) continue;
          found.set(path, { shard, place });
        }
      }
    }
    return found;
  };
  const hasSameAnswers = (shard: Shard, place: number, answersTo: ReturnType<typeof answerer>): boolean =>
    answersTo(JSON.parse(shard.note(place))) === shard.facts()[place]?.answers;
  const isSame = (path: string, before: string | null, digest: () => string | undefined): boolean => {
    const look = seen.get(path) ?? null;
    if (look !== null && look.stamp === before) {
      // What told no change once, tells the next.
      seen.set(path, { ...look, isSettled: true });
      return true;
    }
    try {
      return look !== null && digestOfSource(readFileSync(join(root, path))) === digest();
    } catch {
      return false;
    }
  };
  const settledStamp = (path: string): string | null => {
    const look = seen.get(path);
    return look?.isSettled ? look.stamp : null;
  };

  return {
    recall: (paths) => {
      for (const path of paths) seen.set(path, looks.at(join(root, path)));
      const found = find(new Set(paths));
      return paths.map((path) => found.get(path) ?? null);
    },
    keep: (shard) => {
      if (unsaved !== undefined) return shard;
      const before = saved.get(shard);
      if (before !== undefined) {
        const records = before.records.map(
          ([path, , isWhole]): ListedRecord => [path, settledStamp(path), isWhole],
        );
        const listed = listedAs(folder, before, records);
        isChanged ||= JSON.stringify(listed) !== JSON.stringify(before);
        // A part lists what it made itself.
        if (before.path.startsWith(part)) contents.push(listed);
        return shard;
      }
      const facts = shard.facts();
      const kept = joined(
        facts.flatMap(({ diagnostics }, place) => (hasErrors(diagnostics) ? [] : { shard, place })),
      );
      if (kept.length === 0) return shard;
      isChanged = true;
      try {
        const { name, facts: bytes, text } = filesOf(kept);
        const path = join(part, name);
        const files = filesAt(folder, path);
        if (text.length > 0) putFile(files.text, text);
        putFile(files.facts, bytes);
        const records = kept
          .facts()
          .map(
            ({ path: of, counts, extent }): ListedRecord => [
              of,
              settledStamp(of),
              counts.sources === 0 || extent !== null,
            ],
          );
        contents.push(listedAs(folder, { path, history: release ?? '' }, records));
        return kept === shard ? onDisk(files, kept.length, recent) : shard;
      } catch (error) {
        unsaved = (error as Error).message;
        return shard;
      }
    },
    save: () => {
      try {
        isChanged ||= part !== '' || contents.length !== lists[0]?.shards.length;
        if (unsaved === undefined && isChanged) {
          const shards = contents.map((one) => ({ ...one, path: relative(part, one.path) }));
          writeContents(join(folder, part), { format: FORMAT, program, registry: registryDigest, shards });
          isSaved = true;
        }
      } catch (error) {
        unsaved = (error as Error).message;
      }
      return [
        ...damaged.slice(0, 1).map((path) => aboutDamage(path, damaged.length)),
        ...(unsaved === undefined ? [] : [aboutUnsaved(unsaved)]),
      ];
    },
    close: () => {
      // Not before: what lay in a shard that has another form now may still be asked for. A part clears nothing away, because
      // what it does not list may be in the list of the whole.
      try {
        if (isSaved && part === '') clearAway(folder, new Set(contents.map(({ path }) => path)));
      } catch {
        // It goes with the next build.
      }
      unlock();
    },
  };
}

function filesAt(folder: string, path: string): ShardPlace {
  return { facts: join(folder, `${path}.facts`), text: join(folder, `${path}.text`) };
}

type ListedRecord = ListedShard['records'][number];

function listedAs(
  folder: string,
  { path, history }: Pick<ListedShard, 'path' | 'history'>,
  records: ListedRecord[],
): ListedShard {
  const files = filesAt(folder, path);
  return { path, facts: stampOf(files.facts), text: stampOf(files.text), history, records };
}

/** Text that another release stood before is of no use. */
function withoutText(shard: Shard): Shard {
  const facts = (): RecordFacts[] => shard.facts().map((one) => ({ ...one, extent: null, parts: null }));
  return {
    ...shard,
    facts,
    json: () => JSON.stringify(facts()),
    text: () => new Uint8Array(0),
    textFile: () => null,
  };
}

/** What text depends on beside the record, the program and the registry. */
function releaseDigest({ version, compared, earlier }: ClaimHistory): string {
  return digestOf(JSON.stringify([version, compared, [...earlier]]));
}

const START = { line: 1, column: 1, endColumn: 1 };

function aboutDamage(path: string, number: number): Diagnostic {
  const others = number === 1 ? '' : `, like ${number - 1} others`;
  return problem(
    'W-STORE-DAMAGED',
    'output/.cache/store',
    START,
    `${path} is not what was written there${others}, and was not used`,
    'Nothing: what was in it was made anew. If this comes again, look after the disk.',
  );
}

function aboutUnsaved(reason: string): Diagnostic {
  return problem(
    'W-STORE-UNSAVED',
    'output/.cache/store',
    START,
    `what was made cannot be kept for the next time: ${reason}`,
    'Make room there or let make write there; until then each build takes all records anew.',
  );
}
