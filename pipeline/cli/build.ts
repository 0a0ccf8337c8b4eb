import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Presets, SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { type BuildReport, build } from '../build.ts';
import { hasErrors } from '../diagnostics/problem.ts';
import { count, summaryOf } from '../diagnostics/render/text.ts';
import { storeOf } from './pieces.ts';
import {
  addCommon,
  type CommonOptions,
  EXIT,
  PROJECT,
  type Terminal,
  UsageError,
} from './terminal/terminal.ts';

/** A progress bar helps only where there is something to wait for. */
const BAR_FROM_RECORDS = 500;

/** What a build says to open, as far as it is there: the page first. */
const OPENED: readonly [file: string, way: string][] = [
  ['explorer.html', ' in a browser'],
  ['claims.xlsx', ' in a spreadsheet program'],
];

/** Where there is neither page nor workbook. */
const TABLES: typeof OPENED = [['csv/claims.csv', '']];

/** Adds `build` and `check`. */
export function addBuild(program: Command, terminal: Terminal): void {
  addCommon(program.command('build'))
    .description('check everything and write output/latest')
    .option('--output <folder>', 'where to write (default: output/ beside sources/)')
    .option('--no-formats', 'write CSV and JSON only')
    .option(
      '--store <folder>',
      'where pieces are kept for the next time (default: output/.cache/store beside sources/)',
    )
    .action(async (options: CommonOptions & { output?: string; formats: boolean; store?: string }) => {
      const root = terminal.absolute(options.root);
      const output = terminal.absolute(options.output ?? join(root, 'output'));
      const report = await run(terminal, root, output, options);
      if (hasErrors(report.diagnostics)) {
        terminal.tell(
          options.format,
          `Nothing was written; ${terminal.show(join(output, 'latest'))} is as it was.`,
        );
        terminal.exitCode = EXIT.data;
        return;
      }
      const rows = report.files.reduce(
        (sum, { path, rows: some }) => sum + (path.startsWith('csv/') ? (some ?? 0) : 0),
        0,
      );
      const bytes = report.files.reduce((sum, file) => sum + file.bytes, 0);
      terminal.tell(
        options.format,
        `write      ${count(report.files.length + 1, 'file')}, ${count(rows, 'row')}, ${megabytes(bytes)}`,
      );
      const made = OPENED.filter(([file]) => report.files.some(({ path }) => path === file));
      const ways = (made.length > 0 ? made : TABLES).map(
        ([file, way]) => `${terminal.show(join(output, 'latest', file))}${way}`,
      );
      terminal.tell(options.format, `Open ${ways.join(', or ')}`);
    });

  addCommon(program.command('check'))
    .description('check everything and write nothing')
    .option(
      '--store <folder>',
      'where pieces are kept for the next time (default: output/.cache/store beside sources/)',
    )
    .action(async (options: CommonOptions & { store?: string }) => {
      const report = await run(terminal, terminal.absolute(options.root), null, options);
      if (hasErrors(report.diagnostics)) terminal.exitCode = EXIT.data;
    });
}

async function run(
  terminal: Terminal,
  root: string,
  output: string | null,
  { format, jobs, formats = false, store }: CommonOptions & { formats?: boolean; store?: string },
): Promise<BuildReport> {
  if (!existsSync(join(root, 'sources')))
    throw new UsageError(`There is no folder sources/ in ${terminal.show(root)}.`);
  const bar = new SingleBar(
    { format: 'records    {bar} {value}/{total}', clearOnComplete: true, stream: terminal.io.stderr },
    Presets.shades_classic,
  );
  let started = false;
  const report = await build({
    root,
    schemas: PROJECT,
    output,
    formats,
    store: storeOf(terminal, root, store),
    jobs,
    progress: (done, all) => {
      if (!terminal.io.stderr.isTTY || all < BAR_FROM_RECORDS) return;
      if (!started) bar.start(all, 0);
      started = true;
      bar.update(done);
    },
  });
  if (started) bar.stop();
  terminal.print(root, report.diagnostics, format);
  const { counts, diagnostics } = report;
  const drafts = counts.drafts > 0 ? ` (${count(counts.drafts, 'draft')})` : '';
  terminal.tell(
    format,
    `ingest     ${count(counts.records, 'record')}${drafts}, ${count(counts.registryFiles, 'registry file')}, ${megabytes(counts.bytes)}`,
  );
  terminal.tell(format, `validate   ${summaryOf(diagnostics)}`);
  if (!hasErrors(diagnostics)) {
    terminal.tell(
      format,
      `normalize  ${count(counts.claims, 'claim')} (${counts.reported} reported), ${count(counts.names, 'name')}, ${count(counts.entities + counts.events, 'entity', 'entities')} and events`,
    );
  }
  return report;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
