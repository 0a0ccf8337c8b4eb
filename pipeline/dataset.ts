import { makeFormats } from './make-formats.ts';
import type { Project } from './project.ts';
import { WORTH_THREADS } from './record/pool.ts';
import { ONE_FILE } from './record/program.ts';
import type { Report } from './record/report.ts';
import type { NewRelease } from './release/list.ts';
import { lookBack } from './release/look-back.ts';
import { streamsInThread } from './text-thread.ts';
import { openDataset } from './write/dataset.ts';
import type { WrittenFile } from './write/files.ts';
import { FORMATS, RELEASED_FORMATS } from './write/formats/formats.ts';
import type { ClaimHistory } from './write/history.ts';
import type { FinishedText } from './write/pieces.ts';
import { stage } from './write/place.ts';
import { inOrderOfIds, redirectRows } from './write/rows/retired-rows.ts';
import { sourcesOfFacts } from './write/sources-of-facts.ts';
import { openStreams } from './write/streams.ts';

/** A dataset that is being made: nobody sees it before it is published. */
export interface Dataset {
  /** The claims of the previous release. */
  history: ClaimHistory;
  add: (text: FinishedText) => Promise<void>;
  /** Says that all records were added. */
  endRecords: () => void;
  /** Writes what is about the project as a whole, and closes the files. */
  finish: (report: Report) => Promise<WrittenFile[]>;
  /** Puts the dataset in place in one step. */
  publish: () => Promise<void>;
  /** Ends the work; what is not published is removed. */
  close: () => Promise<void>;
}

/** What dataset to make. */
interface DatasetOptions {
  /** Where it goes, as `latest` or under its version. */
  output: string;
  /** Whether to write the formats beside CSV and JSON as well. */
  formats: boolean;
  /** The version and day of the release that is being made; undefined when it is none. */
  release: NewRelease | undefined;
  /** Number of threads; undefined decides by the work. */
  jobs: number | undefined;
}

/**
 * Starts a dataset beside the one in place.
 * @throws the errors of the machine
 */
export async function startDataset(
  project: Project,
  { output, formats, release, jobs }: DatasetOptions,
): Promise<Dataset> {
  const { root, schemas, schemaDigests, model, registryFiles, looks } = project;
  const back = await lookBack(root, schemas, model, release, looks);
  const staging = await stage(output);
  const isLarge = project.sources.records.length >= WORTH_THREADS && jobs !== 1 && ONE_FILE !== null;
  const streams = isLarge
    ? streamsInThread(staging.folder, model.tables)
    : await openStreams(staging.folder, model.tables);
  const writer = await openDataset(staging.folder, model, streams);
  const names = formats ? Object.keys(FORMATS) : release === undefined ? [] : RELEASED_FORMATS;
  let isOpen = true;
  let tellMore: Report['tell'] = () => undefined;
  return {
    history: back.history,
    add: writer.add,
    endRecords: () => writer.endRecords(project.registry.entries),
    finish: async ({ disagreements, agreement, reviews, inputs, gitIds, retired, counts, tell }) => {
      tell(back.diagnostics);
      tellMore = tell;
      const { sources, claims, reported, entities, events } = counts();
      return writer.finish(
        { disagreements, agreement: agreement(), reviews },
        {
          ...back.facts(staging.folder, gitIds),
          counts: {
            records: sources,
            claims,
            reported_claims: reported,
            entities,
            events,
          },
          formats: (context, tables) => makeFormats(project, context, { names, tables, jobs, output }),
          inputs: { sources: inputs, schemas: schemaDigests },
          warn: (diagnostic) => tell([diagnostic]),
          sources: sourcesOfFacts(registryFiles),
          retired: inOrderOfIds([...redirectRows(registryFiles), ...retired]),
        },
      );
    },
    publish: async () => {
      if (release !== undefined) await staging.publishAs(`v${release.version}`);
      else tellMore(await staging.publish());
      isOpen = false;
    },
    close: async () => {
      if (!isOpen) return;
      await writer.abandon();
      await staging.discard();
    },
  };
}
