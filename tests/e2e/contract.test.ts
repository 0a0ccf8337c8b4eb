import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  asObjects,
  csvTables,
  type Field,
  filesOf,
  type Resource,
  readJson,
  type TextTable,
  tableResources,
} from '../support/built.ts';
import {
  fixture,
  makeProject,
  type Project,
  REPOSITORY,
  SEED,
  secondCoding,
  seedRecord,
} from '../support/project.ts';
import { runCli, runTool } from '../support/run-cli.ts';

/** What schemas/tables.yaml says of a column, read without the pipeline's own loader. */
interface Declared {
  name: string;
  type: string;
  list?: string;
  required?: string;
  vocabulary?: string;
  references?: string;
}

const CONTRACT = parse(readFileSync(join(REPOSITORY, 'schemas', 'tables.yaml'), 'utf8'), {
  schema: 'failsafe',
}) as {
  tables: { name: string; key: string[]; columns: Declared[] }[];
};

let project: Project;
let csv: Map<string, TextTable>;
let resources: Awaited<ReturnType<typeof tableResources>>;

beforeAll(async () => {
  project = await makeProject({
    [SEED]: await seedRecord(),
    'nasty-values': await fixture('nasty-values.yaml'),
  });
  await project.put(
    'sources/codings/nasty-values.claude-second.yaml',
    secondCoding(await fixture('nasty-values.yaml')),
  );
  await project.put(
    'sources/registry/coders.yaml',
    `${await readFile(join(project.root, 'sources/registry/coders.yaml'), 'utf8')}  - {id: zoe-reader, name: Zoe Reader, kind: person}\n`,
  );
  await project.put(
    'sources/reviews/nasty-values.zoe-reader.yaml',
    "record: nasty-values\nreviewer: zoe-reader\nreviewed: '2026-12-01'\nseed: '1'\nclaims:\n  - {claim: c01, judgement: unsure, field: type, should_be: evaluation, note: It may judge.}\n",
  );
  const { code, stderr } = await runCli(['build', '--root', project.root]);
  expect(code, stderr).toBe(0);
  csv = await csvTables(project.latest);
  resources = await tableResources(project.latest);
}, 60_000);

afterAll(() => project.remove());

/** Runs a check on every value of every column, and gathers what fails as `table.column: value`. */
function eachValue(check: (value: string, column: Declared, table: string) => boolean): string[] {
  const wrong: string[] = [];
  for (const { name: table, columns } of CONTRACT.tables) {
    for (const [index, column] of columns.entries()) {
      for (const row of csv.get(table)?.rows ?? []) {
        for (const value of valuesIn(row[index] ?? '', column)) {
          if (!check(value, column, table)) wrong.push(`${table}.${column.name}: ${JSON.stringify(value)}`);
        }
      }
    }
  }
  return [...new Set(wrong)].slice(0, 10);
}

function valuesIn(cell: string, column: Declared): string[] {
  if (cell === '') return [];
  return column.list === 'true' ? cell.split(' | ') : [cell];
}

function valuesOf(table: string, column: string): Set<string> {
  return new Set(asObjects(csv.get(table) as TextTable).map((row) => row[column] ?? ''));
}

describe('the tables keep their contract', () => {
  it('there is one CSV file for each table and one resource for each file', () => {
    const declared = CONTRACT.tables.map(({ name }) => name);
    expect([...csv.keys()].sort()).toEqual([...declared].sort());
    expect([...resources.keys()]).toEqual(declared);
  });

  it('the header of each file is its columns, in the order of the contract and of the descriptor', () => {
    for (const { name, columns } of CONTRACT.tables) {
      const names = columns.map((column) => column.name);
      expect(csv.get(name)?.header, name).toEqual(names);
      expect(
        resources.get(name)?.schema.fields.map((field) => field.name),
        name,
      ).toEqual(names);
    }
  });

  it('no table is empty here, so that the checks below check something', () => {
    // There is no earlier release here that changes could be told of.
    for (const [name, { rows }] of csv) if (name !== 'changes') expect(rows.length, name).toBeGreaterThan(0);
  });

  it('every value obeys its type', () => {
    const forms: Record<string, RegExp> = {
      string: /^/,
      integer: /^-?(0|[1-9]\d*)$/,
      number: /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]\d+)?$/,
      boolean: /^(true|false)$/,
      date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
    };
    expect(eachValue((value, { type }) => forms[type]?.test(value) ?? false)).toEqual([]);
  });

  it('every coded value is a code of its vocabulary, also within lists', () => {
    const codes = new Map<string, Set<string>>();
    for (const { vocabulary, code } of asObjects(csv.get('codebook') as TextTable)) {
      codes.set(vocabulary as string, (codes.get(vocabulary as string) ?? new Set()).add(code as string));
    }
    expect(
      eachValue(
        (value, { vocabulary }) => vocabulary === undefined || (codes.get(vocabulary)?.has(value) ?? false),
      ),
    ).toEqual([]);
    expect(eachValue((value, column, table) => enumOf(table, column)?.includes(value) ?? true)).toEqual([]);
  });

  it('the descriptor lists the codes of every column that holds one code', () => {
    for (const { name, columns } of CONTRACT.tables) {
      for (const column of columns) {
        const isSingle = column.vocabulary !== undefined && column.list !== 'true';
        expect((enumOf(name, column) ?? []).length > 0, `${name}.${column.name}`).toBe(isSingle);
      }
    }
  });

  it('what is required is there, and the descriptor says so', () => {
    const missing: string[] = [];
    for (const { name, columns } of CONTRACT.tables) {
      for (const [index, column] of columns.entries()) {
        expect(fieldOf(name, column)?.constraints?.required ?? false, `${name}.${column.name}`).toBe(
          column.required === 'true',
        );
        if (column.required !== 'true') continue;
        if (csv.get(name)?.rows.some((row) => row[index] === '')) missing.push(`${name}.${column.name}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it('every reference leads to a row, also within lists', () => {
    const targets = new Map<string, Set<string>>();
    const targetOf = (references: string): Set<string> => {
      const [table = '', column = ''] = references.split('.');
      if (!targets.has(references)) targets.set(references, valuesOf(table, column));
      return targets.get(references) as Set<string>;
    };
    expect(
      eachValue((value, { references }) => references === undefined || targetOf(references).has(value)),
    ).toEqual([]);
  });

  it('each single reference is a foreign key of the descriptor', () => {
    for (const { name, columns } of CONTRACT.tables) {
      const references = columns.filter(
        ({ references, list }) => references !== undefined && list !== 'true',
      );
      expect(
        (resources.get(name)?.schema.foreignKeys ?? []).map(({ fields }) => fields[0]),
        name,
      ).toEqual(references.map((column) => column.name));
    }
  });

  it('ids that may be of an entity or of an event are of one or the other', () => {
    const either = new Set([...valuesOf('entities', 'entity_id'), ...valuesOf('events', 'event_id')]);
    const columns = ['addressee_ids', 'subject_ids', 'object_ids', 'stance_ids'];
    expect(
      eachValue(
        (value, { name }, table) => table !== 'claims' || !columns.includes(name) || either.has(value),
      ),
    ).toEqual([]);
    for (const row of asObjects(csv.get('claim_actors') as TextTable)) {
      expect(
        [row.entity_id, row.event_id].filter((id) => id !== ''),
        row.claim_id,
      ).toHaveLength(1);
    }
  });

  it('lists that go together are of one length', () => {
    const together = [
      ...['claimant', 'via', 'holder', 'addressee', 'subject', 'object'].map((role) => [
        `${role}_names`,
        `${role}_ids`,
      ]),
      ...['claimant', 'subject', 'object'].map((role) => [`${role}_countries`, `${role}_country_names`]),
      ['claimant_ids', 'claimant_types'],
      ['stance', 'stance_ids'],
      ['topics', 'topic_caps'],
      ['stance_ids', 'stances'],
    ] as [string, string][];
    const lengthOf = (cell: string | undefined): number => (cell ? cell.split(' | ').length : 0);
    for (const row of asObjects(csv.get('claims') as TextTable)) {
      for (const [a, b] of together) expect(lengthOf(row[a]), `${row.claim_id} ${a}`).toBe(lengthOf(row[b]));
    }
  });

  it('the ends of a date are in order', () => {
    for (const [name, table] of csv) {
      for (const column of table.header.filter((candidate) => candidate.endsWith('_min'))) {
        for (const row of asObjects(table)) {
          const [min = '', max = ''] = [row[column], row[column.replace(/_min$/, '_max')]];
          expect(min === '' || max === '' || min <= max, `${name}.${column} ${min} ${max}`).toBe(true);
        }
      }
    }
  });

  it('claims stand in reading order: by source, and within one as the work has them', () => {
    const claims = asObjects(csv.get('claims') as TextTable);
    const sources = asObjects(csv.get('sources') as TextTable).map(({ source_id }) => source_id);
    const places = claims.map(({ source_id, order }) => [sources.indexOf(source_id), Number(order)]);
    expect(places).toEqual([...places].sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d));
    for (const id of sources) {
      const own = claims.filter(({ source_id }) => source_id === id);
      expect(own.map(({ order }) => Number(order))).toEqual(own.map((_, index) => index + 1));
      const inBody = own.filter(({ paragraph }) => paragraph !== '');
      const numbers = inBody.map(({ paragraph, sentence }) => Number(paragraph) * 1000 + Number(sentence));
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    }
  });

  it('keys are unique, and rows are sorted by them: claims in reading order, other text by code unit, whole numbers by value', () => {
    const reading = new Map((csv.get('claims')?.rows ?? []).map(([id = ''], index) => [id, index]));
    for (const { name, key, columns } of CONTRACT.tables) {
      expect(resources.get(name)?.schema.primaryKey, name).toEqual(key);
      const parts = key.map((part) => columns.findIndex((column) => column.name === part));
      const rows = csv.get(name)?.rows ?? [];
      for (let index = 1; index < rows.length; index += 1) {
        const [before = [], row = []] = [rows[index - 1], rows[index]];
        const order = parts
          .map((part) => {
            const [one = '', other = ''] = [before[part], row[part]];
            const [place, next] = [reading.get(one), reading.get(other)];
            return place === undefined || next === undefined
              ? compare(one, other, columns[part]?.type)
              : Math.sign(place - next);
          })
          .find((step) => step !== 0);
        expect(
          order,
          `${name}: ${parts.map((part) => before[part])} before ${parts.map((part) => row[part])}`,
        ).toBe(-1);
      }
    }
  });

  it('numbers in a table agree with the rows of the others', () => {
    const rows = (table: string): Record<string, string>[] => asObjects(csv.get(table) as TextTable);
    for (const source of rows('sources')) {
      const own = (table: string): number =>
        rows(table).filter((row) => row.source_id === source.source_id).length;
      expect(Number(source.claims), source.source_id).toBe(own('claims'));
      expect(Number(source.anchored_units), source.source_id).toBe(own('anchors'));
    }
    for (const claim of rows('claims')) {
      const shares = rows('claim_actors').filter(
        (row) => row.claim_id === claim.claim_id && row.role === 'claimant',
      );
      const sum = shares.reduce((total, { share }) => total + Number(share), 0);
      expect(sum, claim.claim_id).toBeCloseTo(claim.claimants_jointly === 'true' ? 1 : shares.length, 4);
    }
  });
});

describe('the files say what they are', () => {
  it('make audit finds nothing: names, files, digests, keys and cells are as described', async () => {
    const { code, stdout, stderr } = await runCli(['audit', project.latest]);
    expect(stderr).toBe('');
    expect(stdout).toContain('all as it is described');
    expect(code).toBe(0);
  });

  it('the manifest names every file, and says how many rows are in each table and JSON file', async () => {
    const { files } = await readJson<{ files: { path: string; rows?: number }[] }>(
      project.latest,
      'manifest.json',
    );
    expect(files.map(({ path }) => path).sort()).toEqual(
      (await filesOf(project.latest)).filter((path) => !['manifest.json', 'SHA256SUMS'].includes(path)),
    );
    for (const { path, rows } of files.filter(({ path }) => /^(csv|json|parquet)\//.test(path)))
      expect(rows, path).toBe(await rowsIn(path));
  });

  it('the counts of the manifest are those of the tables', async () => {
    const { counts } = await readJson<{ counts: Record<string, number> }>(project.latest, 'manifest.json');
    const claims = asObjects(csv.get('claims') as TextTable);
    expect(counts.records).toBe(csv.get('sources')?.rows.length);
    expect(counts.claims).toBe(claims.length);
    expect(counts.reported_claims).toBe(claims.filter(({ voice }) => voice === 'reported').length);
  });

  it('sha256sum finds no fault either', async (context) => {
    const checked = await runTool(
      'sha256sum',
      ['--check', '--strict', '--quiet', 'SHA256SUMS'],
      project.latest,
    );
    if (checked === null) return context.skip('sha256sum is not installed');
    expect(checked).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('datapackage.json describes every CSV and JSON file; the other formats are made from these', async () => {
    const { resources: all } = await readJson<{ resources: Resource[] }>(project.latest, 'datapackage.json');
    expect(all.map(({ path }) => path).sort()).toEqual(
      (await filesOf(project.latest)).filter((path) => /^(csv|json)\//.test(path)),
    );
  });
});

describe('the JSON files', () => {
  it('obey their schemas, which refuse an empty value and a key that is no column', async () => {
    const ajv = new Ajv2020({ formats: { date: /^\d{4}-\d{2}-\d{2}$/ } });
    for (const path of (await filesOf(project.latest)).filter((file) => file.startsWith('json/'))) {
      const name = path.replace(/^json\/|\.jsonl?$/g, '');
      const schema = await readJson<object>(REPOSITORY, `schemas/json/${name}.schema.json`);
      const validate = ajv.compile(schema);
      const text = await readFile(join(project.latest, path), 'utf8');
      const items: object[] = path.endsWith('.jsonl')
        ? text
            .split('\n')
            .slice(0, -1)
            .map((line) => JSON.parse(line))
        : JSON.parse(text);
      for (const value of path.endsWith('.jsonl') ? items : [items])
        expect(validate(value) ? null : validate.errors, path).toBeNull();
      const [first] = items;
      if (first === undefined) continue;
      const broken = { ...first, another: 1 };
      expect(validate(path.endsWith('.jsonl') ? broken : [broken]), path).toBe(false);
    }
  });
});

describe('datapackage.json', () => {
  it('describes every column', () => {
    for (const { schema, name } of resources.values())
      for (const field of schema.fields) expect(field.description, `${name}.${field.name}`).toMatch(/\S/);
  });

  it('has foreign keys that lead to the key of a table, and says where the items of lists lead', () => {
    for (const { name, schema } of resources.values()) {
      for (const { fields, reference } of schema.foreignKeys ?? []) {
        const target = reference.resource === '' ? schema : resources.get(reference.resource)?.schema;
        expect(target?.primaryKey, `${name} ${fields}`).toEqual(reference.fields);
      }
    }
    for (const { name, columns } of CONTRACT.tables) {
      for (const column of columns.filter(({ list }) => list === 'true')) {
        const { itemReference, itemConstraints } = fieldOf(name, column) ?? {};
        const leads = itemReference && `${itemReference.resource}.${itemReference.field}`;
        expect(leads, `${name}.${column.name}`).toBe(column.references);
        expect(itemConstraints?.enum !== undefined, `${name}.${column.name}`).toBe(
          column.vocabulary !== undefined,
        );
      }
    }
  });

  // The profiles belong to the Data Package project and are not copied here.
  const profiles = process.env.DATAPACKAGE_PROFILES ?? join(REPOSITORY, '..', 'shared', 'profiles');
  it.skipIf(!existsSync(profiles))(
    'passes the official profiles, where a folder with them is at hand',
    async () => {
      const ajv = new Ajv({ strict: false, validateFormats: false });
      for (const name of ['datapackage', 'dataresource', 'tableschema', 'tabledialect']) {
        ajv.addSchema(JSON.parse(await readFile(join(profiles, `${name}.json`), 'utf8')) as object, name);
      }
      const validate = (profile: string, value: object): unknown =>
        ajv.validate(profile, value) ? null : ajv.errors;
      const descriptor = await readJson<{ resources: (Resource & { dialect?: object })[] }>(
        project.latest,
        'datapackage.json',
      );
      // The profile refuses lists, which the standard has (frictionlessdata/datapackage, issue 1089).
      for (const { schema } of descriptor.resources)
        for (const field of schema?.fields ?? []) if (field.type === 'list') field.type = 'string';
      for (const resource of descriptor.resources) {
        expect(validate('dataresource', resource), resource.name).toBeNull();
        if (resource.schema !== undefined)
          expect(validate('tableschema', resource.schema), resource.name).toBeNull();
        if (resource.dialect !== undefined)
          expect(validate('tabledialect', resource.dialect), resource.name).toBeNull();
      }
      expect(validate('datapackage', descriptor)).toBeNull();
      expect(validate('datapackage', { ...descriptor, resources: [] })).not.toBeNull();
    },
  );
});

function fieldOf(table: string, { name }: Declared): Field | undefined {
  return resources.get(table)?.schema.fields.find((field) => field.name === name);
}

function enumOf(table: string, column: Declared): string[] | undefined {
  return fieldOf(table, column)?.constraints?.enum;
}

function compare(a: string, b: string, type: string | undefined): -1 | 0 | 1 {
  const [left, right] = type === 'integer' ? [Number(a), Number(b)] : [a, b];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Rows or records in a file, counted from the file itself. */
async function rowsIn(path: string): Promise<number | undefined> {
  if (path.endsWith('.csv')) return csv.get(path.replace(/^csv\/|\.csv$/g, ''))?.rows.length;
  if (path.endsWith('.parquet')) return csv.get(path.replace(/^parquet\/|\.parquet$/g, ''))?.rows.length;
  if (path.endsWith('.jsonl'))
    return (await readFile(join(project.latest, path), 'utf8')).split('\n').length - 1;
  return (await readJson<unknown[]>(project.latest, path)).length;
}
