import type { Command } from 'commander';
import { namesOf } from '../contribute/names.ts';
import { hasErrors } from '../diagnostics/problem.ts';
import { readBytes } from '../ingest/read.ts';
import { recordIdOf } from '../model/record-id.ts';
import { openProject } from '../project.ts';
import {
  addCommon,
  type CommonOptions,
  EXIT,
  PROJECT,
  type Terminal,
  UsageError,
} from './terminal/terminal.ts';

/** Adds `names`. */
export function addNames(program: Command, terminal: Terminal): void {
  addCommon(program.command('names'))
    .description('list what every name became, and by which rule')
    .argument('[record]', 'the id of one record (default: all)')
    .action(async (record: string | undefined, { root, format }: CommonOptions) => {
      const project = await openProject({ root: terminal.absolute(root), schemas: PROJECT });
      const paths = project.sources.records.filter(
        (path) => record === undefined || recordIdOf(path) === record,
      );
      if (record !== undefined && paths.length === 0)
        throw new UsageError(`There is no record ${record} in sources/records.`);
      const { value: files, diagnostics: unread } = await readBytes(project.root, paths);
      const diagnostics = [...project.diagnostics, ...unread];
      for (const file of files) {
        const names = namesOf(project, file);
        terminal.out(`${file.path}\n${names.lines.map((line) => `  ${line}\n`).join('')}`);
        for (const one of names.diagnostics) diagnostics.push(one);
      }
      if (!hasErrors(diagnostics)) return;
      terminal.print(terminal.absolute(root), diagnostics, format);
      terminal.exitCode = EXIT.data;
    });
}
