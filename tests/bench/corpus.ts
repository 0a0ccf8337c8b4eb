import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readActors } from './actors.ts';
import { recordId, writeRecord } from './record.ts';

const REGISTRY = fileURLToPath(new URL('../../sources/registry', import.meta.url));

export interface CorpusSize {
  /** Claims in all. */
  claims: number;
  /** Records over which they are spread evenly; at most one a claim. */
  files: number;
}

/**
 * Writes a data folder of invented records: `sources/records/*.yaml`, beside a copy of this project's registry. The same
 * size, seed and registry give the same bytes.
 * @returns bytes of the records written
 * @throws Error when there are fewer claims than files
 */
export function writeCorpus(folder: string, { claims, files, seed }: CorpusSize & { seed: number }): number {
  if (claims < files) throw new Error(`${claims} claims do not fill ${files} files`);
  const records = join(folder, 'sources', 'records');
  mkdirSync(records, { recursive: true });
  cpSync(REGISTRY, join(folder, 'sources', 'registry'), { recursive: true });
  const registry = readActors(REGISTRY);
  let bytes = 0;
  for (let number = 1; number <= files; number++) {
    const count = Math.floor((number * claims) / files) - Math.floor(((number - 1) * claims) / files);
    const text = Buffer.from(writeRecord(number, count, registry, seed));
    writeFileSync(join(records, `${recordId(number)}.yaml`), text);
    bytes += text.length;
  }
  return bytes;
}
