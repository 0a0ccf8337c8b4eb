import { basename } from 'node:path';
import type { Command } from 'commander';
import { agreementText } from '../agreement/text.ts';
import { hasErrors, inFileOrder } from '../diagnostics/problem.ts';
import { openProject } from '../project.ts';
import { readCodings } from '../record/codings.ts';
import { noRecord } from './only-record.ts';
import {
  addCommon,
  type CommonOptions,
  EXIT,
  PROJECT,
  type Terminal,
  UsageError,
} from './terminal/terminal.ts';

/** Adds `agreement`. */
export function addAgreement(program: Command, terminal: Terminal): void {
  addCommon(program.command('agreement'))
    .argument('[record]', 'only the second codings of this record')
    .description('compare second codings with the records: differences first, then figures')
    .action(async (record: string | undefined, { root: given, format }: CommonOptions) => {
      const root = terminal.absolute(given);
      const project = await openProject({ root, schemas: PROJECT });
      const { codings, diagnostics } = await readCodings(project);
      terminal.print(root, inFileOrder(diagnostics), format);
      if (hasErrors(diagnostics)) {
        terminal.exitCode = EXIT.data;
        return;
      }
      const wanted = codings.filter(({ sourceId }) => record === undefined || sourceId === record);
      if (wanted.length === 0 && record !== undefined) {
        const ids = project.sources.records.map((path) => basename(path, '.yaml'));
        if (!ids.includes(record)) throw new UsageError(noRecord(record, ids));
        throw new UsageError(
          `There is no second coding of ${record} in sources/codings, so there is nothing to compare.`,
        );
      }
      terminal.tell(
        'text',
        wanted.length === 0
          ? 'There is no second coding in sources/codings, so there is nothing to compare.'
          : agreementText(wanted),
      );
    });
}
