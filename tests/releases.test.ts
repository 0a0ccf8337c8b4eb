import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { faultsIn } from '../pipeline/release/integrity.ts';
import { listReleases, sumsDigest } from '../pipeline/release/list.ts';
import { readListing } from '../pipeline/release/listing.ts';
import { REPOSITORY } from './support/project.ts';

const releases = await listReleases(join(REPOSITORY, 'output'));
const listed = await readListing(REPOSITORY);

it('every file of every release is as it was released', async () => {
  for (const release of releases) expect(await faultsIn(release), release.version).toEqual([]);
});

it('the list of releases names each release with the digest of its sums', async () => {
  const found = releases.map(async (one) => ({ version: one.version, sums: await sumsDigest(one) }));
  expect(listed.map(({ version, sums }) => ({ version, sums }))).toEqual(await Promise.all(found));
});

it('the changelog has a section for each release', () => {
  const changelog = readFileSync(join(REPOSITORY, 'CHANGELOG.md'), 'utf8');
  for (const { version } of releases) expect(changelog).toContain(`\n## ${version} (`);
});
