import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Presets, SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { type BuildReport, build } from '../build.ts';
import { hasErrors } from '../diagnostics/problem.ts';
import { count, summaryOf } from '../diagnostics/render/text.ts';
import { addCommon, type CommonOptions, EXIT, PROJECT, print, show, tell, UsageError } from './terminal.ts';

/** A progress bar helps only where there is something to wait for. */
const BAR_FROM_RECORDS = 500;

/** Adds `build` and `check`. */
export function addBuild(program: Command): void {
  addCommon(program.command('build'))
    .description('check everything and write output/latest')
    .option('--output <folder>', 'where to write (default: output/ beside sources/)')
    .option('--no-formats', 'write CSV and JSON only')
    .action(async (options: CommonOptions & { output?: string; formats: boolean }) => {
      const root = resolve(options.root);
      const output = resolve(options.output ?? join(root, 'output'));
      const report = await run(root, output, options);
      if (hasErrors(report.diagnostics)) {
        tell(options.format, `Nothing was written; ${show(join(output, 'latest'))} is as it was.`);
        process.exitCode = EXIT.data;
        return;
      }
      const rows = report.files.reduce(
        (sum, { path, rows: some }) => sum + (path.startsWith('csv/') ? (some ?? 0) : 0),
        0,
      );
      const bytes = report.files.reduce((sum, file) => sum + file.bytes, 0);
      tell(
        options.format,
        `write      ${count(report.files.length + 1, 'file')}, ${count(rows, 'row')}, ${megabytes(bytes)}`,
      );
      const isInWorkbook = report.files.some(({ path }) => path === 'claims.xlsx');
      tell(
        options.format,
        `Open ${show(join(output, 'latest', isInWorkbook ? 'claims.xlsx' : 'csv/claims.csv'))}`,
      );
    });

  addCommon(program.command('check'))
    .description('check everything and write nothing')
    .action(async (options: CommonOptions) => {
      const report = await run(resolve(options.root), null, options);
      if (hasErrors(report.diagnostics)) process.exitCode = EXIT.data;
    });
}

async function run(
  root: string,
  output: string | null,
  { format, jobs, formats = false }: CommonOptions & { formats?: boolean },
): Promise<BuildReport> {
  if (!existsSync(join(root, 'sources')))
    throw new UsageError(`There is no folder sources/ in ${show(root)}.`);
  const bar = new SingleBar(
    { format: 'records    {bar} {value}/{total}', clearOnComplete: true },
    Presets.shades_classic,
  );
  let started = false;
  const report = await build({
    root,
    schemas: PROJECT,
    output,
    formats,
    memory: memoryOf(root),
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
  tell(
    format,
    `ingest     ${count(counts.records, 'record')}${drafts}, ${count(counts.registryFiles, 'registry file')}, ${megabytes(counts.bytes)}`,
  );
  tell(format, `validate   ${summaryOf(diagnostics)}`);
  if (!hasErrors(diagnostics)) {
    tell(
      format,
      `normalize  ${count(counts.claims, 'claim')} (${counts.reported} reported), ${count(counts.names, 'name')}, ${count(counts.entities, 'entity', 'entities')} and events`,
    );
  }
  return report;
}

/** Beside what other tools keep; each data folder has a file of its own. */
function memoryOf(root: string): string {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  return join(PROJECT, 'node_modules', '.cache', 'foreign-policy-claims', `check-${name}.json`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
