import { type Codebook, vocabularyNamed } from '../../../model/codebook.ts';
import type { Model } from '../../../model/model.ts';
import { codesOf } from '../../../model/schema-tree.ts';
import { type Field, fieldsOf, type Layout, layoutOf, TABLES, type TableName } from '../fields.ts';
import { neededNames } from '../needed.ts';
import { cellTextOf } from '../value.ts';

/** How to fill the template in, for its first lines. */
export const INSTRUCTIONS = [
  'Fill in the tables record and claims; entities and events only for those that are not in sources/registry/.',
  'Then type: make import FILE=<this file>. What is wrong is told at its cell; nothing is written until all is right.',
  'A cell left empty means: not known, or the default of the codebook. Columns that you do not need may be deleted, and moved.',
  'Several values in one cell are separated by a bar: xi-jinping | Chinese Communist Party.',
  'stance: iso-US: negative | iso-CN: positive. relations: contradicts c05 | elaborates c02 (annotator).',
  'A third number takes columns of its own: quantities.3.value and so on; a second copy takes rows: source.copies.2.id and so on.',
  'A value for all claims stands in the table record under defaults., such as defaults.form.',
  'Lines that begin with "# " are notes and are not read.',
] as const;

/** A column of a template; in the table `record`, a row. */
export interface TemplateColumn {
  field: Field;
  needed: 'always' | 'with its group' | 'no';
  /** What it is, its codes and an example. */
  help: string;
  /** What stands in the cell from the start; empty for nothing. */
  filled: string;
}

/** A table of a template. */
export interface TemplateTable {
  name: TableName;
  columns: TemplateColumn[];
}

/** How many items of a list of groups the template has room for; more may be added by hand. */
const ROOM: Readonly<Record<string, number>> = { quantities: 2, copies: 1, contributors: 1, corrections: 1 };

/** The tables of a template, from schema and codebook. */
export function templateTables(model: Model): TemplateTable[] {
  const layout = layoutOf(model);
  return TABLES.map((name) => {
    const needed = new Set(neededNames(layout, name));
    const columns = fieldsOf(layout[name], (key) => ROOM[key] ?? 0)
      .filter((field) => !field.name.startsWith('defaults.'))
      .map((field) => columnOf(field, needed, layout, name, model.codebook));
    return { name, columns };
  });
}

function columnOf(
  field: Field,
  needed: ReadonlySet<string>,
  layout: Layout,
  table: TableName,
  codebook: Codebook,
): TemplateColumn {
  const group = field.name.slice(0, field.name.lastIndexOf('.') + 1);
  const isOfGroup = group !== '' && neededNames(layout, table, field.path.slice(0, -1)).includes(field.name);
  const filled = table === 'record' ? (STARTS[field.name]?.(codebook) ?? '') : '';
  return {
    field,
    needed: needed.has(field.name) ? 'always' : isOfGroup ? 'with its group' : 'no',
    help: helpOf(field),
    filled,
  };
}

/** What is the same for every new record. */
const STARTS: Readonly<Record<string, (codebook: Codebook) => string>> = {
  codebook: ({ version }) => version,
  status: () => 'draft',
};

function helpOf(field: Field): string {
  const codes = codesOf(field.node);
  const words =
    field.node.type === 'boolean' ? 'true or false.' : codes.length > 0 ? `One of: ${codes.join(', ')}.` : '';
  const example = field.example === undefined ? '' : `Example: ${cellTextOf(field.example)}`;
  const list = field.form === 'list' || field.form === 'authors-or-list' ? 'Several: a | b.' : '';
  return [
    field.description,
    field.form === 'list' && words !== '' ? words.replace('One', 'Each one') : words,
    list,
    example,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** One row a code: vocabulary, code, label, definition, test. */
export function codeRows(tables: readonly TemplateTable[], codebook: Codebook): string[][] {
  const names = tables.flatMap(({ columns }) => columns.map(({ field }) => field.node['x-vocabulary']));
  const used = new Set(names.filter((name) => typeof name === 'string'));
  return [...used].flatMap((name) =>
    vocabularyNamed(codebook, name).codes.map(({ code, label, definition, test }) => [
      name,
      code,
      label,
      definition,
      test,
    ]),
  );
}
