import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { readCsv } from '../compare/csv.ts';
import { fieldNamed, loadStories } from '../contribute/explain/columns.ts';
import { textOfEntry } from '../contribute/explain/error.ts';
import { explain } from '../contribute/explain/explain.ts';
import { overviewOf } from '../contribute/explain/overview.ts';
import { evidenceOf, textOfExplanation, textOfRetired } from '../contribute/explain/text.ts';
import { tracer } from '../contribute/explain/trace.ts';
import { loadCatalog } from '../diagnostics/load.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { tableNamed } from '../model/tables.ts';
import { openProject } from '../project.ts';
import {
  addCommon,
  type CommonOptions,
  EXIT,
  PROJECT,
  type Terminal,
  UsageError,
} from './terminal/terminal.ts';

/** Adds `explain` and `explain-error`. */
export function addExplain(program: Command, terminal: Terminal): void {
  addCommon(program.command('explain'))
    .description('show how a cell of the table claims came to be, from the line in the record to its rule')
    .argument('[claim]', 'the id of a claim: record/c12')
    .option('--field <name>', 'a key of the claim (claimant) or a column of claims.csv (claimant_names)')
    .option('--output <folder>', 'the folder with latest/ to compare with (default: output/ beside sources/)')
    .action(async (id: string | undefined, options: CommonOptions & { field?: string; output?: string }) => {
      if (id === undefined || !/^[^/]+(\/[^/]*)?$/.test(id))
        throw new UsageError(
          'Say which claim: its record, a slash and its number, such as harbour-speech/c01.',
        );
      const root = terminal.absolute(options.root);
      const project = await openProject({ root, schemas: PROJECT });
      const { model } = project;
      const stories = loadStories();
      const asked = options.field === undefined ? null : fieldNamed(model, stories, options.field);
      if (asked !== null && 'suggestions' in asked) {
        const hint = didYouMean(asked.suggestions);
        throw new UsageError(
          `${options.field} is neither a key of a claim nor a column of the table claims.${hint} All of them: docs/data-dictionary.md.`,
        );
      }
      const traced = await (await tracer(project))(id);
      if ('unknown' in traced) throw new UsageError(`${traced.unknown}.${didYouMean(traced.suggestions)}`);
      if ('diagnostics' in traced) {
        terminal.print(root, traced.diagnostics, options.format);
        terminal.err('Mend the errors first: while there are any, the claim stands in no data.\n');
        terminal.exitCode = EXIT.data;
        return;
      }
      if ('retired' in traced) {
        terminal.out(textOfRetired(traced.retired));
        return;
      }
      const { claim } = traced;
      const evidence = evidenceOf(claim);
      const lines =
        asked === null
          ? overviewOf(claim, stories, evidence)
          : textOfExplanation(explain(claim, asked.field), evidence);
      const build = join(terminal.absolute(options.output ?? join(root, 'output')), 'latest');
      const compared = tableNamed(model.tables, 'claims').columns.filter(({ digest }) => digest);
      const built = await builtCells(build, id);
      lines.push(
        '',
        sameAsBuilt(
          terminal.show(build),
          built,
          claim.cells,
          compared.map(({ name }) => name),
        ),
      );
      terminal.out(lines.map((line) => `${line}\n`).join(''));
    });

  program
    .command('explain-error')
    .description('explain one error or warning: what is wrong, why it matters, how to mend it')
    .argument('[code]', 'its code, such as E-NAME-UNKNOWN')
    .action((code: string | undefined) => {
      const catalog = loadCatalog();
      const entry = catalog.get(code?.toUpperCase() ?? '');
      if (entry === undefined) {
        const what =
          code === undefined ? 'Say which code, such as E-NAME-UNKNOWN.' : `There is no code ${code}.`;
        const hint = didYouMean(nearest(code ?? '', catalog.keys()));
        throw new UsageError(`${what}${hint} All of them: docs/diagnostics.md.`);
      }
      terminal.out(textOfEntry(entry));
    });
}

function didYouMean(suggestions: readonly string[]): string {
  return suggestions.length === 0 ? '' : ` Did you mean ${suggestions.slice(0, 3).join(' or ')}?`;
}

/** What the file of a build says of a claim, by column; null when there is no such build or row. */
async function builtCells(build: string, id: string): Promise<Map<string, string> | null> {
  const text = await readFile(join(build, 'csv', 'claims.csv'), 'utf8').catch(() => null);
  if (text === null) return null;
  const rows = readCsv(text);
  const header: string[] = rows.next().value ?? [];
  for (const row of rows)
    if (row[0] === id) return new Map(header.map((name, place) => [name, row[place] ?? '']));
  return null;
}

/** Whether the data that lies in the output folder says the same; what is explained are the sources as they stand. */
function sameAsBuilt(
  build: string,
  built: Map<string, string> | null,
  cells: Map<string, string>,
  columns: readonly string[],
): string {
  if (built === null) return `${build} does not hold this claim yet; make builds it.`;
  const other = columns.filter((column) => built.get(column) !== cells.get(column));
  return other.length === 0
    ? `${build} says the same of this claim.`
    : `${build} is older than the sources and differs in ${other.join(', ')}; make renews it.`;
}
