import {
  DESCRIPTOR,
  type ResourceDescription,
  referredTable,
  type TableDescription,
  tablesOf,
} from './descriptor.ts';
import { aboutFile, type Finding, shown } from './finding.ts';

/** Names that are safe in addresses and in every file system (Data Package v2). */
const LEGAL_NAME = /^[a-z0-9][a-z0-9._-]*$/;

/** What the official profile of Data Package does not catch: bad and repeated names, and keys that name nothing. */
export function checkNames(resources: readonly ResourceDescription[]): Finding[] {
  const tables = tablesOf(resources);
  const say = (reason: string, column?: string): Finding => aboutFile(DESCRIPTOR, reason, column);
  return [
    ...resources
      .filter(({ name }) => !LEGAL_NAME.test(name))
      .map(({ name }) =>
        say(`The name ${shown(name)} may hold small letters, digits, ".", "_" and "-" only.`),
      ),
    ...repeated(resources.map(({ name }) => name)).map((name) =>
      say(`Two files have the name ${shown(name)}.`),
    ),
    ...repeated(resources.map(({ path }) => path)).map((path) =>
      say(`The file ${shown(path)} is declared twice.`),
    ),
    ...tables.flatMap((table) => [
      ...repeated(fieldNames(table)).map((name) =>
        say(`The table ${table.name} declares this column twice.`, name),
      ),
      ...checkKeys(table, tables).map((reason) => say(reason)),
    ]),
  ];
}

function checkKeys(table: TableDescription, tables: readonly TableDescription[]): string[] {
  const { primaryKey, foreignKeys = [], fields } = table.schema;
  const reasons: string[] = [];
  const mustHave = (owner: TableDescription, columns: readonly string[], what: string): void => {
    for (const column of columns)
      if (!fieldNames(owner).includes(column))
        reasons.push(`${what} of ${table.name} names ${shown(column)}, which is no column of ${owner.name}.`);
  };
  const mustLead = (resource: string, columns: readonly string[], what: string): void => {
    const target = referredTable(resource, table, tables);
    if (target === undefined)
      reasons.push(`${what} of ${table.name} leads to ${shown(resource)}, which is no table here.`);
    else mustHave(target, columns, what);
  };

  if (primaryKey === undefined) reasons.push(`The table ${table.name} has no primary key.`);
  else mustHave(table, primaryKey, 'The primary key');
  for (const { fields: columns, reference } of foreignKeys) {
    mustHave(table, columns, 'A foreign key');
    mustLead(reference.resource, reference.fields, 'A foreign key');
    if (columns.length !== reference.fields.length)
      reasons.push(
        `A foreign key of ${table.name} has ${columns.length} columns and leads to ${reference.fields.length}.`,
      );
  }
  for (const { name, itemReference } of fields) {
    if (itemReference !== undefined)
      mustLead(itemReference.resource, [itemReference.field], `The reference in ${name}`);
  }
  return reasons;
}

function fieldNames({ schema }: TableDescription): string[] {
  return schema.fields.map(({ name }) => name);
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
