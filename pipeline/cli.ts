import { Command } from 'commander';
import { addBuild } from './cli/build.ts';
import { addExplain } from './cli/explain.ts';
import { addFix } from './cli/fix.ts';
import { addImport } from './cli/import.ts';
import { addNames } from './cli/names.ts';
import { addNew } from './cli/new.ts';
import { addReport } from './cli/report.ts';
import { failure, PROJECT, tell } from './cli/terminal.ts';

/** The commands. Only here and in cli/ is anything printed, are arguments read and is the exit code set. */
const program = new Command('foreign-policy-claims')
  .description('Builds the dataset of foreign-policy claims from the records in sources/.')
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text) });

addBuild(program);
addNames(program);
addNew(program);
addFix(program);
addExplain(program);
addReport(program);
addImport(program);

program
  .command('generate')
  .description(
    'renew the files that follow from schemas/: types, editor schemas, codebook and reference pages',
  )
  .action(async () => {
    // Loaded only here: the generators of types take longer to load than a build takes.
    const { writeGenerated } = await import('./generate/write.ts');
    const changed = await writeGenerated(PROJECT);
    for (const path of changed) tell('text', `generate   ${path}`);
    if (changed.length === 0) tell('text', 'generate   everything is up to date');
  });

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = failure(error);
}
