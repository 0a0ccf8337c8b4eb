/**
 * `make bench`: this build and the obvious script over the same invented records, side by side. Prints figures and
 * asserts nothing. Options: --claims N, --files N, --keep (leaves the records and what was built from them in place).
 * Exit codes: 0 measured, 2 wrong options, 3 one of the programs failed.
 */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FORMATS } from '../../pipeline/write/formats/formats.ts';
import { type CorpusSize, writeCorpus } from './corpus.ts';
import { measure, type Run } from './measure.ts';
import { recordId } from './record.ts';
import { compare, formatLine, seedLine } from './report.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const SEED = 1;
/** Characters of a failed program's words: one fault in every record is told once too often. */
const MAX_SAID = 8000;

interface Options extends CorpusSize {
  keep: boolean;
}

process.exitCode = await main();

async function main(): Promise<number> {
  let options: Options;
  try {
    options = readOptions();
  } catch (error) {
    console.error(`${(error as Error).message}\nUsage: bench.ts [--claims 100000] [--files 16667] [--keep]`);
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), 'claims-bench-'));
  const cleanUp = (): void => {
    if (options.keep) console.log(`\nKept: ${folder}`);
    // A program that was stopped with this one may still be writing.
    else rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('SIGINT', () => {
    cleanUp();
    process.exit(130);
  });
  try {
    return await compareOn(folder, options);
  } finally {
    cleanUp();
  }
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      claims: { type: 'string', default: '100000' },
      files: { type: 'string', default: '16667' },
      keep: { type: 'boolean', default: false },
    },
  });
  const [claims, files] = [Number(values.claims), Number(values.files)];
  if (!Number.isSafeInteger(claims) || !Number.isSafeInteger(files) || files < 1 || claims < files)
    throw new Error('--claims and --files are whole numbers, and no file is without a claim.');
  return { claims, files, keep: values.keep };
}

async function compareOn(folder: string, { claims, files }: CorpusSize): Promise<number> {
  console.log(`${claims} claims in ${files} files, node ${process.version}, ${cpus().length} cores`);
  const bytes = writeCorpus(folder, { claims, files, seed: SEED });
  const build = (root: string, output: string): Promise<Run> =>
    measure('pipeline/cli.ts', ['build', '--no-formats', '--root', root, '--output', join(folder, output)]);
  const project = await build(PROJECT, 'seed-output');
  if (hasFailed('this project', project)) return 3;
  const ours = await build(folder, 'output');
  if (hasFailed('this build', ours)) return 3;
  const obvious = await measure('tests/bench/obvious.ts', [folder, join(folder, 'obvious')]);
  if (hasFailed('the obvious script', obvious)) return 3;
  console.log(compare({ claims, bytes }, ours, obvious));
  console.log(seedLine(project));
  console.log(await registryLine());
  console.log(await checkLine(join(folder, 'small')));
  for (const name of Object.keys(FORMATS)) {
    const run = await measure('tests/bench/format.ts', [name, join(folder, 'output', 'latest')]);
    if (hasFailed(name, run)) return 3;
    console.log(formatLine(name, run));
  }
  console.log(`\nWhat this build said:\n${ours.stdout}${ours.stderr}`.trimEnd());
  return 0;
}

/** The middle one of five fresh processes. */
async function registryLine(): Promise<string> {
  const times: [entries: string, ms: number][] = [];
  for (let run = 0; run < 5; run += 1) {
    const [entries = '', ms = ''] = (await measure('tests/bench/registry.ts', [])).stdout.trim().split(' ');
    times.push([entries, Number(ms)]);
  }
  const [entries, ms] = times.sort((a, b) => a[1] - b[1])[2] as [string, number];
  return `the registry of ${entries} entities and events adds ${ms} ms to a build`;
}

/** One record of a corpus changed since the last check: the middle one of five checks. */
async function checkLine(folder: string): Promise<string> {
  const [claims, files] = [12_000, 2000];
  writeCorpus(folder, { claims, files, seed: SEED });
  const check = (): Promise<Run> => measure('pipeline/cli.ts', ['check', '--root', folder]);
  const first = await check();
  const seconds: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    appendFileSync(join(folder, 'sources', 'records', `${recordId(1 + run)}.yaml`), '# changed\n');
    seconds.push((await check()).seconds);
  }
  const [middle = 0] = seconds.sort((a, b) => a - b).slice(2);
  return `check of ${files} records: ${first.seconds.toFixed(2)} s, after a change of one ${middle.toFixed(2)} s`;
}

function hasFailed(name: string, run: Run): boolean {
  if (run.exitCode === 0) return false;
  const said = `${run.stdout}${run.stderr}`.slice(0, MAX_SAID);
  console.error(`${name} failed with exit code ${run.exitCode ?? 'none (a signal)'}:\n${said}`);
  return true;
}
