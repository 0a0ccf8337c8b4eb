import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createInterface, type Interface } from 'node:readline/promises';
import type { Command } from 'commander';
import { replaceFile } from '../author/fix-write.ts';
import { planNew } from '../author/new.ts';
import type { Ask } from '../author/new-dialogue.ts';
import { loadModel } from '../model/load.ts';
import { PROJECT, show, UsageError } from './terminal.ts';

/** Adds `new`. */
export function addNew(program: Command): void {
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
      const root = resolve(options.root);
      if (!existsSync(join(root, 'sources')))
        throw new UsageError(`There is no folder sources/ in ${show(root)}.`);
      const [first = '--', ...rest] = args;
      const [what, tokens] = first.startsWith('--') ? ['record', args] : [first, rest];
      const terminal = process.stdin.isTTY ? openTerminal() : null;
      try {
        const request = { what, tokens, ask: terminal?.ask ?? null, today: today() };
        const { path, text, problems, notices } = await planNew(root, await loadModel(PROJECT), request);
        if (problems.length > 0) throw new UsageError(['Nothing was written.', ...problems].join('\n'));
        await write(join(root, path), text, what === 'record');
        for (const notice of notices) process.stderr.write(`${notice}\n`);
        process.stdout.write(`new        ${show(join(root, path))}\n`);
      } finally {
        terminal?.lines.close();
      }
    });
}

/** A record is never overwritten; a registry file is replaced by itself with one entry more. */
async function write(path: string, text: string, isRecord: boolean): Promise<void> {
  if (!isRecord && existsSync(path)) return replaceFile(path, text);
  await mkdir(dirname(path), { recursive: true });
  return writeFile(path, text, { flag: 'wx' });
}

function openTerminal(): { lines: Interface; ask: Ask } {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  // Without this a question that is cut off with Ctrl-D would wait for ever.
  const stopped = new Promise<never>((_, reject) => {
    lines.once('close', () => reject(new UsageError('\nStopped; nothing was written.')));
  });
  stopped.catch(() => undefined);
  return { lines, ask: (prompt) => Promise.race([lines.question(prompt), stopped]) };
}

/** The day of the person at the keyboard. */
function today(): string {
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}
