import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/problem.ts';
import { gitIdOf, readBytes } from '../ingest/read.ts';
import type { RetiredRow } from '../model/generated/tables.ts';
import { gistsOf } from '../normalize/gists.ts';
import { printsOf, type RecordPrints } from '../normalize/prints.ts';
import type { ResolvedRecord } from '../normalize/resolved.ts';
import type { Project } from '../project.ts';
import { type RecordSummary, summaryOf } from '../validate/summary.ts';
import type { ClaimHistory } from '../write/history.ts';
import { type Extent, type RecordParts, type TextMaker, textMaker } from '../write/pieces.ts';
import { answerer } from './answers.ts';
import { takeRecord } from './take.ts';

/** What the rest of a build needs to know of a record, beside the text of its rows. */
export interface RecordFacts {
  path: string;
  /** Of its bytes. */
  digest: string;
  /** The id under which git keeps it. */
  gitId: string;
  diagnostics: Diagnostic[];
  /** What the other records need to know. */
  summary: RecordSummary;
  /** What is needed to find claims that other records have as well; null when names in it cannot be read, or nothing of it is in the data. */
  prints: RecordPrints | null;
  /** Ids that it retires. */
  retired: RetiredRow[];
  counts: RecordCounts;
  /** Bytes and rows of its text; null when none was made. */
  extent: Extent | null;
  parts: RecordParts | null;
  /** Digest of what the registry answered to its questions. */
  answers: string;
}

/** `records` counts files, `sources` those of them that are in the data. */
type RecordCounts = Record<(typeof COUNTED)[number], number>;

const COUNTED = [
  'records',
  'sources',
  'bytes',
  'claims',
  'reported',
  'drafts',
  'names',
  'entities',
  'events',
] as const;

/** The counts of no records at all. */
export function noCounts(): RecordCounts {
  return Object.fromEntries(COUNTED.map((key) => [key, 0])) as RecordCounts;
}

/** Adds counts to a sum. */
export function addCounts(sum: RecordCounts, counts: RecordCounts): void {
  for (const key of COUNTED) sum[key] += counts[key];
}

/** Records after all stages, in the form in which they pass between threads and are kept: lines of JSON, one a record. */
export interface Batch {
  /** {@link RecordFacts}. */
  facts: string[];
  /** The gists; `null` when there are no prints. */
  gists: string[];
  /** The questions to the registry. */
  notes: string[];
  /** The text of the records that have one, as {@link TextMaker} makes it. */
  text: Uint8Array;
  /** Problems with reading the files. */
  diagnostics: Diagnostic[];
}

/** What is wanted of the records. */
export interface Wanted {
  /** The claims of the previous release, when tables are to be written; null when records are only checked. */
  history: ClaimHistory | null;
  /** Whether an earlier check, with the same program and schemas, has made rows of a record. */
  isTried: boolean;
}

/** Takes a batch of record files through the stages. */
export type BatchWork = (paths: readonly string[]) => Promise<Batch>;

/** Prepares the work on batches. */
export function batchWork(project: Project, { history, isTried: wasTried }: Wanted): BatchWork {
  const maker = history === null ? null : textMaker(project.model, history);
  const answersTo = answerer(project.registry);
  // A check writes nothing; the rows of one record tell whether the stages fill the columns of the contract.
  let trial: TextMaker | null = wasTried || history !== null ? null : textMaker(project.model);
  return async (paths) => {
    const { value: files, diagnostics } = await readBytes(project.root, paths);
    const batch: Batch = { facts: [], gists: [], notes: [], text: new Uint8Array(0), diagnostics };
    // One record after the other all the way through: what it needed on the way is garbage before the next one.
    for (const source of files) {
      const { path } = source;
      const taken = takeRecord(project, source);
      const { file, checked, living, ofNames } = taken;
      // With a name unread, its claims would seem to be made by others than they are.
      const gists = living === null || hasErrors(ofNames) ? null : gistsOf(living);
      const isSound = living !== null && !hasErrors(taken.diagnostics);
      const made = isSound && maker !== null ? maker.add(living, taken.rows()!) : null;
      if (isSound && trial !== null) {
        trial.add(living, taken.rows()!);
        trial = null;
      }
      const note = taken.asked();
      const facts: RecordFacts = {
        path,
        digest: file.digest,
        gitId: gitIdOf('blob', source.bytes),
        diagnostics: taken.diagnostics,
        summary: summaryOf(path, checked.value),
        prints: gists && printsOf(gists),
        retired: taken.retired,
        counts: countsOf(living, file.bytes),
        extent: made?.extent ?? null,
        parts: made?.parts ?? null,
        answers: answersTo(note),
      };
      batch.facts.push(JSON.stringify(facts));
      batch.gists.push(JSON.stringify(gists));
      batch.notes.push(JSON.stringify(note));
    }
    if (maker !== null) batch.text = maker.take();
    return batch;
  };
}

function countsOf(living: ResolvedRecord | null, bytes: number): RecordCounts {
  const counts = { ...noCounts(), records: 1, bytes };
  if (living === null) return counts;
  const { record, claims, local } = living;
  counts.sources = 1;
  counts.claims = claims.length;
  for (const { kind } of local) counts[kind === 'entity' ? 'entities' : 'events'] += 1;
  if (record.status === 'draft') counts.drafts = 1;
  for (const { voice, claimants, holders, addressees, subjects, objects } of claims) {
    if (voice === 'reported') counts.reported += 1;
    counts.names += claimants.length + holders.length + addressees.length + subjects.length + objects.length;
  }
  return counts;
}
