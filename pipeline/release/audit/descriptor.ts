import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { aboutFile, type Finding } from './finding.ts';

export const DESCRIPTOR = 'datapackage.json';

/** One column as the descriptor declares it. */
export interface FieldDescription {
  name: string;
  type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  /** What joins the items of a list; absent for single values. */
  listSeparator?: string;
  constraints?: { required?: boolean; enum?: string[] };
  /** The same for each item of a list, which Data Package has no words for. */
  itemConstraints?: { enum?: string[] };
  itemReference?: { resource: string; field: string };
}

interface TableSchema {
  fields: FieldDescription[];
  primaryKey?: string[];
  foreignKeys?: { fields: string[]; reference: { resource: string; fields: string[] } }[];
}

/** One file as the descriptor declares it; with a schema when it is a table. */
export interface ResourceDescription {
  name: string;
  path: string;
  bytes?: number;
  hash?: string;
  schema?: TableSchema;
}

export type TableDescription = ResourceDescription & { schema: TableSchema };

const NAME = { type: 'string', minLength: 1 };
const NAMES = { type: 'array', minItems: 1, items: NAME };
const ENUM = { type: 'object', properties: { enum: { type: 'array', items: { type: 'string' } } } };

/** The parts of Data Package v2 that the other checks rest on. */
const SHAPE = {
  type: 'object',
  required: ['name', 'resources'],
  properties: {
    name: NAME,
    resources: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'path'],
        properties: {
          name: NAME,
          path: NAME,
          bytes: { type: 'integer' },
          hash: { type: 'string' },
          schema: {
            type: 'object',
            required: ['fields'],
            properties: {
              fields: {
                type: 'array',
                minItems: 1,
                items: {
                  type: 'object',
                  required: ['name', 'type'],
                  properties: {
                    name: NAME,
                    type: { enum: ['string', 'integer', 'number', 'boolean', 'date', 'list'] },
                    delimiter: NAME,
                    itemType: { enum: ['string', 'integer', 'number', 'boolean', 'date'] },
                    listSeparator: NAME,
                    constraints: ENUM,
                    itemConstraints: ENUM,
                    itemReference: {
                      type: 'object',
                      required: ['resource', 'field'],
                      properties: { resource: { type: 'string' }, field: NAME },
                    },
                  },
                },
              },
              primaryKey: NAMES,
              foreignKeys: {
                type: 'array',
                items: {
                  type: 'object',
                  required: ['fields', 'reference'],
                  properties: {
                    fields: NAMES,
                    reference: {
                      type: 'object',
                      required: ['resource', 'fields'],
                      properties: { resource: { type: 'string' }, fields: NAMES },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};

/**
 * Reads datapackage.json.
 * @returns the files it declares, none when it cannot be read; and what is wrong with its form
 */
export async function readDescriptor(
  folder: string,
): Promise<{ resources: ResourceDescription[]; findings: Finding[] }> {
  let value: { name: string; resources: ResourceDescription[] };
  try {
    value = JSON.parse(await readFile(join(folder, DESCRIPTOR), 'utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { resources: [], findings: [aboutFile(DESCRIPTOR, `It is no JSON: ${error.message}.`)] };
  }
  const validate = new Ajv({ allErrors: true }).compile(SHAPE);
  if (validate(value)) return { resources: value.resources.map(withItems), findings: [] };
  const findings = (validate.errors ?? []).map(({ instancePath, message }) =>
    aboutFile(DESCRIPTOR, `${instancePath === '' ? 'The whole' : instancePath} ${message}.`),
  );
  return { resources: [], findings };
}

/** Since contract 2.0.0 lists are of Data Package's own type; before, they were texts with a separator. Here they are alike. */
function withItems(resource: ResourceDescription): ResourceDescription {
  if (resource.schema === undefined) return resource;
  const fields = (resource.schema.fields as (FieldDescription & ListField)[]).map(
    ({ delimiter, itemType, ...field }) =>
      (field.type as string) === 'list'
        ? { ...field, type: itemType ?? 'string', listSeparator: delimiter ?? ',' }
        : field,
  );
  return { ...resource, schema: { ...resource.schema, fields } };
}

/** What Data Package says of a list beside its type. */
interface ListField {
  delimiter?: string;
  itemType?: FieldDescription['type'];
}

/** The declared files that are tables. */
export function tablesOf(resources: readonly ResourceDescription[]): TableDescription[] {
  return resources.filter((resource): resource is TableDescription => resource.schema !== undefined);
}

/** The table a key refers to; the empty name means the table itself. */
export function referredTable(
  name: string,
  from: TableDescription,
  tables: readonly TableDescription[],
): TableDescription | undefined {
  return name === '' ? from : tables.find((table) => table.name === name);
}
