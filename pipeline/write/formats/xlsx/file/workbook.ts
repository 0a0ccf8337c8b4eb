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
import { type Level, Part, type Piece, pieceOf } from './part.ts';
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

/** No code unit of a text takes more bytes in UTF-8. */
const MOST_BYTES_OF_UNIT = 3;

/** Rows as they lie in a workbook. In any other they lie so too, where they begin with the same row of the same layout. */
export interface SheetPiece extends Piece {
  rows: number;
  /** Cells that lead to an address. */
  links: { cell: string; address: string }[];
  /** Whether it refers to the list of texts of its workbook, and fits into no other. */
  isBound: boolean;
}

/** A sheet that is being written. */
export interface OpenSheet {
  /**
   * Makes what {@link put} takes next.
   * @throws SheetTooLarge
   */
  make: (rows: readonly SheetRow[]) => SheetPiece;
  /** @throws SheetTooLarge */
  put: (piece: SheetPiece) => void;
  /** Both. */
  add: (rows: readonly SheetRow[]) => void;
  end: () => void;
}

/** A workbook that is being written, one sheet after the other in the order of their tabs. */
export interface OpenWorkbook {
  startSheet: (layout: SheetLayout) => OpenSheet;
  /** Then the sink has got everything. */
  end: () => void;
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
  const archive = new Zip((error, bytes) => {
    if (error) throw error;
    sink(bytes);
  });
  const started = (path: string): Part => {
    const part = new Part(path);
    archive.add(part);
    return part;
  };
  const addPart = (path: string, xml: string): void => {
    const part = started(path);
    part.add(pieceOf(strToU8(xml), level));
    part.end();
  };
  const finished: FinishedSheet[] = [];
  const texts = new Map<string, number>();
  const share = (text: string): number => {
    const number = texts.get(text) ?? texts.size;
    texts.set(text, number);
    return number;
  };
  for (const [path, xml] of firstParts(sheets, properties)) addPart(path, xml);
  return {
    startSheet: (layout) => {
      const part = started(sheetPath(finished.length + 1));
      let rows = 0;
      const targets = new Map<string, number>();
      const links: LinkedCell[] = [];
      const linked = layout.columns.flatMap(({ style }, index) => (style === STYLE.link ? [index] : []));
      const linksOf = (row: SheetRow, number: number): SheetPiece['links'] =>
        linked.flatMap((index) => {
          const value = row[index];
          if (typeof value !== 'string' || !/^https?:\/\/\S+$/.test(value)) return [];
          return [{ cell: `${lettersOf(index + 1)}${number}`, address: value }];
        });
      // Row by row: one emoji makes a string of a thousand rows slow to encode.
      const pieceOfXml = (xml: readonly string[]): Piece => {
        let room = 0;
        for (const text of xml) room += text.length * MOST_BYTES_OF_UNIT;
        const bytes = Buffer.allocUnsafeSlow(room);
        let used = 0;
        for (const text of xml) used += bytes.write(text, used);
        return pieceOf(bytes.subarray(0, used), level);
      };
      const append = (piece: Piece): void => {
        if (part.size + piece.size > MOST_BYTES) throw new SheetTooLarge(layout.name);
        part.add(piece);
      };
      const make = (added: readonly SheetRow[]): SheetPiece => {
        if (rows + added.length > MOST_ROWS) throw new SheetTooLarge(layout.name);
        let isBound = false;
        const xml = sheetRows(added, rows + 1, layout, (text) => {
          isBound = true;
          return share(text);
        });
        const found = added.flatMap((row, index) => linksOf(row, rows + 1 + index));
        return { ...pieceOfXml(xml), rows: added.length, links: found, isBound };
      };
      const put = (piece: SheetPiece): void => {
        append(piece);
        for (const { cell, address } of piece.links.slice(0, MOST_LINKS - links.length)) {
          if (!targets.has(address)) targets.set(address, targets.size + 1);
          links.push({ cell, target: targets.get(address) as number });
        }
        rows += piece.rows;
      };
      append(pieceOfXml([DECLARATION, sheetStart(layout, finished.length === opensWith)]));
      return {
        make,
        put,
        add: (added) => put(make(added)),
        end: () => {
          append(pieceOfXml([sheetEnd(layout, rows, links)]));
          part.end();
          finished.push({ layout, rows, targets: [...targets.keys()] });
        },
      };
    },
    end: () => {
      for (const [path, xml] of linksPart(finished)) addPart(path, xml);
      for (const [path, xml] of otherParts(finished, [...texts.keys()], opensWith)) addPart(path, xml);
      archive.end();
    },
  };
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
  book.end();
  return Buffer.concat(chunks);
}
