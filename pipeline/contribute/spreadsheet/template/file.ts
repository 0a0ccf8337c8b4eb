import { extname } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { Model } from '../../../model/model.ts';
import { INSTRUCTIONS, type TemplateTable, templateTables } from './template.ts';
import { xlsxTemplate } from './xlsx.ts';

/**
 * The content of an empty template, in the format that the ending of its name says; null for any but .xlsx and .csv.
 * @returns the same bytes for the same model
 */
export function templateFile(name: string, model: Model): Uint8Array | null {
  const tables = templateTables(model);
  switch (extname(name).toLowerCase()) {
    case '.csv':
      return Buffer.from(csvTemplate(tables));
    case '.xlsx':
      return xlsxTemplate(tables, model.codebook);
    default:
      return null;
  }
}

/**
 * A template as one CSV file, with the byte order mark by which Excel knows UTF-8: notes, then each table below a line
 * with its name. The help for a column stands below its name, that for a row of `record` right of it.
 */
function csvTemplate(tables: readonly TemplateTable[]): string {
  const rows: string[][] = INSTRUCTIONS.map((line) => [`# ${line}`]);
  for (const { name, columns } of tables) {
    rows.push([], [`[${name}]`]);
    if (name === 'record') {
      rows.push(['key', 'value', 'what it is']);
      for (const one of columns.map((column) => [column.field.name, column.filled, helpOf(column)]))
        rows.push(one);
    } else {
      rows.push(columns.map(({ field }) => field.name));
      // The first cell makes the whole row a note.
      rows.push(columns.map((column, index) => `${index === 0 ? '# ' : ''}${helpOf(column)}`));
    }
  }
  return stringify(rows, { bom: true });
}

function helpOf({ needed, help }: TemplateTable['columns'][number]): string {
  if (needed === 'no') return help;
  return `${needed === 'always' ? 'NEEDED.' : 'Needed if its group is filled in.'} ${help}`;
}
