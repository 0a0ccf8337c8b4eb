import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { readCsv } from './readers/strict-csv.ts';

/** A table as texts: the header, and the cells row by row. */
export interface TextTable {
  header: string[];
  rows: string[][];
}

/** A value in a JSON file. */
export type Json = string | number | boolean | null | undefined | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** The parts of datapackage.json that say what is in the tables. */
export interface Resource {
  name: string;
  path: string;
  bytes: number;
  hash: string;
  schema?: {
    fields: Field[];
    primaryKey: string[];
    missingValues: string[];
    foreignKeys?: { fields: string[]; reference: { resource: string; fields: string[] } }[];
  };
}

export interface Field {
  name: string;
  type: string;
  description: string;
  listSeparator?: string;
  constraints?: { required?: boolean; enum?: string[] };
  itemConstraints?: { enum: string[] };
  itemReference?: { resource: string; field: string };
}

export async function readJson<T = Json>(build: string, path: string): Promise<T> {
  return JSON.parse(await readFile(join(build, path), 'utf8')) as T;
}

/** The resources of a build that are tables, each under the name of its file. */
export async function tableResources(
  build: string,
): Promise<Map<string, Resource & { schema: NonNullable<Resource['schema']> }>> {
  const { resources } = await readJson<{ resources: Resource[] }>(build, 'datapackage.json');
  const tables = resources.flatMap((resource) =>
    resource.schema === undefined ? [] : [{ ...resource, schema: resource.schema }],
  );
  return new Map(tables.map((resource) => [resource.path.replace(/^csv\/|\.csv$/g, ''), resource]));
}

/** Every CSV file of a build, read with a strict reader of our own, under the name of its table. */
export async function csvTables(build: string): Promise<Map<string, TextTable>> {
  const tables = new Map<string, TextTable>();
  for (const file of (await readdir(join(build, 'csv'))).sort()) {
    const bytes = await readFile(join(build, 'csv', file));
    // A byte order mark stays in the text and would show up in the first header.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const [header = [], ...rows] = readCsv(text);
    tables.set(file.replace(/\.csv$/, ''), { header, rows });
  }
  return tables;
}

/** Rows as objects, by the names of the header. */
export function asObjects({ header, rows }: TextTable): Record<string, string>[] {
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}

/** All files of a build, as paths within it. */
export async function filesOf(build: string): Promise<string[]> {
  const entries = await readdir(build, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(build, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

export async function sha256(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

/**
 * Checks a build against its SHA256SUMS.
 * @returns what does not hold; empty for a complete build with nothing missing, changed or left over
 */
export async function brokenSums(build: string): Promise<string[]> {
  const sums = await readFile(join(build, 'SHA256SUMS'), 'utf8').catch(() => null);
  if (sums === null) return ['there is no SHA256SUMS'];
  const broken: string[] = [];
  const listed = new Map<string, string>();
  for (const line of sums.split('\n').slice(0, -1)) {
    const match = /^([0-9a-f]{64}) {2}(\S+)$/.exec(line);
    if (match?.[1] === undefined || match[2] === undefined) broken.push(`not a line of sums: ${line}`);
    else listed.set(match[2], match[1]);
  }
  if (!sums.endsWith('\n')) broken.push('SHA256SUMS ends in the middle of a line');
  for (const path of await filesOf(build)) {
    if (path === 'SHA256SUMS') continue;
    if (!listed.has(path)) broken.push(`${path} is not listed`);
  }
  for (const [path, sum] of listed) {
    const actual = await sha256(join(build, path)).catch(() => 'missing');
    if (actual !== sum) broken.push(`${path} is ${actual}`);
  }
  return broken;
}
