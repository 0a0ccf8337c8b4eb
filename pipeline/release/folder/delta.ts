import { LIST_SEPARATOR } from '../../model/tables.ts';
import { openFile, type WrittenFile } from '../../write/files.ts';
import { quoted } from '../../write/formats/csv/quoted.ts';
import type { Comparison } from '../comparison.ts';

/**
 * Writes what turns the previous release into this one, beside the table `changes`, which has the keys of rows that are
 * gone and the old and new values of cells: the new rows of each table whole in changes/added/<table>.csv, which has the
 * columns of the table, and in changes/moved.csv the cells that differ because other rows do, which that table leaves out.
 * @param folder the folder of the build
 * @throws the error of the file system
 */
export async function writeDelta(folder: string, { deltas }: Comparison): Promise<WrittenFile[]> {
  const write = async (path: string, header: string[], rows: string[][]): Promise<WrittenFile> => {
    const writer = await openFile(folder, `changes/${path}`);
    await writer.append(csvOf([header]));
    await writer.append(csvOf(rows), rows.length);
    return writer.close();
  };
  const written: WrittenFile[] = [];
  for (const { table, columns, added } of deltas) {
    if (added.length === 0) continue;
    const rows = added.map((row) => columns.map((column) => row[column] ?? ''));
    written.push(await write(`added/${table}.csv`, columns, rows));
  }
  const moved = deltas.flatMap((delta) =>
    delta.moved.map(({ key, field, old, new: now }) => [
      ...[delta.table, key.join(LIST_SEPARATOR), field],
      ...[old, now],
    ]),
  );
  written.push(await write('moved.csv', ['table', 'row_key', 'field', 'old', 'new'], moved));
  return written;
}

function csvOf(rows: readonly string[][]): string {
  return rows.map((row) => `${row.map(quoted).join(',')}\n`).join('');
}
