import { strToU8, Zip } from 'fflate';
import { lettersOf } from './address.ts';
import { MOST_BYTES, MOST_LINKS, MOST_ROWS, SheetTooLarge } from './limits.ts';
import {
  type FinishedSheet,
  firstParts,
  linksPart,
  otherParts,
  type Properties,
  sheetPath,
} from './package.ts';
import { type Level, type Part, plainPart, threadedPart } from './part.ts';
import {
  type LinkedCell,
  type SheetLayout,
  type SheetRow,
  sheetEnd,
  sheetRows,
  sheetStart,
} from './sheet.ts';
import { STYLE } from './styles.ts';
import { DECLARATION } from './xml.ts';

/** A sheet that is being written. */
export interface OpenSheet {
  /** @throws SheetTooLarge */
  add: (rows: readonly SheetRow[]) => void;
  /**
   * Waits until the rows added so far no longer take much memory.
   * @throws the error of the thread that compresses
   */
  room: () => Promise<void>;
  end: () => void;
}

/** A workbook that is being written, one sheet after the other in the order of their tabs. */
export interface OpenWorkbook {
  /** @param isLarge whether a thread is worth its start */
  startSheet: (layout: SheetLayout, isLarge?: boolean) => OpenSheet;
  /** Resolves when the sink has got everything. */
  end: () => Promise<void>;
  /** Stops the threads, if the workbook is not to be ended. */
  abandon: () => void;
}

/**
 * Starts a workbook. Neither a sheet nor the archive is ever in memory as a whole.
 *
 * Why no library: those that write row by row (exceljs and its kin) took two and a half times the time that a large
 * dataset may take and put the hour into the file; none sets empty columns to Text or keeps Excel from offering to turn
 * ids into numbers.
 * @param sheets how many there will be
 * @param about what the file says of itself, the number of the sheet that it opens with, from 0, and how hard it is compressed
 * @param sink takes the bytes of the file in order; the same bytes for the same rows
 */
export function startWorkbook(
  sheets: number,
  sink: (bytes: Uint8Array) => void,
  about: { properties?: Properties; opensWith?: number; level?: Level } = {},
): OpenWorkbook {
  const { properties, opensWith = 0, level = 4 } = about;
  const { promise: done, resolve, reject } = deferred();
  const archive = new Zip((error, bytes, isLast) => {
    if (error) return reject(error);
    sink(bytes);
    if (isLast) resolve();
  });
  // The earliest time that a ZIP archive can hold, in local time as it is stored: the same bytes at any hour and place.
  const time = new Date(1980, 0, 1);
  const started = (part: Part): Part => {
    part.entry.mtime = time;
    archive.add(part.entry);
    return part;
  };
  const addPart = (path: string, xml: string): void =>
    started(plainPart(path, level)).push(strToU8(xml), true);
  const finished: FinishedSheet[] = [];
  const texts = new Map<string, number>();
  const share = (text: string): number => {
    const number = texts.get(text) ?? texts.size;
    texts.set(text, number);
    return number;
  };
  for (const [path, xml] of firstParts(sheets, properties)) addPart(path, xml);
  return {
    startSheet: (layout, isLarge = false) => {
      const part = started((isLarge ? threadedPart : plainPart)(sheetPath(finished.length + 1), level));
      let rows = 0;
      const targets = new Map<string, number>();
      const links: LinkedCell[] = [];
      const linked = layout.columns.flatMap(({ style }, index) => (style === STYLE.link ? [index] : []));
      const noteLinks = (row: SheetRow, number: number): void => {
        for (const index of linked) {
          const value = row[index];
          if (typeof value !== 'string' || !/^https?:\/\/\S+$/.test(value) || links.length >= MOST_LINKS)
            continue;
          if (!targets.has(value)) targets.set(value, targets.size + 1);
          links.push({ cell: `${lettersOf(index + 1)}${number}`, target: targets.get(value) as number });
        }
      };
      let bytes = 0;
      const push = (xml: readonly string[], isLast = false): void => {
        // Row by row: one emoji makes a string of a thousand rows slow to encode.
        const piece = Buffer.concat(xml.map((text) => Buffer.from(text)));
        bytes += piece.length;
        if (bytes > MOST_BYTES) throw new SheetTooLarge(layout.name);
        part.push(piece, isLast);
      };
      push([DECLARATION, sheetStart(layout, finished.length === opensWith)]);
      return {
        add: (added) => {
          if (rows + added.length > MOST_ROWS) throw new SheetTooLarge(layout.name);
          push(sheetRows(added, rows + 1, layout, share));
          if (linked.length > 0) for (const [index, row] of added.entries()) noteLinks(row, rows + 1 + index);
          rows += added.length;
        },
        room: () => Promise.race([part.room(), done]),
        end: () => {
          push([sheetEnd(layout, rows, links)], true);
          finished.push({ layout, rows, targets: [...targets.keys()] });
        },
      };
    },
    end: () => {
      for (const [path, xml] of linksPart(finished)) addPart(path, xml);
      for (const [path, xml] of otherParts(finished, [...texts.keys()], opensWith)) addPart(path, xml);
      archive.end();
      return done;
    },
    abandon: () => archive.terminate(),
  };
}

function deferred(): { promise: Promise<void>; resolve: () => void; reject: (error: Error) => void } {
  let [resolve, reject] = [(): void => {}, (_: Error): void => {}];
  const promise = new Promise<void>((one, other) => {
    [resolve, reject] = [one, other];
  });
  // It is waited for only now and then; a failure in between must not end the process.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}

/** A sheet whose rows are in memory. */
export interface Sheet extends SheetLayout {
  rows: readonly SheetRow[];
}

/** A small workbook as a whole. */
export function workbook(sheets: readonly Sheet[]): Uint8Array {
  const chunks: Uint8Array[] = [];
  const book = startWorkbook(sheets.length, (bytes) => chunks.push(bytes));
  for (const { rows, ...layout } of sheets) {
    const sheet = book.startSheet(layout);
    sheet.add(rows);
    sheet.end();
  }
  // Without threads everything is handed on at once.
  void book.end();
  return Buffer.concat(chunks);
}
