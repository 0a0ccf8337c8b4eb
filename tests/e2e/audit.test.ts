import { appendFile, mkdir, mkdtemp, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../pipeline/release/audit/finding.ts';
import { checkPackage } from '../../pipeline/release/audit/package.ts';
import { filesOf, readJson, sha256 } from '../support/built.ts';
import { copyInto, fixture, makeSmallProject, type Project } from '../support/project.ts';
import { readCsv } from '../support/readers/strict-csv.ts';
import { runCli } from '../support/run-cli.ts';

let project: Project;
/** The same dataset without the formats beside CSV and JSON. */
let tables: string;
let work: string;
let number = 0;

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'audit-'));
  project = await makeSmallProject({
    network: (await fixture('network.yaml')).replace('iso-NA', 'arvania'),
  });
  tables = join(project.root, 'tables', 'latest');
  for (const more of [[], ['--no-formats', '--output', dirname(tables)]]) {
    const { code, stderr } = await runCli(['build', '--root', project.root, ...more]);
    expect(code, stderr).toBe(0);
  }
});

afterAll(async () => {
  await project.remove();
  await rm(work, { recursive: true });
});

/** A copy of the dataset to break. */
async function copy(dataset = tables): Promise<string> {
  number += 1;
  const folder = join(work, String(number));
  await mkdir(folder);
  await copyInto(folder, `${dataset}/.`);
  return folder;
}

/** What is found, in one line each: file, row, column, reason. */
async function found(folder: string): Promise<string[]> {
  const { findings } = await checkPackage(folder);
  return findings.map(
    ({ file, row, column, reason }: Finding) => `${file}|${row ?? ''}|${column ?? ''}|${reason}`,
  );
}

interface Descriptor {
  resources: {
    name: string;
    path: string;
    bytes: number;
    hash: string;
    schema: {
      fields: { name: string; type: string }[];
      primaryKey?: string[];
      foreignKeys: { reference: { resource: string } }[];
    };
  }[];
}

/** Changes the descriptor; `table` gives the description of a table. */
async function describeAnew(
  folder: string,
  change: (descriptor: Descriptor, table: (name: string) => Descriptor['resources'][number]) => void,
): Promise<void> {
  const descriptor = await readJson<Descriptor>(folder, 'datapackage.json');
  change(
    descriptor,
    (name) => descriptor.resources.find((each) => each.name === name) as Descriptor['resources'][number],
  );
  await writeFile(join(folder, 'datapackage.json'), JSON.stringify(descriptor));
}

/** Changes a cell, by table, row as in a spreadsheet, and column. */
async function setCell(
  folder: string,
  table: string,
  row: number,
  column: string,
  value: string,
): Promise<void> {
  const path = join(folder, 'csv', `${table}.csv`);
  const rows = readCsv(await readFile(path, 'utf8'));
  (rows[row - 1] as string[])[(rows[0] as string[]).indexOf(column)] = value;
  const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  await writeFile(path, rows.map((cells) => `${cells.map(cell).join(',')}\n`).join(''));
}

/** Changes the text of a file. */
async function edit(folder: string, path: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(join(folder, path), 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(join(folder, path), after);
}

/** Brings all sums up to date, as whoever means to deceive would, so that only what stands in the files is found. */
async function seal(folder: string): Promise<void> {
  await describeAnew(folder, () => {});
  const facts = async (path: string): Promise<{ bytes: number; sha256: string }> => ({
    bytes: (await stat(join(folder, path))).size,
    sha256: await sha256(join(folder, path)),
  });
  const descriptor = await readJson<Descriptor>(folder, 'datapackage.json');
  for (const resource of descriptor.resources) {
    const { bytes, sha256: digest } = await facts(resource.path);
    Object.assign(resource, { bytes, hash: `sha256:${digest}` });
  }
  await writeFile(join(folder, 'datapackage.json'), JSON.stringify(descriptor));
  const manifest = await readJson<{ files: { path: string }[] }>(folder, 'manifest.json');
  for (const file of manifest.files) Object.assign(file, await facts(file.path));
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  let sums = '';
  for (const path of await filesOf(folder))
    if (path !== 'SHA256SUMS') sums += `${(await facts(path)).sha256}  ${path}\n`;
  await writeFile(join(folder, 'SHA256SUMS'), sums);
}

/** Breaks a copy with its sums kept in order, and tells what is found. */
async function findingsAfter(break_: (folder: string) => Promise<void>): Promise<string[]> {
  const folder = await copy();
  await break_(folder);
  await seal(folder);
  return found(folder);
}

describe('a dataset as it was built', () => {
  it('has nothing to find, also with its sums renewed', async () => {
    expect(await found(project.latest)).toEqual([]);
    expect(await findingsAfter(async () => {})).toEqual([]);
  });
});

describe('files that are not as listed', () => {
  it('a changed byte is told against each of the three lists', async () => {
    const folder = await copy();
    await edit(folder, 'csv/events.csv', (text) => text.replace('e', 'é'.normalize('NFC')).slice(0, -1));
    const all = await found(folder);
    for (const list of ['SHA256SUMS', 'manifest.json', 'datapackage.json'])
      expect(all.filter((line) => line.startsWith('csv/events.csv||') && line.includes(list))).toHaveLength(
        1,
      );
  });

  it('a file cut short, in another format too', async () => {
    const folder = await copy(project.latest);
    await edit(folder, 'jsonld/claims.jsonld', (text) => text.slice(0, -10));
    const size = (await stat(join(folder, 'jsonld/claims.jsonld'))).size;
    expect(await found(folder)).toContain(
      `jsonld/claims.jsonld|||It has ${size} bytes; manifest.json says ${size + 10}.`,
    );
  });

  it('a missing file', async () => {
    const folder = await copy();
    await rm(join(folder, 'csv/anchors.csv'));
    expect(await found(folder)).toEqual(
      ['SHA256SUMS', 'manifest.json', 'datapackage.json'].map(
        (list) => `csv/anchors.csv|||${list} names it and it is not there.`,
      ),
    );
  });

  it('a file too many', async () => {
    const folder = await copy();
    await writeFile(join(folder, 'csv/Thumbs.db'), 'x');
    expect(await found(folder)).toEqual([
      'csv/Thumbs.db|||It is not listed in SHA256SUMS.',
      'csv/Thumbs.db|||It is not described in datapackage.json.',
    ]);
  });

  it('a link instead of a file', async () => {
    const folder = await copy();
    await rename(join(folder, 'csv/events.csv'), join(work, `aside-${number}`));
    await symlink(join(work, `aside-${number}`), join(folder, 'csv/events.csv'));
    expect(await found(folder)).toContain('csv/events.csv|||It is no plain file.');
  });

  it('missing sums, and a manifest that is no JSON', async () => {
    const folder = await copy();
    await rm(join(folder, 'SHA256SUMS'));
    await writeFile(join(folder, 'manifest.json'), '{');
    const all = await found(folder);
    expect(all).toContain('SHA256SUMS|||It is missing.');
    expect(all).toContain('manifest.json|||It is no JSON with a list of files.');
  });

  it('a line of SHA256SUMS that is none', async () => {
    const folder = await copy();
    await appendFile(join(folder, 'SHA256SUMS'), 'abc csv/claims.csv\n');
    const lines = (await readFile(join(folder, 'SHA256SUMS'), 'utf8')).split('\n').length - 1;
    expect(await found(folder)).toEqual([`SHA256SUMS|${lines}||It is no digest, two blanks and a path.`]);
  });
});

describe('a descriptor that contradicts itself', () => {
  const about = (reason: string, column = ''): string => `datapackage.json||${column}|${reason}`;

  it('a name that is not legal, and one that is there twice', async () => {
    const all = await findingsAfter((folder) =>
      describeAnew(folder, (_, table) => {
        table('anchors').name = 'Anchors of texts';
        table('source_copies').name = 'codebook';
      }),
    );
    expect(all).toEqual([
      about('The name "Anchors of texts" may hold small letters, digits, ".", "_" and "-" only.'),
      about('Two files have the name "codebook".'),
    ]);
  });

  it('a column declared twice, and a header that has another', async () => {
    const all = await findingsAfter((folder) =>
      describeAnew(folder, (_, table) => {
        const [first, second] = table('codebook').schema.fields;
        if (first && second) second.name = first.name;
      }),
    );
    expect(all).toContain(about('The table codebook declares this column twice.', 'vocabulary'));
    expect(all).toContain('csv/codebook.csv|1||Column 2 of the header is "code"; "vocabulary" is declared.');
  });

  it('keys that name no column, a foreign key to no table, no key at all', async () => {
    const all = await findingsAfter((folder) =>
      describeAnew(folder, (_, table) => {
        table('claims').schema.primaryKey = ['claim'];
        delete table('codebook').schema.primaryKey;
        Object.assign(table('claim_codes').schema.foreignKeys[0]?.reference ?? {}, { resource: 'claim' });
      }),
    );
    expect(all).toEqual([
      about('The primary key of claims names "claim", which is no column of claims.'),
      about('A foreign key of claim_codes leads to "claim", which is no table here.'),
      about('The table codebook has no primary key.'),
    ]);
  });

  it('a descriptor that is no JSON, or lacks what the checks need', async () => {
    const folder = await copy();
    await writeFile(join(folder, 'datapackage.json'), '{"name": ');
    expect((await found(folder))[0]).toMatch(/^datapackage\.json\|\|\|It is no JSON: /);
    await writeFile(join(folder, 'datapackage.json'), '{"name": "x", "resources": [{"name": "y"}]}');
    expect((await found(folder))[0]).toBe(about("/resources/0 must have required property 'path'."));
  });
});

describe('tables that are not as described', () => {
  it.each([
    [
      'a code that is in no vocabulary',
      'claims',
      2,
      'claim_type',
      'acusation',
      '"acusation" is not one of the codes of this column.',
    ],
    ['a number that is none', 'claims', 3, 'record_line', 'ten', '"ten" is not a whole number.'],
    ['a whole number with a fraction', 'claim_codes', 2, 'rank', '1.5', '"1.5" is not a whole number.'],
    [
      'a whole number too long to be read exactly',
      'claims',
      3,
      'record_line',
      '12345678901234567890',
      '"12345678901234567890" is not a whole number.',
    ],
    ['a decimal comma', 'claim_actors', 2, 'share', '0,5', '"0,5" is not a number.'],
    ['a boolean of a spreadsheet', 'claims', 4, 'presupposed', 'TRUE', '"TRUE" is not true or false.'],
    ['an empty cell that must not be', 'claims', 2, 'claim_text', '', 'It is empty and must not be.'],
    [
      'a foreign key that leads nowhere',
      'claims',
      2,
      'source_id',
      'netwrok',
      '"netwrok" leads to no row of sources.',
    ],
    [
      'one that names the header',
      'claims',
      2,
      'source_id',
      'source_id',
      '"source_id" leads to no row of sources.',
    ],
    [
      'an item of a list that leads nowhere',
      'claims',
      2,
      'claimant_ids',
      'net-aldo | net-bert',
      '"net-bert" leads to no row of entities.',
    ],
    [
      'an item of a list that is no code',
      'claims',
      2,
      'topics',
      'trade | trad',
      '"trad" is not one of the codes of this column.',
    ],
    ['an empty item', 'claims', 2, 'object_names', 'Harbour Party |  | x', 'An item of the list is empty.'],
    [
      'a list separator that lost a blank',
      'claims',
      2,
      'object_names',
      'Harbour Party | x |',
      '"x |" begins or ends with a broken list separator.',
    ],
  ])('%s', async (_, table, row, column, value, reason) => {
    const all = await findingsAfter((folder) => setCell(folder, table, row, column, value));
    expect(all).toEqual([`csv/${table}.csv|${row}|${column}|${reason}`]);
  });

  it('a key that stands there twice', async () => {
    const all = await findingsAfter((folder) => setCell(folder, 'claim_codes', 5, 'rank', '1'));
    expect(all).toEqual([
      'csv/claim_codes.csv|5|claim_id, vocabulary, rank|The key "network/c02, topic, 1" stands in row 4 already.',
    ]);
  });

  it('a row with a cell too many or too few', async () => {
    const all = await findingsAfter((folder) =>
      edit(folder, 'csv/claim_codes.csv', (text) => text.replace('\n', '\n,').replace(/,[^,]*\n$/, '\n')),
    );
    expect(all[0]).toBe('csv/claim_codes.csv|2||It has 5 cells; there are 4 columns.');
    expect(all.at(-1)).toMatch(/It has 3 cells; there are 4 columns\.$/);
  });

  it('another order of columns, CRLF line ends, a byte order mark', async () => {
    const columns = (text: string): string => text.replace('claim_id,vocabulary', 'vocabulary,claim_id');
    for (const change of [
      columns,
      (text: string) => text.replaceAll('\n', '\r\n'),
      (text: string) => `\uFEFF${text}`,
    ]) {
      const all = await findingsAfter((folder) => edit(folder, 'csv/claim_codes.csv', change));
      expect(all).toEqual([
        expect.stringMatching(/^csv\/claim_codes\.csv\|1\|\|Column \d of the header is /),
      ]);
    }
  });

  it('a quotation mark that is not closed, and bytes that are no UTF-8', async () => {
    const open = await findingsAfter((folder) => appendFile(join(folder, 'csv/claim_codes.csv'), '"a\n'));
    expect(open).toContainEqual(expect.stringMatching(/^csv\/claim_codes\.csv\|\d+\|\|It is not CSV: /));
    const latin = await findingsAfter((folder) =>
      appendFile(join(folder, 'csv/claim_codes.csv'), Buffer.from('Vu\xe8i\xe6\n', 'latin1')),
    );
    expect(latin).toContainEqual(expect.stringMatching(/^csv\/claim_codes\.csv\|\d+\|\|It is not UTF-8/));
  });

  it('an empty file', async () => {
    const all = await findingsAfter((folder) => writeFile(join(folder, 'csv/anchors.csv'), ''));
    expect(all).toEqual(['csv/anchors.csv|||It is empty and has no header.']);
  });
});

describe('make audit', () => {
  it('prints each finding with its place and ends with 1', async () => {
    const folder = await copy();
    await setCell(folder, 'claims', 2, 'claim_type', 'acusation');
    await seal(folder);
    const { code, stdout, stderr } = await runCli(['audit', folder]);
    expect(stderr).toBe(
      'csv/claims.csv, row 2, column claim_type: "acusation" is not one of the codes of this column.\n',
    );
    expect(stdout).toMatch(/^audit .*: 1 finding\n$/);
    expect(code).toBe(1);
    const json = await runCli(['audit', folder, '--format', 'json']);
    expect(JSON.parse(json.stdout)).toEqual([
      { file: 'csv/claims.csv', row: 2, column: 'claim_type', reason: expect.any(String) },
    ]);
  });

  it('ends with 2 where there is no dataset', async () => {
    const { code, stderr } = await runCli(['audit', work]);
    expect(stderr).toContain('There is no datapackage.json');
    expect(code).toBe(2);
  });
});
