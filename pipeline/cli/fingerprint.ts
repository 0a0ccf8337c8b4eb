import { join } from 'node:path';
import type { Command } from 'commander';
import { replaceFile } from '../contribute/write-file.ts';
import { hasErrors } from '../diagnostics/problem.ts';
import { count } from '../diagnostics/render/text.ts';
import { type Fingerprints, fingerprint } from '../evidence/fingerprint.ts';
import { withAddresses } from '../evidence/move-addresses.ts';
import { claimsByUnit, type EvidenceRecord } from '../evidence/record.ts';
import { RULE } from '../evidence/text/rules.ts';
import { verify } from '../evidence/verify.ts';
import { unitsOf } from '../model/anchors.ts';
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
import { knownTo } from './verify.ts';

/** What tells that a claim does not stand at its own words. */
const MISPLACED: ReadonlySet<string> = new Set([
  'E-ADDRESSES-SHIFTED',
  'E-QUOTE-ELSEWHERE',
  'W-CLAIM-ELSEWHERE',
]);

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
        const project = await openProject({ root, schemas: PROJECT });
        const sources = await readForEvidence(project, record);
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
        // Second codings go by the fingerprints of their record, so they move with it.
        for (const coding of sources.records.slice(1)) {
          const moved = done.moved?.claims(coding) ?? [];
          if (moved.length > 0) await replaceFile(join(root, coding.file.path), withAddresses(coding, moved));
        }
        // Fingerprints made by addresses that are all off would seal them: what stands at other words than its own is told.
        const renewed = await readForEvidence(project, record);
        const told = renewed.records
          .flatMap((one) => verify(one, bytes, knownTo(one, renewed), sha256).diagnostics)
          .filter(({ code }) => MISPLACED.has(code));
        terminal.print(root, told, options.format);
        if (hasErrors(told)) terminal.exitCode = EXIT.data;
      },
    );
}

function fail(terminal: Terminal, message: string): void {
  terminal.err(`${message}\n`);
  terminal.exitCode = EXIT.data;
}

function linesOf(source: EvidenceRecord, done: Fingerprints): string[] {
  const { file, record } = source;
  const { after, body, changes, added, copy, units } = done;
  const claims = claimsByUnit(record);
  const state = after === file.text ? 'they stand in the record already' : 'written into the record';
  return [
    `fingerprint ${units} units, ${body[0]} words in the body of ${copy}: ${state}`,
    ...movedLines(source, done),
    ...changes.map(({ at, verdict, to }) => {
      const who = claims.get(at) === undefined ? '' : `; look again at ${claims.get(at)?.join(', ')}`;
      return `            ${at} ${verdict}${to === null || to === at ? '' : ` to ${to}`}${who}`;
    }),
    ...(record.anchors !== undefined && added.length > 0 ? [`            new: ${added.join(', ')}`] : []),
  ];
}

/** The rule that the record follows now, and every address that is another one under it. */
function movedLines(source: EvidenceRecord, { moved }: Fingerprints): string[] {
  if (moved === null) return [];
  const claims = moved.claims(source);
  const followers = (unit: string): string =>
    claims
      .filter(({ from }) => unitsOf(from).includes(unit))
      .map(({ claim, to }) => `${claim} now at ${to}`)
      .join(', ');
  return [
    `            from ${moved.rule} to ${RULE}: ${moved.units.length === 0 ? 'no address moves' : `${count(moved.units.length, 'address', 'addresses')} moved`}`,
    ...moved.units.map(
      ({ from, to }) =>
        `            ${from} becomes ${to}${followers(from) === '' ? '' : `; ${followers(from)}`}`,
    ),
  ];
}
