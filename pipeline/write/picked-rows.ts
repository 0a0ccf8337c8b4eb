import { type Column, type TableContract, tableNamed } from '../model/tables.ts';
import { csvPieces } from './formats/csv/pieces.ts';
import { type TypedCell, typed } from './table-rows.ts';

/** Some cells of a row, by column name. */
export type Picked<Name extends string> = Record<Name, TypedCell>;

/**
 * Goes through a written table, batch by batch, and hands over the wanted columns of each row; the others, most of a wide
 * table, are not even decoded.
 * @param folder the folder of the build
 * @throws the error of the file system
 */
export async function* pickedRows<Name extends string>(
  folder: string,
  contract: TableContract,
  tableName: string,
  names: readonly Name[],
): AsyncGenerator<Picked<Name>[]> {
  const table = tableNamed(contract, tableName);
  const wanted = names.map((name) => {
    const place = table.columns.findIndex((column) => column.name === name);
    if (place === -1) throw new Error(`schemas/tables.yaml has no column ${tableName}.${name}`);
    return { name, place, column: table.columns[place] as Column };
  });
  for await (const { bytes, bounds, rows } of csvPieces(folder, table)) {
    const batch: Picked<Name>[] = [];
    for (let row = 0; row < rows; row += 1) {
      const picked = {} as Picked<Name>;
      for (const { name, place, column } of wanted) {
        const at = (row * table.columns.length + place) * 2;
        const [start, end] = [bounds[at] as number, bounds[at + 1] as number];
        picked[name] = typed(column, start === end ? '' : bytes.toString('utf8', start, end));
      }
      batch.push(picked);
    }
    yield batch;
  }
}
