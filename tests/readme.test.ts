import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext, vi } from 'vitest';
import { parse } from 'yaml';
import { cutRelease } from '../pipeline/release/cut.ts';
import { csvTables } from './support/built.ts';
import { type Block, blocksIn, tableIn } from './support/markdown.ts';
import { makeProject, type Project, REPOSITORY, SEED, seedRecord } from './support/project.ts';
import { withDuckdb } from './support/read-duckdb.ts';
import { makeReleaseProject, type ReleaseProject } from './support/release-project.ts';
import { type Ended, runCli, runTool } from './support/run-cli.ts';

// Each command is a process of its own; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const read = (path: string): string => readFileSync(join(REPOSITORY, path), 'utf8');
const README = read('README.md');
const BLOCKS = blocksIn(README);

/** The one block in this language that holds this text. */
function block(language: string, sign: string): Block {
  const found = BLOCKS.filter((one) => one.language === language && one.body.includes(sign));
  expect(found, `one ${language} block with ${sign}`).toHaveLength(1);
  return found[0]!;
}

/** Ends of lines and of the text do not show. */
const shown = (text: string): string[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd());

describe('the README, for a reader of the data,', () => {
  /** The examples speak of the first record, so they are tried in a project that holds it alone. */
  let project: Project;
  let built: Ended;
  let claims: Record<string, string>[];

  beforeAll(async () => {
    project = await makeProject({ [SEED]: await seedRecord() });
    built = await runCli(['build', '--root', project.root], { cwd: project.root });
    expect(built, built.stderr).toMatchObject({ code: 0 });
    const { header = [], rows = [] } = (await csvTables(project.latest)).get('claims') ?? {};
    claims = rows.map((row) => Object.fromEntries(row.map((cell, index) => [header[index]!, cell])));
  });
  afterAll(() => project.remove());

  /** Runs an example and compares; skips it where the tool is missing. */
  async function prints(
    { body, output }: Block,
    tool: string,
    option: string,
    probe: string,
    test: TestContext,
  ) {
    const probed = await runTool(tool, [option, probe], project.root);
    if (probed?.code !== 0) test.skip(`not installed here: ${tool} ${option} '${probe}' fails`);
    const { code, stdout, stderr } = (await runTool(tool, [option, body], project.root))!;
    expect({ code, stderr, stdout: shown(stdout) }).toEqual({ code: 0, stderr: '', stdout: shown(output) });
  }

  it('names the file that a build says to open', () => {
    const file = 'output/latest/claims.xlsx';
    expect(built.stdout).toContain(`Open ${file}\n`);
    expect(README).toContain(`Open \`${file}\``);
  });

  it('counts the claims of the first record', () => {
    const reported = claims.filter(({ voice }) => voice === 'reported');
    expect(README).toContain(`${claims.length} claims, ${reported.length} of them reported`);
  });

  describe('shows a filter', () => {
    const columns = ['claim_id', 'claim_type', 'attribution', 'claim_text'];
    const listed = tableIn(README, columns);

    it('that gives exactly the rows printed', () => {
      expect(README).toContain('`voice` to *reported* and let `claimant_ids` **contain** `rodrigo-duterte`');
      const found = claims.filter(
        (claim) => claim.voice === 'reported' && claim.claimant_ids?.includes('rodrigo-duterte'),
      );
      expect(found.map((claim) => columns.map((column) => claim[column]))).toEqual(listed);
    });

    it('that by names would give the words of others, as it warns', () => {
      const others = claims.filter(
        ({ claimant_names: names = '', claimant_ids: ids = '' }) =>
          names.includes('Rodrigo Duterte') && !ids.includes('rodrigo-duterte'),
      );
      expect(others.map((claim) => claim.claimant_names)).toEqual([
        'domestic critics of Rodrigo Duterte (unnamed)',
      ]);
      expect(README.replaceAll('\n', ' ')).toContain(`*${others[0]?.claimant_names}*`);
    });

    it.for(['read_csv', '.parquet'])('that DuckDB answers with the same rows: %s', async (sign) => {
      const answer = await withDuckdb(async (connection) => {
        await connection.run(`set file_search_path = '${project.root}'`);
        return connection.runAndReadAll(block('sql', sign).body);
      });
      expect(answer.getRows()).toEqual(listed);
    });
  });

  it('says how many claims look into a mind, none of them reported', () => {
    expect(README).toContain('let `holder_ids` contain `xi-jinping`: five claims');
    const minds = claims.filter(({ holder_ids: ids }) => ids?.includes('xi-jinping'));
    expect(minds).toHaveLength(5);
    expect(minds.map(({ voice }) => voice)).not.toContain('reported');
  });

  it('leads from a row to the line on which the claim is coded', async () => {
    const id = /^Row `(.+)` says:$/m.exec(README)?.[1];
    const claim = claims.find((one) => one.claim_id === id) ?? {};
    for (const [column = '', value] of tableIn(README, ['column', 'value', 'meaning']))
      expect(value, `${column} of ${id} in the table of README.md`).toBe(claim[column]);
    const coded = shown(block('yaml', `id: ${id?.split('/')[1]}`).body);
    const from = Number(claim.record_line) - 1;
    expect((await seedRecord()).split('\n').slice(from, from + coded.length)).toEqual(coded);
  });

  it('lists every table and every other file of a build', async () => {
    const files = async (folder: string) =>
      (await readdir(join(project.latest, folder), { withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map(({ name }) => name);
    const listed = tableIn(README, ['file', 'one row per']).map(([file]) => file);
    expect(listed.sort()).toEqual((await files('csv')).sort());
    const others = [...(await files('json')), ...(await files('.'))];
    expect(others.filter((file) => !README.includes(`\`${file}\``))).toEqual([]);
  });

  it.for(['import csv', 'import json', 'import pandas'])(
    'prints what its Python example says: %s',
    async (sign, test) => {
      await prints(block('python', sign), 'python3', '-c', sign, test);
    },
  );

  it('prints what its R example says', async (test) => {
    await prints(block('r', 'library(readr)'), 'Rscript', '-e', 'library(readr)', test);
  });

  it('promises of pandas and R what the table holds, also where they are not installed', () => {
    const sum = (column: string): number => claims.reduce((total, claim) => total + Number(claim[column]), 0);
    const presupposed = claims.filter((claim) => claim.presupposed === 'true');
    const reported = claims.filter(({ voice }) => voice === 'reported');
    expect(block('python', 'import pandas').output).toBe(
      `${claims.length} ${presupposed.length} ${sum('quote_words')}\n`,
    );
    expect(block('r', 'library(readr)').output).toBe(`${claims.length} ${reported.length}\n`);
  });

  it.for(['sqlite3 :memory:', 'claims.sqlite'])(
    'prints what its SQLite example says: %s',
    async (sign, test) => {
      await prints(block('sh', sign), 'sh', '-c', 'sqlite3 --version', test);
    },
  );
});

describe('the README, for a contributor,', () => {
  const example = block('yaml', 'id: harbour-speech').body;
  let project: Project;

  beforeAll(async () => {
    project = await makeProject();
    const coders = read('sources/registry/coders.yaml');
    const entry = block('yaml', 'kind: person').body;
    await project.put('sources/registry/coders.yaml', coders.replace('\ncoders:\n', `\ncoders:\n${entry}`));
  });
  afterAll(() => project.remove());

  async function check(record: string): Promise<Ended> {
    await project.put('sources/records/harbour-speech.yaml', record);
    return runCli(['check', '--root', project.root]);
  }

  it('shows a record that is legal as it stands', async () => {
    const { code, stdout, stderr } = await check(example);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('no errors, no warnings');
  });

  it('shows an error as the program prints it', async () => {
    expect(README).toContain('With `type: commitmnt`:');
    const { code, stderr } = await check(example.replace('type: commitment', 'type: commitmnt'));
    expect(code).toBe(1);
    expect(shown(stderr)).toEqual(shown(block('text', 'commitmnt').body));
  });

  it('lists what the names of that record became', async () => {
    await check(example);
    const { code, stdout } = await runCli(['names', 'harbour-speech', '--root', project.root]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('Mara Okon → mara-okon') });
  });

  it('links only to files that exist', () => {
    const links = [...README.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) => path!);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((path) => !existsSync(join(REPOSITORY, path)))).toEqual([]);
  });

  it('shows a layout of files that exist, but for what a build makes', () => {
    const layout = shown(block('text', 'Makefile ').body);
    const paths = layout
      .flatMap((line) => line.split('  ')[0]!.split(', '))
      .filter((path) => !/^output|</.test(path));
    expect(paths.filter((path) => !existsSync(join(REPOSITORY, path)))).toEqual([]);
  });

  it('has every command of the Makefile in its table, and names no other', () => {
    const targets = [...read('Makefile').matchAll(/^([a-z-]+):.*?## /gm)].map(([, target]) => target!).sort();
    const commands = tableIn(README, ['command', 'what it does'])
      .map(([command]) => command)
      .join();
    expect(commands.match(/(?<=`make )[a-z-]+/g)?.sort()).toEqual(targets);
    const named = README.match(/(?<=(`|^)make )[a-z-]+/gm) ?? [];
    expect(named.filter((target) => !targets.includes(target))).toEqual([]);
  });
});

describe('the README, for a paper,', () => {
  const commands = block('sh', 'make releases').body.trim().split('\n');
  let project: ReleaseProject;

  beforeAll(async () => {
    project = await makeReleaseProject({ [SEED]: await seedRecord() });
    await cutRelease({ root: project.root });
    const record = `sources/records/${SEED}.yaml`;
    await project.edit(record, "text: Duterte's side relies", "text: Duterte's party relies");
    await project.commit();
    await cutRelease({ root: project.root, version: '0.2.0' });
    await project.commit();
  }, 120_000);
  afterAll(() => project.remove());

  /** Runs what make would run, on releases of the test. */
  async function run(command: string): Promise<Ended> {
    const [make = '', ...args] = command.split(' ');
    const dry = await runTool(make, ['-n', '-o', 'node_modules/.installed', ...args], REPOSITORY);
    return (await runTool('sh', ['-c', `${dry?.stdout.trim()} --root '${project.root}'`], REPOSITORY))!;
  }

  it.each([
    [0, 'v0.2.0  2026-12-02  1 record, 97 claims'],
    [1, "claim_text: “Duterte's side relies on China"],
    [2, 'every file is the same'],
    [3, '(2026). Foreign-Policy Claims (version 0.1.0, 2026-12-01) [data set].'],
  ])('command %i says what it promises', async (at, words) => {
    const { code, stdout, stderr } = await run(commands[at] ?? '');
    expect({ code, stderr, stdout }).toEqual({ code: 0, stderr: '', stdout: expect.stringContaining(words) });
  });

  it('the rows of one actor are those of claims that name him, and no others', async () => {
    const { stdout } = await run(commands[1] ?? '');
    expect(stdout).toMatch(/^From v0\.1\.0 to v0\.2\.0: \d+ rows? about rodrigo-duterte differ\n/);
    expect(stdout).toContain(`${SEED}/c63  changed`);
    const other = await run((commands[1] ?? '').replace('rodrigo-duterte', 'vladimir-putin'));
    expect(other.stdout).toBe('From v0.1.0 to v0.2.0: 0 rows about vladimir-putin differ\n');
  });
});

describe('the licence of the data', () => {
  it('names every repository and package from which the registry takes facts', () => {
    const { sources } = parse(read('sources/registry/sources.yaml')) as {
      sources: { repo?: string; npm?: string }[];
    };
    const places = sources.flatMap(({ repo, npm }) => [
      ...(repo === undefined ? [] : [repo.replace(/(every-politician-scrapers\/).*/, '$1')]),
      ...(npm?.split(', ').map((name) => name.replace(/@[^@]+$/, '')) ?? []),
    ]);
    expect(places.length).toBeGreaterThan(0);
    const licence = read('LICENSE-DATA');
    expect(places.filter((place) => !licence.includes(place))).toEqual([]);
  });
});
