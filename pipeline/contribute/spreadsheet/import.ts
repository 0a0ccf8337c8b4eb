import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { hasErrors } from '../../diagnostics/problem.ts';
import { parseYaml } from '../../ingest/parse.ts';

import type { AuthoredMap } from '../../model/authored.ts';
import type { Project } from '../../project.ts';
import { createFile } from '../write-file.ts';
import { type Assembled, assemble, keyOf } from './assemble.ts';
import { atCells } from './cells.ts';
import { checkRecord } from './check.ts';
import { layoutOf } from './fields.ts';
import { findMissing } from './needed.ts';
import { readSheets } from './read/sheets.ts';
import { type CellDiagnostic, cellProblem, type Sheet } from './read/table.ts';
import { findTables } from './tables.ts';
import { recordYaml } from './yaml.ts';

/** What became of a spreadsheet. */
interface Imported {
  /** Path of the record in the project; null when there was an error and nothing was written. */
  written: string | null;
  claims: number;
  diagnostics: CellDiagnostic[];
}

/**
 * Turns a filled-in spreadsheet into a record: reads the cells, puts a record together, checks it as `make check` would
 * and writes it. With any error, all of which are told at their cells, nothing is written.
 * @param path of the spreadsheet
 * @param shown the same as it is to be shown in diagnostics
 * @throws only the errors of the machine
 */
export async function importFile(project: Project, path: string, shown: string): Promise<Imported> {
  const { root, model } = project;
  const layout = layoutOf(model);
  const { sheets, diagnostics } = readSheets(shown, await readFile(path), layout);
  const nothing = (found: CellDiagnostic[]): Imported => ({
    written: null,
    claims: 0,
    diagnostics: sorted(found, sheets),
  });
  if (hasErrors(diagnostics)) return nothing(diagnostics);

  const { tables, diagnostics: inTables } = findTables(shown, sheets);
  const assembled = assemble(shown, tables, layout);
  const missing = findMissing(shown, assembled, layout, tables.get('claims'));
  const { value } = assembled;
  const id = typeof value.id === 'string' && value.id !== '' ? value.id : 'unnamed';
  const findings = await checkRecord(project, id, value);
  const all = [
    ...diagnostics,
    ...inTables,
    ...assembled.diagnostics,
    ...missing,
    ...atCells(shown, assembled, findings),
    ...(await refuseExisting(root, shown, assembled, id)),
  ];
  if (hasErrors(all)) return nothing(all);

  const target = `sources/records/${id}.yaml`;
  const text = recordYaml(value, model);
  holds(text, value);
  await createFile(join(root, target), text);
  return { written: target, claims: (value.claims as unknown[]).length, diagnostics: sorted(all, sheets) };
}

async function refuseExisting(
  root: string,
  file: string,
  { cells }: Assembled,
  id: string,
): Promise<CellDiagnostic[]> {
  const target = `sources/records/${id}.yaml`;
  const cell = cells.get(keyOf(['id']));
  const isThere = await access(join(root, target)).then(
    () => true,
    () => false,
  );
  if (!isThere || cell === undefined) return [];
  const fix =
    'Give the record another id. To import it anew, move the old file away first; what was changed in it since would be lost.';
  return [
    cellProblem(
      { ...cell.place, file },
      cell.content,
      'E-RECORD-EXISTS',
      `there is already a record ${target}`,
      fix,
    ),
  ];
}

/** What is written must say what was read, to the letter; all else would be a fault of ours. */
function holds(text: string, value: AuthoredMap): void {
  const { value: file } = parseYaml('record.yaml', Buffer.from(text));
  const plain = (part: unknown): unknown => JSON.parse(JSON.stringify(part ?? null));
  if (!isDeepStrictEqual(plain(file.value), plain(value)))
    throw new Error('the record that would be written does not say what the spreadsheet says');
}

/** In the order of the sheets, then row by row. */
function sorted(diagnostics: readonly CellDiagnostic[], sheets: readonly Sheet[]): CellDiagnostic[] {
  const rank = ({ cell }: CellDiagnostic): number =>
    sheets.findIndex(({ name }) => name !== null && cell.includes(`!${name}!`));
  return [...diagnostics].sort((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column);
}
