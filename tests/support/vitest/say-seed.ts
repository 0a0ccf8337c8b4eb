import type { TestProject } from 'vitest/node';

/** Prints the seed of the properties before the tests run. */
export default function saySeed(project: TestProject): void {
  const { SEED } = project.config.env;
  process.stdout.write(`Properties are tried with SEED=${SEED}.\n`);
}
