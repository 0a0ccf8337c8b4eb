import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadModel } from '../../pipeline/model/load.ts';
import type { Model } from '../../pipeline/model/model.ts';
import type { Row, Table } from '../../pipeline/model/tables.ts';
import { csvHeader, csvLinesOfMany } from '../../pipeline/write/formats/csv/lines.ts';
import { writeParquet } from '../../pipeline/write/formats/parquet.ts';
import { differences } from '../support/compare-tables.ts';
import { makeProject, type Project, plainRecord, REPOSITORY } from '../support/project.ts';
import { withDuckdb } from '../support/readers/duckdb.ts';
import { readWithHyparquet } from '../support/readers/parquet.ts';
import { runCli } from '../support/run-cli.ts';
import { anyText } from '../support/texts/any.ts';

let model: Model;
let project: Project;

beforeAll(async () => {
  model = await loadModel(REPOSITORY);
  // A path in which DuckDB could see a pattern or a partition.
  project = await makeProject({ plain: await plainRecord('plain') });
  project.latest = join(project.root, "it's [a] out=put*", 'latest');
  const output = join(project.latest, '..');
  const { code, stderr } = await runCli(['build', '--root', project.root, '--output', output]);
  expect(code, stderr).toBe(0);
}, 60_000);

afterAll(() => project.remove());

/** The rows that DuckDB answers with; `$` stands for the file of the table. */
function ask(table: string, query: string): Promise<unknown[][]> {
  const path = join(project.latest, 'parquet', `${table}.parquet`);
  const pattern = path.replaceAll("'", "''").replace(/[[*?]/g, '[$&]');
  return withDuckdb(async (connection) =>
    (await connection.runAndReadAll(query.replaceAll('$', () => `'${pattern}'`))).getRowsJson(),
  );
}

describe('a Parquet file', () => {
  it('has the columns of the contract in their types, lists as lists', async () => {
    const types = {
      string: 'VARCHAR',
      integer: 'BIGINT',
      number: 'DOUBLE',
      boolean: 'BOOLEAN',
      date: 'DATE',
    };
    for (const { name, columns } of model.tables.tables) {
      const described = await ask(name, 'describe from read_parquet($, hive_partitioning = false)');
      expect(described.map(([column, type]) => [column, type])).toEqual(
        columns.map((column) => [column.name, types[column.type] + (column.list ? '[]' : '')]),
      );
    }
  });

  it('is there with its columns when the table has no rows', async () => {
    expect(await ask('claim_relations', 'select count(*) from read_parquet($)')).toEqual([['0']]);
  });

  it('has null for what is missing and an empty list for a missing list, never an empty text', async () => {
    for (const { name, columns } of model.tables.tables) {
      const wrong = columns.map(({ name: column, type, list }) => {
        if (list) return `"${column}" is null or list_contains("${column}", '')`;
        return type === 'string' ? `"${column}" = ''` : 'false';
      });
      expect(await ask(name, `from read_parquet($) where ${wrong.join(' or ')}`), name).toEqual([]);
    }
  });

  it('says what it is: version, licence, citation, table, key, description of each column', async () => {
    const text = (column: string) => `decode(${column})`;
    const rows = await ask('sources', `select ${text('key')}, ${text('value')} from parquet_kv_metadata($)`);
    const said = Object.fromEntries(rows) as Record<string, string>;
    const sources = model.tables.tables.find(({ name }) => name === 'sources') as Table;
    expect(said).toMatchObject({
      title: 'Foreign-Policy Claims',
      version: '0.0.0+unreleased',
      tables_version: model.tables.version,
      licence: expect.stringContaining('CC BY 4.0'),
      citation: expect.stringContaining('Unreleased; add the commit'),
      table_title: sources.title,
      primary_key: 'source_id',
    });
    expect(Object.entries(JSON.parse(said.columns as string))).toEqual(
      sources.columns.map(({ name, description }) => [name, description]),
    );
  });
});

describe('whatever the texts are', () => {
  const item = anyText.filter((one) => !/[ |]/.test(one));
  const row: fc.Arbitrary<Row> = fc.record({
    claim_id: anyText,
    claim_text: anyText,
    quote: fc.option(anyText, { nil: undefined }),
    claimant_names: fc.array(item, { maxLength: 3 }),
    record_line: fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
    presupposed: fc.boolean(),
  });

  it('they come out as they went in', async () => {
    const columns = model.tables.tables[0]?.columns.filter(({ name }) =>
      ['claim_id', 'claim_text', 'quote', 'claimant_names', 'record_line', 'presupposed'].includes(name),
    );
    const table = { ...(model.tables.tables[0] as Table), columns: columns as Table['columns'] };
    const small: Model = { ...model, tables: { ...model.tables, tables: [table] } };
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (rows) => {
        const folder = await mkdtemp(join(tmpdir(), 'parquet-'));
        try {
          await mkdir(join(folder, 'csv'));
          await writeFile(join(folder, 'csv', 'claims.csv'), csvHeader(table) + csvLinesOfMany(table, rows));
          await writeParquet({
            folder,
            model: small,
            identity: { title: 'T', description: 'D', version: '1' },
            counts: {},
            warn: () => undefined,
          });
          const header = table.columns.map(({ name }) => name);
          const expected = rows.map((one) =>
            header.map((name) => {
              const cell = one[name];
              return Array.isArray(cell) ? cell.join(' | ') : String(cell ?? '');
            }),
          );
          const read = await readWithHyparquet(join(folder, 'parquet'), ['claims']);
          expect(differences(new Map([['claims', { header, rows: expected }]]), read)).toEqual([]);
        } finally {
          await rm(folder, { recursive: true });
        }
      }),
      { numRuns: 40 },
    );
  });
});
