import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Coding } from '../agreement/compare.ts';
import { agreementRows } from '../agreement/figures.ts';
import type { AgreementRow } from '../model/generated/tables.ts';
import type { Project } from '../project.ts';
import { programDigest } from './program.ts';
import { putFile } from './store/contents.ts';
import { digestOf } from './store/shard.ts';

/**
 * The figures of agreement, which draw codings two thousand times, or what was kept of them from the last time.
 * @param basis digests of the files that the codings were made of
 */
export async function rememberedFigures(
  { store, schemas, registryFiles }: Project,
  codings: readonly Coding[],
  basis: readonly string[],
): Promise<AgreementRow[]> {
  if (store === undefined || codings.length === 0) return agreementRows(codings);
  const registry = registryFiles.map(({ digest }) => digest);
  const key = digestOf(JSON.stringify([await programDigest(schemas), basis, registry]));
  const file = join(store, 'agreement.json');
  const kept = read(file, key);
  if (kept !== null) return kept;
  const rows = agreementRows(codings);
  try {
    const json = JSON.stringify([key, rows.map(Object.entries)]);
    putFile(file, `${digestOf(json)}\n${json}\n`);
  } catch {
    // They are made again the next time.
  }
  return rows;
}

function read(file: string, key: string): AgreementRow[] | null {
  try {
    const [digest, json = ''] = readFileSync(file, 'utf8').split('\n');
    if (digest !== digestOf(json)) return null;
    const [made, rows] = JSON.parse(json) as [string, [string, unknown][][]];
    // JSON has no undefined: in pairs it stands as null.
    const row = (cells: [string, unknown][]): object =>
      Object.fromEntries(cells.map(([name, value]) => [name, value ?? undefined]));
    return made === key ? (rows.map(row) as AgreementRow[]) : null;
  } catch {
    return null;
  }
}
