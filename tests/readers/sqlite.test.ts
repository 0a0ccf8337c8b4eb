import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadModel } from '../../pipeline/model/load.ts';
import type { Model } from '../../pipeline/model/model.ts';
import type { Row } from '../../pipeline/model/tables.ts';
import { csvHeader, csvLinesOfMany } from '../../pipeline/write/formats/csv/lines.ts';
import { writeSqlite } from '../../pipeline/write/formats/sqlite/write.ts';
import { asObjects, csvTables, type TextTable } from '../support/built.ts';
import { fixture, makeProject, type Project, REPOSITORY, SEED, seedRecord } from '../support/project.ts';
import { askSqlite } from '../support/readers/sqlite3.ts';
import { runCli, runTool } from '../support/run-cli.ts';
import { anyText } from '../support/texts/any.ts';

let model: Model;
let project: Project;
let csv: Map<string, TextTable>;
let hasSqlite: boolean;

beforeAll(async () => {
  model = await loadModel(REPOSITORY);
  project = await makeProject({
    [SEED]: await seedRecord(),
    'nasty-values': await fixture('nasty-values.yaml'),
  });
  const { code, stderr } = await runCli(['build', '--root', project.root]);
  expect(code, stderr).toBe(0);
  csv = await csvTables(project.latest);
  hasSqlite = (await runTool('sqlite3', ['--version'])) !== null;
}, 60_000);

afterAll(() => project.remove());

beforeEach((context) => {
  if (!hasSqlite) context.skip('sqlite3 is not installed');
});

type Answer = Record<string, string | number | null>;

async function ask(query: string): Promise<Answer[]> {
  return (await askSqlite(join(project.latest, 'claims.sqlite'), query)) as Answer[];
}

const rowsOf = (table: string): Record<string, string>[] => asObjects(csv.get(table) as TextTable);

describe('docs/loading.md', () => {
  it('asks each view once, and each answers', async () => {
    const page = await readFile(join(REPOSITORY, 'docs/loading.md'), 'utf8');
    const [, block = ''] = /One query of each:\n\n```sql\n(.*?)```/s.exec(page) ?? [];
    const queries = block
      .replace(/^--.*\n/gm, '')
      .split(';\n')
      .filter((query) => query.trim() !== '');
    const views = (await ask("select name from sqlite_schema where type = 'view'")).map(({ name }) => name);
    expect(queries.map((query) => / FROM (\w+)/.exec(query)?.[1]).sort()).toEqual(views.sort());
    for (const query of queries) expect((await ask(query)).length, query).toBeGreaterThan(0);
  });
});

describe('claims.sqlite', () => {
  it('is whole, and every reference in it holds', async () => {
    expect(await ask('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(await ask('pragma foreign_key_check')).toEqual([]);
  });

  it('leaves nothing beside itself', async () => {
    const { stdout } = (await runTool('ls', ['-a', project.latest])) ?? { stdout: '' };
    expect(stdout.split('\n').filter((name) => name.startsWith('claims.sqlite'))).toEqual(['claims.sqlite']);
  });

  it('has the keys, the references and the types of the contract', async () => {
    const types = { string: 'TEXT', integer: 'INTEGER', number: 'REAL', boolean: 'INTEGER', date: 'TEXT' };
    for (const { name, key, columns } of model.tables.tables) {
      const info = await ask(`select name, type, "notnull", pk from pragma_table_info('${name}')`);
      expect(info, name).toEqual(
        columns.map((column) => ({
          name: column.name,
          type: column.list ? 'TEXT' : types[column.type],
          notnull: column.required ? 1 : 0,
          pk: key.indexOf(column.name) + 1,
        })),
      );
      const references = await ask(`select "from", "table", "to" from pragma_foreign_key_list('${name}')`);
      const expected = columns.flatMap(({ name: from, list, references: target }) =>
        target === undefined || list ? [] : [{ from, table: target.table, to: target.column }],
      );
      const sorted = (all: Answer[]): Answer[] =>
        all.sort((a, b) => (String(a.from) < String(b.from) ? -1 : 1));
      expect(sorted(references), name).toEqual(sorted(expected));
    }
  });

  it('has null for what is missing, and 0 or 1 for no or yes', async () => {
    for (const { name, columns } of model.tables.tables) {
      const wrong = columns.map(({ name: column, type, list }) => {
        const kinds =
          list || type === 'string' || type === 'date'
            ? "'text'"
            : type === 'number'
              ? "'real'"
              : "'integer'";
        const range = type === 'boolean' && !list ? ` or "${column}" not in (0, 1)` : '';
        return `typeof("${column}") not in ('null', ${kinds}) or "${column}" = ''${range}`;
      });
      expect(await ask(`select * from ${name} where ${wrong.join(' or ')}`), name).toEqual([]);
    }
  });

  it('describes every table and column in its schema', async () => {
    for (const { name, description, columns } of model.tables.tables) {
      const [{ sql }] = (await ask(`select sql from sqlite_schema where name = '${name}'`)) as [
        { sql: string },
      ];
      expect(sql).toContain(`-- ${description}`);
      for (const column of columns) expect(sql).toContain(`-- ${column.description}\n`);
    }
  });

  it('says what it is: version, licence, citation', async () => {
    const facts = Object.fromEntries(
      (await ask('select * from dataset')).map(({ name, value }) => [name, value]),
    );
    expect(facts).toMatchObject({
      title: 'Foreign-Policy Claims',
      version: '0.0.0+unreleased',
      tables_version: model.tables.version,
      codebook_version: model.codebook.version,
      licence: expect.stringContaining('CC BY 4.0'),
      citation: expect.stringContaining('Unreleased; add the commit'),
    });
  });
});

describe('the views', () => {
  const actors = (role: string): Record<string, string>[] =>
    rowsOf('claim_actors').filter((actor) => actor.role === role);
  const voiceOf = (): Map<string, string> =>
    new Map(rowsOf('claims').map(({ claim_id = '', voice = '' }) => [claim_id, voice]));
  const sorted = (keys: unknown[]): string[] => keys.map((key) => JSON.stringify(key)).sort();

  it('are described in the file and in docs/loading.md, each of them', async () => {
    const page = await readFile(join(REPOSITORY, 'docs/loading.md'), 'utf8');
    const views = await ask("select name, sql from sqlite_schema where type = 'view'");
    expect(views.length).toBeGreaterThan(0);
    for (const { name, sql } of views) {
      expect(sql).toMatch(/^CREATE VIEW \w+ AS\n-- .+\./);
      expect(page.includes(`| ${name} |`), `docs/loading.md has ${name} in a table`).toBe(true);
    }
  });

  it('reported_claims has what is reported, once for each claimant', async () => {
    const expected = actors('claimant').filter(({ claim_id = '' }) => voiceOf().get(claim_id) === 'reported');
    const found = await ask('select claim_id, claimant_id from reported_claims');
    expect(expected.length).toBeGreaterThan(0);
    expect(sorted(found.map((row) => [row.claim_id, row.claimant_id]))).toEqual(
      sorted(expected.map((row) => [row.claim_id, row.entity_id])),
    );
  });

  it('claims_with_actors has every actor', async () => {
    const found = await ask('select claim_id, role, position, name from claims_with_actors');
    expect(sorted(found.map((row) => [row.claim_id, row.role, String(row.position), row.name]))).toEqual(
      sorted(rowsOf('claim_actors').map((row) => [row.claim_id, row.role, row.position, row.name])),
    );
  });

  it('actor_topics counts the claims of each claimant on each topic', async () => {
    const counts = new Map<string, number>();
    for (const { claim_id = '', entity_id } of actors('claimant'))
      for (const topic of rowsOf('claim_codes').filter(
        (code) => code.claim_id === claim_id && code.vocabulary === 'topic',
      )) {
        const key = JSON.stringify([entity_id, topic.code, voiceOf().get(claim_id)]);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    const found = await ask(
      'select claimant_id, topic, voice, sum(claims) as claims, sum(weight) as weight from actor_topics group by 1, 2, 3',
    );
    expect(
      new Map(found.map((row) => [JSON.stringify([row.claimant_id, row.topic, row.voice]), row.claims])),
    ).toEqual(counts);
    expect(found.every(({ weight, claims }) => Number(weight) > 0 && Number(weight) <= Number(claims))).toBe(
      true,
    );
  });

  it('imputed_claims has whoever is said to think something', async () => {
    const found = await ask('select claim_id, holder_id, imputed from imputed_claims');
    expect(sorted(found.map((row) => [row.claim_id, row.holder_id]))).toEqual(
      sorted(actors('holder').map((row) => [row.claim_id, row.entity_id])),
    );
    expect(found.filter(({ imputed }) => imputed === null)).toEqual([]);
  });

  it('claims_with_evidence has each claim once, with its place in the source and in the record', async () => {
    const found = await ask(
      'select claim_id, anchor, record_path, record_line, url from claims_with_evidence',
    );
    expect(
      sorted(
        found.map((row) => [
          row.claim_id,
          row.anchor,
          row.record_path,
          String(row.record_line),
          row.url ?? '',
        ]),
      ),
    ).toEqual(
      sorted(
        rowsOf('claims').map((row) => [
          row.claim_id,
          row.anchor,
          `sources/records/${row.source_id}.yaml`,
          row.record_line,
          row.source_url,
        ]),
      ),
    );
  });
});

describe('full-text search', () => {
  const search = (words: string): Promise<Answer[]> =>
    ask(
      `select claim_id from claims_fts join claims on claims.rowid = claims_fts.rowid
       where claims_fts match '${words.replaceAll("'", "''")}' order by claim_id`,
    );
  const withText = (pattern: RegExp): Answer[] =>
    rowsOf('claims')
      .filter(({ claim_text = '', quote = '' }) => pattern.test(claim_text) || pattern.test(quote))
      .map(({ claim_id = '' }) => ({ claim_id }))
      .sort((a, b) => (a.claim_id < b.claim_id ? -1 : 1));

  it('finds a word in the text or the quote, in capitals or not', async () => {
    const expected = withText(/(?<!\p{L})peace(?!\p{L})/iu);
    expect(expected.length).toBeGreaterThan(0);
    expect(await search('Peace')).toEqual(expected);
  });

  it('finds the start of a word, a phrase, and words without their accents', async () => {
    expect(await search('friend*')).toEqual(withText(/(?<!\p{L})friend/iu));
    expect(await search('"peace and development"')).toEqual(withText(/peace and development/i));
    expect(await search('Fernandez')).toEqual(withText(/Fernández/));
    expect(withText(/Fernández/).length).toBeGreaterThan(0);
  });

  it('finds Arabic, and words of the quotes alone', async () => {
    expect(await search('مرحبا')).toEqual([{ claim_id: 'nasty-values/c12' }]);
    expect(await search('quote : comma')).toEqual([{ claim_id: 'nasty-values/c100' }]);
  });

  it('agrees with the table it indexes', async () => {
    // The check itself is a statement that writes.
    const folder = await mkdtemp(join(tmpdir(), 'fts-'));
    const copy = join(folder, 'copy.sqlite');
    await writeFile(copy, await readFile(join(project.latest, 'claims.sqlite')));
    const checked = await runTool('sqlite3', [
      copy,
      "insert into claims_fts (claims_fts, rank) values ('integrity-check', 1)",
    ]);
    expect(checked).toEqual({ code: 0, stdout: '', stderr: '' });
    await rm(folder, { recursive: true });
  });
});

describe('whatever the texts are', () => {
  /** The sqlite3 program prints numbers with fifteen digits; Python prints all. */
  const READ = `import json, sqlite3, sys
database = sqlite3.connect(sys.argv[1])
query = 'select position, comparator, value, unit, of_name from claim_quantities'
print(json.dumps(database.execute(query).fetchall()))`;
  const row = fc.record({
    claim_id: fc.constant('a/c01'),
    position: fc.integer({ min: -(2 ** 53), max: 2 ** 53 }),
    comparator: fc.constantFrom('exactly', 'at-least'),
    value: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: undefined }),
    unit: anyText,
    unit_code: fc.constant('usd'),
    of_name: fc.option(anyText, { nil: undefined }),
  });

  it('they come out as they went in, and numbers to the last digit', async (context) => {
    const table = model.tables.tables.find(({ name }) => name === 'claim_quantities');
    if (table === undefined) throw new Error('there is no table claim_quantities');
    const written = model.tables.tables.map((one) => csvHeader(one));
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(row, { maxLength: 100, selector: ({ position }) => position }),
        async (rows) => {
          const folder = await mkdtemp(join(tmpdir(), 'sqlite-'));
          try {
            await mkdir(join(folder, 'csv'));
            for (const [index, { name }] of model.tables.tables.entries())
              await writeFile(join(folder, 'csv', `${name}.csv`), written[index] as string);
            await writeFile(
              join(folder, 'csv', 'claim_quantities.csv'),
              csvHeader(table) + csvLinesOfMany(table, rows as Row[]),
            );
            await writeSqlite({
              folder,
              model,
              identity: { title: 'T', description: 'D', version: '1' },
              counts: {},
              warn: () => undefined,
            });
            const read = await runTool('python3', ['-c', READ, join(folder, 'claims.sqlite')]);
            if (read === null) return context.skip('python3 is not installed');
            expect(read.stderr).toBe('');
            const expected = [...rows].sort((one, other) => one.position - other.position);
            expect(JSON.parse(read.stdout)).toEqual(
              expected.map(({ position, comparator, value, unit, of_name }) => [
                position,
                comparator,
                value === undefined ? null : value === 0 ? 0 : value,
                unit,
                of_name ?? null,
              ]),
            );
          } finally {
            await rm(folder, { recursive: true });
          }
        },
      ),
      { numRuns: 5 },
    );
  });
});
