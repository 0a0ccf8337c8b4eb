import { numberOf } from '../../model/numbers.ts';

/** Records of a shard: at least so many, so that a corpus is not a thousand files, and at most. */
const FEWEST = 16;
export const MOST = 256;
/** One path in so many ends a shard. */
const EVERY = 48;

/**
 * Cuts the paths of all records into shards. A shard ends at a path by what this path is, not by how many stand before it:
 * so a record that comes or goes changes the shard it is in and moves hardly another.
 * @param paths in their order
 */
export function cutShards(paths: readonly string[]): string[][] {
  const shards: string[][] = [];
  let shard: string[] = [];
  for (const path of paths) {
    shard.push(path);
    if (shard.length < MOST && (shard.length < FEWEST || numberOf(path) % EVERY !== 0)) continue;
    shards.push(shard);
    shard = [];
  }
  return shard.length === 0 ? shards : [...shards, shard];
}
