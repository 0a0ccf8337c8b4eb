/**
 * The limit: what any build of these records must do at least. In as many threads as there are cores, reads every record
 * and takes its YAML apart; then writes the bytes of a finished build. Nothing is checked, resolved or put into rows.
 * Arguments: the folder of the data, the folder of the build, the folder to write to.
 */
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { load } from 'js-yaml/browser';

if (isMainThread) await writeFloor(process.argv.slice(2));
else readShare(workerData);

async function writeFloor([data = '', build = '', out = '']: readonly string[]): Promise<void> {
  const of = availableParallelism();
  const threads = Array.from({ length: of }, (_, share) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { data, share, of } });
    return new Promise((resolve, reject) => worker.on('exit', resolve).on('error', reject));
  });
  await Promise.all(threads);
  for (const part of ['csv', 'json']) cpSync(join(build, part), join(out, part), { recursive: true });
}

function readShare({ data, share, of }: { data: string; share: number; of: number }): void {
  const records = join(data, 'sources', 'records');
  const names = readdirSync(records).filter((_, place) => place % of === share);
  for (const name of names) load(readFileSync(join(records, name), 'utf8'));
}
