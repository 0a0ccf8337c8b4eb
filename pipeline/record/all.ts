import type { Project } from '../project.ts';
import type { ClaimHistory } from '../write/history.ts';
import type { BatchResult } from './batch.ts';
import { openMemory } from './memory.ts';
import { eachBatch } from './pool.ts';

/**
 * Takes all records of a project through the stages, batch by batch and in the order of their files.
 * @param history the claims of the previous release, when tables are to be written; with null records are only checked, and
 * those that an earlier check found right and that did not change since are not read again
 * @param jobs number of threads; undefined decides by the number of records
 */
export async function* takeAll(
  project: Project,
  history: ClaimHistory | null,
  jobs: number | undefined,
): AsyncGenerator<BatchResult> {
  const { records } = project.sources;
  if (history !== null || project.memory === undefined) {
    yield* eachBatch(records, project, { history, isTried: false }, { jobs });
    return;
  }
  const memory = await openMemory(project.memory, project);
  const { result: known, rest } = memory.recall(records);
  yield known;
  // One by one, for what is wrong with one record must not keep others from being remembered.
  const wanted = { history, isTried: known.summaries.length > 0 };
  for await (const result of eachBatch(rest, project, wanted, { size: 1, jobs })) {
    memory.learn(result);
    yield result;
  }
  await memory.save();
}
