import { Worker } from 'node:worker_threads';
import { ONE_FILE } from './program.ts';

/** What a thread does: the module that it runs, from pipeline/. */
export type ThreadModule = 'record/worker.ts' | 'format-thread.ts' | 'text-thread.ts';

/** Room for young objects a thread: with Node's 16 MB a quarter of the time went into collecting garbage. */
const YOUNG_MB = 96;

/** Threads do not inherit the loader for TypeScript under Node 20, so each registers it before it imports its module. */
const fromSources = (module: ThreadModule): string => `
  import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))}).then(({ register }) => {
    register();
    return import(${JSON.stringify(new URL(`../${module}`, import.meta.url).href)});
  });
`;

/**
 * Starts a thread: from the program in one file, whose start reads the name of the module, or from the sources.
 * @param data what the thread is given, as `workerData`
 */
export function startThread(module: ThreadModule, data: object): Worker {
  return new Worker(ONE_FILE ?? fromSources(module), {
    eval: ONE_FILE === null,
    workerData: { module, ...data },
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
}
