import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTables } from '../../pipeline/model/tables.ts';
import { REPOSITORY } from '../support/project.ts';

const read = (path: string): string => readFileSync(join(REPOSITORY, path), 'utf8');
const { tables } = readTables(read('schemas/tables.yaml'));
const now = new Set(tables.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`)));
const { resources } = JSON.parse(read('output/v0.2.0/datapackage.json')) as {
  resources: { name: string; schema?: { fields: { name: string }[] } }[];
};
const before = resources.flatMap(({ name, schema }) =>
  (schema?.fields ?? []).map((field) => `${name}.${field.name}`),
);

/** The rows of the table of columns that are gone: old column, new place. */
const rows = [...read('docs/changes-2.md').matchAll(/^\| `([a-z_]+\.[a-z_]+)` \| (.*) \|$/gm)];

describe('docs/changes-2.md', () => {
  it('lists every column of v0.2.0 that the contract no longer has, and no other', () => {
    expect(rows.map(([, old]) => old).sort()).toEqual(before.filter((column) => !now.has(column)).sort());
  });

  it('leads to columns that exist, or says that there is nothing', () => {
    for (const [, old, place = ''] of rows) {
      const columns = [...place.matchAll(/`([a-z_]+\.[a-z_]+)`/g)].map(([, column = '']) => column);
      expect(columns.length, old).toBeGreaterThan(0);
      for (const column of columns) expect(now.has(column), `${old}: ${column}`).toBe(true);
    }
  });
});
