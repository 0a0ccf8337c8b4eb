import { stringify } from 'csv-stringify/sync';
import type { TemplateTable } from './template.ts';
import { INSTRUCTIONS } from './words.ts';

/**
 * A template as one CSV file, with the byte order mark by which Excel knows UTF-8: notes, then each table below a line with its name. The help for a column stands below its
 * name, that for a row of `record` right of it.
 */
export function csvTemplate(tables: readonly TemplateTable[]): string {
  const rows: string[][] = INSTRUCTIONS.map((line) => [`# ${line}`]);
  for (const { name, columns } of tables) {
    rows.push([], [`[${name}]`]);
    if (name === 'record') {
      rows.push(['key', 'value', 'what it is']);
      rows.push(...columns.map((column) => [column.field.name, column.filled, helpOf(column)]));
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
