import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { isMap, type YAMLMap, type YAMLSeq } from 'yaml';
import { build } from '../pipeline/build.ts';
import { applyDelta, type Delta, type DeltaLine } from '../pipeline/compare/delta.ts';
import { readDataset } from '../pipeline/compare/read.ts';
import { readCsv } from '../pipeline/compare/read-csv.ts';
import { writeGenerated } from '../pipeline/generate/write.ts';
import { type Cut, cutRelease, Refusal } from '../pipeline/release/cut.ts';
import { asObjects, brokenSums, csvTables } from './support/built.ts';
import { plainRecord } from './support/project.ts';
import { makeReleaseProject, PORT, type ReleaseProject } from './support/release-project.ts';

/** What an edit of the pipeline makes of the rows of a table, beside its edit of the contract. */
const pipeline = vi.hoisted(() => {
  const same = (row: object): object => row;
  return { source: same, event: same, same };
});
vi.mock('../pipeline/write/rows/source-rows.ts', async (original) => {
  const real = await original<typeof import('../pipeline/write/rows/source-rows.ts')>();
  const sourceRow: typeof real.sourceRow = (...args) =>
    pipeline.source(real.sourceRow(...args)) as ReturnType<typeof real.sourceRow>;
  return { ...real, sourceRow };
});
vi.mock('../pipeline/write/rows/entity-rows.ts', async (original) => {
  const real = await original<typeof import('../pipeline/write/rows/entity-rows.ts')>();
  const eventRow: typeof real.eventRow = (...args) =>
    pipeline.event(real.eventRow(...args)) as ReturnType<typeof real.eventRow>;
  return { ...real, eventRow };
});

// Each release is two builds and some calls of git; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let base: ReleaseProject;
let first: Cut | null;

beforeAll(async () => {
  base = await makeReleaseProject();
  first = await cutRelease({ root: base.root });
  await base.commit();
});
afterAll(() => base.remove());
afterEach(() => {
  Object.assign(pipeline, { source: pipeline.same, event: pipeline.same });
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

async function refusal(project: ReleaseProject, options: { version?: string } = {}): Promise<string> {
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

/** Two entries of a registry file that nothing else names: one to keep, one to merge into it. */
async function spareOrganizations(project: ReleaseProject): Promise<[string, string]> {
  const folder = join(project.root, 'sources', 'registry');
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.yaml'));
  const all = (await Promise.all(names.map((name) => project.read(`sources/registry/${name}`)))).join('\n');
  const ids = [
    ...(await project.read('sources/registry/organizations.yaml')).matchAll(/^ {2}- id: (\S+)$/gm),
  ];
  const spare = ids.map(([, id]) => id!).filter((id) => all.split(new RegExp(`\\b${id}\\b`)).length === 2);
  expect(spare.length).toBeGreaterThan(1);
  return [spare[0]!, spare[1]!];
}

const TABLES = 'schemas/tables.yaml';
const HOST = '      - { name: host_id, type: string, references: entities.entity_id, description: Host }\n';
const DOI = '{ name: doi, type';
const SOURCE_DOI = '{ name: source_doi, type';
const PLACE =
  '      - { name: place_id, type: string, references: entities.entity_id, description: Where }\n';

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
      'SHA256SUMS',
      'changes',
      'csv',
      'datapackage.json',
      'json',
      'manifest.json',
    ]);
    expect(await base.read('output/v0.1.0/CITATION.cff')).toContain(
      'version: 0.1.0\ndate-released: 2026-12-01\n',
    );
  });

  it('stands in the changelog with what people wrote, and in the list of releases', async () => {
    expect(await base.read('CHANGELOG.md')).toMatch(
      /^# Changelog\n\n## Unreleased\n\nNothing yet\.\n\n## 0\.1\.0 \(2026-12-01\)\n\n- A note by hand\.\n\n### What differs in the data\n\n- The first release: .*\n$/,
    );
    expect(JSON.parse(await base.read('output/releases.json'))).toMatchObject([
      { version: '0.1.0', released: '2026-12-01', counts: { records: 1, claims: 3 } },
    ]);
  });

  it('is the first and last-changed release of its claims', async () => {
    const claims = asObjects((await csvTables(join(base.output, 'v0.1.0'))).get('claims')!);
    for (const claim of claims)
      expect(claim).toMatchObject({ first_release: '0.1.0', last_changed_release: '0.1.0' });
  });
});

/** Ten edits: what is done, the version that it asks for, and how the changelog tells it. */
const EDITS: [string, (project: ReleaseProject) => Promise<void>, string, string | RegExp][] = [
  [
    'a typo is fixed',
    (project) => project.edit(PORT, 'clsoed', 'closed'),
    '0.1.1',
    '`port/c02`: claim_text was “The strait will be clsoed.”, is “The strait will be closed.”.',
  ],
  [
    'a claim is dated otherwise',
    (project) => project.edit(PORT, '    at: p1.s3\n', "    at: p1.s3\n    made: '2021-02'\n"),
    '0.1.1',
    '`port/c03`: made was “2021-03-01”, is “2021-02”.',
  ],
  [
    'a record is added',
    async (project) => project.put('sources/records/quay.yaml', await plainRecord('quay')),
    '0.1.1',
    'New record `quay`: A Harbour for All (1 claim).',
  ],
  [
    'two entities are merged',
    async (project) => {
      const [kept, merged] = await spareOrganizations(project);
      await project.editYaml('sources/registry/organizations.yaml', (document) => {
        const list = document.get('entities') as YAMLSeq<YAMLMap>;
        list.items = list.items.filter((item) => isMap(item) && item.get('id') !== merged);
      });
      await project.editYaml('sources/registry/redirects.yaml', (document) => {
        const list = document.get('redirects') as YAMLSeq;
        list.add(
          document.createNode({ from: merged, to: kept, date: '2027-01-10', reason: 'They are the same.' }),
        );
        list.items.sort((a, b) =>
          String((a as YAMLMap).get('from')) < String((b as YAMLMap).get('from')) ? -1 : 1,
        );
      });
    },
    '0.1.1',
    /^`\S+` is now `\S+`: They are the same\.$/,
  ],
  [
    'a claim is withdrawn',
    async (project) => {
      const text = await project.read(PORT);
      const line = `retired:\n  - {id: c03, date: '2027-01-10', reason: The sentence was misread.}\n`;
      await project.put(PORT, text.slice(0, text.indexOf('  - id: c03')) + line);
    },
    '0.1.1',
    '`port/c03` is retired: The sentence was misread.',
  ],
  ['a column is renamed', renameDoi, '0.2.0', 'The column `sources.doi` is now called `source_doi`.'],
  [
    'a code is removed',
    (project) =>
      project.editYaml('schemas/codebook/topic.yaml', (document) => {
        const codes = document.get('codes') as YAMLSeq<YAMLMap>;
        codes.items = codes.items.filter((item) => item.get('code') !== 'consular');
      }),
    '0.2.0',
    'The code `consular` of topic is gone.',
  ],
  [
    'columns change places',
    (project) => project.edit(TABLES, PLACE + HOST, HOST + PLACE),
    '0.2.0',
    'The columns of `events` stand in another order.',
  ],
  [
    'a column is added',
    async (project) => {
      await project.edit(TABLES, HOST, `${HOST}      - { name: guest, type: string, description: Guest }\n`);
      pipeline.event = (row) => ({ ...row, guest: undefined });
    },
    '0.2.0',
    'The column `events.guest` is new.',
  ],
];

describe('after v0.1.0, when', () => {
  it.each(EDITS)('%s, the release and its changelog say so', async (_, edit, version, line) => {
    const project = await edited(edit);
    const cut = await cutRelease({ root: project.root });
    expect(cut).toMatchObject({ version, released: '2027-01-15' });
    const lines = (await project.read('CHANGELOG.md'))
      .split(/^## /m)
      .find((section) => section.startsWith(`${version} (2027-01-15)`))
      ?.split('\n')
      .flatMap((one) => (one.startsWith('- ') ? [one.slice(2)] : []));
    expect(lines).toContainEqual(typeof line === 'string' ? line : expect.stringMatching(line));
    await expectDelta(project, version);
    expect(await project.git('status', '--porcelain')).toBe(
      ` M CHANGELOG.md\n M output/releases.json\n?? output/v${version}/\n`,
    );
  });

  it('a claim is deleted without a word, the release stops and says what to add', async () => {
    const project = await edited(async (one) => {
      const text = await one.read(PORT);
      await one.put(PORT, text.slice(0, text.indexOf('  - id: c03')));
    });
    const said = await refusal(project);
    expect(said).toContain('port/c03 left claims without a word.');
    expect(said).toContain('add to retired in sources/records/port.yaml: {id: c03, date: …, reason: …}');
    expect(await readdir(project.output)).not.toContain('v0.2.0');
  });

  it('a record is deleted without a word, it is told once', async () => {
    const project = await edited(async (one) => {
      await one.put('sources/records/quay.yaml', await plainRecord('quay'));
      await one.git('rm', '-q', PORT);
    });
    const said = await refusal(project);
    expect(said).toContain('Put sources/records/port.yaml back with status: withdrawn');
    expect(said).not.toContain('port/c01');
    expect(said).not.toContain('port-author');
  });

  it('a retired id comes back, or its line is taken out, the release stops', async () => {
    const project = await edited(async (one) => {
      await one.editYaml('sources/registry/redirects.yaml', (document) => {
        (document.get('redirects') as YAMLSeq).items.splice(0, 1);
      });
    });
    expect(await refusal(project)).toContain('chinese-tech-companies is no longer listed as retired');
  });
});

/** Whether `apply(previous, delta) = next` holds for the released files, table by table. */
async function expectDelta(project: ReleaseProject, version: string): Promise<void> {
  const before = await readDataset(join(project.output, 'v0.1.0'));
  const after = await readDataset(join(project.output, `v${version}`));
  const lines = async (kind: keyof Delta): Promise<DeltaLine[]> => {
    const [, ...rows] = readCsv(await project.read(`output/v${version}/changes/${kind}.csv`));
    return rows.map(([table = '', key = '', field = '', old = '', now = '']) => ({
      table,
      key: key.split(' | '),
      field,
      old,
      new: now,
    }));
  };
  const delta = {
    added: await lines('added'),
    removed: await lines('removed'),
    changed: await lines('changed'),
  };
  for (const table of after.values()) {
    if (table.name === 'changes') continue;
    const of = (some: DeltaLine[]): DeltaLine[] => some.filter((line) => line.table === table.name);
    const part = { added: of(delta.added), removed: of(delta.removed), changed: of(delta.changed) };
    const applied = applyDelta(before.get(table.name)!, part, table);
    expect(applied.rows, table.name).toEqual(table.rows);
  }
}

describe('a release stops', () => {
  it('when nothing differs', async () => {
    const project = await edited((one) => one.edit(PORT, 'claims:', '# a remark\nclaims:'));
    expect(await refusal(project)).toBe(
      'No value of the data differs from v0.1.0, so there is nothing to release.',
    );
  });

  it('at a version that is lower than what differs asks for, and takes a higher one', async () => {
    const project = await edited(renameDoi);
    expect(await refusal(project, { version: '0.1.1' })).toContain('v0.1.1 is too low');
    expect(await refusal(project, { version: 'one' })).toContain('one is no version');
    expect(await cutRelease({ root: project.root, version: '1.0.0', released: '2027-02-01' })).toMatchObject({
      version: '1.0.0',
      released: '2027-02-01',
    });
  });

  it('at a column that is renamed in the contract alone', async () => {
    const project = await edited((one) => one.edit(TABLES, DOI, SOURCE_DOI));
    await expect(cutRelease({ root: project.root })).rejects.toThrow(
      'no stage fills sources.source_doi, and',
    );
    expect(await readdir(project.output)).not.toContain('v0.2.0');
  });

  it('at generated files that do not follow from the schemas, and names each', async () => {
    const project = await edited(renameDoi);
    await project.edit('docs/data-dictionary.md', 'source_doi', 'doi');
    await project.edit('pipeline/model/generated/tables.ts', 'source_doi', 'doi');
    await project.commit('2027-01-15');
    expect((await refusal(project)).split('\n')).toEqual([
      expect.stringContaining('Run `make generate`'),
      'docs/data-dictionary.md',
      'pipeline/model/generated/tables.ts',
    ]);
  });

  it('at files that are not committed, and names each', async () => {
    const project = await edited(async () => {});
    await project.edit(PORT, 'clsoed', 'closed');
    await project.put('sources/records/quay.yaml', await plainRecord('quay'));
    await project.put('package-lock.json', '{}');
    await project.put('README.md', 'A file that decides nothing.');
    const said = await refusal(project);
    expect(said.split('\n').slice(1).sort()).toEqual([
      'changed: package-lock.json',
      `changed: ${PORT}`,
      'not in git: sources/records/quay.yaml',
    ]);
  });

  it('at a file that git does not see', async () => {
    const project = await edited(async (one) => {
      await one.put('.gitignore', `${await one.read('.gitignore')}*.bak\n`);
      await one.edit(PORT, 'clsoed', 'closed');
    });
    await project.put('sources/records/port.bak', 'an old copy');
    expect(await refusal(project)).toContain('Look for ignored files');
  });

  it('at errors in the records', async () => {
    const project = await edited((one) => one.edit(PORT, 'type: prediction', 'type: predictoin'));
    expect(await refusal(project)).toContain('The records have errors');
  });

  it('at a released file that was changed', async () => {
    const project = await edited(async (one) => {
      await one.edit(PORT, 'clsoed', 'closed');
      await one.edit('output/v0.1.0/csv/claims.csv', 'The strait', 'A strait');
    });
    expect(await refusal(project)).toContain('csv/claims.csv was changed');
  });

  it('outside of a git repository', async () => {
    const project = await edited((one) => one.edit(PORT, 'clsoed', 'closed'));
    await rm(join(project.root, '.git'), { recursive: true });
    expect(await refusal(project)).toContain('no git repository');
  });
});

describe('a release with more to tell than the list of releases repeats', () => {
  it('tells what breaks programs first, says how much more there is, and counts further rows once', async () => {
    const project = await edited(async (one) => {
      await renameDoi(one);
      for (let number = 10; number < 32; number += 1)
        await one.put(`sources/records/quay-${number}.yaml`, await plainRecord(`quay-${number}`));
    });
    await cutRelease({ root: project.root });
    const [, { changes }] = JSON.parse(await project.read('output/releases.json'));
    const told = (await project.read('output/v0.2.0/changes/changes.md')).match(/^- .*$/gm)!;
    expect(changes).toHaveLength(21);
    expect(changes[0]).toBe('The column `sources.doi` is now called `source_doi`.');
    expect(changes.at(-1)).toBe(`And ${told.length - 20} more: see v0.2.0/changes/changes.md.`);
    expect(told).toContain('- 2 more records are new.');
    expect(told.filter((line) => line.includes('`provenance`'))).toEqual([
      expect.stringMatching(/^- The rows that belong to these, in `.*claim_codes.*`: \d+ new in all\.$/),
    ]);
  });
});

describe('the releases of a claim', () => {
  it('stay when it stays, and follow when it changes', async () => {
    const project = await edited(async (one) => {
      await one.edit(PORT, 'clsoed', 'closed');
      await one.put('sources/records/quay.yaml', await plainRecord('quay'));
    });
    const releases = async (folder: string) =>
      Object.fromEntries(
        asObjects((await csvTables(folder)).get('claims')!).map((row) => [
          row.claim_id,
          [row.first_release, row.last_changed_release],
        ]),
      );
    await build({ root: project.root, schemas: project.root, output: project.output });
    expect(await releases(project.latest)).toEqual({
      'port/c01': ['0.1.0', '0.1.0'],
      'port/c02': ['0.1.0', ''],
      'port/c03': ['0.1.0', '0.1.0'],
      'quay/c01': ['', ''],
    });
    await cutRelease({ root: project.root });
    expect(await releases(join(project.output, 'v0.1.1'))).toEqual({
      'port/c01': ['0.1.0', '0.1.0'],
      'port/c02': ['0.1.0', '0.1.1'],
      'port/c03': ['0.1.0', '0.1.0'],
      'quay/c01': ['0.1.1', '0.1.1'],
    });
    const changes = asObjects((await csvTables(join(project.output, 'v0.1.1'))).get('changes')!);
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
  });
});
