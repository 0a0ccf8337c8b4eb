import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Project } from '../project.ts';
import type { ClaimHistory } from '../write/history.ts';
import type { FinishedText } from '../write/pieces.ts';
import type { Batch, RecordFacts } from './batch.ts';
import { eachBatch } from './pool.ts';
import { cutShards } from './store/cut.ts';
import { joined, type Kept, type Shard, textOf } from './store/shard.ts';
import type { Store } from './store/store.ts';

/** Records after all stages, whether they were taken now or kept from an earlier time. */
export interface TakenRecords {
  facts: readonly RecordFacts[];
  /** The line of JSON that holds the gists of a record, by its place. */
  gists: Shard['gists'];
  /** The rows of those that are right; undefined when records are only checked. */
  text: (() => FinishedText) | undefined;
  /** Problems with reading the files. */
  diagnostics: Diagnostic[];
  /** How many of them were taken now. */
  anew: number;
}

/** How the work is shared. */
interface Share {
  /** Number of threads; undefined decides by the number of records. */
  jobs?: number | undefined;
  /** Takes only one of several parts of the records, counted from 1. */
  part?: Part | undefined;
}

/** One of several parts. */
export interface Part {
  number: number;
  of: number;
}

/**
 * Takes all records of a project through the stages, some beside each other at a time and in the order of their ids. Those that
 * the store knows are not even read.
 * @param history the claims of the previous release, when tables are to be written; with null records are only checked
 */
export async function* takeAll(
  project: Project,
  store: Store,
  history: ClaimHistory | null,
  { jobs, part }: Share = {},
): AsyncGenerator<TakenRecords> {
  const { records } = project.sources;
  const known = new Map(store.recall(records).map((kept, place) => [records[place] as string, kept]));
  const isOurs = (_: unknown, place: number): boolean => !part || place % part.of === part.number - 1;
  const shards = cutShards(records)
    .filter(isOurs)
    .map((paths) => ({
      paths,
      kept: paths.map((path) => known.get(path) ?? null),
    }));
  const unknown = shards.map(({ paths, kept }) => paths.filter((_, place) => kept[place] === null));
  const isTried = shards.some(({ kept }) => kept.some((one) => one !== null));
  const batches = eachBatch(
    unknown.filter(({ length }) => length > 0),
    project,
    { history, isTried },
    jobs,
  );
  try {
    for (const [index, { paths, kept }] of shards.entries()) {
      const batch =
        (unknown[index] as string[]).length === 0 ? null : ((await batches.next()).value as Batch);
      const taken = batch && shardOf(batch);
      const places = new Map(taken?.facts().map(({ path }, place) => [path, place]));
      // A file that could not be read is in no shard.
      const all = paths.flatMap((path, place): Kept[] => {
        const before = kept[place] ?? null;
        if (before !== null) return [before];
        const at = places.get(path);
        return taken === null || at === undefined ? [] : [{ shard: taken, place: at }];
      });
      const shard = joined(all);
      const { gists } = store.keep(shard);
      yield {
        facts: shard.facts(),
        gists,
        text: history === null ? undefined : () => textOf(shard),
        diagnostics: batch?.diagnostics ?? [],
        anew: batch?.facts.length ?? 0,
      };
    }
  } finally {
    await batches.return(undefined);
  }
}

/** A batch as a shard: its facts are read, all other lines stay as they are until somebody asks. */
function shardOf({ facts: lines, gists, notes, text }: Batch): Shard {
  const facts = lines.map((line) => JSON.parse(line) as RecordFacts);
  return {
    length: facts.length,
    facts: () => facts,
    json: () => `[${lines.join()}]`,
    gists: at(gists),
    note: at(notes),
    text: () => text,
    textFile: () => null,
  };
}

/** Apart, so that who keeps the one does not keep the text as well. */
function at(lines: readonly string[]): (place: number) => string {
  return (place) => lines[place] as string;
}
