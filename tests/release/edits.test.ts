import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { isMap, type YAMLMap, type YAMLSeq } from 'yaml';
import { build } from '../../pipeline/build.ts';
import { readCsv } from '../../pipeline/compare/csv.ts';
import { applyDelta } from '../../pipeline/compare/delta.ts';
import { readDataset } from '../../pipeline/compare/read.ts';
import { writeGenerated } from '../../pipeline/generate/write.ts';
import { type Cut, cutRelease, Refusal } from '../../pipeline/release/cut.ts';
import { citationLine } from '../../pipeline/write/cite.ts';
import { asObjects, brokenSums, csvTables, filesOf } from '../support/built.ts';
import { plainRecord } from '../support/project.ts';
import { makeReleaseProject, PORT, type ReleaseProject, SPARE } from '../support/release-project.ts';

/** What an edit of the pipeline makes of the rows of a table, beside its edit of the contract. */
const pipeline = vi.hoisted(() => {
  const same = (row: object): object => row;
  return { source: same, same };
});
vi.mock('../../pipeline/write/rows/source-rows.ts', async (original) => {
  const real = await original<typeof import('../../pipeline/write/rows/source-rows.ts')>();
  const sourceRow: typeof real.sourceRow = (...args) =>
    pipeline.source(real.sourceRow(...args)) as ReturnType<typeof real.sourceRow>;
  return { ...real, sourceRow };
});

let base: ReleaseProject;
let first: Cut | null;

beforeAll(async () => {
  base = await makeReleaseProject();
  first = await cutRelease({ root: base.root });
  await base.commit();
});
afterAll(() => base.remove());
afterEach(() => {
  pipeline.source = pipeline.same;
});

/** A copy of the project after v0.1.0, with an edit committed. */
async function edited(edit: (project: ReleaseProject) => Promise<void>): Promise<ReleaseProject> {
  const project = await base.copy();
  onTestFinished(() => project.remove());
  await edit(project);
  await writeGenerated(project.root);
  await project.commit('2027-01-15');
  return project;
}

async function refusal(
  project: ReleaseProject,
  options: { version?: string; released?: string } = {},
): Promise<string> {
  const error = await cutRelease({ root: project.root, ...options }).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(Refusal);
  const { message, details } = error as Refusal;
  return [message, ...details].join('\n');
}

/** Renames a column in the contract and in the stage that fills it. */
async function renameDoi(project: ReleaseProject): Promise<void> {
  await project.edit(TABLES, DOI, SOURCE_DOI);
  pipeline.source = (row) => {
    const { doi, ...rest } = row as { doi?: string };
    return { ...rest, source_doi: doi };
  };
}

const TABLES = 'schemas/tables.yaml';
const DOI = '{ name: doi, type';
const SOURCE_DOI = '{ name: source_doi, type';
describe('the first release', () => {
  it('is v0.1.0, dated by the commit, and says what it holds', async () => {
    expect(first).toMatchObject({ version: '0.1.0', released: '2026-12-01' });
    expect(first?.changes).toEqual([
      expect.stringMatching(/^The first release: 1 record, 3 claims, \d+ entities, /),
    ]);
    const folder = join(base.output, 'v0.1.0');
    expect(await brokenSums(folder)).toEqual([]);
    expect((await readdir(folder)).sort()).toEqual([
      'CITATION.cff',
      'CODEBOOK.md',
      'DATA-DICTIONARY.md',
      'LICENSE',
      'LICENSE-DATA',
      'README.md',
      'SHA256SUMS',
      'changes',
      'claims.xlsx',
      'csv',
      'datapackage.json',
      'desk.html',
      'explorer.html',
      'json',
      'manifest.json',
    ]);
    expect(await base.read('output/v0.1.0/CITATION.cff')).toContain(
      'version: 0.1.0\ndate-released: 2026-12-01\n',
    );
  });

  it('stands alone: its pages lead only to what lies in it, and say what it is, how to cite it and under which licence', async () => {
    const folder = join(base.output, 'v0.1.0');
    const files = new Set(await filesOf(folder));
    for (const page of ['README.md', 'CODEBOOK.md', 'DATA-DICTIONARY.md']) {
      const text = await readFile(join(folder, page), 'utf8');
      const leads = [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, path]) => path!);
      expect(
        leads.filter((path) => !files.has(path) && !path.startsWith('https://')),
        page,
      ).toEqual([]);
    }
    const readme = await readFile(join(folder, 'README.md'), 'utf8');
    expect(readme).toContain('# Foreign-Policy Claims, version 0.1.0\n');
    expect(readme).toContain(`\n${citationLine('0.1.0', '2026-12-01')}\n`);
    for (const [name, { rows }] of await csvTables(folder))
      expect(readme).toContain(`| \`csv/${name}.csv\` | ${rows.length} |`);
    for (const name of ['LICENSE', 'LICENSE-DATA'])
      expect(await readFile(join(folder, name), 'utf8')).toBe(await base.read(name));
    const descriptor = JSON.parse(await readFile(join(folder, 'datapackage.json'), 'utf8'));
    expect(descriptor.contributors).toEqual([
      { title: 'Foreign-Policy Claims contributors', roles: ['creator'] },
    ]);
    expect(descriptor.sources).toContainEqual({ title: 'iso-3166@4.4.0' });
    for (const path of [...files].filter((file) => /^json\/[^/]+$/.test(file))) {
      const schema = path.replace(/^json\/(\w+)\.jsonl?$/, 'json/schemas/$1.schema.json');
      expect(JSON.parse(await readFile(join(folder, schema), 'utf8'))).toEqual(
        JSON.parse(await base.read(`schemas/${schema.replace('/schemas', '')}`)),
      );
    }
  });

  it('stands in the changelog with what people wrote, and in the list of releases', async () => {
    expect(await base.read('CHANGELOG.md')).toMatch(
      /^# Changelog\n\n## Unreleased\n\nNothing yet\.\n\n## 0\.1\.0 \(2026-12-01\)\n\n- A note by hand\.\n\n### What differs in the data\n\n- The first release: .*\n$/,
    );
    expect(JSON.parse(await base.read('output/releases.json'))).toMatchObject([
      {
        version: '0.1.0',
        tag: 'v0.1.0',
        commit: (await base.git('rev-list', '--max-parents=0', 'HEAD')).trim(),
        released: '2026-12-01',
        counts: { records: 1, claims: 3 },
      },
    ]);
  });

  it('is the first and last-changed release of its claims', async () => {
    const claims = asObjects((await csvTables(join(base.output, 'v0.1.0'))).get('claim_history')!);
    for (const claim of claims)
      expect(claim).toMatchObject({ first_release: '0.1.0', last_changed_release: '0.1.0' });
  });
});

/** One entry of the registry that stays, and one that is merged into it. */
const [KEPT, MERGED] = SPARE;

/** A corrected claim, a new record, two merged entities, a retired claim and a renamed column. */
async function editAll(project: ReleaseProject): Promise<void> {
  await project.edit(PORT, 'clsoed', 'closed');
  await project.put('sources/records/quay.yaml', await plainRecord('quay'));
  await project.editYaml('sources/registry/organizations.yaml', (document) => {
    const list = document.get('entities') as YAMLSeq<YAMLMap>;
    list.items = list.items.filter((item) => isMap(item) && item.get('id') !== MERGED);
  });
  await project.editYaml('sources/registry/redirects/fixtures.yaml', (document) => {
    const list = document.get('redirects') as YAMLSeq;
    list.add(
      document.createNode({ from: MERGED, to: KEPT, date: '2027-01-10', reason: 'They are the same.' }),
    );
    list.items.sort((a, b) =>
      String((a as YAMLMap).get('from')) < String((b as YAMLMap).get('from')) ? -1 : 1,
    );
  });
  const text = await project.read(PORT);
  const line = `retired:\n  - {id: c03, date: '2027-01-10', reason: The sentence was misread.}\n`;
  await project.put(PORT, text.slice(0, text.indexOf('  - id: c03')) + line);
  await renameDoi(project);
}

describe('the release after many edits', () => {
  it('says in its tables, its changelog and the lists what differs, cell by cell and in words', async () => {
    const project = await edited(editAll);
    await build({ root: project.root, schemas: project.root, output: project.output });
    expect(await releasesOfClaims(project.latest)).toEqual({
      'port/c01': ['0.1.0', '0.1.0'],
      'port/c02': ['0.1.0', ''],
      'quay/c01': ['', ''],
    });

    const cut = await cutRelease({ root: project.root });
    expect(cut).toMatchObject({ version: '0.2.0', released: '2027-01-15' });
    const lines = [
      'The column `sources.doi` is now called `source_doi`.',
      'New record `quay`: A Harbour for All (op-ed, published; 1 claim; coded by Claude).',
      '`port/c02`: claim_text was “The strait will be clsoed.”, is “The strait will be closed.”.',
      `\`${MERGED}\` is now \`${KEPT}\`: They are the same.`,
      '`port/c03` is retired: The sentence was misread.',
    ];
    const section = (await project.read('CHANGELOG.md'))
      .split(/^## /m)
      .find((one) => one.startsWith('0.2.0 (2027-01-15)'))
      ?.match(/^- .*$/gm)
      ?.map((line) => line.slice(2));
    expect(section).toEqual(expect.arrayContaining(lines));
    expect(cut?.changes).toEqual(section?.map((line) => line.replace(/[`\\]/g, '')));
    const [, { changes: listed }] = JSON.parse(await project.read('output/releases.json'));
    expect(listed).toEqual(section);
    await expectDelta(project, '0.2.0');
    expect(await project.git('status', '--porcelain')).toBe(
      ' M CHANGELOG.md\n M output/releases.json\n?? output/v0.2.0/\n',
    );

    const folder = join(project.output, 'v0.2.0');
    expect(await releasesOfClaims(folder)).toEqual({
      'port/c01': ['0.1.0', '0.1.0'],
      'port/c02': ['0.1.0', '0.2.0'],
      'quay/c01': ['0.2.0', '0.2.0'],
    });
    const changes = asObjects((await csvTables(folder)).get('changes')!);
    expect(changes).toContainEqual({
      table: 'claims',
      row_key: 'port/c02',
      kind: 'changed',
      field: 'claim_text',
      old: 'The strait will be clsoed.',
      new: 'The strait will be closed.',
      cause: 'source',
    });
    expect(changes).toContainEqual(
      expect.objectContaining({
        table: 'sources',
        row_key: 'quay',
        kind: 'added',
        field: '*',
        cause: 'source',
      }),
    );
    expect(changes).toContainEqual(
      expect.objectContaining({ table: 'entities', row_key: MERGED, kind: 'removed', cause: 'registry' }),
    );
  });
});

describe('the release after an edit of the key of a table', () => {
  it('takes the table whole: one line in the table changes, and no rows in the delta', async () => {
    const project = await edited(async (one) => {
      await one.put('sources/records/quay.yaml', await plainRecord('quay'));
      await one.edit(TABLES, 'key: [claim_id, vocabulary, rank]', 'key: [vocabulary, claim_id, rank]');
    });
    await cutRelease({ root: project.root });
    const changes = asObjects((await csvTables(join(project.output, 'v0.2.0'))).get('changes')!);
    expect(changes.filter(({ table }) => table === 'claim_codes')).toEqual([
      {
        table: 'claim_codes',
        row_key: '*',
        kind: 'changed',
        field: '*',
        old: '',
        new: '',
        cause: 'codebook',
      },
    ]);
    const added = await readdir(join(project.output, 'v0.2.0', 'changes', 'added'));
    expect(added).toContain('claims.csv');
    expect(added).not.toContain('claim_codes.csv');
    await expectDelta(project, '0.2.0');
  });
});

/** First and last-changed release by claim. */
async function releasesOfClaims(folder: string): Promise<Record<string, (string | undefined)[]>> {
  const claims = asObjects((await csvTables(folder)).get('claim_history')!);
  return Object.fromEntries(
    claims.map((row) => [row.claim_id, [row.first_release, row.last_changed_release]]),
  );
}

/** Whether `apply(previous, delta) = next` holds for the released files, table by table. */
async function expectDelta(project: ReleaseProject, version: string): Promise<void> {
  const before = await readDataset(join(project.output, 'v0.1.0'));
  const after = await readDataset(join(project.output, `v${version}`));
  const folder = `output/v${version}/changes`;
  const rowsOf = async (path: string): Promise<Record<string, string>[]> => {
    const [header = [], ...rows] = readCsv(await project.read(`${folder}/${path}`));
    return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])));
  };
  const changes = asObjects((await csvTables(join(project.output, `v${version}`))).get('changes')!);
  const moved = await rowsOf('moved.csv');
  const ofKind = (kind: string) => changes.filter((line) => line.kind === kind);
  const added = await readdir(join(project.root, folder, 'added')).catch((): string[] => []);
  for (const table of after.values()) {
    if (table.name === 'changes') continue;
    if (before.get(table.name)?.key.join() !== table.key.join()) {
      expect(changes).toContainEqual(
        expect.objectContaining({ table: table.name, row_key: '*', field: '*' }),
      );
      continue;
    }
    const earlier = before.get(table.name)!;
    const of = (some: Record<string, string>[]) => some.filter((line) => line.table === table.name);
    const part = {
      added: added.includes(`${table.name}.csv`) ? await rowsOf(`added/${table.name}.csv`) : [],
      removed: of(ofKind('removed')).map(({ row_key = '' }) =>
        Object.fromEntries(row_key.split(' | ').map((value, at) => [earlier.key[at] ?? '', value])),
      ),
      changed: [...of(ofKind('changed')), ...of(moved)].map(
        ({ row_key = '', field = '', old = '', new: now = '' }) => ({
          key: row_key.split(' | '),
          fields: [{ field, old, new: now }],
        }),
      ),
    };
    const applied = applyDelta(earlier, part, table);
    expect(applied.rows, table.name).toEqual(table.rows);
  }
}

describe('a release stops', () => {
  it('at whatever would make it wrong, says what to do, and writes nothing', async () => {
    const project = await edited((one) => one.edit(PORT, 'claims:', '# a remark\nclaims:'));
    const clean = (await project.git('rev-parse', 'HEAD')).trim();
    /** Makes a change, tries a release, and takes the change back. */
    const refused = async (
      change: (one: ReleaseProject) => Promise<unknown>,
      options: { version?: string; released?: string } = {},
    ): Promise<string> => {
      await change(project);
      const said = await refusal(project, options);
      await project.git('reset', '-q', '--hard', clean);
      await project.git('clean', '-qfdx', '-e', 'node_modules');
      return said;
    };
    const commit = (): Promise<void> => project.commit('2027-01-15');
    const nothing = async (): Promise<void> => undefined;

    expect(await refused(nothing, { version: 'one' })).toContain('one is no version');
    expect(await refused(nothing, { released: 'today' })).toContain('today is no day');
    expect(await refused(nothing)).toBe(
      'No value of the data differs from v0.1.0, so there is nothing to release.',
    );

    const uncommitted = await refused(async (one) => {
      await one.edit(PORT, 'clsoed', 'closed');
      await one.put('sources/records/quay.yaml', await plainRecord('quay'));
      await one.put('package-lock.json', '{}');
      await one.put('README.md', 'A file that decides nothing.');
    });
    expect(uncommitted.split('\n').slice(1).sort()).toEqual([
      'changed: package-lock.json',
      `changed: ${PORT}`,
      'not in git: sources/records/quay.yaml',
    ]);

    const unseen = await refused(async (one) => {
      await one.put('.gitignore', `${await one.read('.gitignore')}*.bak\n`);
      await commit();
      await one.put('sources/records/port.bak', 'an old copy');
    });
    expect(unseen).toContain('Look for ignored files');

    const stale = await refused(async (one) => {
      await one.edit(TABLES, DOI, SOURCE_DOI);
      await commit();
    });
    expect(stale.split('\n')).toEqual([
      expect.stringContaining('Run `make generate`'),
      'docs/data-dictionary.md',
      'pipeline/model/generated/tables.ts',
      'schemas/json/sources.schema.json',
    ]);

    const unlicensed = await refused(async (one) => {
      await rm(join(one.root, 'LICENSE-DATA'));
      await commit();
    });
    expect(unlicensed.split('\n')).toEqual([expect.stringContaining('are missing:'), 'LICENSE-DATA']);

    const altered = await refused(async (one) => {
      await one.edit('output/v0.1.0/csv/claims.csv', 'The strait', 'A strait');
      await commit();
    });
    expect(altered).toContain('csv/claims.csv was changed');

    const faulty = await refused(async (one) => {
      await one.edit(PORT, 'type: prediction', 'type: predictoin');
      await commit();
    });
    expect(faulty).toContain('The records have errors');

    const lost = await refused(async (one) => {
      const text = await one.read(PORT);
      await one.put(PORT, text.slice(0, text.indexOf('  - id: c03')));
      await commit();
    });
    expect(lost).toContain('port/c03 left claims without a word.');
    expect(lost).toContain('add to retired in sources/records/port.yaml: {id: c03, date: …, reason: …}');

    const early = await refused(
      async (one) => {
        await one.edit(PORT, 'clsoed', 'closed');
        await commit();
      },
      { released: '2020-01-01' },
    );
    expect(early).toMatch(/^These records were coded after the day of the release, 2020-01-01/);
    expect(early).toContain('sources/records/port.yaml: coded 20');

    const low = await refused(
      async (one) => {
        await one.edit(PORT, 'clsoed', 'closed');
        await commit();
      },
      { version: '0.1.0' },
    );
    expect(low).toContain('v0.1.0 is too low: what differs asks for v0.1.1 at least.');
    expect(await readdir(project.output)).toEqual(['releases.json', 'v0.1.0']);

    await project.edit(PORT, 'clsoed', 'closed');
    await commit();
    expect(await cutRelease({ root: project.root, version: '1.0.0', released: '2027-02-01' })).toMatchObject({
      version: '1.0.0',
      released: '2027-02-01',
    });
    await rm(join(project.root, '.git'), { recursive: true });
    expect(await refusal(project)).toContain('no git repository');
  });
});
