import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { type Looks, stampOf } from '../ingest/read.ts';
import { recall, remember } from './kept.ts';
import { digestOfProgram } from './program.ts';
import { digestOf, looksFrom } from './store/file.ts';

/** What an outcome follows from, as far as the options of a build say. */
interface Asked {
  root: string;
  schemas: string;
  output: string | null;
  formats?: boolean | undefined;
  store?: string | undefined;
  release?: unknown;
}

/** What a build or check has to say. */
interface Said {
  diagnostics: Diagnostic[];
  anew: number;
}

/** The outcome of the build or check before, if nothing was touched since. */
export interface Outcome<Report> {
  /** Null when something was touched, or when there was none. */
  report: Report | null;
  /** Keeps the outcome of this one for the next, and gives it back; with errors nothing is kept. */
  keep: (report: Report) => Report;
  /** How files looked when the work began. */
  looks: Looks;
}

/** What is looked at beside the sources and the digest of the program, below the folder with schemas/: all that decides what a check says. */
const OF_CHECK = ['schemas'];

/** The same of a build: all that decides the bytes of a dataset, such as the pages, which are in no program. */
const OF_BUILD = [
  ...OF_CHECK,
  'pipeline',
  'package.json',
  'package-lock.json',
  'CITATION.cff',
  'LICENSE',
  'LICENSE-DATA',
];

/**
 * Looks whether anything was touched since the last build or check, by stamps alone: the sources, what the program consists
 * of, the releases, and the dataset in place, so that one that was changed by hand is built anew.
 */
export function lastOutcome<Report extends Said>({ store, release, ...asked }: Asked): Outcome<Report> {
  const { root, schemas, output } = asked;
  const looks = looksFrom(store);
  if (store === undefined || release !== undefined) return { report: null, keep: (report) => report, looks };
  const name = `outcome-${output === null ? 'check' : 'build'}`;
  const inputs = digestOfLines([
    digestOfProgram(),
    process.versions.unicode ?? '',
    JSON.stringify([root, schemas, output, asked.formats ?? false]),
    ...(output === null ? OF_CHECK : OF_BUILD).flatMap((path) => stampsBelow(join(schemas, path), looks)),
    ...stampsBelow(join(root, 'sources'), looks),
    ...releasesIn(join(root, 'output')).flatMap((folder) => stampsBelow(folder, null)),
  ]);
  const placed = (): string => {
    if (output === null) return '';
    // Another build is at work there, or left something that the next one clears away.
    if (entriesOf(join(output, '.builds')).length > 1) return `several ${looks.now}`;
    return digestOfLines(stampsBelow(join(output, 'latest'), null));
  };
  const before = recall<{ placed: string; report: Report }>(store, name, inputs);
  return {
    report: before !== undefined && before.placed === placed() ? before.report : null,
    keep: (report) => {
      // What is told of output/ is told once: that files were put aside, or that the store was damaged.
      const isKept = !report.diagnostics.some(
        ({ severity, file: of }) => severity === 'error' || of.startsWith('output/'),
      );
      if (isKept) remember(store, name, inputs, { placed: placed(), report: { ...report, anew: 0 } });
      return report;
    },
    looks,
  };
}

/** Folders of output/ that are, or are named like, releases. */
function releasesIn(output: string): string[] {
  return entriesOf(output)
    .filter(({ name }) => !name.startsWith('.') && name !== 'latest')
    .map(({ name }) => join(output, name));
}

/**
 * A line for each file below a path: its stamp, and where a link leads.
 * @param looks at files that somebody may be writing to; null for those of ours
 */
function stampsBelow(path: string, looks: Looks | null): string[] {
  const entries = entriesOf(path);
  if (entries.length === 0) return [lineOf(path, looks)];
  return entries.flatMap((entry) => {
    const below = join(path, entry.name);
    return entry.isDirectory() ? stampsBelow(below, looks) : [lineOf(below, looks)];
  });
}

function lineOf(path: string, looks: Looks | null): string {
  if (looks === null) return `${path} ${stampOf(path)}`;
  const look = looks.at(path);
  // One that was touched a moment ago is another one every time.
  return `${path} ${look === null ? look : look.isSettled ? look.stamp : looks.now}`;
}

/** What a folder holds, sorted; nothing for what is none. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function digestOfLines(lines: readonly string[]): string {
  return digestOf(lines.join('\n'));
}
