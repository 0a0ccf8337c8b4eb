import { join, relative, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { loadCatalog } from '../../diagnostics/load.ts';
import { renderGithub } from '../../diagnostics/render/github.ts';
import { renderJson } from '../../diagnostics/render/json.ts';
import { renderText } from '../../diagnostics/render/text.ts';
import { PROJECT } from '../../home.ts';
import { readShown } from '../../ingest/read.ts';
import { type Io, printerFor } from './io.ts';

/** Exit codes: all well, the data has errors, the command was wrong, the machine failed. */
export const EXIT = { fine: 0, data: 1, usage: 2, machine: 3 } as const;

export { PROJECT };

export type Format = 'text' | 'github' | 'json';

/** Options that every command about the sources takes. */
export interface CommonOptions {
  root: string;
  format: Format;
  full?: true;
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
    .option('--full', 'show all findings, each with the lines around it')
    .option('--jobs <number>', 'number of threads (default: by the number of records)', wholeNumber);
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text))
    throw new InvalidArgumentError('It must be a whole number from 1 to 999.');
  return Number(text);
}

/** A mistake in the command, told in one sentence; the exit code is 2. */
export class UsageError extends Error {}

/** What one call of the program says, and with which exit code it ends. */
export interface Terminal {
  readonly io: Io;
  exitCode: number;
  /** Whether all findings are shown, however many there are. */
  isFull: boolean;
  /** Prints to standard output. */
  out: (text: string) => void;
  /** Prints to standard error. */
  err: (text: string) => void;
  /** Diagnostics go to standard output in the two formats for machines, else to standard error. */
  print: (root: string, diagnostics: readonly Diagnostic[], format: Format) => void;
  /** Prints a line of progress, out of the way of machine-readable output. */
  tell: (format: Format, line: string) => void;
  /** A path as the user would type it: from the current folder when it lies below. */
  show: (path: string) => string;
  /** A path that the user gave, from the current folder. */
  absolute: (path: string) => string;
  /** Waits until all is printed. @returns why an output could not be written to; null when all went well */
  close: () => Promise<NodeJS.ErrnoException | null>;
}

/** The terminal of one call. */
export function openTerminal(io: Io): Terminal {
  const [stdout, stderr] = [printerFor(io.stdout), printerFor(io.stderr)];
  const terminal: Terminal = {
    io,
    exitCode: EXIT.fine,
    isFull: false,
    out: stdout.write,
    err: stderr.write,
    print: (root, diagnostics, format) => {
      if (format === 'json') stdout.write(renderJson(diagnostics, loadCatalog()));
      else if (format === 'github') stdout.write(renderGithub(diagnostics));
      else if (diagnostics.length > 0) {
        const color = hasColors(io);
        const options = { textOf: textReader(root), color, full: terminal.isFull };
        stderr.write(`${renderText(diagnostics, options)}\n`);
      }
    },
    tell: (format, line) => (format === 'text' ? stdout : stderr).write(`${line}\n`),
    show: (path) => {
      const short = relative(io.cwd, path);
      return short.startsWith('..') ? path : short;
    },
    absolute: (path) => resolve(io.cwd, path),
    close: async () => {
      const faults = [await stdout.close(), await stderr.close()];
      return faults.find((fault) => fault !== null) ?? null;
    },
  };
  return terminal;
}

/** Colours help at a terminal that shows them to somebody who wants them (no-color.org). */
function hasColors({ stderr, env }: Io): boolean {
  return stderr.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
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
    const bytes = readShown(path);
    return bytes === undefined || bytes.includes(0)
      ? undefined
      : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
