import type { Command } from 'commander';
import { PROJECT, type Terminal } from './terminal/terminal.ts';

/** Adds `generate`. */
export function addGenerate(program: Command, terminal: Terminal): void {
  program
    .command('generate')
    .description(
      'renew the files that follow from schemas/: types, editor schemas, codebook and reference pages',
    )
    .action(async () => {
      // Loaded only here: the generators of types take longer to load than a build takes.
      const { writeGenerated } = await import('../generate/write.ts');
      const changed = await writeGenerated(PROJECT);
      for (const path of changed) terminal.tell('text', `generate   ${path}`);
      if (changed.length === 0) terminal.tell('text', 'generate   everything is up to date');
    });
}
