import { unzipSync } from 'fflate';
import { readSharedTexts, readSheetList, readSheetRows, readStyles } from './parts.ts';
import { type CellDiagnostic, cellProblem, type Sheet } from './table.ts';

/**
 * A filled template takes a megabyte or two; what is said to be ten times as large is no template. A hundred megabytes of
 * empty rows, which a small file unpacks to, took a quarter of a minute.
 */
const MOST_BYTES = 20_000_000;

/**
 * Reads an Excel workbook (.xlsx) with what the spreadsheet program made of each cell: a date, a number, an error. No
 * library that we tried tells that: dates come back as points in time, errors as empty cells.
 * @returns no sheet when the file cannot be read
 */
export function readXlsx(
  file: string,
  bytes: Uint8Array,
): { sheets: Sheet[]; diagnostics: CellDiagnostic[] } {
  try {
    const parts = unzip(bytes);
    const { sheets, is1904 } = readSheetList(
      needed(parts, 'xl/workbook.xml'),
      needed(parts, 'xl/_rels/workbook.xml.rels'),
    );
    const texts = readSharedTexts(parts.get('xl/sharedStrings.xml'));
    const styles = readStyles(parts.get('xl/styles.xml'));
    return {
      sheets: sheets.map(({ name, path, isHidden }) => {
        const { rows, merged, hiddenColumns } = readSheetRows(needed(parts, path), { texts, styles, is1904 });
        return { name, rows, merged, hidden: { sheet: isHidden, columns: hiddenColumns } };
      }),
      diagnostics: [],
    };
  } catch (error) {
    const place = { file, sheet: null, row: 1, column: 1 };
    const message = `the file cannot be read as an Excel workbook (${(error as Error).message.split('\n')[0]})`;
    const fix =
      'Open it in your spreadsheet program and save it again as "Excel Workbook (.xlsx)", without a password.';
    return { sheets: [], diagnostics: [cellProblem(place, '', 'E-IMPORT-FORMAT', message, fix)] };
  }
}

function unzip(bytes: Uint8Array): Map<string, string> {
  let total = 0;
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!/\.(xml|rels)$/.test(name)) return false;
      total += originalSize;
      if (total > MOST_BYTES) throw new Error('it is too large');
      return true;
    },
  });
  const sums = checksums(bytes);
  return new Map(
    Object.entries(files).map(([name, content]) => {
      // The program that unpacks does not look: a flipped bit would come out as another letter.
      if (sums.get(name) !== checksum(content)) throw new Error(`its part ${name} is damaged`);
      return [name, new TextDecoder('utf-8', { fatal: true }).decode(content)];
    }),
  );
}

/**
 * The checksum (CRC-32) of each part of a ZIP file, as its central directory at the end says (APPNOTE.TXT 4.3.12).
 * @throws Error when there is no directory, or a part is in it twice
 */
function checksums(bytes: Uint8Array): Map<string, number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isAt = (at: number, signature: number): boolean =>
    at >= 0 && at + 4 <= bytes.length && view.getUint32(at, true) === signature;
  let end = bytes.length - 22;
  while (end >= 0 && !isAt(end, 0x06054b50)) end -= 1;
  if (end < 0) throw new Error('its end is missing');
  // Files with a 64-bit directory say where it is in a record of their own (4.3.14, 4.3.15).
  const far = isAt(end - 20, 0x07064b50) ? Number(view.getBigUint64(end - 12, true)) : null;
  let at = far === null ? view.getUint32(end + 16, true) : Number(view.getBigUint64(far + 48, true));
  const sums = new Map<string, number>();
  while (isAt(at, 0x02014b50)) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const path = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + (name ?? 0)));
    if (sums.has(path)) throw new Error(`its part ${path} is there twice`);
    sums.set(path, view.getUint32(at + 16, true));
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return sums;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** CRC-32 as ZIP has it; the one in node:zlib is younger than Node 20. */
function checksum(content: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of content) sum = (CRC_TABLE[(sum ^ byte) & 255] as number) ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

function needed(parts: ReadonlyMap<string, string>, path: string): string {
  const part = parts.get(path);
  if (part === undefined) throw new Error(`its part ${path} is missing`);
  return part;
}
