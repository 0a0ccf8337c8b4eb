import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { cutRelease } from '../../pipeline/release/cut.ts';
import { asObjects, csvTables, type TextTable } from '../support/built.ts';
import { anchorOf, tableIn } from '../support/markdown.ts';
import {
  makeSmallProject,
  makeWholeProject,
  type Project,
  plainRecord,
  REPOSITORY,
  SEED,
  SEED_FILE,
} from '../support/project.ts';
import { withDuckdb } from '../support/readers/duckdb.ts';
import { exampleWith, isOfRelease, README, RELEASE, shown } from '../support/readme.ts';
import { type ReleaseProject, readyForRelease } from '../support/release-project.ts';
import { type Ended, runCli } from '../support/run-cli.ts';

// Each command is a process of its own; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const read = (path: string): string => readFileSync(join(REPOSITORY, path), 'utf8');
/**
 * The README prints numbers of one release. While sources/ holds what that release was made from, they are checked; whoever
 * adds a record need not touch the README, and the next release brings it up to date.
 */
const areNumbersDue = isOfRelease();
const since = areNumbersDue ? '' : ` (skipped: sources/ changed since v${RELEASE}, whose numbers it prints)`;

describe.skipIf(!areNumbersDue)(`the README, for a reader of the data,${since}`, () => {
  /** All data of the repository, built in a folder of its own: `output/latest` may be missing or old. */
  let project: Project;
  let built: Ended;
  let claims: Record<string, string>[];
  let sources: Record<string, string>[];
  let tables: Map<string, TextTable>;

  const rowsOf = (name: string): Record<string, string>[] => asObjects(tables.get(name)!);

  beforeAll(async () => {
    project = await makeWholeProject();
    built = await runCli(['build', '--root', project.root], { cwd: project.root });
    expect(built, built.stderr).toMatchObject({ code: 0 });
    tables = await csvTables(project.latest);
    claims = rowsOf('claims');
    sources = rowsOf('sources');
  });
  afterAll(() => project.remove());

  it('names the file that a build says to open', () => {
    const [page, workbook] = ['output/latest/explorer.html', 'output/latest/claims.xlsx'];
    expect(built.stdout).toContain(`Open ${page} in a browser, or ${workbook} in a spreadsheet program\n`);
    expect(README).toContain(`open \`${page}\` in a browser`);
    expect(README).toContain(`Open \`${workbook}\``);
  });

  describe('says what is in the dataset:', () => {
    const text = README.replaceAll(/\n *(?:- )?/g, ' ');
    const numberOf = (rows: Record<string, string>[], column: string, value: string): number =>
      rows.filter((row) => row[column] === value).length;

    it('works, claims, countries and time', () => {
      const countries = claims.flatMap(({ claimant_countries: ids = '' }) =>
        ids.split(' | ').filter(Boolean),
      );
      expect(text).toContain(
        `${sources.length} works, ${claims.length} claims, ${new Set(countries).size} countries and territories of claimants`,
      );
      const months = sources.map(({ published = '' }) => published.slice(0, 7)).sort();
      expect([months.filter((month) => month === ''), months.at(2), months.at(-1)]).toEqual([
        ['', ''],
        '2019-04',
        '2021-12',
      ]);
      expect(text).toContain(
        'The works are from April 2019 to December 2021; the copy of the op-ed and that of a page of official history print no date',
      );
    });

    it('the works and claims of each publisher', () => {
      const listed = tableIn(README, ['publisher', 'works', 'claims', 'what']);
      for (const [publisher = '', works, number] of listed) {
        const own = sources.filter(({ publisher_name: name = '' }) =>
          name.endsWith(publisher.replaceAll('*', '')),
        );
        const all = own.reduce((total, source) => total + Number(source.claims), 0);
        expect([works, number], publisher).toEqual([String(own.length), String(all)]);
      }
      const sum = (at: number): number => listed.reduce((total, row) => total + Number(row[at]), 0);
      expect([sum(1), sum(2)]).toEqual([sources.length, claims.length]);
    });

    it('voices, coders, second readings and open questions', () => {
      const [author, reported, publisher] = ['author', 'reported', 'publisher'].map((voice) =>
        numberOf(claims, 'voice', voice),
      );
      expect(text).toContain(
        `${author} claims in the voice of the authors, ${reported} reported, ${publisher} in a headline`,
      );
      expect(numberOf(sources, 'coder_kind', 'model')).toBe(sources.length);
      expect(text).toContain(`a language model (Claude, of Anthropic) coded all ${sources.length}.`);
      expect(text).toContain('Further runs of it went through each again');
      expect(numberOf(sources, 'coding_mode', 'adjudicated')).toBe(sources.length);
      const seconds = new Set(rowsOf('agreement').map(({ coding_id: id }) => id));
      seconds.delete('all');
      expect(seconds.size).toBe(8);
      expect(text).toContain('Eight works were coded a second time without sight of the first');
      const open = sources.reduce((total, source) => total + Number(source.open_disagreements), 0);
      expect(text).toContain(`list ${open} questions as open`);
    });

    it('languages', () => {
      expect([numberOf(sources, 'language', 'zh'), numberOf(sources, 'language', 'en')]).toEqual([
        1,
        sources.length - 1,
      ]);
      expect(numberOf(sources, 'coding_basis', 'translation')).toBe(5);
    });

    it('rows that a plain count may take', () => {
      expect(text).toContain(`true for ${numberOf(claims, 'recommended', 'true')} rows`);
    });
  });

  describe('shows a filter', () => {
    const columns = ['claim_id', 'claim_type', 'attribution', 'claim_text'];
    const listed = tableIn(README, columns);

    it('that gives exactly the rows printed', () => {
      expect(README).toContain('`voice` to *reported* and `claimant_ids` to **exactly** `rodrigo-duterte`');
      const found = claims.filter(
        (claim) => claim.voice === 'reported' && claim.claimant_ids === 'rodrigo-duterte',
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
      const query = exampleWith('sql', sign).body.replace("'output/", `'${project.output}/`);
      const answer = await withDuckdb((connection) => connection.runAndReadAll(query));
      expect(answer.getRows()).toEqual(listed);
    });
  });

  it('says how many claims an actor voices, and how many of them as author', () => {
    const voiced = claims.filter(({ claimant_ids: ids }) => ids === 'rodrigo-duterte');
    const own = voiced.filter(({ voice }) => voice === 'author');
    expect(README).toContain(`${voiced.length} rows, of which ${own.length} have the voice\n*author*`);
  });

  it('says how many claims look into a mind, none of them reported', () => {
    expect(README).toContain('`role` to *holder* and `entity_id` to exactly `xi-jinping`: five claims');
    const minds = claims.filter(({ holder_ids: ids }) => ids?.split(' | ').includes('xi-jinping'));
    expect(minds).toHaveLength(5);
    expect(minds.map(({ voice }) => voice)).not.toContain('reported');
    expect(new Set(minds.map(({ source_id: id }) => id))).toEqual(new Set([SEED]));
  });

  it('leads from a row to the line on which the claim is coded', async () => {
    const id = /^Row `(.+)` says:$/m.exec(README)?.[1];
    const claim = claims.find((one) => one.claim_id === id) ?? {};
    for (const [column = '', value] of tableIn(README, ['column', 'value', 'meaning']))
      expect(value, `${column} of ${id} in the table of README.md`).toBe(claim[column]);
    const coded = shown(exampleWith('yaml', `id: ${id?.split('/')[1]}`).body);
    const from = Number(claim.record_line) - 1;
    expect((await readFile(SEED_FILE, 'utf8')).split('\n').slice(from, from + coded.length)).toEqual(coded);
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

  it('shows a proposition with all its claims', () => {
    const columns = ['claim_id', 'voice', 'claimant_names', 'claim_text'];
    const id = /^`([a-z-]+)`:$/m.exec(README)?.[1];
    const found = claims.filter(({ proposition_id: proposition }) => proposition === id);
    expect(tableIn(README, columns)).toEqual(found.map((claim) => columns.map((column) => claim[column])));
    const marked = claims.filter(({ proposition_id: proposition }) => proposition !== '');
    expect(README).toContain(`${marked.length} claims, ${rowsOf('propositions').length} propositions`);
  });

  it('shows the agreement of all second codings, and who coded', () => {
    const figures = rowsOf('agreement');
    const rounded = (value = ''): string =>
      Number(value).toFixed(2).replace('-0.00', '0.00').replace('-', '−');
    const listed = tableIn(README, ['what', 'measure', 'units', 'value', '95 % interval']);
    for (const [what = '', measure, ...numbers] of listed) {
      const field = measure === 'F1' ? 'claim' : what.replaceAll('`', '');
      const figure = figures.find(
        (row) => row.coding_id === 'all' && row.field === field && row.measure === measure?.toLowerCase(),
      );
      const { units, value, low, high } = figure ?? {};
      expect(numbers, what).toEqual([units, rounded(value), `${rounded(low)} to ${rounded(high)}`]);
    }
    const alphas = figures.filter(({ coding_id: id, measure }) => id === 'all' && measure === 'alpha');
    expect(listed).toHaveLength(alphas.length + 1);
    const differences = rowsOf('disagreements').filter(({ kind }) => kind !== 'open-question');
    expect(README).toContain(`the ${differences.length} differences themselves`);
    const coders = new Map(rowsOf('agreement').map((row) => [row.second_coder, row.first_coder]));
    expect([...coders].filter(([second]) => second !== '')).toEqual([['claude-second', 'claude']]);
  });

  it('promises of pandas and R what the table holds, also where they are not installed', () => {
    const presupposed = claims.filter((claim) => claim.presupposed === 'true');
    const dated = claims.filter(({ year }) => year !== '');
    const promised = `${claims.length} ${presupposed.length} ${dated.length}\n`;
    expect(exampleWith('python', 'import pandas').output).toBe(promised);
    expect(exampleWith('r', 'library(readr)').output).toBe(promised);
  });
});

describe('the README, as a page,', () => {
  it.each([
    ['README.md', ''],
    ['docs/loading.md', 'docs'],
    ['docs/network.md', 'docs'],
    ['docs/releases.md', 'docs'],
  ])('links, like its pages, only to files and headings that exist: %s', (page, folder) => {
    const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)];
    const broken = links.filter(([, path = '', heading]) => {
      const target = path === '' ? page : join(folder, path);
      if (!existsSync(join(REPOSITORY, target))) return true;
      const headings = heading === undefined ? [] : [...read(target).matchAll(/^#+ (.+)$/gm)];
      return heading !== undefined && !headings.some(([, text]) => anchorOf(text!) === heading);
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });

  it('shows a layout of files that exist, but for what a build makes', () => {
    const layout = shown(exampleWith('text', 'Makefile ').body);
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

/** Whom the commands name, and somebody else. */
const PEOPLE = `entities:
  - {id: rodrigo-duterte, type: person, name: Rodrigo Duterte}
  - {id: vladimir-putin, type: person, name: Vladimir Putin}
`;

describe('the README, for a paper,', () => {
  const commands = exampleWith('sh', 'make releases').body.trim().split('\n');
  let project: ReleaseProject;

  beforeAll(async () => {
    const record = await plainRecord('port', '    subject: [Rodrigo Duterte]\n');
    const plain = await makeSmallProject({ port: record });
    await plain.put('sources/registry/people/other.yaml', PEOPLE);
    project = await readyForRelease(plain);
    await cutRelease({ root: project.root });
    await project.edit('sources/records/port.yaml', 'The strait stays open.', 'The strait opens.');
    await project.commit();
    await cutRelease({ root: project.root, version: '0.2.0' });
    await project.commit();
  }, 120_000);
  afterAll(() => project.remove());

  /** Runs what make would run, on releases of the test. */
  function run(command: string): Promise<Ended> {
    const [make = '', target = '', ...typed] = command.split(' ');
    const variables = Object.fromEntries(typed.map((one) => one.split('=') as [string, string]));
    const env = { ...variables, GIVEN: Object.keys(variables).join(' ') };
    return runCli([make, target, '--root', project.root], { env });
  }

  it.each([
    [0, 'v0.2.0  2026-12-02  1 record, 1 claim'],
    [1, 'The strait opens.'],
    [2, 'every file is the same'],
    [3, '(2026). Foreign-Policy Claims [Data set]. Version 0.1.0, released 2026-12-01.'],
  ])('command %i says what it promises', async (at, words) => {
    const { code, stdout, stderr } = await run(commands[at] ?? '');
    expect({ code, stderr, stdout }).toEqual({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining(words),
    });
  });

  it('the rows of one actor are those of claims that name him, and no others', async () => {
    const { stdout } = await run(commands[1] ?? '');
    expect(stdout).toMatch(/^From v0\.1\.0 to v0\.2\.0: \d+ rows? about rodrigo-duterte differ\n/);
    expect(stdout).toContain('port/c01  changed');
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
