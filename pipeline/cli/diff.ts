import { join } from 'node:path';
import type { Command } from 'commander';
import { knownIds, type RowDifference, rowsConcerning } from '../compare/concerning.ts';
import { type BuiltDataset, readDataset } from '../compare/read.ts';
import { type Section, sectionsOf, tellRelease } from '../compare/story/sentences.ts';
import { storyOf } from '../compare/story/story.ts';
import { TEXT } from '../compare/story/voice.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { count } from '../diagnostics/render/text.ts';
import { checkFiles, waysBack } from '../release/check.ts';
import { findReleases, type Release } from '../release/list.ts';
import { type Prospect, prospectOf } from '../release/prospect.ts';
import { EXIT, PROJECT, type Terminal, UsageError } from './terminal/terminal.ts';

interface DiffOptions {
  root: string;
  project: string;
  from?: string;
  to?: string;
  entity?: string;
}

/** Adds `diff`. */
export function addDiff(program: Command, terminal: Terminal): void {
  program
    .command('diff')
    .description('tell what differs from a release, and which version that asks for')
    .option('--from <release>', 'the earlier release, such as v0.1.0 (default: the latest)')
    .option('--to <release>', 'the later release (default: the working tree)')
    .option('--entity <id>', 'list the rows that concern this entity or event')
    .option('--root <folder>', 'the folder that holds sources/ and output/', PROJECT)
    .option('--project <folder>', 'the folder that holds schemas/', PROJECT)
    .action(async (options: DiffOptions) => {
      const [root, project] = [terminal.absolute(options.root), terminal.absolute(options.project)];
      const { from, to, entity } = options;
      if (to === undefined) {
        const prospect = await prospectOf(root, project);
        terminal.print(root, prospect.diagnostics, 'text');
        if (prospect.next === null) terminal.exitCode = EXIT.data;
        else if (from === undefined && entity === undefined)
          write(terminal, prospectLines(prospect, prospect.next));
        else {
          const base = from === undefined ? prospect.previous : await findRelease(root, from);
          if (base === null) throw new UsageError('There is no release to compare with yet.');
          if (from !== undefined) terminal.print(root, await checkFiles(root, base), 'text');
          write(
            terminal,
            between(base, await readDataset(base.folder), prospect.next.dataset, 'the working tree', entity),
          );
        }
        return;
      }
      const [earlier, later] = [await findRelease(root, from ?? ''), await findRelease(root, to)];
      for (const release of [earlier, later]) terminal.print(root, await checkFiles(root, release), 'text');
      const [before, after] = [await readDataset(earlier.folder), await readDataset(later.folder)];
      write(terminal, between(earlier, before, after, `v${later.version}`, entity));
    });
}

/**
 * Finds a release by its version, with or without the v.
 * @throws UsageError when there is none
 */
export async function findRelease(root: string, name: string): Promise<Release> {
  const { releases, others } = await findReleases(join(root, 'output'));
  const found = releases.find(({ version }) => version === name.replace(/^v/, ''));
  if (found !== undefined) return found;
  const other = others.find((one) => one.name === `v${name.replace(/^v/, '')}`);
  if (other !== undefined)
    throw new UsageError(
      `output/${other.name} is no release: it ${other.reason}. ${await waysBack(root, other.name)}`,
    );
  const all = releases.map(({ version }) => `v${version}`).join(', ');
  const which = name === '' ? 'Say which release is meant' : `There is no release ${name}`;
  throw new UsageError(`${which}; ${all === '' ? 'nothing has been released yet' : `there is ${all}`}.`);
}

function write(terminal: Terminal, lines: readonly string[]): void {
  terminal.out(`${lines.join('\n')}\n`);
}

function prospectLines({ previous }: Prospect, next: NonNullable<Prospect['next']>): string[] {
  const { version, step, story } = next;
  const lost = story?.lost ?? [];
  const last = previous === null ? 'none yet' : `v${previous.version}`;
  if (step.step === 'none')
    return [`last release  ${last}`, `next release  none: no value of the data differs`];
  return [
    `last release  ${last}`,
    ...sectionLines(tellRelease(next, TEXT)),
    ...(lost.length === 0
      ? []
      : [
          '',
          'Ids that must not vanish (a release stops here)',
          ...lost.map(({ fault, remedy }) => `  - ${fault}. ${remedy}`),
        ]),
    '',
    `next release  v${version}${previous === null ? '' : ` (${step.step}${stepWords(previous, step.step)})`}, because`,
    ...shortList(step.reasons).map((reason) => `  - ${reason}`),
  ];
}

function stepWords({ version }: Release, step: string): string {
  if (!version.startsWith('0.')) return '';
  return `; before 1.0.0 it raises the ${step === 'major' ? 'second' : 'third'} number`;
}

/** Enough reasons to believe it. */
function shortList(reasons: readonly string[]): string[] {
  const left = reasons.length - 10;
  return left > 0 ? [...reasons.slice(0, 10), `and ${left} more`] : [...reasons];
}

function sectionLines(sections: readonly Section[]): string[] {
  return sections.flatMap(({ title, lines }) => ['', title, ...lines.map((line) => `  - ${line}`)]);
}

function between(
  { version }: Release,
  before: BuiltDataset,
  after: BuiltDataset,
  title: string,
  entity: string | undefined,
): string[] {
  if (entity === undefined) {
    const lines = sectionLines(sectionsOf(storyOf(before, after), TEXT));
    return [
      `From v${version} to ${title}${lines.length === 0 ? ' no value of the data differs.' : ''}`,
      ...lines,
    ];
  }
  const ids = new Set([...knownIds(before), ...knownIds(after)]);
  if (!ids.has(entity)) {
    const near = nearest(entity, ids).slice(0, 3).join(' or ');
    throw new UsageError(
      `Neither v${version} nor ${title} has an entity or event ${entity}${near === '' ? '.' : `; did you mean ${near}?`}`,
    );
  }
  const rows = rowsConcerning(before, after, entity);
  return [
    `From v${version} to ${title}: ${count(rows.length, 'row')} about ${entity} differ`,
    ...rows.map(rowLine),
  ];
}

/** A row in one line: table, key, what happened to it, and for a changed one both values. */
function rowLine({ table, key, kind, fields, row }: RowDifference): string {
  const values = fields.map(({ field, old, new: now }) => `${field}: ${quoted(old)} → ${quoted(now)}`);
  return [table, key.join(' | '), kind, ...values, row.claim_text ?? row.name ?? '']
    .filter(Boolean)
    .join('  ');
}

function quoted(value: string): string {
  return value === '' ? 'empty' : `“${value}”`;
}
