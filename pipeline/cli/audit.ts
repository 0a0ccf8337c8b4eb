import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { count } from '../diagnostics/render/text.ts';
import { checkPackage } from '../release/audit/check-package.ts';
import { DESCRIPTOR } from '../release/audit/descriptor.ts';
import type { Finding } from '../release/audit/finding.ts';
import { EXIT, PROJECT, show, tell, UsageError } from './terminal.ts';

/** Adds `audit`. */
export function addAudit(program: Command): void {
  program
    .command('audit')
    .description('check a dataset against its own description: files, names, keys, every cell')
    .argument('[folder]', 'the folder with datapackage.json', join(PROJECT, 'output', 'latest'))
    .addOption(
      new Option('--format <format>', 'how to print what is wrong').choices(['text', 'json']).default('text'),
    )
    .action(async (path: string, { format }: { format: 'text' | 'json' }) => {
      const folder = resolve(path);
      if (!existsSync(join(folder, DESCRIPTOR)))
        throw new UsageError(
          `There is no ${DESCRIPTOR} in ${show(folder)}: give the folder of a dataset, or run make first.`,
        );
      const { findings, files, tables, rows } = await checkPackage(folder);
      if (format === 'json') process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
      else for (const finding of findings) process.stderr.write(`${inWords(finding)}\n`);
      tell(
        format,
        `audit      ${count(files, 'file')}, ${count(tables, 'table')}, ${count(rows, 'row')}: ${summary(findings)}`,
      );
      if (findings.length > 0) process.exitCode = EXIT.data;
    });
}

function inWords({ file, row, column, reason }: Finding): string {
  const place = [file, row === null ? '' : `row ${row}`, column === null ? '' : `column ${column}`];
  return `${place.filter((part) => part !== '').join(', ')}: ${reason}`;
}

function summary({ length }: readonly Finding[]): string {
  return length === 0 ? 'all as it is described' : count(length, 'finding');
}
