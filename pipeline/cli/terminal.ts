import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { loadCatalog } from '../diagnostics/load.ts';
import { renderGithub } from '../diagnostics/render/github.ts';
import { renderJson } from '../diagnostics/render/json.ts';
import { renderText } from '../diagnostics/render/text.ts';

/** Exit codes: all well, the data has errors, the command was wrong, the machine failed. */
export const EXIT = { fine: 0, data: 1, usage: 2, machine: 3 } as const;

/** The folder of the project: it holds pipeline/ and schemas/. */
export const PROJECT = resolve(import.meta.dirname, '..', '..');

export type Format = 'text' | 'github' | 'json';

/** Options that every command about the sources takes. */
export interface CommonOptions {
  root: string;
  format: Format;
  jobs?: number;
}

/** Adds the options that every command about the sources takes. */
export function addCommon(command: Command): Command {
  return command
    .option('--root <folder>', 'the folder that holds sources/', PROJECT)
    .addOption(
      new Option('--format <format>', 'how to print errors')
        .choices(['text', 'github', 'json'])
        .default('text'),
    )
    .option('--jobs <number>', 'number of threads (default: by the number of records)', wholeNumber);
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text))
    throw new InvalidArgumentError('It must be a whole number from 1 to 999.');
  return Number(text);
}

/** A mistake in the command, told in one sentence; the exit code is 2. */
export class UsageError extends Error {}

/** Diagnostics go to standard output in the two formats for machines, else to standard error. */
export function print(root: string, diagnostics: readonly Diagnostic[], format: Format): void {
  if (format === 'json') process.stdout.write(renderJson(diagnostics, loadCatalog()));
  else if (format === 'github') process.stdout.write(renderGithub(diagnostics));
  else if (diagnostics.length > 0) {
    process.stderr.write(
      `${renderText(diagnostics, { textOf: textReader(root), color: process.stderr.isTTY })}\n`,
    );
  }
}

/** Progress lines stay out of the way of machine-readable output. */
export function tell(format: Format, line: string): void {
  (format === 'text' ? process.stdout : process.stderr).write(`${line}\n`);
}

/** A path as the user would type it: from the current folder when it lies below. */
export function show(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}

function textReader(root: string): (file: string) => string | undefined {
  const texts = new Map<string, string | undefined>();
  return (file) => {
    if (!texts.has(file)) texts.set(file, readText(join(root, file)));
    return texts.get(file);
  };
}

/** The text for a code frame; undefined for a file that is missing or no text. */
function readText(path: string): string | undefined {
  try {
    const bytes = readFileSync(path);
    return bytes.includes(0) ? undefined : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

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
export function failure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`);
    return EXIT.usage;
  }
  if ((error as Error).name === 'ContractError') {
    process.stderr.write(`${(error as Error).message} The last good output is untouched.\n`);
    return EXIT.machine;
  }
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  if (code !== undefined && syscall !== undefined) {
    const where = path === undefined ? '' : ` (${show(path)})`;
    process.stderr.write(
      `${MACHINE_WORDS[code] ?? `The system refused: ${code}.`}${where} The last good output is untouched.\n`,
    );
    return EXIT.machine;
  }
  // A mistake of ours: the trace is what a bug report needs.
  process.stderr.write(
    `This is a fault of the program, not of your data. Please report it:\n${(error as Error).stack}\n`,
  );
  return EXIT.machine;
}
