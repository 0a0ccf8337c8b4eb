import { eachRow, readShapes } from '../compare/read.ts';
import type { ClaimHistory, EarlierClaim } from '../write/claim-history.ts';
import type { Release } from './list.ts';

/**
 * Reads what the previous release says of its claims.
 * @param version the version that is being made; null when the build is no release
 */
export async function readHistory(previous: Release | null, version: string | null): Promise<ClaimHistory> {
  const earlier = new Map<string, EarlierClaim>();
  if (previous === null) return { version, earlier };
  const shape = (await readShapes(previous.folder)).find(({ name }) => name === 'claims');
  if (shape === undefined) return { version, earlier };
  const [id, digest, first, last] = ['claim_id', 'row_digest', 'first_release', 'last_changed_release'].map(
    (column) => shape.columns.findIndex(({ name }) => name === column),
  ) as [number, number, number, number];
  for await (const row of eachRow(previous.folder, shape))
    earlier.set(detached(row[id]), {
      digest: detached(row[digest]),
      first: detached(row[first]),
      last: detached(row[last]),
    });
  return { version, earlier };
}

/** A copy: a part of a text keeps the whole of it in memory, here a table of all claims. */
function detached(cell = ''): string {
  return Buffer.from(cell).toString();
}
