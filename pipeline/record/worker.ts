import { parentPort, workerData } from 'node:worker_threads';
import { loadModel } from '../model/load.ts';
import { makeValidator } from '../validate/validate.ts';
import type { ClaimHistory } from '../write/claim-history.ts';
import { transferable } from '../write/pieces.ts';
import { shardWork } from './batch.ts';
import { readRegistry } from './registry.ts';

/** A worker thread: works on the batches that the main thread sends, one at a time. */
const { root, schemas, history } = workerData as { root: string; schemas: string; history?: ClaimHistory };
const port = parentPort;
if (port === null) throw new Error('shard-worker.ts runs in a worker thread only');

const model = await loadModel(schemas);
const validator = makeValidator(model);
const { registry } = await readRegistry(root, model, validator);
const work = shardWork(root, model, registry, validator, history);

port.on('message', async ({ number, paths, write }: { number: number; paths: string[]; write: boolean }) => {
  const result = await work(paths, write);
  port.postMessage({ number, result }, result.pieces === null ? [] : transferable(result.pieces));
});
port.postMessage({ ready: true });
