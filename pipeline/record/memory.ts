import { createHash } from 'node:crypto';
import { type BigIntStats, readdirSync, statSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Schemas } from '../model/schemas.ts';
import type { RecordSummary } from '../validate/across.ts';
import type { WrittenChecks } from '../validate/schema/compile.ts';
import { addCounts, emptyResult, type ShardResult } from './batch.ts';
import { nameOfChecks, readChecks } from './written-checks.ts';

/** What an earlier check found out about a record in which nothing is wrong. */
type KnownRecord = Pick<ShardResult, 'counts' | 'prints'> & { summary: RecordSummary; stamp: string };

/**
 * What earlier checks found out. In a corpus of thousands of records almost all are as they were at the last check; only
 * those that changed are checked again. What holds between records is always checked anew.
 */
export interface CheckMemory {
  /** One result for all records that are known and unchanged, and the paths of the others. */
  recall: (paths: readonly string[]) => { result: ShardResult; rest: string[] };
  /** Learns from the result of a single record. */
  learn: (result: ShardResult) => void;
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
 * @param root the project folder
 * @param basis digest of everything but the record itself that a check goes by; with another one nothing is known
 */
export async function openMemory(file: string, root: string, basis: string): Promise<CheckMemory> {
  const stored = await readStored(file);
  const before = stored?.basis === basis ? stored.records : {};
  const now: Stored['records'] = {};
  const stamps = new Map<string, string>();
  return {
    recall: (paths) => {
      const result: ShardResult = { ...emptyResult(), pieces: null };
      const rest = paths.filter((path) => {
        // The stamp is taken before the file is read: a change in between shows at the next check.
        const stamp = stampOf(join(root, path));
        stamps.set(path, stamp);
        const known = before[path];
        if (known === undefined || known.stamp !== stamp) return true;
        now[path] = known;
        result.summaries.push(known.summary);
        result.prints.push(...known.prints);
        addCounts(result.counts, known.counts);
        return false;
      });
      return { result, rest };
    },
    learn: ({ diagnostics, summaries: [summary], prints, counts }) => {
      const stamp = summary === undefined ? undefined : stamps.get(summary.path);
      if (summary === undefined || stamp === undefined || diagnostics.length > 0) return;
      now[summary.path] = { summary, prints, counts, stamp };
    },
    save: () => put(file, JSON.stringify({ basis, records: now } satisfies Stored)),
  };
}

/**
 * The quick checks of the schemas from the folder of the memory, compiled and put there the first time: compiling them took
 * a third of a check of one changed record.
 */
export async function rememberedChecks(file: string, schemas: Schemas): Promise<WrittenChecks> {
  const kept = join(dirname(file), `schemas-${nameOfChecks(schemas)}.cjs`);
  const known = await readFile(kept, 'utf8')
    .then(readChecks, () => undefined)
    .catch(() => undefined);
  if (known !== undefined) return known;
  const { writeChecks } = await import('../validate/schema/write.ts');
  const text = writeChecks(schemas);
  await put(kept, text);
  return readChecks(text);
}

/**
 * A digest of the program, the schemas and the registry, on which every check rests.
 * @param registry digests of the content of the registry's files
 */
export function basisOf(schemas: string, registry: readonly { path: string; digest: string }[]): string {
  const hash = createHash('sha256');
  for (const folder of [join(import.meta.dirname, '..'), join(schemas, 'schemas')])
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
      hash.update(`${path} ${stampOf(join(folder, path))}\n`);
  hash.update(`${stampOf(join(import.meta.dirname, '..', '..', 'package-lock.json'))}\n`);
  for (const { path, digest } of registry) hash.update(`${path} ${digest}\n`);
  return hash.digest('hex');
}

/** Tells whether a file was touched, as make and git do, without reading it. */
function stampOf(path: string): string {
  const stat: BigIntStats | undefined = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.ino}.${stat.size}.${stat.mtimeNs}.${stat.ctimeNs}`;
}

/** Puts a file in place in one step. Where that cannot be done, the next check is slower, no more. */
async function put(file: string, text: string): Promise<void> {
  const half = `${file}.${process.pid}`;
  await mkdir(dirname(file), { recursive: true })
    .then(() => writeFile(half, text))
    .then(() => rename(half, file))
    .catch(() => undefined);
}

async function readStored(file: string): Promise<Stored | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Stored;
  } catch {
    return undefined;
  }
}
