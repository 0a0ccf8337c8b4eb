import type { Command } from 'commander';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { loadCatalog } from '../diagnostics/load.ts';
import { hasErrors } from '../diagnostics/problem.ts';
import { count } from '../diagnostics/render/text.ts';
import { matchTexts, type TextFile } from '../evidence/match-texts.ts';
import type { EvidenceRecord } from '../evidence/record.ts';
import { countVerdicts, textOfVerification } from '../evidence/report.ts';
import { type Verification, verify } from '../evidence/verify.ts';
import { indexPhrases } from '../evidence/wording.ts';
import { namesOf } from '../normalize/names/forms.ts';
import { openProject } from '../project.ts';
import { type EvidenceSources, readForEvidence } from '../record/evidence.ts';
import { onlyRecord } from './only-record.ts';
import { listTexts, readText, sha256 } from './read-text.ts';
import {
  addCommon,
  type CommonOptions,
  EXIT,
  PROJECT,
  type Terminal,
  UsageError,
} from './terminal/terminal.ts';

type VerifyOptions = CommonOptions & { texts?: string };
type Pair = { text: TextFile; source: EvidenceRecord };

/** Adds `verify-texts`. */
export function addVerifyTexts(program: Command, terminal: Terminal): void {
  addCommon(program.command('verify-texts'))
    .description('hold records against private texts: sentences, quotes and wording; writes nothing')
    .argument('[record]', 'the id of one record')
    .argument('[text]', 'its text')
    .option('--texts <folder>', 'a folder of texts (*.txt) to hold all records against')
    .action(async (record: string | undefined, text: string | undefined, options: VerifyOptions) => {
      if (options.texts === undefined && (record === undefined || text === undefined))
        throw new UsageError('Say what to verify: RECORD=id TEXT=path/to/text.txt, or TEXTS=folder.');
      const root = terminal.absolute(options.root);
      const texts = await readTexts(terminal, options.texts, text);
      const sources = await readForEvidence(await openProject({ root, schemas: PROJECT }), record);
      terminal.print(root, sources.diagnostics, options.format === 'json' ? 'text' : options.format);
      const { pairs, without } =
        record === undefined || options.texts !== undefined
          ? matchTexts(texts, sources.records, sha256)
          : { pairs: pairsOf(texts, sources, record), without: [] };
      const done = pairs.map((pair) => ({
        pair,
        result: verify(pair.source, pair.text.bytes, knownTo(pair.source, sources), sha256),
      }));
      if (options.format === 'json') terminal.out(jsonOf(done));
      else report(terminal, root, done, options);
      if (options.format === 'text' && options.texts !== undefined)
        tellOfRest(terminal, done, without, sources.records);
      const all = [...sources.diagnostics, ...done.flatMap(({ result }) => result.diagnostics)];
      if (hasErrors(all)) terminal.exitCode = EXIT.data;
    });
}

/** One text for one record and its second codings. A record with errors is left out; they are told. */
function pairsOf(texts: readonly TextFile[], sources: EvidenceSources, id: string): Pair[] {
  if (!hasErrors(sources.diagnostics)) onlyRecord(sources, id);
  return texts.flatMap((text) => sources.records.map((source) => ({ text, source })));
}

async function readTexts(
  terminal: Terminal,
  folder: string | undefined,
  file: string | undefined,
): Promise<TextFile[]> {
  if (folder === undefined)
    return file === undefined ? [] : [{ path: file, bytes: await readText(terminal, file) }];
  const paths = await listTexts(terminal, folder);
  return Promise.all(paths.map(async (path) => ({ path, bytes: await readText(terminal, path) })));
}

/** The names and set phrases that a paraphrase of a record may repeat word for word. */
export function knownTo({ record }: EvidenceRecord, { names }: EvidenceSources) {
  const own = [...(record.entities ?? []), ...(record.events ?? [])].flatMap((one) =>
    namesOf(one).map(({ name }) => name),
  );
  return indexPhrases(
    [...names, ...own, ...Object.keys(record.names ?? {})],
    (record.phrases ?? []).map(({ phrase }) => phrase),
  );
}

function report(
  terminal: Terminal,
  root: string,
  done: readonly { pair: Pair; result: Verification }[],
  { format }: VerifyOptions,
): void {
  for (const { pair, result } of done) {
    if (format === 'text')
      terminal.out(
        textOfVerification(result, pair.source.record, terminal.show(terminal.absolute(pair.text.path)))
          .map((line) => `${line}\n`)
          .join(''),
      );
    terminal.print(root, result.diagnostics, format);
  }
}

/** What a folder left open. */
function tellOfRest(
  terminal: Terminal,
  done: readonly { pair: Pair }[],
  without: readonly TextFile[],
  records: readonly EvidenceRecord[],
): void {
  const seen = new Set(done.map(({ pair }) => pair.source.record.id));
  const texts = new Set(done.map(({ pair }) => pair.text.path));
  const codings = new Set(done.map(({ pair }) => pair.source.file.path)).size - seen.size;
  // A second coding has the id of its record.
  const unseen = [...new Set(records.map(({ record }) => record.id))].filter((id) => !seen.has(id));
  const and = codings === 0 ? '' : ` and ${count(codings, 'second coding')}`;
  const lines = [
    `verified   ${count(seen.size, 'record')}${and} with ${count(texts.size, 'text')}`,
    ...(unseen.length === 0 ? [] : [`no text    ${unseen.join(', ')}`]),
    ...(without.length === 0
      ? []
      : [`no record  ${without.map(({ path }) => terminal.show(terminal.absolute(path))).join(', ')}`]),
  ];
  terminal.out(lines.map((line) => `${line}\n`).join(''));
}

function jsonOf(done: readonly { pair: Pair; result: Verification }[]): string {
  const catalog = loadCatalog();
  const why = (one: Diagnostic) => ({ ...one, why: catalog.get(one.code)?.why ?? '' });
  const rows = done.map(({ pair, result }) => ({
    ...result,
    text: pair.text.path,
    counts: countVerdicts(result),
    diagnostics: result.diagnostics.map(why),
  }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}
