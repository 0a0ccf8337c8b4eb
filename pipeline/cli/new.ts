import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createInterface, type Interface } from 'node:readline/promises';
import type { Command } from 'commander';
import { replaceFile } from '../author/fix-write.ts';
import { partChecker } from '../author/new-answers.ts';
import { type Answers, type Ask, collect, readOptions } from '../author/new-dialogue.ts';
import { entryIdQuestion, entryQuestions, planEntry } from '../author/new-entry.ts';
import { type Kind, kindsOf } from '../author/new-kinds.ts';
import { type Plan, planRecord, recordIdQuestion, recordQuestions } from '../author/new-record.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { loadModel, type Model } from '../model/load.ts';
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
    .action(
      async (
        _what: string | undefined,
        _answers: string[],
        { root: given }: { root: string },
        command: Command,
      ) => {
        const root = resolve(given);
        if (!existsSync(join(root, 'sources')))
          throw new UsageError(`There is no folder sources/ in ${show(root)}.`);
        const [first = '', ...rest] = command.args;
        const isNamed = first !== '' && !first.startsWith('--');
        const what = isNamed ? first : 'record';
        const tokens = isNamed ? rest : command.args;
        const model = await loadModel(PROJECT);
        const terminal = process.stdin.isTTY ? openTerminal() : null;
        try {
          const plan =
            what === 'record'
              ? await askRecord(root, model, tokens, terminal?.ask ?? null)
              : await askEntry(root, model, kindNamed(what, model), tokens, terminal?.ask ?? null);
          if (plan.problems.length > 0)
            throw new UsageError(['Nothing was written.', ...plan.problems].join('\n'));
          await write(join(root, plan.path), plan.text, what === 'record');
          for (const notice of plan.notices) process.stderr.write(`${notice}\n`);
          process.stdout.write(`new        ${show(join(root, plan.path))}\n`);
        } finally {
          terminal?.lines.close();
        }
      },
    );
}

async function askRecord(
  root: string,
  model: Model,
  tokens: readonly string[],
  ask: Ask | null,
): Promise<Plan> {
  const check = partChecker(model);
  const questions = recordQuestions(model, check);
  const { given, problems } = readOptions(tokens, [...questions.map(({ field }) => field.key), 'id']);
  const answers = await collect(questions, given, ask, model);
  refuse([...problems, ...answers.problems]);
  const idQuestion = await recordIdQuestion(root, model, check, answers.values);
  const id = await collect([idQuestion], given, ask, model);
  return planRecord(root, model, merged(answers, id), today());
}

async function askEntry(
  root: string,
  model: Model,
  kind: Kind,
  tokens: readonly string[],
  ask: Ask | null,
): Promise<Plan> {
  const check = partChecker(model);
  const questions = entryQuestions(kind, model, check);
  const { given, problems } = readOptions(tokens, [...questions.map(({ field }) => field.key), 'id']);
  const answers = await collect(questions, given, ask, model);
  refuse([...problems, ...answers.problems]);
  const idQuestion = await entryIdQuestion(root, model, kind, check, answers.values);
  const id = await collect([idQuestion], given, ask, model);
  return planEntry(root, model, kind, merged(answers, id));
}

function merged(answers: Answers, id: Answers): Map<string, unknown> {
  refuse(id.problems);
  return new Map([...answers.values, ...id.values]);
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new UsageError(['Nothing was written.', ...problems].join('\n'));
}

function kindNamed(what: string, model: Model): Kind {
  const kinds = kindsOf(model);
  const kind = kinds.get(what);
  if (kind !== undefined) return kind;
  const names = ['record', ...kinds.keys()];
  const [meant] = nearest(what, names);
  const offer = meant === undefined ? `Use one of: ${names.join(', ')}.` : `Did you mean ${meant}?`;
  throw new UsageError(`There is no kind "${what}". ${offer}`);
}

/** A record is never overwritten; a registry file is replaced by itself with one entry more. */
async function write(path: string, text: string, isNew: boolean): Promise<void> {
  if (!isNew && existsSync(path)) return replaceFile(path, text);
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
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}
