import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { renderCells } from '../contribute/spreadsheet/cells.ts';
import type { CellDiagnostic } from '../contribute/spreadsheet/read/table.ts';
import { INSTRUCTIONS } from '../contribute/spreadsheet/template/template.ts';
import { createFile } from '../contribute/write-file.ts';
import { hasErrors } from '../diagnostics/problem.ts';
import { count, summaryOf } from '../diagnostics/render/text.ts';
import { loadModel } from '../model/load.ts';
import { openProject } from '../project.ts';
import {
  addCommon,
  type CommonOptions,
  EXIT,
  type Format,
  PROJECT,
  type Terminal,
  UsageError,
} from './terminal/terminal.ts';

const HOW_TO_FILL_IN = `\nHow to fill it in:\n${INSTRUCTIONS.map((line) => `  ${line}`).join('\n')}`;

/** Adds `import` and `template`. */
export function addImport(program: Command, terminal: Terminal): void {
  addCommon(program.command('import'))
    .description('turn a filled-in spreadsheet (.xlsx or .csv) into a new record')
    .argument('[file]', 'the spreadsheet')
    .addHelpText('after', HOW_TO_FILL_IN)
    .action(async (file: string | undefined, { root, format }: CommonOptions) => {
      if (!file) throw new UsageError('Say which file: make import FILE=claims.xlsx');
      const path = terminal.absolute(file);
      if (!existsSync(path)) throw new UsageError(`There is no file ${file}.`);
      // Loaded only here: no other command needs readers of spreadsheets.
      const { importFile } = await import('../contribute/spreadsheet/import.ts');
      const project = await openProject({ root: terminal.absolute(root), schemas: PROJECT });
      const { written, claims, diagnostics } = await importFile(project, path, terminal.show(path));
      printCells(terminal, terminal.absolute(root), diagnostics, format);
      if (written === null || hasErrors(diagnostics)) {
        terminal.tell(format, `import     ${summaryOf(diagnostics)}. Nothing was written.`);
        terminal.exitCode = EXIT.data;
        return;
      }
      terminal.tell(format, `import     ${count(claims, 'claim')}, ${summaryOf(diagnostics)}`);
      terminal.tell(format, `Open ${terminal.show(join(terminal.absolute(root), written))}`);
    });

  program
    .command('template')
    .description('write an empty spreadsheet to fill in; the name says whether .xlsx or .csv')
    .argument('[file]', 'the file to write', 'claims.xlsx')
    .addHelpText('after', HOW_TO_FILL_IN)
    .action(async (name: string) => {
      const file = name || 'claims.xlsx';
      const { templateFile } = await import('../contribute/spreadsheet/template/file.ts');
      const content = templateFile(file, await loadModel(PROJECT));
      if (content === null) throw new UsageError(`The name must end in .xlsx or .csv, not as in ${file}.`);
      const path = terminal.absolute(file);
      if (existsSync(path)) throw new UsageError(`There is already a file ${file}; it was left as it is.`);
      await createFile(path, content);
      terminal.tell(
        'text',
        `Open ${terminal.show(path)}, fill it in, and type: make import FILE=${terminal.show(path)}`,
      );
    });
}

function printCells(
  terminal: Terminal,
  root: string,
  diagnostics: readonly CellDiagnostic[],
  format: Format,
): void {
  if (format !== 'text') terminal.print(root, diagnostics, format);
  else if (diagnostics.length > 0)
    terminal.err(`${renderCells(diagnostics, terminal.io.stderr.isTTY === true)}\n`);
}
