import { Command } from 'commander';
import { failure, PROJECT, tell } from './cli/terminal.ts';

/** The commands. Only here and in cli/ is anything printed, are arguments read and is the exit code set. */
const program = new Command('foreign-policy-claims')
  .description('Builds the dataset of foreign-policy claims from the records in sources/.')
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text) });

/** What each module of cli/ adds, in the order of the help. */
const MODULES: readonly { commands: string[]; add: () => Promise<(program: Command) => void> }[] = [
  { commands: ['build', 'check'], add: async () => (await import('./cli/build.ts')).addBuild },
  { commands: ['names'], add: async () => (await import('./cli/names.ts')).addNames },
  { commands: ['new'], add: async () => (await import('./cli/new.ts')).addNew },
  { commands: ['fix'], add: async () => (await import('./cli/fix.ts')).addFix },
  { commands: ['explain', 'explain-error'], add: async () => (await import('./cli/explain.ts')).addExplain },
  { commands: ['report'], add: async () => (await import('./cli/report.ts')).addReport },
  { commands: ['diff'], add: async () => (await import('./cli/diff.ts')).addDiff },
  {
    commands: ['release', 'releases', 'cite'],
    add: async () => (await import('./cli/release.ts')).addRelease,
  },
  {
    commands: ['verify-release', 'formats', 'rebuild'],
    add: async () => (await import('./cli/verify-release.ts')).addVerifyRelease,
  },
  { commands: ['audit'], add: async () => (await import('./cli/audit.ts')).addAudit },
  { commands: ['agreement'], add: async () => (await import('./cli/agreement.ts')).addAgreement },
  { commands: ['template', 'import'], add: async () => (await import('./cli/import.ts')).addImport },
  { commands: ['sentences'], add: async () => (await import('./cli/sentences.ts')).addSentences },
  { commands: ['fingerprint'], add: async () => (await import('./cli/fingerprint.ts')).addFingerprint },
  { commands: ['verify-texts'], add: async () => (await import('./cli/verify-texts.ts')).addVerifyTexts },
];
// A check is run after every change of a record: it need not wait until the other commands are loaded, which takes longer.
const [, , wanted = ''] = process.argv;
const needed = MODULES.filter(({ commands }) => commands.includes(wanted));
for (const { add } of needed.length > 0 ? needed : MODULES) (await add())(program);

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

// Whoever pipes a list into `head` has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = failure(error);
}
