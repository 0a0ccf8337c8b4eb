import type { Reporter, TestModule } from 'vitest/node';

/** Says at the end which tests were not run and why: what is missing on a machine is named, never passed over. */
export default class SaySkipped implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const reasons = new Map<string, number>();
    for (const module of modules) {
      for (const test of module.children.allTests('skipped')) {
        const { note } = test.result() as { note?: string };
        // Without a note it was chosen not to be run, on the command line or in the test.
        if (note !== undefined) reasons.set(note, (reasons.get(note) ?? 0) + 1);
      }
    }
    for (const [reason, tests] of reasons)
      process.stdout.write(`NOT RUN: ${tests} ${tests === 1 ? 'test' : 'tests'}: ${reason}\n`);
  }
}
