import { join } from 'node:path';
import type { Command } from 'commander';
import { replaceFile } from '../contribute/write-file.ts';
import { hasErrors } from '../diagnostics/problem.ts';
import { type Fingerprinted, fingerprint } from '../evidence/fingerprint.ts';
import { claimsByUnit, type EvidenceRecord } from '../evidence/record.ts';
import { openProject } from '../project.ts';
import { readForEvidence } from '../record/evidence.ts';
import { onlyRecord } from './only-record.ts';
import { readText, sha256 } from './read-text.ts';
import {
  addCommon,
  type CommonOptions,
  EXIT,
  PROJECT,
  type Terminal,
  UsageError,
} from './terminal/terminal.ts';

/** Adds `fingerprint`. */
export function addFingerprint(program: Command, terminal: Terminal): void {
  addCommon(program.command('fingerprint'))
    .description('write the fingerprints of a private text into its record; they hold no words')
    .argument('[record]', 'the id of the record')
    .argument('[text]', 'the text that was coded')
    .option(
      '--copy <id>',
      'which copy of the record the text is (default: the one fingerprinted before, or seen)',
    )
    .action(
      async (
        record: string | undefined,
        text: string | undefined,
        options: CommonOptions & { copy?: string },
      ) => {
        if (record === undefined || text === undefined)
          throw new UsageError(
            'Say which record and which text: make fingerprint RECORD=id TEXT=path/to/text.txt',
          );
        const root = terminal.absolute(options.root);
        const bytes = await readText(terminal, text);
        const sources = await readForEvidence(await openProject({ root, schemas: PROJECT }), record);
        terminal.print(root, sources.diagnostics, options.format);
        if (hasErrors(sources.diagnostics)) return fail(terminal, 'Mend the errors first.');
        const source = onlyRecord(sources, record);
        const done = fingerprint(source, bytes, sha256, options.copy);
        if ('refused' in done) throw new UsageError(`Nothing was written: ${done.refused}.`);
        if ('diagnostics' in done) {
          terminal.print(root, done.diagnostics, options.format);
          return fail(terminal, 'Nothing was written.');
        }
        if (done.after !== source.file.text) await replaceFile(join(root, source.file.path), done.after);
        for (const line of linesOf(source, done)) terminal.tell(options.format, line);
      },
    );
}

function fail(terminal: Terminal, message: string): void {
  terminal.err(`${message}\n`);
  terminal.exitCode = EXIT.data;
}

function linesOf(
  { file, record }: EvidenceRecord,
  done: Extract<Fingerprinted, { after: string }>,
): string[] {
  const { after, body, changes, added, copy, units } = done;
  const claims = claimsByUnit(record);
  const state = after === file.text ? 'they stand in the record already' : 'written into the record';
  return [
    `fingerprint ${units} units, ${body[0]} words in the body of ${copy}: ${state}`,
    ...changes.map(({ at, verdict, to }) => {
      const who = claims.get(at) === undefined ? '' : `; look again at ${claims.get(at)?.join(', ')}`;
      return `            ${at} ${verdict}${to === null || to === at ? '' : ` to ${to}`}${who}`;
    }),
    ...(record.anchors !== undefined && added.length > 0 ? [`            new: ${added.join(', ')}`] : []),
  ];
}
