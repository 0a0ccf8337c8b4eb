import { basename } from 'node:path';
import { join } from 'node:path/posix';
import type { Command } from 'commander';
import { sampleClaims, sheetOf } from '../agreement/sample.ts';
import { agreementText } from '../agreement/text.ts';
import { createFile } from '../contribute/write-file.ts';
import { hasErrors, inFileOrder } from '../diagnostics/problem.ts';
import { readBytes } from '../ingest/read.ts';
import { openProject } from '../project.ts';
import { compareAll } from '../record/codings.ts';
import { takeRecord } from '../record/take.ts';
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
    .description('compare the codings of works that were coded twice: differences first, then figures')
    .action(async (record: string | undefined, { root: given, format }: CommonOptions) => {
      const root = terminal.absolute(given);
      const project = await openProject({ root, schemas: PROJECT });
      const { codings, diagnostics } = await compareAll(project);
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

/** How many claims a person judges in some twenty minutes. */
const NUMBER = '30';
/** Where sheets go: they are no reviews until somebody has filled them in. */
const SHEETS = 'output/review';

type SampleOptions = CommonOptions & { record?: string; reviewer?: string; seed: string; number: string };

/** Adds `review-sample`. */
export function addReviewSample(program: Command, terminal: Terminal): void {
  addCommon(program.command('review-sample'))
    .description('draw claims for a person to judge against the source, and write a sheet to fill in')
    .option('--record <id>', 'draw from this record only (default: from all that are published)')
    .option('--reviewer <id>', 'who will judge, as in sources/registry/coders.yaml')
    .option('--seed <number>', 'another number draws other claims', '1')
    .option('--number <claims>', 'how many claims', NUMBER)
    .action(async ({ root: given, record, reviewer, seed, number }: SampleOptions) => {
      if (reviewer === undefined || !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(reviewer))
        throw new UsageError('Say who will judge: make review-sample REVIEWER=your-id');
      for (const [name, value] of Object.entries({ SEED: seed, NUMBER: number }))
        if (!/^[1-9]\d{0,8}$/.test(value))
          throw new UsageError(`${name}= takes a whole number, not ${value}.`);
      const root = terminal.absolute(given);
      const project = await openProject({ root, schemas: PROJECT });
      const coder = project.registry.coders.get(reviewer);
      if (coder?.kind !== 'person')
        throw new UsageError(
          coder === undefined
            ? `${reviewer} is not in sources/registry/coders.yaml. Whoever judges stands there first: {id: ${reviewer}, name: …, kind: person}`
            : `${reviewer} is a ${coder.kind}: reviews are by people.`,
        );
      const { value: files } = await readBytes(root, project.sources.records);
      const taken = files.flatMap((file) => takeRecord(project, file).living ?? []);
      const published = taken.filter(
        ({ record: { id, status } }) => (record ?? id) === id && status === 'published',
      );
      if (published.length === 0)
        throw new UsageError(
          record === undefined
            ? 'There is no published record without errors to draw from.'
            : taken.some((one) => one.record.id === record)
              ? `${record} is not published yet.`
              : noRecord(
                  record,
                  taken.map((one) => one.record.id),
                ),
        );
      const sampled = sampleClaims(published, Number(number), Number(seed));
      const lines = [];
      for (const one of sampled) {
        const path = join(SHEETS, `${one.record.record.id}.${reviewer}.yaml`);
        await createFile(join(root, path), sheetOf(one, reviewer, Number(seed))).catch(
          (error: NodeJS.ErrnoException) => {
            if (error.code !== 'EEXIST') throw error;
            throw new UsageError(`${path} is there already. Fill it in, or delete it first.`);
          },
        );
        lines.push(`${path}  ${one.claims.map(({ authored }) => authored.id).join(' ')}`);
      }
      const count = sampled.reduce((sum, { claims }) => sum + claims.length, 0);
      terminal.tell(
        'text',
        [
          `${count} claims drawn with SEED=${seed}:`,
          ...lines,
          'Fill the sheets in while you read; docs/review.md says how.',
        ].join('\n'),
      );
    });
}
