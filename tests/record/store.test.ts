import { cp, mkdtemp, readdir, readFile, readlink, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { randomNumbers } from '../../pipeline/agreement/bootstrap.ts';
import { type BuildReport, build } from '../../pipeline/build.ts';
import { cutShards, MOST } from '../../pipeline/record/store/cut.ts';
import { rememberedChecks } from '../../pipeline/record/written-checks.ts';
import { copyInto, emptyProject, type Project, plainRecord, REPOSITORY } from '../support/project.ts';
import { goesOn } from '../support/vitest/soak.ts';
import { changingProject } from './changing-project.ts';

const SEED = Number(process.env.SEED);
/** Edits that are tried; a soak goes on with others until a part of its time is over. */
const EDITS = 10;

const XI = 'entities:\n  - {id: xi-jinping, type: person, name: Xi Jinping, country: iso-CN}\n';
const REGISTRY = {
  coders: 'coders:\n  - {id: claude, name: Claude, kind: model}\n',
  states: 'entities:\n  - {id: iso-CN, type: state, name: China, status: un-member}\n',
  'people/cn': XI,
};

let project: Project;
let store: string;
/** A folder with schemas/ alone: of the program each build would read what the manifest says of it. */
let schemas: string;

beforeAll(async () => {
  schemas = await mkdtemp(join(tmpdir(), 'schemas-'));
  await copyInto(schemas, join(REPOSITORY, 'schemas'));
});
afterAll(() => rm(schemas, { recursive: true }));
beforeEach(async () => {
  project = await emptyProject();
  store = join(project.root, 'output', '.cache', 'store');
  for (const [path, text] of Object.entries(REGISTRY))
    await project.put(`sources/registry/${path}.yaml`, text);
  for (const id of ['first', 'second', 'third'])
    await project.put(`sources/records/${id}.yaml`, await plainRecord(id));
});
afterEach(() => project.remove());

/** Checks or builds with the store; the same without it must say the same. */
async function make(output: string | null = null): Promise<BuildReport> {
  const options = { root: project.root, schemas, output };
  const kept = await build({ ...options, store });
  const { anew, ...told } = kept;
  const { anew: all, ...alone } = await build(options);
  expect(all).toBe(alone.counts.records);
  const ofStore = /^W-STORE/;
  expect({ ...told, diagnostics: told.diagnostics.filter(({ code }) => !ofStore.test(code)) }).toEqual(alone);
  return kept;
}

const codes = ({ diagnostics }: BuildReport): string[] =>
  diagnostics.map(({ code, file }) => `${code} ${file}`);
const sums = (): Promise<string> => readFile(join(project.latest, 'SHA256SUMS'), 'utf8');
const kept = async (ending: string): Promise<string[]> =>
  (await readdir(store)).filter((name) => name.endsWith(ending)).map((name) => join(store, name));

describe('what did not change', () => {
  it.each(['check', 'build'])('is not taken again by a %s', async (what) => {
    const output = what === 'check' ? null : project.output;
    expect((await make(output)).anew).toBe(3);
    expect((await make(output)).anew).toBe(0);
    await project.put(
      'sources/records/second.yaml',
      await plainRecord('second', '    certainty: probable\n'),
    );
    expect((await make(output)).anew).toBe(1);
    await project.put('sources/records/fourth.yaml', await plainRecord('fourth'));
    expect((await make(output)).anew).toBe(1);
    await rm(join(project.root, 'sources/records/first.yaml'));
    const last = await make(output);
    expect([last.anew, last.counts.records]).toEqual([0, 3]);
  });

  it('is told by the bytes where the times of a file do not tell', async () => {
    await make();
    const path = join(project.root, 'sources/records/second.yaml');
    const text = await readFile(path, 'utf8');
    // Touched, copied, and with the time set back: the same bytes.
    await utimes(path, new Date(2001, 1, 1), new Date(2001, 1, 1));
    await cp(path, `${path}.new`);
    await rename(`${path}.new`, path);
    expect((await make()).anew).toBe(0);
    // As long as before, and with its time: other bytes.
    await writeFile(path, text.replace('strait', 'street'));
    await utimes(path, new Date(2001, 1, 1), new Date(2001, 1, 1));
    expect((await make()).anew).toBe(1);
  });

  it('in the registry asks nothing: only records that get another answer are taken again', async () => {
    await project.put(
      'sources/records/first.yaml',
      await plainRecord('first', '    subject: [Xi Jinping]\n'),
    );
    await make();
    const people = 'sources/registry/people/cn.yaml';
    await project.put(
      people,
      `# A line more moves all others.\n${XI}  - {id: li-wei, type: person, name: Li Wei}\n`,
    );
    expect((await make()).anew).toBe(0);
    await project.put(people, XI.replace('name: Xi Jinping', 'name: Xi, aliases: [{name: Xi Jinping}]'));
    expect((await make()).anew).toBe(1);
  });
});

describe('what is found', () => {
  it('in a record with an error is found again and again, until it is mended', async () => {
    const sound = await plainRecord('second');
    await project.put('sources/records/second.yaml', `${sound}    polarity: maybe\n`);
    for (let time = 0; time < 3; time += 1)
      expect(codes(await make(project.output))).toEqual(['E-CODE-UNKNOWN sources/records/second.yaml']);
    await project.put('sources/records/second.yaml', sound);
    expect(codes(await make(project.output))).toEqual([]);
  });

  it('between records is found in those that did not change', async () => {
    await project.put(
      'sources/records/first.yaml',
      await plainRecord('first', '    relations: [{type: contradicts, to: second/c01}]\n'),
    );
    expect(codes(await make())).toEqual([]);
    const text = await readFile(join(project.root, 'sources/records/second.yaml'), 'utf8');
    await project.put('sources/records/second.yaml', text.replaceAll('c01', 'c02'));
    const found = await make();
    expect(codes(found)).toEqual(['E-CLAIM-UNKNOWN sources/records/first.yaml']);
    expect(found.anew).toBe(1);
  });

  it('between records is found when another record of their shard has an error', async () => {
    await project.put(
      'sources/records/third.yaml',
      await plainRecord('third', '    proposition: strait-open\n'),
    );
    const before = codes(await make());
    const sound = await plainRecord('second');
    await project.put('sources/records/second.yaml', `${sound}    polarity: maybe\n`);
    expect(codes(await make())).toContain('E-CODE-UNKNOWN sources/records/second.yaml');
    await project.put('sources/records/second.yaml', sound);
    expect(codes(await make())).toEqual(before);
  });

  it('as a warning is told every time', async () => {
    await project.put(
      'sources/records/second.yaml',
      await plainRecord('second', '    event: none\n    period: "2019"\n'),
    );
    const before = codes(await make());
    expect(codes(await make())).toEqual(before);
  });
});

describe('a store that cannot be trusted', () => {
  const damages: [string, (file: string, bytes: Buffer) => Promise<void>][] = [
    ['a flipped bit', (file, bytes) => writeFile(file, flipped(bytes))],
    ['a cut file', (file, bytes) => writeFile(file, bytes.subarray(0, bytes.length / 2))],
    ['an empty file', (file) => writeFile(file, '')],
    ['other words', (file) => writeFile(file, 'x\n[]\n')],
  ];
  const flipped = (bytes: Buffer): Buffer => {
    const copy = Buffer.from(bytes);
    const at = Math.floor(randomNumbers(SEED)() * copy.length);
    copy[at] = (copy[at] as number) ^ 4;
    return copy;
  };

  const endings = ['.json', '.facts', '.text'];
  // Each damage to one kind of file, another every day.
  it.each(
    damages.map(
      ([what, damage], index) => [what, endings[(SEED + index) % endings.length]!, damage] as const,
    ),
  )('with %s in %s is dropped and told, once', async (_what, ending, damage) => {
    await make(project.output);
    const before = await sums();
    for (const file of await kept(ending)) await damage(file, await readFile(file));
    const report = await make(project.output);
    expect(codes(report)).toEqual(['W-STORE-DAMAGED output/.cache/store']);
    expect(report.anew).toBe(3);
    expect(await sums()).toBe(before);
    expect(codes(await make(project.output))).toEqual([]);
  });

  it.each(damages)(
    'with %s in what was kept of the registry, the schemas and the last build: made anew',
    async (_what, damage) => {
      await make(project.output);
      const before = await sums();
      const values = await kept('.kept');
      expect(values.length).toBeGreaterThan(2);
      for (const file of values) await damage(file, await readFile(file));
      const report = await make(project.output);
      expect([codes(report), report.anew]).toEqual([[], 0]);
      expect(await sums()).toBe(before);
    },
  );

  it('of another form is dropped', async () => {
    await make();
    const [index = ''] = await kept('.json');
    await writeFile(index, (await readFile(index, 'utf8')).replace('"format":1', '"format":999'));
    expect((await make()).anew).toBe(3);
    expect((await make()).anew).toBe(0);
  });

  it.each(endings)('is filled again where %s was cleared away', async (ending) => {
    await make(project.output);
    const before = await sums();
    for (const file of await kept(ending)) await rm(file);
    const report = await make(project.output);
    expect([codes(report), report.anew]).toEqual([[], 3]);
    expect(await sums()).toBe(before);
  });

  it('may be copied: what fits its digest is used', async () => {
    await make(project.output);
    await cp(store, `${store}-copy`, { recursive: true });
    await rm(store, { recursive: true });
    await cp(`${store}-copy`, store, { recursive: true });
    expect((await make(project.output)).anew).toBe(0);
  });
});

describe('a store', () => {
  it('holds nothing that no list names', async () => {
    await make(project.output);
    await project.put(
      'sources/records/second.yaml',
      await plainRecord('second', '    certainty: probable\n'),
    );
    await writeFile(join(store, 'left.text'), 'by a build that was killed');
    await make(project.output);
    expect([...(await kept('.facts')), ...(await kept('.text'))]).toHaveLength(2);
  });

  it('serves a check after a build, and keeps the text of rows through checks', async () => {
    await make(project.output);
    await project.put(
      'sources/records/second.yaml',
      await plainRecord('second', '    certainty: probable\n'),
    );
    expect((await make()).anew).toBe(1);
    // Of the changed record the check made no rows.
    expect((await make(project.output)).anew).toBe(1);
  });

  it('that cannot be written to is told, and nothing else is lost', async () => {
    await project.put('output/.cache/store/part', '');
    await make(project.output);
    const [facts = ''] = await kept('.facts');
    await rm(facts);
    await rm(join(store, 'index.json'));
    // A folder in the place of the list.
    await project.put('output/.cache/store/index.json/file', '');
    const report = await build({ root: project.root, schemas, output: project.output, store });
    expect(codes(report)).toEqual(['W-STORE-UNSAVED output/.cache/store']);
    expect(report.files.length).toBeGreaterThan(0);
  });

  it('that is no folder is done without', async () => {
    await writeFile(join(project.root, 'file'), '');
    const options = { root: project.root, schemas, output: null };
    const { counts } = await build({ ...options, store: join(project.root, 'file', 'store') });
    expect(counts.records).toBe(3);
  });

  it('in use by another program is left alone', async () => {
    await make();
    await writeFile(join(store, 'lock'), `${(await import('node:os')).hostname()} ${process.pid}\n`);
    expect((await make()).anew).toBe(3);
    await writeFile(join(store, 'lock'), `${(await import('node:os')).hostname()} 999999999\n`);
    expect((await make()).anew).toBe(0);
  });

  it.each(['', 'exports.record = (', 'exports.record = () => true;'])(
    'compiles the schemas anew when what it kept of them is %j',
    async (text) => {
      const folder = await mkdtemp(join(tmpdir(), 'checks-'));
      const isValid = (): unknown[] => {
        const { record, registry } = rememberedChecks(folder, {
          record: { $id: 'record.schema.json', type: 'object', required: ['id'] },
          registry: { $id: 'registry.schema.json', type: 'object' },
        });
        return [record({}), registry({})];
      };
      expect(isValid()).toEqual([false, true]);
      const before = await textsIn(folder);
      expect(before.size).toBe(1);
      for (const path of before.keys()) await writeFile(path, text);
      expect(isValid()).toEqual([false, true]);
      expect(await textsIn(folder)).toEqual(before);
      await rm(folder, { recursive: true });
    },
  );

  async function textsIn(folder: string): Promise<Map<string, string>> {
    const paths = (await readdir(folder)).map((name) => join(folder, name));
    return new Map(
      await Promise.all(paths.map(async (path) => [path, await readFile(path, 'utf8')] as const)),
    );
  }
});

describe('shards', () => {
  const paths = Array.from(
    { length: 5000 },
    (_, number) => `sources/records/record-${String(number).padStart(5, '0')}.yaml`,
  );

  it('hold all paths in their order, from 16 to 256 each', () => {
    const shards = cutShards(paths);
    expect(shards.flat()).toEqual(paths);
    for (const shard of shards.slice(0, -1)) expect(shard.length).toBeGreaterThanOrEqual(16);
    for (const shard of shards) expect(shard.length).toBeLessThanOrEqual(MOST);
  });

  it('stay the same but for a few when a record comes', () => {
    const before = new Set(cutShards(paths).map((shard) => shard.join()));
    const random = randomNumbers(SEED);
    for (let tries = 0; tries < 20; tries += 1) {
      const at = Math.floor(random() * paths.length);
      const more = [...paths.slice(0, at), `${paths[at]}-new`, ...paths.slice(at)];
      const moved = cutShards(more).filter((shard) => !before.has(shard.join()));
      expect(moved.length).toBeLessThanOrEqual(8);
    }
  });
});

describe('after random edits of records and registry', () => {
  const folders: string[] = [];
  afterAll(async () => {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });

  it('a build from the store says and writes the same as one from nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'store-'));
    folders.push(folder);
    const changing = await changingProject(folder, SEED, 20);
    let sound = 0;
    let made = 0;
    for (const started = performance.now(); goesOn(made, EDITS, started, 0.3); made += 1) {
      await changing.edit();
      if ((await changing.compare()).files.length > 0) sound += 1;
    }
    expect(sound).toBeGreaterThan(made / 10);
  }, 1_800_000);
});

describe('a build after which nothing was touched', () => {
  /** Waits until a touch would show in the times of files. */
  const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 250));
  const again = (): Promise<BuildReport> =>
    build({ root: project.root, schemas, output: project.output, store });
  const latest = (): Promise<string> => readlink(project.latest);

  it('is not made again: the dataset in place stays, and the same is said', async () => {
    await settle();
    const first = await again();
    const folder = await latest();
    expect(await again()).toEqual({ ...first, anew: 0 });
    expect(await latest()).toBe(folder);
  });

  it.each<[string, () => Promise<void>]>([
    ['a cell of the dataset', () => writeFile(join(project.latest, 'csv/claims.csv'), 'mine')],
    ['a file that is gone from the dataset', () => rm(join(project.latest, 'csv/claims.csv'))],
    ['a file beside its files', () => writeFile(join(project.latest, 'notes.txt'), 'mine')],
    ['a record', async () => project.put('sources/records/first.yaml', `${await plainRecord('first')}# x\n`)],
    ['the registry', () => project.put('sources/registry/people/cn.yaml', `${XI}# x\n`)],
  ])('is made again after a touch of %s', async (_what, touch) => {
    await settle();
    await again();
    const [folder, before] = [await latest(), await sums()];
    await touch();
    await again();
    expect(await latest()).not.toBe(folder);
    if (!/record/.test(_what))
      expect((await sums()).split('\n').filter((line) => /claims\.csv/.test(line))).toEqual(
        before.split('\n').filter((line) => /claims\.csv/.test(line)),
      );
  });

  it('is made again after a touch of a licence, whose id the manifest holds', async () => {
    const licence = join(schemas, 'LICENSE-DATA');
    await writeFile(licence, 'some rights');
    await settle();
    await again();
    const folder = await latest();
    await writeFile(licence, 'other rights');
    await again();
    expect(await latest()).not.toBe(folder);
  });

  it('tells once what it put aside', async () => {
    await settle();
    await again();
    await writeFile(join(project.latest, 'notes.txt'), 'mine');
    expect(codes(await again())).toEqual(['W-OUTPUT-KEPT output/kept-1']);
    await settle();
    expect(codes(await again())).toEqual([]);
  });
});
