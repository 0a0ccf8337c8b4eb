import type { ClaimHistory, EarlierClaim } from '../write/claim-history.ts';
import { readShapes, readTable } from './built-dataset.ts';
import type { Release } from './releases.ts';

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
  for (const row of (await readTable(previous.folder, shape)).rows)
    earlier.set(row[id] ?? '', { digest: row[digest] ?? '', first: row[first] ?? '', last: row[last] ?? '' });
  return { version, earlier };
}
