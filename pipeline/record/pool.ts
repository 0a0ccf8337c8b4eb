import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ClaimHistory } from '../write/claim-history.ts';
import type { ShardResult, ShardWork } from './batch.ts';

/** Records a batch: enough to keep the threads busy, few enough to keep memory low. */
export const SHARD_RECORDS = 64;
/** Below this many records the time to start threads is more than they save. */
const WORTH_THREADS = 1500;

/** Room for young objects a thread: with Node's 16 MB a quarter of the time went into collecting garbage. */
const YOUNG_MB = 96;

/** Threads do not inherit the loader for TypeScript under Node 20, so each registers it before it imports its module. */
const START = `
  import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))}).then(({ register }) => {
    register();
    return import(${JSON.stringify(new URL('./worker.ts', import.meta.url).href)});
  });
`;

/** How to run the batches. */
export interface ShardOptions {
  root: string;
  /** The folder that holds schemas/. */
  schemas: string;
  write: boolean;
  /** Records a batch. */
  size?: number;
  /** The claims of the previous release, for the threads. */
  history: ClaimHistory | undefined;
  /** Number of threads; 1 works in this one, undefined decides by the number of records. */
  jobs?: number | undefined;
}

/**
 * Works on all records batch by batch and hands each result on, in the order of the records whatever order the threads
 * finish in. Only a few results wait at a time.
 */
export async function eachShard(
  paths: readonly string[],
  work: ShardWork,
  { root, schemas, write, history, size = SHARD_RECORDS, jobs }: ShardOptions,
  take: (result: ShardResult) => Promise<void>,
): Promise<void> {
  const shards: string[][] = [];
  for (let start = 0; start < paths.length; start += size) shards.push(paths.slice(start, start + size));
  const threads = Math.min(
    jobs ?? (paths.length < WORTH_THREADS ? 1 : availableParallelism()),
    shards.length,
  );
  if (threads <= 1) {
    for (const shard of shards) await take(await work(shard, write));
    return;
  }
  await inThreads(shards, threads, { root, schemas, write, history }, take);
}

async function inThreads(
  shards: readonly string[][],
  threads: number,
  { root, schemas, write, history }: Omit<ShardOptions, 'jobs' | 'size'>,
  take: (result: ShardResult) => Promise<void>,
): Promise<void> {
  const workers = Array.from(
    { length: threads },
    () =>
      new Worker(START, {
        eval: true,
        workerData: { root, schemas, history },
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
      }),
  );
  const finished = new Map<number, ShardResult>();
  let next = 0;
  let wanted = 0;
  try {
    await new Promise<void>((resolve, reject) => {
      const idle: Worker[] = [];
      let taking = false;
      const feed = (): void => {
        // A thread that runs far ahead would pile up results in memory.
        while (idle.length > 0 && next < shards.length && next < wanted + 3 * threads) {
          idle.pop()?.postMessage({ number: next, paths: shards[next], write });
          next += 1;
        }
      };
      const drain = async (): Promise<void> => {
        if (taking) return;
        taking = true;
        for (let result = finished.get(wanted); result !== undefined; result = finished.get(wanted)) {
          finished.delete(wanted);
          await take(result);
          wanted += 1;
          feed();
        }
        taking = false;
        if (wanted === shards.length) resolve();
      };
      for (const worker of workers) {
        worker.on('error', reject);
        worker.on('message', (message: { ready?: true; number: number; result: ShardResult }) => {
          if (message.ready === undefined) finished.set(message.number, message.result);
          idle.push(worker);
          feed();
          drain().catch(reject);
        });
      }
    });
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
