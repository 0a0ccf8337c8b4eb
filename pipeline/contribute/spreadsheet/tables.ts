import { nearest } from '../../diagnostics/nearest.ts';
import { TABLES, type TableName } from './fields.ts';
import { type CellDiagnostic, cellProblem, type Row, type Sheet } from './read/table.ts';

/** Sheets of the template that only explain. */
const HELP_SHEETS = ['columns', 'codes'];

/** One of the tables of a spreadsheet: a sheet of its own, or the rows below a line such as `[claims]`. */
export interface Table {
  name: TableName;
  sheet: string | null;
  /** Row above the first one that belongs to it: that of the line `[claims]`, or 0. */
  start: number;
  /** The last row that has something in it, be it a note. */
  last: number;
  rows: Row[];
  merged: Sheet['merged'];
  hidden: Sheet['hidden'];
}

/**
 * Finds the tables in the sheets. Rows that begin with `# ` are notes and are left out.
 * @param file as it is to be shown
 */
export function findTables(
  file: string,
  sheets: readonly Sheet[],
): { tables: Map<TableName, Table>; diagnostics: CellDiagnostic[] } {
  const tables = new Map<TableName, Table>();
  const diagnostics: CellDiagnostic[] = [];
  const report = (sheet: string | null, row: number, content: string, ...words: [string, string, string]) => {
    diagnostics.push(cellProblem({ file, sheet, row, column: 1 }, content, ...words));
  };
  for (const sheet of sheets) {
    for (const { title, start, last, rows } of partsOf(sheet)) {
      const where = sheet.name === null ? 'line' : 'sheet';
      const name = TABLES.find((table) => table === title.toLowerCase());
      if (name === undefined) {
        if (!HELP_SHEETS.includes(title.toLowerCase()) && rows.length > 0) unread(sheet, title, start);
      } else if (tables.has(name)) {
        const fix = `Put all its rows below one another and remove the second ${where}.`;
        report(sheet.name, Math.max(start, 1), title, 'E-SHEET', `there are two tables ${name}`, fix);
      } else {
        const { merged, hidden } = sheet;
        tables.set(name, { name, sheet: sheet.name, start, last, rows, merged, hidden });
      }
    }
  }
  for (const name of ['record', 'claims'] as const) {
    if (tables.has(name)) continue;
    const how = sheets.some((sheet) => sheet.name !== null)
      ? `Name the sheet with it ${name}`
      : `Write the line [${name}] above it`;
    const message = `there is no table ${name}`;
    report(null, 1, '', 'E-SHEET', message, `${how}, or start from a new template: make template.`);
  }
  return { tables, diagnostics };

  function unread(sheet: Sheet, title: string, start: number): void {
    const [near] = nearest(title, TABLES);
    const what = sheet.name === null && start === 0 ? 'what stands above the first table' : `"${title}"`;
    diagnostics.push(
      cellProblem(
        { file, sheet: sheet.name, row: Math.max(start, 1), column: 1 },
        title,
        'W-SHEET-IGNORED',
        `${what} is not read: it is not one of the tables ${TABLES.join(', ')}`,
        'Rename it if it holds data; begin a line with "# " if it is a note.',
        near === undefined ? {} : { suggestion: near },
      ),
    );
  }
}

interface Part {
  title: string;
  start: number;
  last: number;
  rows: Row[];
}

/** The parts of a sheet: what stands above the first line such as `[claims]`, then what stands below each. */
function partsOf({ name, rows }: Sheet): Part[] {
  let part: Part = { title: (name ?? '').trim(), start: 0, last: 0, rows: [] };
  const parts = [part];
  for (const row of rows) {
    const first = row.cells.get(1)?.text ?? '';
    const title = row.cells.size === 1 ? /^\[(.+)\]$/.exec(first.trim())?.[1] : undefined;
    if (title !== undefined) {
      part = { title: title.trim(), start: row.number, last: row.number, rows: [] };
      parts.push(part);
    }
    part.last = row.number;
    if (title === undefined && !/^#(\s|$)/.test(first)) part.rows.push(row);
  }
  // A CSV file without any such line is one table, and its claims are what everybody begins with.
  return name === null && parts.length === 1 && hasClaims(part) ? [{ ...part, title: 'claims' }] : parts;
}

function hasClaims({ rows: [head] }: Part): boolean {
  const names = [...(head?.cells.values() ?? [])].map(({ text }) => text.trim());
  return names.includes('at') && names.includes('topics');
}
