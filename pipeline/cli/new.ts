import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { planNew } from '../contribute/new/new.ts';
import { siteOf } from '../contribute/new/site.ts';
import { createFile, replaceFile } from '../contribute/write-file.ts';
import { openProject } from '../project.ts';
import { type Answerer, askAtTerminal, askInput } from './terminal/ask.ts';
import type { Io } from './terminal/io.ts';
import { PROJECT, type Terminal, UsageError } from './terminal/terminal.ts';

const NOT_READ =
  'Answers from a pipe or a file are read only when none is given as an option: one a line, for all questions in turn.';

/** Adds `new`. */
export function addNew(program: Command, terminal: Terminal): void {
  program
    .command('new')
    .description('write a new record, or a new entry of the registry: person, party, speech, coder …')
    .argument('[what]', 'record, a type of entity or event, coder or source (default: record)')
    .argument(
      '[answers...]',
      'answers as options: --title "…" --kind speech-text --author "…" --copy original …',
    )
    .option('--root <folder>', 'the folder that holds sources/', PROJECT)
    .allowUnknownOption()
    .action(async (_what: unknown, _answers: unknown, options: { root: string }, { args }: Command) => {
      const root = terminal.absolute(options.root);
      if (!existsSync(join(root, 'sources')))
        throw new UsageError(`There is no folder sources/ in ${terminal.show(root)}.`);
      const [first = '--', ...rest] = args;
      const [what, tokens] = first.startsWith('--') ? ['record', args] : [first, rest];
      const answerer = await answererFor(terminal.io, tokens);
      try {
        const request = { what, tokens, ask: answerer?.ask ?? null, today: dayOf(terminal.io.now()) };
        const { path, text, problems, notices } = await planNew(
          siteOf(await openProject({ root, schemas: PROJECT })),
          request,
        );
        if (problems.length > 0 && tokens.length > 0 && terminal.io.isPiped()) problems.push(NOT_READ);
        if (problems.length > 0) throw new UsageError(['Nothing was written.', ...problems].join('\n'));
        await write(join(root, path), text, what === 'record');
        for (const notice of notices) terminal.err(`${notice}\n`);
        terminal.out(`new        ${terminal.show(join(root, path))}\n`);
      } finally {
        answerer?.close();
      }
    });
}

/** A record is never overwritten; a registry file is replaced by itself with one entry more. */
async function write(path: string, text: string, isRecord: boolean): Promise<void> {
  if (!isRecord && existsSync(path)) return replaceFile(path, text);
  return createFile(path, text);
}

/**
 * Who answers: the person at the terminal, else what is piped in. With options nothing is read, so that a program that
 * calls this one and holds its input open is not waited for.
 */
async function answererFor(
  { stdin, stdout, stderr }: Io,
  tokens: readonly string[],
): Promise<Answerer | null> {
  if (stdin.isTTY) return askAtTerminal(stdin, stdout);
  return tokens.length > 0 ? null : askInput(stdin, stderr);
}

/** The day of the person at the keyboard. */
function dayOf(now: Date): string {
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}
