import { fstatSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMainThread, workerData } from 'node:worker_threads';
import { Command } from 'commander';
import { argumentsFromMake } from './cli/make.ts';
import { failure, unprinted } from './cli/terminal/failure.ts';
import type { Io } from './cli/terminal/io.ts';
import { EXIT, openTerminal, type Terminal } from './cli/terminal/terminal.ts';
import type { ThreadModule } from './record/thread.ts';

type Add = (program: Command, terminal: Terminal) => void;

/** What each module of cli/ adds, in the order of the help. */
const MODULES: readonly { commands: string[]; add: () => Promise<Add> }[] = [
  { commands: ['build', 'check'], add: async () => (await import('./cli/build.ts')).addBuild },
  { commands: ['pieces', 'clean'], add: async () => (await import('./cli/pieces.ts')).addPieces },
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
    add: async () => (await import('./cli/rebuild.ts')).addVerifyRelease,
  },
  { commands: ['audit'], add: async () => (await import('./cli/audit.ts')).addAudit },
  { commands: ['agreement'], add: async () => (await import('./cli/agreement.ts')).addAgreement },
  { commands: ['review-sample'], add: async () => (await import('./cli/agreement.ts')).addReviewSample },
  { commands: ['template', 'import'], add: async () => (await import('./cli/import.ts')).addImport },
  { commands: ['sentences'], add: async () => (await import('./cli/sentences.ts')).addSentences },
  { commands: ['fingerprint'], add: async () => (await import('./cli/fingerprint.ts')).addFingerprint },
  { commands: ['verify-texts'], add: async () => (await import('./cli/verify.ts')).addVerifyTexts },
  { commands: ['generate'], add: async () => (await import('./cli/generate.ts')).addGenerate },
];

/**
 * Runs one command to its end. Callable any number of times in one process: nothing outside `io` is printed to or read
 * from, and no error leaves it.
 * @param argv the command and its arguments, without the names of Node and of this file; or `make` and a target, whose
 *   variables stand in the environment
 * @returns the exit code
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const terminal = openTerminal(io);
  try {
    const args = argv[0] === 'make' ? argumentsFromMake(argv.slice(1), io.env) : argv;
    const program = await programFor(args[0] ?? '', terminal);
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    terminal.exitCode = failure(error, terminal);
  }
  const fault = await terminal.close();
  if (fault === null) return terminal.exitCode;
  // Where this cannot be printed either, the exit code has to say it.
  io.stderr.on('error', () => undefined).write(unprinted(fault));
  return EXIT.machine;
}

/** The parser of arguments. It prints what is wrong with them and throws a CommanderError. */
async function programFor(wanted: string, terminal: Terminal): Promise<Command> {
  const { stdout, stderr } = terminal.io;
  const program = new Command('foreign-policy-claims')
    .description('Builds the dataset of foreign-policy claims from the records in sources/.')
    .exitOverride()
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.err,
      outputError: (text, write) => write(text),
      getOutHelpWidth: () => stdout.columns ?? 80,
      getErrHelpWidth: () => stderr.columns ?? 80,
      getOutHasColors: () => stdout.isTTY === true,
      getErrHasColors: () => stderr.isTTY === true,
    });
  program.hook('preAction', (_, command) => {
    terminal.isFull = command.opts<{ full?: true }>().full === true;
  });
  // A check is run after every change of a record: it need not wait until the other commands are loaded, which takes longer.
  const needed = MODULES.filter(({ commands }) => commands.includes(wanted));
  for (const { add } of needed.length > 0 ? needed : MODULES) (await add())(program, terminal);
  return program;
}

/** Whether this file was started as the program, and not loaded by another. */
function isProgram(): boolean {
  const [, started] = process.argv;
  return started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url);
}

/** What threads run. */
const THREADS: Record<ThreadModule, () => Promise<unknown>> = {
  'record/worker.ts': () => import('./record/worker.ts'),
  'format-thread.ts': () => import('./format-thread.ts'),
  'text-thread.ts': () => import('./text-thread.ts'),
};

// In one file with all others, which make runs, this is what a thread starts from as well.
if (isProgram() && !isMainThread) await THREADS[(workerData as { module: ThreadModule }).module]();
else if (isProgram())
  process.exitCode = await main(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    // Opened only by who reads it: a closed input is no fault of a command that asks nothing.
    get stdin() {
      return process.stdin;
    },
    isPiped: () => !fstatSync(0).isCharacterDevice(),
    env: process.env,
    cwd: process.cwd(),
    now: () => new Date(),
  });
