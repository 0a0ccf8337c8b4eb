import { fieldsOf, type Layout, TABLES } from '../fields.ts';
import { readCsv } from './csv.ts';
import { type CellDiagnostic, cellProblem, type Sheet } from './table.ts';
import { readXlsx } from './xlsx.ts';

/**
 * Reads a spreadsheet of any kind that is taken; what the file is decides, not its name.
 * @param shown its path as it is to be shown
 */
export function readSheets(
  shown: string,
  bytes: Buffer,
  layout: Layout,
): { sheets: Sheet[]; diagnostics: CellDiagnostic[] } {
  const start = bytes.subarray(0, 4).toString('latin1');
  if (start.startsWith('PK')) return readXlsx(shown, bytes);
  // Old Excel files, and new ones with a password, are compound files of Windows.
  if (start === '\xD0\xCF\x11\xE0') {
    const fix = 'Save it as "Excel Workbook (.xlsx)", without a password.';
    const message = 'this is an old Excel file (.xls), or one with a password';
    const place = { file: shown, sheet: null, row: 1, column: 1 };
    return { sheets: [], diagnostics: [cellProblem(place, '', 'E-IMPORT-FORMAT', message, fix)] };
  }
  const known = new Set([
    ...TABLES.flatMap((name) => fieldsOf(layout[name], () => 2).map((field) => field.name)),
    ...TABLES.map((name) => `[${name}]`),
  ]);
  const { sheet, diagnostics } = readCsv(shown, bytes, known);
  return { sheets: sheet === null ? [] : [sheet], diagnostics };
}
