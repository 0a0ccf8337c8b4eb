import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Command } from 'commander';
import { unifiedDiff } from '../contribute/fix/diff.ts';
import { type FixedFile, fixSources } from '../contribute/fix/fix.ts';
import { replaceFile } from '../contribute/write-file.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/problem.ts';
import { visible } from '../diagnostics/render/code-frame.ts';
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
      // Whoever reads, or stops reading, all files are mended first.
      const mended: FixedFile[] = [];
      try {
        for (const file of fixed.files) {
          if (!check) await replaceFile(join(root, file.path), file.after);
          mended.push(file);
        }
      } finally {
        for (const { path, before, after, unseen } of mended) {
          const difference = unifiedDiff(before.replaceAll('\r\n', '\n'), after);
          terminal.tell(format, [`--- ${path}`, `+++ ${path}`, ...unseen, difference].join('\n').trimEnd());
        }
      }
      terminal.print(root, fixed.diagnostics, format);
      const number = count(fixed.files.length, 'file');
      if (fixed.files.length === 0) terminal.tell(format, 'fix        there is nothing to mend');
      else terminal.tell(format, check ? `fix        ${number} to mend` : `fix        ${number} mended`);
      for (const line of linesOfLeft(fixed.left)) terminal.tell(format, line);
      if (hasErrors(fixed.diagnostics))
        terminal.tell(format, 'Files with errors of form: mend these first, then run make fix again.');
      if (hasErrors(fixed.diagnostics) || (check && fixed.files.length > 0)) terminal.exitCode = EXIT.data;
    });
}

/** Suggestions that are listed; make check shows all. */
const MOST = 20;

/** What only a person can decide, a line each. */
function linesOfLeft(left: readonly Diagnostic[]): string[] {
  if (left.length === 0) return [];
  const lines = left
    .slice(0, MOST)
    .map(({ file, line, column, code, message, suggestion }) =>
      visible(`  ${file}:${line}:${column}  ${code}  ${message}. Did you mean ${suggestion}?`),
    );
  const more = left.length > MOST ? [`  and ${left.length - MOST} more: make check`] : [];
  return [`left       ${count(left.length, 'suggestion')} for you to decide:`, ...lines, ...more];
}

/** A source file as the pipeline names it: from the project folder, with forward slashes. */
function sourcePath(terminal: Terminal, root: string, file: string): string {
  const path = [terminal.absolute(file), join(root, file)].find((candidate) => existsSync(candidate));
  const short = path === undefined ? '' : relative(root, path).split(sep).join('/');
  if (!/^sources\/(records|codings|registry)\/.+\.yaml$/.test(short))
    throw new UsageError(`${file} is no file of sources/records, sources/codings or sources/registry.`);
  return short;
}
