import { parentPort, workerData } from 'node:worker_threads';
import { openProject, type ProjectPlace } from '../project.ts';
import { batchWork, type Wanted } from './batch.ts';

/** A worker thread: works on the batches that the main thread sends, one at a time. */
const { place, wanted } = workerData as { place: ProjectPlace; wanted: Wanted };
const port = parentPort;
if (port === null) throw new Error('worker.ts runs in a worker thread only');

const work = batchWork(await openProject(place), wanted);

port.on('message', async (paths: string[]) => {
  const batch = await work(paths);
  port.postMessage(batch, [batch.text.buffer as ArrayBuffer]);
});
