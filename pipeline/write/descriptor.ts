import { type Codebook, codesOf } from '../model/codebook.ts';
import { type Column, LIST_SEPARATOR, type Table, type TableContract } from '../model/tables.ts';
import { WORK } from './cite.ts';
import type { WrittenFile } from './files.ts';

/** What the descriptor says of the dataset as a whole. */
export interface Identity {
  version: string;
  title: string;
  description: string;
  /** The day of a release. */
  released?: string | undefined;
}

/** A place from which facts were taken, as Data Package describes it. */
export interface SourceOfFacts {
  title: string;
  path?: string;
  version?: string;
}

/** Characters of a line of the descriptor that may hold more than one value. */
const WIDE = 240;

const LICENCES = [
  {
    name: 'CC-BY-4.0',
    title: 'Creative Commons Attribution 4.0 International',
    path: 'https://creativecommons.org/licenses/by/4.0/',
  },
];

/**
 * The descriptor of the built dataset, with who made it and what it draws on, after Data Package v2 (datapackage.org): every CSV file with the schema of its
 * table, every JSON file as plain data.
 */
export function datapackageOf(
  contract: TableContract,
  codebook: Codebook,
  files: readonly WrittenFile[],
  { version, title, description }: Identity,
  sources: readonly SourceOfFacts[],
): string {
  const resources = files.map((file) => {
    const table = contract.tables.find(({ name }) => file.path === `csv/${name}.csv`);
    return table === undefined ? dataResource(file) : tableResource(file, table, codebook);
  });
  const descriptor = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'foreign-policy-claims',
    version,
    title,
    description,
    keywords: WORK.keywords,
    contributors: WORK.authors.map(({ name }) => ({ title: name, roles: ['creator'] })),
    licenses: LICENCES,
    sources: [{ title: 'The works that were coded', path: 'csv/sources.csv' }, ...sources],
    tablesVersion: contract.version,
    codebookVersion: codebook.version,
    resources,
  };
  return `${laidOut(descriptor)}\n`;
}

/** JSON in which what is short stands on one line, as the description of a column does: half the bytes of a line a value. */
function laidOut(value: unknown, indent = ''): string {
  const isList = Array.isArray(value);
  if (
    typeof value !== 'object' ||
    value === null ||
    (isList && value.every((item) => typeof item === 'string'))
  )
    return JSON.stringify(value);
  const deeper = `${indent} `;
  const parts = Object.entries(value).flatMap(([key, part]) =>
    part === undefined ? [] : [[isList ? '' : `${JSON.stringify(key)}:`, laidOut(part, deeper)] as const],
  );
  const [open, close] = isList ? '[]' : '{}';
  // What has a line break within is longer than a line.
  const flat = `${open}${parts.map(([key, part]) => `${key}${part}`).join()}${close}`;
  if (flat.length <= WIDE) return flat;
  const lines = parts.map(([key, part]) => `${deeper}${key === '' ? '' : `${key} `}${part}`);
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

function tableResource(file: WrittenFile, table: Table, codebook: Codebook): object {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/dataresource.json',
    name: table.name,
    type: 'table',
    path: file.path,
    title: table.title,
    description: table.description,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    bytes: file.bytes,
    hash: `sha256:${file.sha256}`,
    licenses: LICENCES,
    dialect: {
      $schema: 'https://datapackage.org/profiles/2.0/tabledialect.json',
      delimiter: ',',
      lineTerminator: '\n',
      quoteChar: '"',
      doubleQuote: true,
      header: true,
    },
    schema: {
      $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
      fields: table.columns.map((column) => fieldOf(column, codebook)),
      missingValues: [''],
      primaryKey: table.key,
      ...foreignKeysOf(table),
    },
  };
}

function fieldOf(column: Column, codebook: Codebook): object {
  const { name, type, description, required, vocabulary, references, list, digest } = column;
  const constraints = {
    ...(required ? { required: true } : {}),
    ...(vocabulary !== undefined && !list ? { enum: codesOf(codebook, vocabulary) } : {}),
  };
  return {
    name,
    ...(list ? { type: 'list', delimiter: LIST_SEPARATOR, itemType: type } : { type }),
    ...(type === 'boolean' ? { trueValues: ['true'], falseValues: ['false'] } : {}),
    description,
    // Tells later versions which columns are not compared.
    ...(digest ? {} : { digest }),
    ...(Object.keys(constraints).length > 0 ? { constraints } : {}),
    // The same for the items of lists, under names of our own: Data Package has no words for them.
    ...(list && vocabulary !== undefined ? { itemConstraints: { enum: codesOf(codebook, vocabulary) } } : {}),
    ...(list && references
      ? { itemReference: { resource: references.table, field: references.column } }
      : {}),
  };
}

/** A list cannot be a foreign key of Data Package, which compares whole cells; `itemReference` says where its items lead. */
function foreignKeysOf(table: Table): object {
  const keys = table.columns.flatMap(({ name, references, list }) => {
    if (references === undefined || list) return [];
    const resource = references.table === table.name ? '' : references.table;
    return [{ fields: [name], reference: { resource, fields: [references.column] } }];
  });
  return keys.length > 0 ? { foreignKeys: keys } : {};
}

function dataResource(file: WrittenFile): object {
  const isLines = file.path.endsWith('.jsonl');
  const base = file.path.split('/').at(-1) ?? '';
  return {
    $schema: 'https://datapackage.org/profiles/2.0/dataresource.json',
    name: base.replace(/\./g, '-'),
    path: file.path,
    format: isLines ? 'jsonl' : 'json',
    mediatype: isLines ? 'application/jsonl' : 'application/json',
    encoding: 'utf-8',
    bytes: file.bytes,
    hash: `sha256:${file.sha256}`,
  };
}
