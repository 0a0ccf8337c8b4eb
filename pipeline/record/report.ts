import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors, inFileOrder } from '../diagnostics/problem.ts';
import type { DisagreementsRow, RetiredRow, ReviewsRow } from '../model/generated/tables.ts';
import type { RecordGists } from '../normalize/gists.ts';
import { candidatesAmong, gistsAt, type RecordPrints } from '../normalize/prints.ts';
import type { Project } from '../project.ts';
import type { RecordSummary } from '../validate/summary.ts';
import type { TakenRecords } from './all.ts';
import { addCounts, noCounts } from './batch.ts';
import type { ReadCodings } from './codings.ts';
import type { ReadReviews } from './reviews.ts';

/** How many things a build read and made. */
export interface Counts {
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
  events: number;
}

/** What is known so far of the sources of a project. */
export interface Report {
  /** What all records say about themselves, for what holds between them. */
  summaries: RecordSummary[];
  /** The gists of what may be in several records. */
  alike: () => RecordGists[];
  /** Ids that records retire. */
  retired: RetiredRow[];
  /** What second codings see differently. */
  disagreements: DisagreementsRow[];
  /** What people said who reviewed claims. */
  reviews: ReviewsRow[];
  /** How far they agree with the records. */
  agreement: ReadCodings['agreement'];
  /** Paths and digests of the source files read. */
  inputs: { path: string; digest: string }[];
  /** Ids under which git keeps the records, by path. */
  gitIds: Map<string, string>;
  counts: () => Counts;
  /** How many records were taken now, and not kept from an earlier time. */
  anew: () => number;
  add: (taken: TakenRecords) => void;
  addCodings: (read: ReadCodings) => void;
  addReviews: (read: ReadReviews) => void;
  tell: (diagnostics: readonly Diagnostic[]) => void;
  /** Whether there is no error so far. */
  isSound: () => boolean;
  /** All diagnostics, in the order of the files. */
  diagnostics: () => Diagnostic[];
}

/** Starts the report with what is known of a project before its records are read. */
export function startReport({
  registry,
  registryFiles,
  isRegistryComplete,
  diagnostics: known,
}: Project): Report {
  const told = [...known];
  const counts = noCounts();
  const summaries: RecordSummary[] = [];
  const prints: { prints: RecordPrints; gists: () => string }[] = [];
  const retired: RetiredRow[] = [];
  for (const file of registryFiles) counts.bytes += file.bytes;
  for (const { kind } of registry.entries.values()) counts[kind === 'entity' ? 'entities' : 'events'] += 1;
  const gitIds = new Map<string, string>();
  const inputs = registryFiles.map(({ path, digest }) => ({ path, digest }));
  const disagreements: DisagreementsRow[] = [];
  const reviews: ReviewsRow[] = [];
  let agreement: ReadCodings['agreement'] = () => [];
  let anew = 0;
  let isSound = !hasErrors(told);
  const tell = (diagnostics: readonly Diagnostic[]): void => {
    isSound &&= !hasErrors(diagnostics);
    append(told, diagnostics);
  };
  return {
    ...{ summaries, retired, inputs, gitIds, tell },
    alike: () =>
      candidatesAmong(prints.map((one) => one.prints)).map(({ record, claims }) =>
        gistsAt(JSON.parse(prints[record]!.gists()) as RecordGists, claims),
      ),
    disagreements,
    reviews,
    agreement: () => agreement(),
    addReviews: (read) => {
      tell(read.diagnostics);
      append(reviews, read.rows);
      append(inputs, read.inputs);
    },
    addCodings: (read) => {
      tell(isRegistryComplete ? read.diagnostics : withoutConsequences(read.diagnostics));
      append(disagreements, read.disagreements);
      agreement = read.agreement;
      append(inputs, read.inputs);
    },
    add: ({ facts, gists, diagnostics: ofReading, anew: taken }) => {
      anew += taken;
      tell(ofReading);
      for (const [place, one] of facts.entries()) {
        if (one.diagnostics.length > 0)
          tell(isRegistryComplete ? one.diagnostics : withoutConsequences(one.diagnostics));
        summaries.push(one.summary);
        if (one.prints !== null) prints.push({ prints: one.prints, gists: () => gists(place) });
        append(retired, one.retired);
        inputs.push({ path: one.path, digest: one.digest });
        gitIds.set(one.path, one.gitId);
        addCounts(counts, one.counts);
      }
    },
    anew: () => anew,
    isSound: () => isSound,
    diagnostics: () => inFileOrder(told),
    counts: () => ({ ...counts, registryFiles: registryFiles.length }),
  };
}

/** What is told of names, of offices and their holders, and of coders, rests on the whole registry. */
const RESTS_ON_REGISTRY =
  /^[EW]-(?:NAME-|OFFICE-|TITLE-MISMATCH$|CLAIMANT-NOBODY$|QUOTE-PRIVATE$|CODER-UNKNOWN$|CODING-ALONE$)/;

/** With a file of the registry unread, these are most likely only consequences: one cause, one error. */
function withoutConsequences(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(({ code }) => !RESTS_ON_REGISTRY.test(code));
}

/** A corpus may be large, and a call takes only so many arguments. */
function append<T>(list: T[], more: readonly T[]): void {
  for (const one of more) list.push(one);
}
