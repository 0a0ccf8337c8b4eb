import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { CommanderError } from 'commander';
import { EXIT, type Terminal, UsageError } from './terminal.ts';

/** What the file system says of the commonest failures, in words. */
const MACHINE_WORDS: Record<string, string> = {
  ENOSPC: 'The disk is full.',
  EDQUOT: 'Your disk quota is used up.',
  EACCES: 'There is no permission to read or write there.',
  EPERM: 'There is no permission to do that.',
  EROFS: 'The folder is on a read-only disk.',
  ENOENT: 'There is no such file or folder.',
  EMFILE: 'Too many files are open.',
  ENOTDIR: 'A part of the path is a file, not a folder.',
};

/** Tells what went wrong and gives the exit code. Never a stack trace for bad data. */
export function failure(error: unknown, terminal: Terminal): number {
  // The parser of arguments has told it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
  if (error instanceof UsageError) {
    terminal.err(`${error.message}\n`);
    return EXIT.usage;
  }
  if ((error as Error).name === 'DamagedFile') {
    terminal.err(`${(error as Error).message}\n`);
    return EXIT.data;
  }
  if ((error as Error).name === 'ContractError') {
    terminal.err(`${(error as Error).message} The last good output is untouched.\n`);
    return EXIT.machine;
  }
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  if (code !== undefined && syscall !== undefined) {
    const where = path === undefined ? '' : ` (${terminal.show(path)})`;
    terminal.err(`${refusal(causeOf(code, syscall, path))}${where} The last good output is untouched.\n`);
    return EXIT.machine;
  }
  // A mistake of ours: the trace is what a bug report needs.
  terminal.err(
    `This is a fault of the program, not of your data. Please report it:\n${(error as Error).stack}\n`,
  );
  return EXIT.machine;
}

/** Node says that a folder does not exist when it cannot be made; the folder above tells why. */
function causeOf(code: string, syscall: string, path = ''): string {
  if (code !== 'ENOENT' || syscall !== 'mkdir') return code;
  let above = dirname(path);
  while (!existsSync(above) && above !== dirname(above)) above = dirname(above);
  try {
    accessSync(above, constants.W_OK);
    return code;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? code;
  }
}

/** What to say when not everything could be printed; the work itself is done. */
export function unprinted({ code = '' }: NodeJS.ErrnoException): string {
  return `${refusal(code)} Not all that there was to say could be printed.\n`;
}

function refusal(code: string): string {
  return MACHINE_WORDS[code] ?? `The system refused: ${code}.`;
}
