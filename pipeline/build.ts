import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { hasErrors, inFileOrder } from './diagnostics/problem.ts';
import { listSources } from './ingest/list.ts';
import { parseYaml } from './ingest/parse.ts';
import { locate } from './ingest/positions.ts';
import type { RetiredRow } from './model/generated/tables.ts';
import { loadModel, schemaDigests } from './model/load.ts';
import type { Entry } from './normalize/names/registry.ts';
import type { RecordPrints } from './normalize/prints.ts';
import { inOrderOfIds, redirectRows } from './normalize/retire.ts';
import { checkSameClaims } from './normalize/same-claims.ts';
import { addCounts, emptyResult, type ShardResult, type ShardWork, shardWork } from './record/batch.ts';
import { readCodings } from './record/codings.ts';
import { basisOf, openMemory, rememberedChecks } from './record/memory.ts';
import { eachShard } from './record/pool.ts';
import { readRegistry } from './record/registry.ts';
import type { NewRelease } from './release/look-back.ts';
import { type CrossFinding, checkAcross, type RecordSummary, withRange } from './validate/across.ts';
import { makeValidator } from './validate/validate.ts';
import type { DatasetWriter } from './write/dataset.ts';
import type { WrittenFile } from './write/files.ts';
import { stage } from './write/place.ts';

/** What to build, and how. */
export interface BuildOptions {
  /** The folder that holds sources/. */
  root: string;
  /** The folder that holds schemas/. */
  schemas: string;
  /** Where the dataset goes, as `latest` or under its version; null only checks and writes nothing. */
  output: string | null;
  /** Whether to write the formats beside CSV and JSON as well. */
  formats?: boolean;
  /** Where a check keeps what it found out, so that the next one checks only what changed; not used when building. */
  memory?: string;
  /** The version and day of the release that is being made; undefined when it is none. */
  release?: NewRelease | undefined;
  /** Number of threads; undefined decides by the number of records. */
  jobs?: number | undefined;
  /** Called after each batch with the number of records done and in all. */
  progress?: (done: number, all: number) => void;
}

/** What a build read, found and wrote. */
export interface BuildReport {
  diagnostics: Diagnostic[];
  counts: {
    /** Files of records, and those of them that are in the data. */
    records: number;
    sources: number;
    registryFiles: number;
    bytes: number;
    claims: number;
    reported: number;
    drafts: number;
    names: number;
    entities: number;
  };
  /** Empty when there were errors or nothing was to be written. */
  files: WrittenFile[];
}

/**
 * Builds the dataset: ingest → validate → normalize → write. Records go through the stages in batches (`shard.ts`), so
 * that memory stays low and threads can share the work; what holds between records is checked when all have been read.
 * With any error nothing is put in place and the last good output stays.
 * @throws only the errors of the machine: unreadable folder, full disk
 */
export async function build({
  root,
  schemas,
  output,
  formats = false,
  memory: memoryFile,
  release,
  jobs,
  progress,
}: BuildOptions): Promise<BuildReport> {
  const model = await loadModel(schemas);
  const written = memoryFile === undefined ? undefined : await rememberedChecks(memoryFile, model.schemas);
  const validator = makeValidator(model, written);
  const listed = await listSources(root);
  const {
    registry,
    diagnostics: registryDiagnostics,
    files: registryFiles,
    complete,
  } = await readRegistry(root, model, validator);
  const diagnostics = [...listed.diagnostics, ...registryDiagnostics];
  const { counts } = emptyResult();
  for (const file of registryFiles) counts.bytes += file.bytes;

  const totals = (): BuildReport['counts'] => ({
    ...counts,
    registryFiles: registryFiles.length,
    entities: registry.entries.size + counts.locals,
  });

  const writing = output === null ? null : await loadWriting();
  const back = writing && (await writing.lookBack(root, schemas, model, release));
  const staging = output === null ? null : await stage(output);
  let dataset: DatasetWriter | null = null;
  try {
    dataset = staging && writing && (await writing.openDataset(staging.folder, model, formats));
    const summaries: RecordSummary[] = [];
    const prints: RecordPrints[] = [];
    const locals: Entry[] = [];
    const retired: RetiredRow[] = [];
    const inputs = registryFiles.map(({ path, digest }) => ({ path, digest }));
    const take = async (result: ShardResult): Promise<void> => {
      diagnostics.push(...(complete ? result.diagnostics : withoutUnknownNames(result.diagnostics)));
      summaries.push(...result.summaries);
      prints.push(...result.prints);
      locals.push(...result.locals);
      retired.push(...result.retired);
      inputs.push(...result.inputs);
      addCounts(counts, result.counts);
      if (result.pieces !== null && !hasErrors(diagnostics)) await dataset?.add(result.pieces);
      progress?.(summaries.length, listed.records.length);
    };
    const work = (tried: boolean): ShardWork =>
      shardWork(root, model, registry, validator, back?.history, tried);
    if (memoryFile === undefined || staging !== null)
      await eachShard(
        listed.records,
        work(false),
        { root, schemas, write: staging !== null, history: back?.history, jobs },
        take,
      );
    else {
      const memory = await openMemory(memoryFile, root, basisOf(schemas, registryFiles));
      const { result: recalled, rest } = memory.recall(listed.records);
      await take(recalled);
      // One by one, for what is wrong with one record must not keep others from being remembered.
      await eachShard(
        rest,
        work(recalled.summaries.length > 0),
        { root, schemas, write: false, history: undefined, size: 1, jobs },
        async (result) => {
          memory.learn(result);
          await take(result);
        },
      );
      await memory.save();
    }
    const {
      codings,
      files: codingFiles,
      ...second
    } = await readCodings(root, listed, { model, validator, registry });
    diagnostics.push(
      ...second.diagnostics,
      ...(await placed(root, [
        ...checkAcross(summaries),
        ...checkSameClaims(prints, !hasErrors(diagnostics)),
      ])),
    );
    inputs.push(...codingFiles.map(({ path, digest }) => ({ path, digest })));

    const entries = [...registry.entries.values(), ...locals];
    const sorted = inFileOrder(diagnostics);
    if (dataset === null || staging === null || back === null || hasErrors(sorted)) {
      await dataset?.abandon();
      await staging?.discard();
      return { diagnostics: sorted, counts: totals(), files: [] };
    }
    const published = {
      records: counts.sources,
      claims: counts.claims,
      reported_claims: counts.reported,
      entities: entries.filter(({ kind }) => kind === 'entity').length,
      events: entries.filter(({ kind }) => kind === 'event').length,
    };
    const files = await dataset.finish(
      { entries, codings },
      {
        ...back.facts(staging.folder),
        counts: published,
        inputs: { sources: inputs, schemas: await schemaDigests(schemas) },
        warn: (diagnostic) => diagnostics.push(diagnostic),
        retired: inOrderOfIds([...redirectRows(registryFiles), ...retired]),
      },
    );
    await (release === undefined ? staging.publish() : staging.publishAs(`v${release.version}`));
    return { diagnostics: inFileOrder(diagnostics), counts: totals(), files };
  } catch (error) {
    await dataset?.abandon();
    await staging?.discard();
    throw error;
  }
}

/** Loaded only when something is written: a check is made after every change of a record, and would wait for it in vain. */
async function loadWriting() {
  const [{ openDataset }, { lookBack }] = await Promise.all([
    import('./write/dataset.ts'),
    import('./release/look-back.ts'),
  ]);
  return { openDataset, lookBack };
}

/** With a file of the registry unread, unknown names are most likely its: one cause, one error. */
function withoutUnknownNames(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(({ code }) => code !== 'E-NAME-UNKNOWN' && code !== 'E-CODER-UNKNOWN');
}

/** Looks up where the findings between records stand; only files with a finding are read again. */
async function placed(root: string, findings: readonly CrossFinding[]): Promise<Diagnostic[]> {
  const diagnostics: Diagnostic[] = [];
  for (const finding of findings) {
    const { value } = parseYaml(finding.file, await readFile(join(root, finding.file)));
    diagnostics.push(withRange(finding, locate(value).value(finding.path)));
  }
  return diagnostics;
}
