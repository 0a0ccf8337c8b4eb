import { cp, lstat, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { build } from '../../pipeline/build.ts';
import { DamagedFile } from '../../pipeline/diagnostics/damaged.ts';
import { loadCatalog } from '../../pipeline/diagnostics/load.ts';
import { checkFiles, checkFolders } from '../../pipeline/release/check.ts';
import { cutRelease, Refusal } from '../../pipeline/release/cut.ts';
import { listReleases } from '../../pipeline/release/list.ts';
import { REPOSITORY } from '../support/project.ts';
import { makeReleaseProject, PORT, type ReleaseProject } from '../support/release-project.ts';
import { runTool } from '../support/run-cli.ts';

/** A project with v0.1.0, committed. */
let base: ReleaseProject;

beforeAll(async () => {
  base = await makeReleaseProject();
  await cutRelease({ root: base.root });
  await base.commit();
});
afterAll(() => base.remove());

async function project(): Promise<ReleaseProject> {
  const copy = await base.copy();
  onTestFinished(() => copy.remove());
  return copy;
}

/** What a check, or with an output folder a build, says: code, file, message and remedy. */
async function said({ root, output }: ReleaseProject, writes: boolean): Promise<string[]> {
  const { diagnostics } = await build({ root, schemas: REPOSITORY, output: writes ? output : null, jobs: 1 });
  return diagnostics.map(({ code, file, message, fix }) => `${code} ${file} ${message}. ${fix}`);
}

/** Runs the command that a remedy ends with. */
async function follow({ root }: ReleaseProject, remedy: string): Promise<void> {
  const command = /as it was released: (.*)$/.exec(remedy)?.[1];
  expect(command, remedy).toBeDefined();
  expect((await runTool('bash', ['-c', command as string], root))?.code).toBe(0);
}

const CODES = ['W-RELEASE-NONE', 'W-RELEASE-ALTERED', 'W-ID-VANISHED', 'W-OUTPUT-KEPT'];

it('every code about releases and output is shown here', () => {
  const pattern = /^[EW]-(RELEASE|OUTPUT|ID-VANISHED)/;
  expect([...loadCatalog().keys()].filter((code) => pattern.test(code)).sort()).toEqual([...CODES].sort());
});

describe('a release that was altered', () => {
  const ALTERATIONS: [string, (here: ReleaseProject) => Promise<unknown>, string][] = [
    [
      'a changed cell',
      (here) => here.edit('output/v0.1.0/csv/claims.csv', 'Ships', 'Boats'),
      'csv/claims.csv was changed',
    ],
    [
      'a file that is missing',
      (here) => rm(join(here.output, 'v0.1.0/json/events.json')),
      'json/events.json is missing',
    ],
    [
      'a file that was added',
      (here) => writeFile(join(here.output, 'v0.1.0/more.csv'), 'x'),
      'more.csv does not belong to it',
    ],
  ];

  it.each(ALTERATIONS)('by %s is told, and its remedy puts it right', async (_, alter, fault) => {
    const here = await project();
    await alter(here);
    // The remedy names the commit in which it was right, not the last one.
    await here.commit();
    const [release] = await listReleases(here.output);
    const [diagnostic, ...others] = await checkFiles(here.root, release!);
    expect(others).toEqual([]);
    expect(diagnostic).toMatchObject({ code: 'W-RELEASE-ALTERED', file: 'output/v0.1.0' });
    expect(diagnostic?.message).toBe(`The release is not as it was released: ${fault}`);
    await follow(here, diagnostic?.fix ?? '');
    expect(await checkFiles(here.root, release!)).toEqual([]);
  });

  it('is warned of before a build compares with it, and stops a release with the same remedy', async () => {
    const here = await project();
    await ALTERATIONS[0]![1](here);
    await here.commit();
    expect(await said(here, true)).toEqual([expect.stringMatching(/^W-RELEASE-ALTERED output\/v0\.1\.0 /)]);
    await here.edit(PORT, 'clsoed', 'closed');
    await here.commit();
    const refusal = (await cutRelease({ root: here.root }).catch((error: unknown) => error)) as Refusal;
    expect(refusal).toBeInstanceOf(Refusal);
    await follow(here, refusal.details.at(-1) ?? '');
    await here.commit();
    expect(await cutRelease({ root: here.root })).toMatchObject({ version: '0.1.1' });
  });

  it.each([
    ['datapackage.json', '{', 'is no JSON'],
    ['csv/claim_history.csv', 'claim_id\nport/c01\n', 'has other columns than datapackage.json says'],
    ['csv/sources.csv', '"open', 'is not CSV'],
  ])('so that it cannot be read is named with the file: %s', async (path, text, fault) => {
    const here = await project();
    await here.put(`output/v0.1.0/${path}`, text);
    const error = (await said(here, true).catch((caught: unknown) => caught)) as Error;
    expect(error).toBeInstanceOf(DamagedFile);
    expect(error.message).toMatch(`output/v0.1.0/${path} ${fault}`);
    expect(error.message).toContain('make verify RELEASE=v0.1.0');
  });
});

describe('a folder that is named like a release and is none', () => {
  it('is told and left out: a copy, and an empty folder', async () => {
    const here = await project();
    await cp(join(here.output, 'v0.1.0'), join(here.output, 'v0.3.0'), { recursive: true });
    await mkdir(join(here.output, 'v0.9.0'));
    const told = (await checkFolders(here.root)).map(({ file, message }) => `${file}: ${message}`);
    expect(told).toEqual([
      'output/v0.3.0: It is named like a release and has the manifest.json of v0.1.0, so it is left out',
      'output/v0.9.0: It is named like a release and has no manifest.json, so it is left out',
    ]);
    await here.edit(PORT, 'clsoed', 'closed');
    await here.commit();
    expect(await cutRelease({ root: here.root })).toMatchObject({ version: '0.1.1' });
    const refusal = await cutRelease({ root: here.root, version: '0.9.0' }).catch((error: Error) => error);
    expect(refusal).toBeInstanceOf(Refusal);
  });

  it('stops a release when it was one, and its remedy puts it right', async () => {
    const here = await project();
    await here.put('output/v0.1.0/manifest.json', '{');
    await here.commit();
    const [diagnostic] = await checkFolders(here.root);
    expect(diagnostic?.message).toContain('has a manifest.json that is no JSON');
    const refusal = (await cutRelease({ root: here.root }).catch((error: unknown) => error)) as Refusal;
    expect(refusal.message).toBe(
      'output/v0.1.0 has a manifest.json that is no JSON, and output/releases.json lists it.',
    );
    await follow(here, refusal.details.at(-1) ?? '');
    expect(await checkFolders(here.root)).toEqual([]);
  });

  it('is in the way of a release of that version, which says so', async () => {
    const here = await project();
    await mkdir(join(here.output, 'v0.1.1'));
    await writeFile(join(here.output, 'v0.1.1', 'notes.txt'), 'mine');
    await here.edit(PORT, 'clsoed', 'closed');
    await here.commit();
    const refusal = (await cutRelease({ root: here.root }).catch((error: unknown) => error)) as Refusal;
    expect(refusal.message).toBe('output/v0.1.1 is in the way: it has no manifest.json. Move it elsewhere.');
    expect(await readFile(join(here.output, 'v0.1.1', 'notes.txt'), 'utf8')).toBe('mine');
  });
});

describe('an id of the last release', () => {
  const withoutLast = async (here: ReleaseProject, more = ''): Promise<void> => {
    const text = await here.read(PORT);
    await here.put(PORT, text.slice(0, text.indexOf('  - id: c03')) + more);
  };

  it('that vanished is told at check, with what to add, and no more when that is done', async () => {
    const here = await project();
    expect(await said(here, false)).toEqual([]);
    await withoutLast(here);
    expect(await said(here, false)).toEqual([
      `W-ID-VANISHED ${PORT} port/c03 is in v0.1.0 and vanished since without a word. Put it back, or add to retired in ${PORT}: {id: c03, date: …, reason: …}.`,
    ]);
    await here.put(
      PORT,
      `${await here.read(PORT)}retired:\n  - {id: c03, date: '2027-01-10', reason: Misread.}\n`,
    );
    expect(await said(here, false)).toEqual([]);
  });

  it('is told once for a whole record, and not when the record is withdrawn', async () => {
    const here = await project();
    const text = await here.read(PORT);
    await rm(join(here.root, PORT));
    expect(await said(here, false)).toEqual([
      expect.stringMatching(/^W-ID-VANISHED sources\/records\/port\.yaml port is in v0\.1\.0/),
    ]);
    const withdrawn = "status: withdrawn\nwithdrawn: {date: '2026-12-01', reason: A forgery.}";
    await here.put(PORT, text.replace('status: published', withdrawn));
    expect(await said(here, false)).toEqual([]);
  });

  it('of the registry is told with the redirect that is missing', async () => {
    const here = await project();
    await here.edit('sources/registry/parties/arvania.yaml', 'id: arvania-greens', 'id: arvania-blues');
    expect(await said(here, false)).toEqual([
      expect.stringMatching(
        /^W-ID-VANISHED sources\/registry\/redirects\.yaml arvania-greens .*\{from: arvania-greens, /,
      ),
    ]);
  });
});

describe('what make did not write', () => {
  const KEPT = /^W-OUTPUT-KEPT output\/kept-1 /;

  it('in a folder in place of output/latest is moved aside and told', async () => {
    const here = await project();
    await mkdir(join(here.latest, 'deep'), { recursive: true });
    await writeFile(join(here.latest, 'notes.txt'), 'mine');
    await writeFile(join(here.latest, 'deep', 'more.txt'), 'mine too');
    expect(await said(here, true)).toEqual([expect.stringMatching(KEPT)]);
    expect(await readFile(join(here.output, 'kept-1', 'notes.txt'), 'utf8')).toBe('mine');
    expect(await readFile(join(here.output, 'kept-1', 'deep', 'more.txt'), 'utf8')).toBe('mine too');
    expect(await readdir(here.latest)).toContain('SHA256SUMS');
  });

  it('in the last build is moved aside, added and changed files alike; what make wrote is replaced', async () => {
    const here = await project();
    expect(await said(here, true)).toEqual([]);
    await writeFile(join(here.latest, 'notes.txt'), 'mine');
    await writeFile(join(here.latest, 'csv', 'claims.csv'), 'edited');
    await writeFile(join(here.latest, '.DS_Store'), 'of the file manager');
    expect(await said(here, true)).toEqual([expect.stringMatching(KEPT)]);
    expect((await readdir(join(here.output, 'kept-1'), { recursive: true })).sort()).toEqual([
      'csv',
      join('csv', 'claims.csv'),
      'notes.txt',
    ]);
    expect(await said(here, true)).toEqual([]);
    expect(await readdir(join(here.output, '.builds'))).toHaveLength(1);
  });

  it('leaves alone what a link in place of output/latest leads to, and keeps a file of that name', async () => {
    const here = await project();
    const mine = join(here.root, 'mine');
    await mkdir(mine);
    await writeFile(join(mine, 'notes.txt'), 'mine');
    await symlink(mine, here.latest);
    expect(await said(here, true)).toEqual([]);
    expect(await readdir(mine)).toEqual(['notes.txt']);
    await rm(here.latest);
    await writeFile(here.latest, 'a file');
    expect(await said(here, true)).toEqual([expect.stringMatching(KEPT)]);
    expect(await readFile(join(here.output, 'kept-1', 'latest'), 'utf8')).toBe('a file');
    expect((await lstat(here.latest)).isSymbolicLink()).toBe(true);
  });

  it('is not looked for in a plain copy of a build, which is replaced', async () => {
    const here = await project();
    expect(await said(here, true)).toEqual([]);
    const copy = join(here.root, 'copy');
    await cp(here.latest, copy, { recursive: true, dereference: true });
    await rm(here.latest);
    await cp(copy, here.latest, { recursive: true });
    expect(await said(here, true)).toEqual([]);
    expect((await readdir(here.output)).filter((name) => name.startsWith('kept'))).toEqual([]);
  });
});

describe('the day of a release', () => {
  it.each(['2021-13-01', '2021-02-30', '2021-00-10', '2021-1-1', '20210101', 'today', '2021-02-29'])(
    'is refused when the calendar has none such: %s',
    async (released) => {
      const error = await cutRelease({ root: base.root, released }).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(Refusal);
      expect((error as Refusal).message).toBe(`${released} is no day: write YYYY-MM-DD.`);
    },
  );
});
