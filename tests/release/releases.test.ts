import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DamagedFile } from '../../pipeline/diagnostics/damaged.ts';
import { faultsIn } from '../../pipeline/release/integrity.ts';
import { findReleases, listReleases, readManifest, sumsDigest } from '../../pipeline/release/list.ts';
import { type Listed, listAll, readListing } from '../../pipeline/release/listing.ts';
import { linkEarlier } from '../../pipeline/release/rebuild.ts';
import { sha256 } from '../support/built.ts';
import { REPOSITORY } from '../support/project.ts';

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

it('all earlier releases stand beside one that is made again, and not itself', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'revision-'));
  for (const [number, release] of releases.entries()) {
    await linkEarlier(REPOSITORY, folder, await readManifest(release.folder));
    const linked = await readdir(join(folder, 'output')).catch(() => []);
    expect(linked.sort()).toEqual(releases.slice(0, number).map(({ version }) => `v${version}`));
    await rm(join(folder, 'output'), { recursive: true, force: true });
  }
  await rm(folder, { recursive: true });
});

describe('listing releases', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'releases-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  async function put(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');

  /** Makes a released folder with as much as a list reads of it. */
  async function release(version: string, lines: readonly string[]): Promise<void> {
    const folder = `output/v${version}`;
    const dataset = { version, released: '2027-01-15' };
    const counts = { records: 1, claims: 3 };
    await put(
      `${folder}/manifest.json`,
      JSON.stringify({ dataset, counts, codebook: '1.0.0', tables: '1.0.0' }),
    );
    await put(`${folder}/changes/changes.md`, `### Data\n\n${lines.map((line) => `- ${line}\n`).join('')}`);
    const sum = await sha256(join(root, folder, 'manifest.json'));
    await put(`${folder}/SHA256SUMS`, `${sum}  manifest.json\n`);
  }

  it('keeps what people wrote, moves it to the section of the release and makes room for more', async () => {
    await put('CHANGELOG.md', '# Changelog\n\n## Unreleased\n\n- A note by hand.\n');
    await release('0.1.0', ['The first release.']);
    expect(await listAll(root)).toEqual(['0.1.0']);
    expect(await read('CHANGELOG.md')).toBe(
      '# Changelog\n\n## Unreleased\n\nNothing yet.\n\n## 0.1.0 (2027-01-15)\n\n- A note by hand.\n\n### What differs in the data\n\n- The first release.\n',
    );
    expect(await readListing(root)).toMatchObject([
      { version: '0.1.0', released: '2027-01-15', counts: { records: 1, claims: 3 } },
    ]);
  });

  it('adds only what is missing, in any order of versions, and is done when called again', async () => {
    await release('0.1.0', ['One.']);
    await listAll(root);
    await release('0.2.0', ['Two.']);
    expect(await listAll(root)).toEqual(['0.2.0']);
    expect((await read('CHANGELOG.md')).match(/^## .*/gm)).toEqual([
      '## Unreleased',
      '## 0.2.0 (2027-01-15)',
      '## 0.1.0 (2027-01-15)',
    ]);
    expect(await listAll(root)).toEqual([]);
  });

  it('repeats twenty sentences and says where the others stand', async () => {
    const lines = Array.from({ length: 33 }, (_, index) => `Change ${index + 1}.`);
    await release('0.2.0', lines);
    await listAll(root);
    const [{ changes }] = (await readListing(root)) as [Listed];
    expect(changes).toEqual([...lines.slice(0, 20), 'And 13 more: see v0.2.0/changes/changes.md.']);
    expect(await read('CHANGELOG.md')).toContain('- Change 33.\n');
  });

  describe('leaves out a folder that is only named like one, and says why:', () => {
    const MANIFEST = 'output/v0.2.0/manifest.json';
    const other = async (): Promise<string[]> =>
      (await findReleases(join(root, 'output'))).others.map(({ name, reason }) => `${name} ${reason}`);
    beforeEach(async () => {
      await release('0.1.0', ['One.']);
      await release('0.2.0', ['Two.']);
    });
    afterEach(async () => {
      expect((await listReleases(join(root, 'output'))).map(({ version }) => version)).toContain('0.1.0');
    });

    it('a copy under another version', async () => {
      await cp(join(root, 'output/v0.2.0'), join(root, 'output/v0.3.0'), { recursive: true });
      expect(await other()).toEqual(['v0.3.0 has the manifest.json of v0.2.0']);
    });

    it('an empty folder, and a file', async () => {
      await mkdir(join(root, 'output/v0.9.0'));
      await put('output/v1.0.0', 'a file');
      expect(await other()).toEqual(['v0.9.0 has no manifest.json', 'v1.0.0 has no manifest.json']);
    });

    it.each([
      ['', 'has a manifest.json that is no JSON'],
      ['{', 'has a manifest.json that is no JSON'],
      ['null', 'has a manifest.json without a version'],
      ['[]', 'has a manifest.json without a version'],
      ['{"dataset": {"version": 2}}', 'has a manifest.json without a version'],
      ['{"dataset": {"version": "0.2.0"}}', 'has another manifest.json than its SHA256SUMS names'],
    ])('a manifest that is %j', async (text, reason) => {
      await put(MANIFEST, text);
      expect(await other()).toEqual([`v0.2.0 ${reason}`]);
    });

    it('a folder without sums', async () => {
      await rm(join(root, 'output/v0.2.0/SHA256SUMS'));
      expect(await other()).toEqual(['v0.2.0 has no SHA256SUMS']);
    });
  });

  it.each([
    ['<<<<<<< HEAD\n[]\n=======\n[]\n>>>>>>> x\n', 'holds the marks of a merge that is not settled (line 1)'],
    ['', 'is empty'],
    ['[{', 'is no JSON'],
    ['{}', 'holds no list'],
  ])('names a list that is damaged, and how to mend it: %j', async (text, fault) => {
    await release('0.1.0', ['One.']);
    await put('output/releases.json', text);
    const error = await listAll(root).catch((caught: Error) => caught);
    expect(error).toBeInstanceOf(DamagedFile);
    expect((error as Error).message).toContain(`output/releases.json ${fault}`);
    expect((error as Error).message).toContain('git checkout HEAD -- output/releases.json');
    expect(await read('output/releases.json')).toBe(text);
  });
});
