import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { visible } from '../diagnostics/render/code-frame.ts';
import { count } from '../diagnostics/render/text.ts';
import { DESCRIPTOR } from '../release/audit/descriptor.ts';
import type { Finding } from '../release/audit/finding.ts';
import { checkPackage } from '../release/audit/package.ts';
import { EXIT, PROJECT, type Terminal, UsageError } from './terminal/terminal.ts';

/** Adds `audit`. */
export function addAudit(program: Command, terminal: Terminal): void {
  program
    .command('audit')
    .description('check a dataset against its own description: files, names, keys, every cell')
    .argument('[folder]', 'the folder with datapackage.json', join(PROJECT, 'output', 'latest'))
    .addOption(
      new Option('--format <format>', 'how to print what is wrong').choices(['text', 'json']).default('text'),
    )
    .action(async (path: string, { format }: { format: 'text' | 'json' }) => {
      const folder = terminal.absolute(path);
      if (!existsSync(join(folder, DESCRIPTOR)))
        throw new UsageError(
          `There is no ${DESCRIPTOR} in ${terminal.show(folder)}: give the folder of a dataset, or run make first.`,
        );
      const { findings, files, tables, rows } = await checkPackage(folder);
      if (format === 'json') terminal.out(`${JSON.stringify(findings, null, 2)}\n`);
      else for (const finding of findings) terminal.err(`${inWords(finding)}\n`);
      terminal.tell(
        format,
        `audit      ${count(files, 'file')}, ${count(tables, 'table')}, ${count(rows, 'row')}: ${summary(findings)}`,
      );
      if (findings.length > 0) terminal.exitCode = EXIT.data;
    });
}

function inWords({ file, row, column, reason }: Finding): string {
  const place = [file, row === null ? '' : `row ${row}`, column === null ? '' : `column ${column}`];
  return visible(`${place.filter((part) => part !== '').join(', ')}: ${reason}`);
}

function summary({ length }: readonly Finding[]): string {
  return length === 0 ? 'all as it is described' : count(length, 'finding');
}
