import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { runTool } from '../run-cli.ts';
import { readCsv } from './strict-csv.ts';

/** A row as a program read it. */
export type ReadRow = (string | number | boolean | null)[];

/** What openpyxl says of a workbook. */
interface OpenpyxlReading {
  sheets: Record<string, ReadRow[]>;
  /** Text cells that are no text, or not set to Text. */
  odd: string[];
  layout: Record<string, { frozen: string | null; filter: string | null; size: string }>;
}

/** Reads a workbook with openpyxl; null when no Python of this machine has it. */
export async function readWithOpenpyxl(file: string): Promise<OpenpyxlReading | null> {
  const script = join(import.meta.dirname, 'read_xlsx.py');
  // Debian installs it for its own Python, which may not be the first on the path.
  for (const python of ['python3', '/usr/bin/python3']) {
    const probed = await runTool(python, ['-c', 'import openpyxl']);
    if (probed?.code !== 0) continue;
    const { code, stdout, stderr } = (await runTool(python, [script, file]))!;
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as OpenpyxlReading;
  }
  return null;
}

/** How LibreOffice takes a CSV file that nobody tells it anything about, and what its dialog offers: comma, semicolon and tab. */
export const OPENED_UNASKED = [[], ['--infilter=Text - txt - csv (StarCalc):44/59/9,34,76,1']] as const;

/**
 * Opens a CSV file with LibreOffice as it is and saves what stands in the cells; null when LibreOffice is not installed.
 * @param how one of {@link OPENED_UNASKED}
 */
export async function reopenedCsv(file: string, how: readonly string[]): Promise<string[][] | null> {
  const folder = await mkdtemp(join(tmpdir(), 'libreoffice-'));
  try {
    const ended = await runTool('soffice', [
      `-env:UserInstallation=file://${join(folder, 'profile')}`,
      '--headless',
      ...how,
      ...['--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false'],
      ...['--outdir', join(folder, 'out'), file],
    ]);
    if (ended === null) return null;
    return readCsv(await readFile(join(folder, 'out', basename(file)), 'utf8'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Exports every sheet of a workbook as CSV with LibreOffice, by the name of the sheet; null when it is not installed.
 * @param sheets their names, in order
 */
export async function readWithLibreOffice(
  file: string,
  sheets: readonly string[],
): Promise<Map<string, string[][]> | null> {
  const folder = await mkdtemp(join(tmpdir(), 'libreoffice-'));
  try {
    // Comma, double quotes, UTF-8, from line 1, values and not what is shown, no formulas, every sheet into a file.
    const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1';
    const ended = await runTool('soffice', [
      // A profile of its own: one that runs already would take the order and return at once.
      `-env:UserInstallation=file://${join(folder, 'profile')}`,
      '--headless',
      ...['--convert-to', filter, '--outdir', folder, file],
    ]);
    if (ended === null) return null;
    const tables = new Map<string, string[][]>();
    for (const sheet of sheets)
      tables.set(sheet, readCsv(await readFile(join(folder, `claims-${sheet}.csv`), 'utf8')));
    return tables;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The first column of every sheet of a workbook as Gnumeric exports it, by the name of the sheet; null when it is not installed.
 * @param sheets their names, in order, after the first sheet
 */
export async function keysWithGnumeric(
  file: string,
  sheets: readonly string[],
): Promise<Map<string, string[]> | null> {
  const folder = await mkdtemp(join(tmpdir(), 'gnumeric-'));
  try {
    const ended = await runTool('ssconvert', ['-S', file, join(folder, '%n.csv')]);
    if (ended === null) return null;
    const read = sheets.map(async (name, index): Promise<[string, string[]]> => {
      const rows = readCsv(await readFile(join(folder, `${index + 1}.csv`), 'utf8'));
      return [name, rows.map(([first = '']) => first)];
    });
    return new Map(await Promise.all(read));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
