import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/problem.ts';
import { readSources } from '../ingest/read.ts';
import type { Coder } from '../model/generated/records.ts';
import type { RetiredRow } from '../model/generated/tables.ts';
import type { Model } from '../model/model.ts';
import type { Entry, Registry } from '../normalize/names/registry.ts';
import { printsOf, type RecordPrints } from '../normalize/prints.ts';
import type { ResolvedRecord } from '../normalize/resolved.ts';
import { partRetired } from '../normalize/retire.ts';
import { type RecordSummary, summaryOf } from '../validate/across.ts';
import { makeValidator } from '../validate/validate.ts';
import { NO_HISTORY } from '../write/claim-history.ts';
import type { PieceCollector, ShardPieces } from '../write/pieces.ts';
import { recordTaker } from './take.ts';

/** What a batch of records became. */
export interface ShardResult {
  diagnostics: Diagnostic[];
  /** Finished text of the tables; null when only checking, or when a record of the batch has an error. */
  pieces: ShardPieces | null;
  /** What the other records need to know. */
  summaries: RecordSummary[];
  /** What is needed to find claims that are the same in several works. */
  prints: RecordPrints[];
  /** Ids that the records retire. */
  retired: RetiredRow[];
  /** Entities and events that the records declare for themselves. */
  locals: Entry[];
  inputs: { path: string; digest: string }[];
  /** `records` counts files, `sources` those of them that are in the data. */
  counts: Record<(typeof COUNTED)[number], number>;
}

const COUNTED = ['records', 'sources', 'bytes', 'claims', 'reported', 'drafts', 'names', 'locals'] as const;

/** The result for no records at all. */
export function emptyResult(): ShardResult {
  return {
    diagnostics: [],
    pieces: null,
    summaries: [],
    prints: [],
    retired: [],
    locals: [],
    inputs: [],
    counts: { records: 0, sources: 0, bytes: 0, claims: 0, reported: 0, drafts: 0, names: 0, locals: 0 },
  };
}

/** Adds the counts of a batch to a sum. */
export function addCounts(sum: ShardResult['counts'], counts: ShardResult['counts']): void {
  for (const key of COUNTED) sum[key] += counts[key];
}

/** Takes a batch of record files through the stages. */
export type ShardWork = (paths: readonly string[], write: boolean) => Promise<ShardResult>;

/**
 * Prepares the work on batches.
 * @param root the project folder
 * @param history the claims of the previous release
 * @param tried whether an earlier check, with the same program and schemas, has made rows of a record
 */
export function shardWork(
  root: string,
  model: Model,
  registry: Registry,
  validator = makeValidator(model),
  history = NO_HISTORY,
  tried = false,
): ShardWork {
  const takeRecord = recordTaker(model, registry, validator);
  const coderOf = (id: string): Coder => registry.coders.get(id) as Coder;
  let collect: (() => PieceCollector) | undefined;
  // Loaded only when something is written or the first record is tried.
  const startCollecting = async (): Promise<PieceCollector> => {
    collect ??= (await import('../write/pieces.ts')).pieceCollector(model, coderOf, history);
    return collect();
  };
  // A check writes nothing; the rows of one record tell whether the stages fill the columns of the contract.
  let isTried = tried;
  return async (paths, write) => {
    const ingested = await readSources(root, paths);
    const { diagnostics, summaries, prints, retired, locals, inputs, counts } = emptyResult();
    diagnostics.push(...ingested.diagnostics);
    const collector = write ? await startCollecting() : null;
    // One record after the other all the way through: what it needed on the way is garbage before the next one.
    for (const file of ingested.value) {
      const { checked, resolved, found, diagnostics: told } = takeRecord(file);
      diagnostics.push(...told);
      summaries.push(summaryOf(file.path, checked.value));
      inputs.push({ path: file.path, digest: file.digest });
      counts.records += 1;
      counts.bytes += file.bytes;
      if (!checked.valid) continue;
      const { living, retired: gone } = partRetired(resolved);
      retired.push(...gone);
      if (living === null) continue;
      count(living, counts);
      // With a name unread, its claims would seem to be made by others than they are.
      if (!hasErrors(found)) prints.push(printsOf(living));
      locals.push(...living.local);
      if (hasErrors(diagnostics)) continue;
      if (collector !== null) collector.add(living);
      else if (!isTried) (await startCollecting()).add(living);
      isTried = true;
    }
    return {
      diagnostics,
      pieces: collector === null || hasErrors(diagnostics) ? null : collector.finish(),
      summaries,
      prints,
      locals,
      retired,
      inputs,
      counts,
    };
  };
}

function count({ record, claims, local }: ResolvedRecord, counts: ShardResult['counts']): void {
  counts.sources += 1;
  counts.claims += claims.length;
  counts.locals += local.length;
  if (record.status === 'draft') counts.drafts += 1;
  for (const { voice, claimants, holders, addressees, subjects, objects } of claims) {
    if (voice === 'reported') counts.reported += 1;
    counts.names += claimants.length + holders.length + addressees.length + subjects.length + objects.length;
  }
}
