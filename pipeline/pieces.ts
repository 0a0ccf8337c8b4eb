import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { openProject } from './project.ts';
import { type Part, takeAll } from './record/all.ts';
import { type Counts, startReport } from './record/report.ts';
import { openStore } from './record/store/store.ts';
import { historyOf } from './release/look-back.ts';

/** What pieces to make. */
interface PiecesOptions {
  /** The folder that holds sources/ and output/. */
  root: string;
  /** The folder that holds schemas/. */
  schemas: string;
  /** The store that is filled. */
  store: string;
  /** One of several parts of the records; undefined makes all. */
  part?: Part | undefined;
  jobs?: number | undefined;
}

/** What was made. */
interface PiecesReport {
  diagnostics: Diagnostic[];
  counts: Counts;
  /** How many records were taken now, and not from the store. */
  anew: number;
}

/**
 * Makes what a build makes of single records, keeps it in the store and does nothing else: what holds between records, and
 * the dataset, are left to the build that takes over the pieces. So machines share the work, each with a part of the records.
 * @throws the errors of the machine
 */
export async function makePieces({ root, schemas, store, part, jobs }: PiecesOptions): Promise<PiecesReport> {
  const project = await openProject({ root, schemas, store });
  const report = startReport(project);
  const history = await historyOf(root, project.model);
  const folder = part && `part-${part.number}-${part.of}`;
  const kept = openStore(project, { history, part: folder });
  try {
    for await (const taken of takeAll(project, kept, history, { jobs, part })) report.add(taken);
    report.tell(kept.save());
    return { diagnostics: report.diagnostics(), counts: report.counts(), anew: report.anew() };
  } finally {
    kept.close();
  }
}
