import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { openProject } from './project.ts';
import { takeAll } from './record/all.ts';
import { checkBetween } from './record/between.ts';
import { readCodings } from './record/codings.ts';
import type { Tools } from './record/core.ts';
import { lastOutcome } from './record/outcome.ts';
import { type Counts, startReport } from './record/report.ts';
import { readReviews } from './record/reviews.ts';
import { openStore } from './record/store/store.ts';
import type { NewRelease } from './release/list.ts';
import { checkVanishedIds } from './release/vanished-ids.ts';
import type { WrittenFile } from './write/files.ts';

/** What to build, and how. */
interface BuildOptions {
  /** The folder that holds sources/. */
  root: string;
  /** The folder that holds schemas/. */
  schemas: string;
  /** Where the dataset goes, as `latest` or under its version; null only checks and writes nothing. */
  output: string | null;
  /** Whether to write the formats beside CSV and JSON as well. */
  formats?: boolean;
  /** The folder where finished pieces are kept, so that the next build takes only what changed. */
  store?: string | undefined;
  /** The version and day of the release that is being made; undefined when it is none. */
  release?: NewRelease | undefined;
  /** Number of threads; undefined decides by the number of records. */
  jobs?: number | undefined;
  tools?: Tools;
  /** Called after each batch with the number of records done and in all. */
  progress?: (done: number, all: number) => void;
}

/** What a build read, found and wrote. */
export interface BuildReport {
  diagnostics: Diagnostic[];
  counts: Counts;
  /** How many records were taken now, and not from the store. */
  anew: number;
  /** Empty when there were errors or nothing was to be written. */
  files: WrittenFile[];
}

/**
 * Builds the dataset: each record goes through ingest, validate and normalize to its rows (`record/take.ts`), in batches; then
 * comes what holds between records, then the tables are finished and put in place, or with any error left as they were.
 * @throws only the errors of the machine: unreadable folder, full disk
 */
export async function build(options: BuildOptions): Promise<BuildReport> {
  const { output, formats = false, release, jobs, progress, tools } = options;
  const before = lastOutcome<BuildReport>(options);
  if (before.report !== null) return before.report;
  const project = await openProject({ ...options, looks: before.looks }, tools);
  const report = startReport(project);
  const dataset = output === null ? null : await startDataset(project, { output, formats, release, jobs });
  const history = dataset?.history ?? null;
  const store = openStore(project, { history });
  let files: WrittenFile[] = [];
  try {
    // ingest → validate → normalize → rows; what did not change comes from the store
    for await (const taken of takeAll(project, store, history, { jobs })) {
      report.add(taken);
      if (report.isSound() && taken.text !== undefined) await dataset?.add(taken.text());
      progress?.(report.summaries.length, project.sources.records.length);
    }
    if (report.isSound()) dataset?.endRecords();
    report.tell(store.save());
    report.tell(await checkBetween(project, report));
    report.addCodings(await readCodings(project));
    report.addReviews(await readReviews(project, report.summaries));
    if (release === undefined && report.isSound())
      report.tell(await checkVanishedIds(project, report.summaries));
    if (dataset !== null && report.isSound()) {
      files = await dataset.finish(report);
      await dataset.publish();
    }
    const [counts, anew] = [report.counts(), report.anew()];
    return before.keep({ diagnostics: report.diagnostics(), counts, anew, files });
  } finally {
    await dataset?.close();
    store.close();
  }
}

/** Loaded only when something is written: a check is made after every change of a record, and would wait for it in vain. */
async function startDataset(...args: Parameters<typeof import('./dataset.ts').startDataset>) {
  return (await import('./dataset.ts')).startDataset(...args);
}
