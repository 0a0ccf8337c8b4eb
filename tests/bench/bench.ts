/**
 * `make bench`: what this build takes at 10,000 and 100,000 claims, beside the least that any program must do and beside the
 * obvious script over the same invented records, all measured in one run. Prints figures and asserts nothing. `CLAIMS=`
 * measures another number of claims, `FILES=` spreads them over another number of records; --keep leaves records and builds
 * in place.
 * Exit codes: 0 measured, 2 wrong options, 3 one of the programs failed.
 */
import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { FORMATS } from '../../pipeline/write/formats/formats.ts';
import makeProgram from '../support/vitest/make-program.ts';
import { type CorpusSize, writeCorpus } from './corpus.ts';
import { measure, putTogether, type Run } from './measure.ts';
import { recordId } from './record.ts';
import { compare, type Line, table } from './report.ts';

const PROGRAM = join('output', '.cache', 'program.mjs');
const SEED = 1;
const CLAIMS_A_RECORD = 6;
/** Characters of a failed program's words: one fault in every record is told once too often. */
const MAX_SAID = 8000;
const USAGE =
  'CLAIMS and FILES are whole numbers, and no file is without a claim: make bench CLAIMS=12000 FILES=2000';

class Failed extends Error {}

process.exitCode = await main();

async function main(): Promise<number> {
  const sizes = readSizes();
  if (sizes === undefined) {
    console.error(USAGE);
    return 2;
  }
  console.log(`node ${process.version}, ${cpus().length} cores`);
  makeProgram();
  const folder = mkdtempSync(join(tmpdir(), 'claims-bench-'));
  const cleanUp = (): void => {
    if (process.argv.includes('--keep')) console.log(`\nKept: ${folder}`);
    // A program that was stopped with this one may still be writing.
    else rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('SIGINT', () => {
    cleanUp();
    process.exit(130);
  });
  try {
    for (const size of sizes) await measureAll(join(folder, String(size.claims)), size);
    return 0;
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    console.error(error.message);
    return 3;
  } finally {
    cleanUp();
  }
}

/** Variables of make count when they were typed, which it says in GIVEN. */
function readSizes(): CorpusSize[] | undefined {
  const given = (process.env.GIVEN ?? '').split(' ');
  const typed = (name: string): number | undefined =>
    given.includes(name) ? Number(process.env[name]) : undefined;
  const claims = typed('CLAIMS');
  const sizes = (claims === undefined ? [10_000, 100_000] : [claims]).map((number) => ({
    claims: number,
    files: typed('FILES') ?? Math.ceil(number / CLAIMS_A_RECORD),
  }));
  const isRight = ({ claims: number, files }: CorpusSize): boolean =>
    Number.isSafeInteger(number) && Number.isSafeInteger(files) && files > 0 && number >= files;
  return sizes.every(isRight) ? sizes : undefined;
}

async function measureAll(data: string, size: CorpusSize): Promise<void> {
  const bytes = writeCorpus(data, { ...size, seed: SEED });
  const latest = join(data, 'output', 'latest');
  const lines: Line[] = [];
  const add = (what: string, { seconds, peak }: Run, written?: number): void => {
    lines.push({ what, seconds, peak, bytes: written });
  };
  const ours = (command: string, ...options: string[]): Promise<Run> =>
    run(PROGRAM, [command, '--root', data, ...options]);
  const change = (number: number): void =>
    appendFileSync(join(data, 'sources', 'records', `${recordId(number)}.yaml`), '# changed\n');

  const cold = await ours('build', '--no-formats');
  add('build, cold: CSV and JSON', cold, sizeOf(join(latest, 'csv')) + sizeOf(join(latest, 'json')));
  add('build, nothing changed', await ours('build', '--no-formats'));
  change(1);
  add('build, one record changed', await ours('build', '--no-formats'));
  change(Math.min(2, size.files));
  add('check, one record changed', await ours('check'));
  add(
    'the least: read, parse, write',
    await run(await putTogether('tests/bench/floor.ts'), [data, latest, join(data, 'floor')]),
  );
  const obvious = await run(await putTogether('tests/bench/obvious.ts'), [data, join(data, 'obvious')]);
  add('the obvious script: ten tables', obvious, sizeOf(join(data, 'obvious')));
  const format = await putTogether('tests/bench/format.ts');
  for (const name of Object.keys(FORMATS)) {
    const made = await run(format, [name, latest]);
    // Without the start of a process of its own, which a build does not take for a format.
    const [ms, written] = made.stdout.trim().split(' ').map(Number);
    add(`${name}, of the finished tables`, { ...made, seconds: (ms as number) / 1000 }, written);
  }
  console.log(`\n${table({ claims: size.claims, bytes }, lines)}`);
  console.log(`\n${compare({ claims: size.claims, bytes }, cold, obvious)}`);
}

/** @throws Failed with what the program said */
async function run(program: string, args: readonly string[]): Promise<Run> {
  const done = await measure(program, args);
  if (done.exitCode === 0) return done;
  const said = `${done.stdout}${done.stderr}`.slice(0, MAX_SAID);
  throw new Failed(
    `${program} ${args[0]} failed with exit code ${done.exitCode ?? 'none (a signal)'}:\n${said}`,
  );
}

/** Bytes of the files in a folder. */
function sizeOf(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}
