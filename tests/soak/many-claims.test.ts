import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeCorpus } from '../bench/corpus.ts';
import { brokenSums, sha256 } from '../support/built.ts';
import { makeProject } from '../support/project.ts';
import { runProgram } from '../support/run-cli.ts';
import { inTime } from '../support/vitest/soak.ts';

it('a hundred thousand claims, or as many as there is time for, are built, with the same bytes by one thread and by two', async () => {
  const project = await makeProject();
  writeCorpus(project.root, {
    claims: inTime(100_000),
    files: inTime(16_667),
    seed: Number(process.env.SEED),
  });
  const sums: string[] = [];
  for (const jobs of ['1', '2']) {
    const output = join(project.root, `output-${jobs}`);
    const options = ['--root', project.root, '--output', output, '--no-formats', '--jobs', jobs];
    const { code, stderr } = await runProgram(['build', ...options]);
    expect(code, stderr).toBe(0);
    expect(await brokenSums(join(output, 'latest'))).toEqual([]);
    sums.push(await sha256(join(output, 'latest', 'SHA256SUMS')));
  }
  expect(sums[1]).toBe(sums[0]);
  await project.remove();
}, 1_200_000);
