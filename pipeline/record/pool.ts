import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import type { Project } from '../project.ts';
import { type Batch, type BatchWork, batchWork, type Wanted } from './batch.ts';
import { startThread } from './thread.ts';

/** Below this many records threads save less than it takes that each of them gets up to speed: at 3,300 two took as long as one. */
export const WORTH_THREADS = 3000;

/** Somebody who works on batches, one at a time. */
interface Hand {
  work: BatchWork;
  leave: () => Promise<unknown>;
}

/**
 * Works on records batch by batch and gives each result, in the order of the records whatever order the threads finish in.
 * Only a few results wait at a time.
 * @param batches paths of each
 * @param jobs number of threads; 1 works in this one, undefined decides by the number of records
 */
export async function* eachBatch(
  batches: readonly (readonly string[])[],
  project: Project,
  wanted: Wanted,
  jobs: number | undefined,
): AsyncGenerator<Batch> {
  const number = batches.length;
  const records = batches.reduce((sum, { length }) => sum + length, 0);
  const threads = Math.min(jobs ?? (records < WORTH_THREADS ? 1 : availableParallelism()), number);
  const hands: Hand[] =
    threads <= 1
      ? [{ work: batchWork(project, wanted), leave: async () => undefined }]
      : Array.from({ length: threads }, () => thread(project, wanted));
  const idle = [...hands];
  const limit = pLimit(hands.length);
  const onBatch = (place: number): Promise<Batch> =>
    limit(async () => {
      const hand = idle.pop()!;
      const result = await hand.work(batches[place] as readonly string[]);
      idle.push(hand);
      return result;
    });
  // A thread that runs far ahead would pile up results in memory.
  const ahead = threads <= 1 ? 1 : 3 * threads;
  const waiting: Promise<Batch>[] = [];
  try {
    for (let begun = 0, given = 0; given < number; given += 1) {
      for (; begun < Math.min(number, given + ahead); begun += 1) {
        const result = onBatch(begun);
        // It is waited for in its turn; a failure before must not end the process.
        result.catch(() => undefined);
        waiting.push(result);
      }
      yield await waiting.shift()!;
    }
  } finally {
    limit.clearQueue();
    await Promise.all(hands.map((hand) => hand.leave()));
  }
}

function thread({ root, schemas, store }: Project, wanted: Wanted): Hand {
  const worker = startThread('record/worker.ts', { place: { root, schemas, store }, wanted });
  return {
    work: async (paths) => {
      // Ends with the error of the thread when there is one.
      const answer = once(worker, 'message');
      worker.postMessage(paths);
      const [result] = await answer;
      return result;
    },
    leave: () => worker.terminate(),
  };
}
