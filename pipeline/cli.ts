import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Presets, SingleBar } from 'cli-progress';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { listNames } from './author/names.ts';
import { type BuildReport, build } from './build.ts';
import { loadCatalog } from './diagnostics/catalog.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { hasErrors } from './diagnostics/problem.ts';
import { renderGithub } from './diagnostics/render-github.ts';
import { renderJson } from './diagnostics/render-json.ts';
import { count, renderText, summaryOf } from './diagnostics/render-text.ts';
import { writeGenerated } from './generate/write.ts';
import { loadModel } from './model/load.ts';

/** Exit codes: all well, the data has errors, the command was wrong, the machine failed. */
const EXIT = { fine: 0, data: 1, usage: 2, machine: 3 } as const;

/** A progress bar helps only where there is something to wait for. */
const BAR_FROM_RECORDS = 500;

type Format = 'text' | 'github' | 'json';

interface CommonOptions {
  root: string;
  format: Format;
  jobs?: number;
}

const PROJECT = resolve(import.meta.dirname, '..');

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 to 999.');
  return Number(text);
}

function addCommon(command: Command): Command {
  return command
    .option('--root <folder>', 'the folder that holds sources/', PROJECT)
    .addOption(new Option('--format <format>', 'how to print errors').choices(['text', 'github', 'json']).default('text'))
    .option('--jobs <number>', 'number of threads (default: by the number of records)', wholeNumber);
}

const program = new Command('foreign-policy-claims')
  .description('Builds the dataset of foreign-policy claims from the records in sources/.')
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text) });

addCommon(program.command('build'))
  .description('check everything and write output/latest')
  .option('--output <folder>', 'where to write (default: output/ beside sources/)')
  .action(async (options: CommonOptions & { output?: string }) => {
    const root = resolve(options.root);
    const output = resolve(options.output ?? join(root, 'output'));
    const report = await run(root, output, options);
    if (hasErrors(report.diagnostics)) {
      tell(options.format, `Nothing was written; ${show(join(output, 'latest'))} is as it was.`);
      process.exitCode = EXIT.data;
      return;
    }
    const rows = report.files.reduce((sum, { path, rows: some }) => sum + (path.startsWith('csv/') ? (some ?? 0) : 0), 0);
    const bytes = report.files.reduce((sum, file) => sum + file.bytes, 0);
    tell(options.format, `write      ${count(report.files.length + 1, 'file')}, ${count(rows, 'row')}, ${megabytes(bytes)}`);
    tell(options.format, `Open ${show(join(output, 'latest', 'csv', 'claims.csv'))}`);
  });

addCommon(program.command('check'))
  .description('check everything and write nothing')
  .action(async (options: CommonOptions) => {
    const report = await run(resolve(options.root), null, options);
    if (hasErrors(report.diagnostics)) process.exitCode = EXIT.data;
  });

addCommon(program.command('names'))
  .description('list what every name became, and by which rule')
  .argument('[record]', 'the id of one record (default: all)')
  .action(async (record: string | undefined, { root, format }: CommonOptions) => {
    const { records, diagnostics } = await listNames(resolve(root), await loadModel(PROJECT), record);
    if (record !== undefined && records.length === 0) {
      process.stderr.write(`There is no record ${record} in sources/records.\n`);
      process.exitCode = EXIT.usage;
      return;
    }
    for (const { path, lines } of records) process.stdout.write(`${path}\n${lines.map((line) => `  ${line}\n`).join('')}`);
    if (!hasErrors(diagnostics)) return;
    print(resolve(root), diagnostics, format);
    process.exitCode = EXIT.data;
  });

program
  .command('generate')
  .description('renew the files that follow from schemas/: types, editor schemas, codebook and reference pages')
  .action(async () => {
    const changed = await writeGenerated(PROJECT);
    for (const path of changed) tell('text', `generate   ${path}`);
    if (changed.length === 0) tell('text', 'generate   everything is up to date');
  });

async function run(root: string, output: string | null, { format, jobs }: CommonOptions): Promise<BuildReport> {
  const bar = new SingleBar({ format: 'records    {bar} {value}/{total}', clearOnComplete: true }, Presets.shades_classic);
  let started = false;
  const report = await build({
    root,
    schemas: PROJECT,
    output,
    jobs,
    progress: (done, all) => {
      if (!process.stderr.isTTY || all < BAR_FROM_RECORDS) return;
      if (!started) bar.start(all, 0);
      started = true;
      bar.update(done);
    },
  });
  if (started) bar.stop();
  print(root, report.diagnostics, format);
  const { counts, diagnostics } = report;
  const drafts = counts.drafts > 0 ? ` (${count(counts.drafts, 'draft')})` : '';
  tell(format, `ingest     ${count(counts.records, 'record')}${drafts}, ${count(counts.registryFiles, 'registry file')}, ${megabytes(counts.bytes)}`);
  tell(format, `validate   ${summaryOf(diagnostics)}`);
  if (!hasErrors(diagnostics)) {
    tell(format, `normalize  ${count(counts.claims, 'claim')} (${counts.reported} reported), ${count(counts.names, 'name')}, ${count(counts.entities, 'entity', 'entities')} and events`);
  }
  return report;
}

/** Diagnostics go to standard output in the two formats for machines, else to standard error. */
function print(root: string, diagnostics: readonly Diagnostic[], format: Format): void {
  if (format === 'json') process.stdout.write(renderJson(diagnostics, loadCatalog()));
  else if (format === 'github') process.stdout.write(renderGithub(diagnostics));
  else if (diagnostics.length > 0) {
    process.stderr.write(`${renderText(diagnostics, { textOf: textReader(root), color: process.stderr.isTTY })}\n`);
  }
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

/** Progress lines stay out of the way of machine-readable output. */
function tell(format: Format, line: string): void {
  (format === 'text' ? process.stdout : process.stderr).write(`${line}\n`);
}

function show(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
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

function failure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  if (code !== undefined && syscall !== undefined) {
    const where = path === undefined ? '' : ` (${show(path)})`;
    process.stderr.write(`${MACHINE_WORDS[code] ?? `The system refused: ${code}.`}${where} The last good output is untouched.\n`);
    return EXIT.machine;
  }
  // A mistake of ours: the trace is what a bug report needs.
  process.stderr.write(`This is a fault of the program, not of your data. Please report it:\n${(error as Error).stack}\n`);
  return EXIT.machine;
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = failure(error);
}
