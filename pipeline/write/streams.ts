import { readFile } from 'node:fs/promises';
import { type TableContract, tableNamed } from '../model/tables.ts';
import { type FileWriter, openFile, type WrittenFile } from './files.ts';
import { csvHeader } from './formats/csv/lines.ts';
import { BETWEEN_ITEMS } from './formats/json.ts';
import { type FinishedText, STREAMED } from './pieces.ts';

/** What of the text of records goes into the files that grow record by record. */
export type StreamedText = Pick<FinishedText, 'bytes' | 'extent'>;

/** Text with its rows that comes last in the table of provenance. */
export interface LastText {
  texts: Iterable<Uint8Array>;
  rows: number;
}

/** The files of a dataset that grow record by record. */
export interface Streams {
  /** @param text is given away: nobody else may use its bytes afterwards */
  add: (text: StreamedText) => Promise<void>;
  /** Closes the files. @returns them in the order of {@link STREAMED} */
  end: (provenance: LastText) => Promise<WrittenFile[]>;
  /** Closes the files without finishing them. */
  abandon: () => Promise<void>;
}

/** Opens the files that grow record by record, below a folder. */
export async function openStreams(folder: string, tables: TableContract): Promise<Streams> {
  const files: FileWriter[] = [];
  for (const name of STREAMED) {
    if (name.includes('.')) files.push(await openFile(folder, `json/${name}`));
    else {
      const file = await openFile(folder, `csv/${name}.csv`);
      await file.append(csvHeader(tableNamed(tables, name)), 0);
      files.push(file);
    }
  }
  const fileNamed = (name: (typeof STREAMED)[number]): FileWriter =>
    files[STREAMED.indexOf(name)] as FileWriter;
  let isFirst = true;
  return {
    add: async ({ bytes: given, extent }) => {
      const bytes = 'file' in given ? await readFile(given.file) : given;
      let at = 0;
      for (const [place, name] of STREAMED.entries()) {
        const length = extent.bytes[place] as number;
        let piece = bytes.subarray(at, at + length);
        at += length;
        if (length === 0) continue;
        if (name === 'sources.json' && isFirst) {
          await fileNamed(name).append('[\n');
          piece = piece.subarray(BETWEEN_ITEMS.length);
          isFirst = false;
        }
        await fileNamed(name).append(piece, extent.rows[place] as number);
      }
    },
    end: async ({ texts, rows }) => {
      await fileNamed('sources.json').append(isFirst ? '[\n]\n' : '\n]\n', 0);
      await fileNamed('provenance').append('', rows);
      for (const text of texts) await fileNamed('provenance').append(text, 0);
      // Beside each other: each waits until the disk has it.
      return Promise.all(files.map((file) => file.close()));
    },
    // All of them, also when one cannot be closed or is closed already.
    abandon: async () => void (await Promise.allSettled(files.map((file) => file.close()))),
  };
}
