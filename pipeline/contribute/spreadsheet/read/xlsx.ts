import { unzipSync } from 'fflate';
import { readDateStyles, readSharedTexts, readSheetList, readSheetRows } from './parts.ts';
import { type CellDiagnostic, cellProblem, type Sheet } from './table.ts';

/** A filled template takes less than a megabyte; what is said to be a hundred times as large is no template. */
const MOST_BYTES = 100_000_000;

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
    const styles = readDateStyles(parts.get('xl/styles.xml'));
    return {
      sheets: sheets.map(({ name, path }) => ({
        name,
        ...readSheetRows(needed(parts, path), { texts, styles, is1904 }),
      })),
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
  return new Map(Object.entries(files).map(([name, content]) => [name, new TextDecoder().decode(content)]));
}

function needed(parts: ReadonlyMap<string, string>, path: string): string {
  const part = parts.get(path);
  if (part === undefined) throw new Error(`its part ${path} is missing`);
  return part;
}
