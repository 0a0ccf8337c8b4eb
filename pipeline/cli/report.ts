import { writeFile } from 'node:fs/promises';

import type { Command } from 'commander';
import { reportOf } from '../compare/story/report.ts';
import { GitError } from '../release/git.ts';
import { RebuildError } from '../release/own-program.ts';
import { buildState } from '../release/state.ts';
import { EXIT, PROJECT, type Terminal, UsageError } from './terminal/terminal.ts';

interface ReportOptions {
  root: string;
  base?: string;
  head?: string;
  out?: string;
}

/** Adds `report`. */
export function addReport(program: Command, terminal: Terminal): void {
  program
    .command('report')
    .description('compare the data of two states of the sources and write for a reviewer what changes')
    .option('--base <state>', 'the earlier state: a git revision, or a folder that holds sources/')
    .option('--head <state>', 'the later state (default: the working tree)')
    .option('--out <file>', 'write the Markdown to a file instead of the terminal')
    .option('--root <folder>', 'the folder that holds sources/', PROJECT)
    .action(async ({ root, base, head, out }: ReportOptions) => {
      if (!base)
        throw new UsageError('Say what to compare with: a revision such as origin/main, or a folder.');
      const places = { root: terminal.absolute(root), schemas: PROJECT };
      try {
        const before = await buildState(base, places);
        const after = await buildState(head ?? null, places);
        const markdown = reportOf(before, after);
        if (out === undefined) terminal.out(markdown);
        else {
          await writeFile(terminal.absolute(out), markdown);
          terminal.err(`report     ${terminal.show(terminal.absolute(out))}\n`);
        }
        // Errors of the base are not the fault of who asks, and the report tells them.
        if (after.dataset === null) terminal.exitCode = EXIT.data;
      } catch (error) {
        throw error instanceof GitError || error instanceof RebuildError
          ? new UsageError(error.message)
          : error;
      }
    });
}
