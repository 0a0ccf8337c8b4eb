import { defineConfig } from 'vitest/config';

/** Tests that start programs (git, Python, an editor's server, the commands themselves) and take seconds each. */
const PROGRAMS = [
  'tests/e2e/**/*.test.ts',
  'tests/{agreement,contributing,editor,evidence,explain,fix,import,new,readme,release-*,report}.test.ts',
  'tests/bench/**/*.test.ts',
];

export default defineConfig({
  test: {
    // Most tests wait for programs that they start, so two files at a time fit on two cores.
    maxWorkers: 2,
    projects: [
      { test: { name: 'unit', include: ['tests/**/*.test.ts'], exclude: PROGRAMS, testTimeout: 30_000 } },
      { test: { name: 'programs', include: PROGRAMS, testTimeout: 60_000, hookTimeout: 60_000 } },
    ],
  },
});
