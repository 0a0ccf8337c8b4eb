import type { Command } from 'commander';
import { listNames } from '../contribute/names.ts';
import { hasErrors } from '../diagnostics/problem.ts';
import { openProject } from '../project.ts';
import { addCommon, type CommonOptions, EXIT, PROJECT, type Terminal, UsageError } from './terminal.ts';

/** Adds `names`. */
export function addNames(program: Command, terminal: Terminal): void {
  addCommon(program.command('names'))
    .description('list what every name became, and by which rule')
    .argument('[record]', 'the id of one record (default: all)')
    .action(async (record: string | undefined, { root, format }: CommonOptions) => {
      const { records, diagnostics } = await listNames(
        await openProject({ root: terminal.absolute(root), schemas: PROJECT }),
        record,
      );
      if (record !== undefined && records.length === 0)
        throw new UsageError(`There is no record ${record} in sources/records.`);
      for (const { path, lines } of records)
        terminal.out(`${path}\n${lines.map((line) => `  ${line}\n`).join('')}`);
      if (!hasErrors(diagnostics)) return;
      terminal.print(terminal.absolute(root), diagnostics, format);
      terminal.exitCode = EXIT.data;
    });
}
