import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { hasErrors } from '../diagnostics/problem.ts';
import { count } from '../diagnostics/render/text.ts';
import { makePieces } from '../pieces.ts';
import type { Part } from '../record/all.ts';
import { emptyStore } from '../record/store/contents.ts';
import { addCommon, type CommonOptions, EXIT, PROJECT, type Terminal } from './terminal/terminal.ts';

/** Adds `pieces` and `clean`. */
export function addPieces(program: Command, terminal: Terminal): void {
  addCommon(program.command('pieces'))
    .description('make what a build needs of single records, or of a part of them, and keep it')
    .option('--store <folder>', 'where it is kept (default: output/.cache/store beside sources/)')
    .option('--part <part>', 'which of how many parts, such as 3/16', partOf)
    .action(async ({ format, jobs, ...options }: CommonOptions & { store?: string; part?: Part }) => {
      const root = terminal.absolute(options.root);
      const store = storeOf(terminal, root, options.store);
      const { part } = options;
      const { diagnostics, counts, anew } = await makePieces({ root, schemas: PROJECT, store, part, jobs });
      terminal.print(root, diagnostics, format);
      terminal.tell(
        format,
        `pieces     ${count(counts.records, 'record')}, ${anew} anew, in ${terminal.show(store)}`,
      );
      if (hasErrors(diagnostics)) terminal.exitCode = EXIT.data;
    });

  program
    .command('clean')
    .description('throw away what is kept for the next build')
    .option('--root <folder>', 'the folder that holds sources/', PROJECT)
    .option('--store <folder>', 'where it is kept (default: output/.cache/store beside sources/)')
    .action((options: { root: string; store?: string }) => {
      const store = storeOf(terminal, terminal.absolute(options.root), options.store);
      emptyStore(store);
      terminal.out(`clean      ${terminal.show(store)} is empty; the next build takes all records anew\n`);
    });
}

/** The folder of the store: the one that was named, or the one beside the sources. */
export function storeOf(terminal: Terminal, root: string, named: string | undefined): string {
  return named === undefined ? join(root, 'output', '.cache', 'store') : terminal.absolute(named);
}

function partOf(text: string): Part {
  const [, number = 0, of = 0] = (/^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? []).map(Number);
  if (number < 1 || number > of)
    throw new InvalidArgumentError('It must be a number of a part and the number of parts, such as 3/16.');
  return { number, of };
}
