import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The day as a number, such as 20260131, so that properties are tried with other values every day; SEED= repeats a run. */
const SEED =
  wholeNumber('SEED', process.env.SEED) ?? new Date().toISOString().slice(0, 10).replaceAll('-', '');
/** A folder to which each run adds its results as JSON, for who sums several runs up. */
const { TEST_RESULTS } = process.env;

/** What needs a program of the machine, or minutes: each has a command of its own in the Makefile. */
const APART = ['readers', 'pages', 'soak'];
/** A test that puts a module of its own in place of one of the program's: it has a process for itself. */
const REPLACING = ['tests/release/edits.test.ts'];
/** Tests that start processes, or change what belongs to the whole process. */
const PROGRAMS = [
  'tests/e2e/{faults,one-build-in-place,same-bytes}.test.ts',
  'tests/bench/**/*.test.ts',
  'tests/cli/**/*.test.ts',
  'tests/repository/**/*.test.ts',
  'tests/release/!(edits).test.ts',
  'tests/{compare/report,contribute/import,record/parts,generate/editor,write/citation,write/workbook}.test.ts',
];

/** Tests that try something a few times, and in a soak as long as it lasts. */
const ENDLESS = [
  'tests/e2e/{mutations,no-crash,one-build-in-place}.test.ts',
  'tests/record/store.test.ts',
  'tests/{contribute/{fix,import},write/workbook}.test.ts',
];

/** A test that takes this long hangs: on a machine with other work a minute is nothing. */
const PATIENCE = { testTimeout: 120_000, hookTimeout: 120_000 };
/** How long a soak lasts: `make soak SECONDS=60`. */
const IS_GIVEN = (process.env.GIVEN ?? '').split(' ').includes('SECONDS');
const SOAK = {
  SOAK_SECONDS: (IS_GIVEN ? wholeNumber('SECONDS', process.env.SECONDS ?? '') : undefined) ?? '300',
};
/** A shorter one, such as that of continuous integration, leaves out what the tests try as well. */
const isWhole = Number(SOAK.SOAK_SECONDS) >= 300;
const PUT_TOGETHER = ['tests/support/vitest/make-program.ts'];
const base = { ...PATIENCE, env: { SEED }, setupFiles: ['tests/support/vitest/properties.ts'] };

/** With anything else a run would try nothing, and pass. */
function wholeNumber(name: string, value: string | undefined): string | undefined {
  if (value === undefined || /^\d{1,9}$/.test(value)) return value;
  throw new Error(`${name}=${value} is no whole number: write it in digits, such as ${name}=60`);
}

/**
 * How much of each room the tests reach at the least, in per cent of statements and of branches; a little below what they reached
 * when this was written. What pages run is reached in Chromium, where nothing is counted.
 */
const REACHED: Record<string, [statements: number, branches: number]> = {
  agreement: [97, 83],
  cli: [80, 69],
  compare: [96, 80],
  contribute: [95, 89],
  diagnostics: [96, 90],
  evidence: [95, 84],
  generate: [97, 93],
  ingest: [97, 93],
  model: [96, 94],
  normalize: [97, 92],
  record: [94, 90],
  release: [90, 78],
  validate: [96, 92],
  write: [95, 90],
};

export default defineConfig({
  test: {
    env: { SEED },
    maxWorkers: 2,
    globalSetup: ['tests/support/vitest/say-seed.ts'],
    reporters: [
      'default',
      'tests/support/vitest/say-skipped.ts',
      ...(TEST_RESULTS === undefined ? [] : ['json']),
    ],
    ...(TEST_RESULTS === undefined
      ? {}
      : { outputFile: { json: join(TEST_RESULTS, `${process.pid}.json`) } }),
    coverage: {
      provider: 'v8',
      include: ['pipeline/**/*.ts'],
      exclude: ['pipeline/model/generated/**', 'pipeline/pages/**'],
      thresholds: Object.fromEntries(
        Object.entries(REACHED).map(([room, [statements, branches]]) => [
          `pipeline/${room}/**`,
          { statements, branches },
        ]),
      ),
      reporter: ['text', 'json-summary'],
      reportsDirectory: 'node_modules/.cache/coverage',
    },
    projects: [
      {
        test: {
          ...base,
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: [...PROGRAMS, ...REPLACING, ...APART.map((folder) => `tests/${folder}/**`)],
          // The program has no state of its own, so that its modules are loaded once for all files.
          isolate: false,
          pool: 'threads',
        },
      },
      {
        test: {
          ...base,
          name: 'programs',
          include: PROGRAMS,
          isolate: false,
          pool: 'forks',
          globalSetup: PUT_TOGETHER,
        },
      },
      { test: { ...base, name: 'replacing', include: REPLACING, pool: 'forks' } },
      ...APART.map((name) => ({
        test: {
          ...base,
          name,
          include: [`tests/${name}/**/*.test.ts`, ...(name === 'soak' && isWhole ? ENDLESS : [])],
          env: { SEED, ...(name === 'soak' ? SOAK : {}) },
          globalSetup: name === 'soak' ? PUT_TOGETHER : [],
          pool: 'forks' as const,
        },
      })),
    ],
  },
});
