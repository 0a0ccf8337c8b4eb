import { type Command, Option } from 'commander';
import { type ListedClaim, listUnits, textOfUnits, withClaims } from '../evidence/listing.ts';
import { readCopy } from '../evidence/text/copy.ts';
import { findCopy, partsOf } from '../evidence/text/divisions.ts';
import type { Parts } from '../evidence/text/parts.ts';
import { NEWEST, ruleOf, type SentenceRule } from '../evidence/text/rules.ts';
import { readSources } from '../ingest/read.ts';
import { readText } from './read-text.ts';
import { PROJECT, type Terminal, UsageError } from './terminal/terminal.ts';

type SentencesOptions = { root: string; record?: string; copy?: string; format: 'text' | 'json' };

/** Adds `sentences`. */
export function addSentences(program: Command, terminal: Terminal): void {
  program
    .command('sentences')
    .description('print the sentences of a private text with their addresses; writes nothing')
    .argument('[text]', 'a text file of your own')
    .option('--record <id>', 'the record of the work, which says what parts of the copy are left out')
    .option('--copy <id>', 'which of its copies the file is')
    .option('--root <folder>', 'the folder that holds sources/', PROJECT)
    .addOption(new Option('--format <format>').choices(['text', 'json']).default('text'))
    .action(async (text: string | undefined, { root, record, copy: asked, format }: SentencesOptions) => {
      if (text === undefined) throw new UsageError('Say which text: make sentences TEXT=path/to/text.txt');
      const copy = readCopy((await readText(terminal, text)).toString('utf8'));
      const { parts, rule, claims } =
        record === undefined
          ? { parts: copy.parts ?? {}, rule: NEWEST, claims: null }
          : await readRecord(terminal.absolute(root), record, asked);
      const units = listUnits(copy, parts, rule);
      const listed = claims === null ? units : withClaims(units, claims);
      if (units.length === 0) throw new UsageError(`${text} holds no words.`);
      terminal.out(format === 'json' ? `${JSON.stringify(listed, null, 2)}\n` : `${textOfUnits(listed)}\n`);
    });
}

/** What a record says of its copy. A draft with errors will do as long as its copies can be read. */
interface RecordOfCopy {
  parts: Parts;
  rule: SentenceRule;
  claims: readonly ListedClaim[];
}

async function readRecord(root: string, id: string, asked?: string): Promise<RecordOfCopy> {
  const [file] = (await readSources(root, [`sources/records/${id}.yaml`])).value;
  const record = file?.value ?? file?.salvage?.value;
  if (record === undefined) throw new UsageError(`There is no record ${id} that can be read.`);
  const { claims, ...rest } = record as Parameters<typeof findCopy>[0] & { claims?: unknown };
  const copy = findCopy(rest, asked);
  if (copy === undefined) throw new UsageError(`${id} has no copy${asked === undefined ? '' : ` ${asked}`}.`);
  return {
    parts: partsOf(copy),
    rule: ruleOf(rest),
    claims: Array.isArray(claims) ? claims.filter((one) => typeof one === 'object' && one !== null) : [],
  };
}
