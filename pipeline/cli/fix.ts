import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Command } from 'commander';
import { unifiedDiff } from '../contribute/fix/diff.ts';
import { fixSources } from '../contribute/fix/fix.ts';
import { replaceFile } from '../contribute/replace-file.ts';
import { hasErrors } from '../diagnostics/problem.ts';
import { count } from '../diagnostics/render/text.ts';
import { openProject } from '../project.ts';
import {
  addCommon,
  type CommonOptions,
  EXIT,
  PROJECT,
  type Terminal,
  UsageError,
} from './terminal/terminal.ts';

type FixCommandOptions = CommonOptions & { check?: true; ids?: true };

/** Adds `fix`. */
export function addFix(program: Command, terminal: Terminal): void {
  addCommon(program.command('fix'))
    .description('mend what can be mended without changing what a file says, and show the difference')
    .argument('[files...]', 'source files (default: all)')
    .option('--check', 'change nothing; the exit code is 1 when something is to be mended')
    .option(
      '--ids',
      'also replace names in records by their ids; the data then no longer shows the words of the source',
    )
    .action(async (files: string[], { check, ids, format, root: given }: FixCommandOptions) => {
      const root = terminal.absolute(given);
      if (!existsSync(join(root, 'sources')))
        throw new UsageError(`There is no folder sources/ in ${terminal.show(root)}.`);
      const paths = files.length === 0 ? undefined : files.map((file) => sourcePath(terminal, root, file));
      const fixed = await fixSources(await openProject({ root, schemas: PROJECT }), { paths, ids });
      for (const { path, before, after, unseen } of fixed.files) {
        const difference = unifiedDiff(before.replaceAll('\r\n', '\n'), after);
        terminal.tell(format, [`--- ${path}`, `+++ ${path}`, ...unseen, difference].join('\n').trimEnd());
        if (!check) await replaceFile(join(root, path), after);
      }
      terminal.print(root, fixed.diagnostics, format);
      const number = count(fixed.files.length, 'file');
      if (fixed.files.length === 0) terminal.tell(format, 'fix        there is nothing to mend');
      else terminal.tell(format, check ? `fix        ${number} to mend` : `fix        ${number} mended`);
      if (hasErrors(fixed.diagnostics))
        terminal.tell(format, 'Files with errors were left as they are: mend these first.');
      if (hasErrors(fixed.diagnostics) || (check && fixed.files.length > 0)) terminal.exitCode = EXIT.data;
    });
}

/** A source file as the pipeline names it: from the project folder, with forward slashes. */
function sourcePath(terminal: Terminal, root: string, file: string): string {
  const path = [terminal.absolute(file), join(root, file)].find((candidate) => existsSync(candidate));
  const short = path === undefined ? '' : relative(root, path).split(sep).join('/');
  if (!/^sources\/(records|registry)\/.+\.yaml$/.test(short))
    throw new UsageError(`${file} is no file of sources/records or sources/registry.`);
  return short;
}
