import { createHash } from 'node:crypto';
import { type BigIntStats, readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT } from '../home.ts';
import type { Project } from '../project.ts';
import type { RecordSummary } from '../validate/summary.ts';
import { addCounts, type BatchResult, emptyResult } from './batch.ts';
import { keep } from './keep.ts';

/** What an earlier check found out about a record in which nothing is wrong. */
type KnownRecord = Pick<BatchResult, 'counts' | 'gists'> & { summary: RecordSummary; stamp: string };

/**
 * What earlier checks found out. In a corpus of thousands of records almost all are as they were at the last check; only
 * those that changed are checked again. What holds between records is always checked anew.
 */
export interface CheckMemory {
  /** One result for all records that are known and unchanged, and the paths of the others. */
  recall: (paths: readonly string[]) => { result: BatchResult; rest: string[] };
  /** Learns from the result of a single record. */
  learn: (result: BatchResult) => void;
  /** Keeps what is known for the next check. Where there is no room for it the next check is slower, no more. */
  save: () => Promise<void>;
}

/** The content of the file. */
interface Stored {
  basis: string;
  records: Record<string, KnownRecord>;
}

/**
 * Opens the memory of a project.
 * @param file where it is kept
 */
export async function openMemory(
  file: string,
  { root, schemas, registryFiles }: Project,
): Promise<CheckMemory> {
  const basis = basisOf(schemas, registryFiles);
  const stored = await readStored(file);
  const before = stored?.basis === basis ? stored.records : {};
  const now: Stored['records'] = {};
  const stamps = new Map<string, string>();
  return {
    recall: (paths) => {
      const result: BatchResult = { ...emptyResult(), pieces: null };
      const rest = paths.filter((path) => {
        // The stamp is taken before the file is read: a change in between shows at the next check.
        const stamp = stampOf(join(root, path));
        stamps.set(path, stamp);
        const known = before[path];
        if (known === undefined || known.stamp !== stamp) return true;
        now[path] = known;
        result.summaries.push(known.summary);
        for (const one of known.gists) result.gists.push(one);
        addCounts(result.counts, known.counts);
        return false;
      });
      return { result, rest };
    },
    learn: ({ diagnostics, summaries: [summary], gists, counts }) => {
      const stamp = summary === undefined ? undefined : stamps.get(summary.path);
      if (summary === undefined || stamp === undefined || diagnostics.length > 0) return;
      now[summary.path] = { summary, gists, counts, stamp };
    },
    save: () => keep(file, JSON.stringify({ basis, records: now } satisfies Stored)),
  };
}

/**
 * A digest of the program, the schemas and the registry, on which every check rests.
 * @param registry digests of the content of the registry's files
 */
function basisOf(schemas: string, registry: readonly { path: string; digest: string }[]): string {
  const hash = createHash('sha256');
  for (const folder of [join(PROJECT, 'pipeline'), join(schemas, 'schemas')])
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
      hash.update(`${path} ${stampOf(join(folder, path))}\n`);
  hash.update(`${stampOf(join(PROJECT, 'package-lock.json'))}\n`);
  for (const { path, digest } of registry) hash.update(`${path} ${digest}\n`);
  return hash.digest('hex');
}

/** Tells whether a file was touched, as make and git do, without reading it. */
function stampOf(path: string): string {
  const stat: BigIntStats | undefined = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.ino}.${stat.size}.${stat.mtimeNs}.${stat.ctimeNs}`;
}

async function readStored(file: string): Promise<Stored | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Stored;
  } catch {
    return undefined;
  }
}
