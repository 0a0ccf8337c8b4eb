import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Project } from '../support/project.ts';
import { answersIn, builtToAsk, QUESTIONS, READ } from '../support/readers/questions.ts';
import { runTool } from '../support/run-cli.ts';

/** Debian installs pandas for its own Python, which may not be the first on the path. */
const PYTHON = '/usr/bin/python3';

describe('the questions of docs/questions.md in pandas', () => {
  let project: Project;
  beforeAll(async () => {
    project = await builtToAsk();
  });
  afterAll(() => project.remove());

  it('give as many rows as in SQL, and the same sum of counts', async (context) => {
    if ((await runTool(PYTHON, ['-c', 'import pandas']))?.code !== 0)
      return context.skip('needs the Debian package python3-pandas');
    const answers = await answersIn(project.latest);
    const asked = QUESTIONS.map(
      ({ python }) =>
        `${python}\nvalues = answer.to_numpy() if answer.ndim == 1 else []\nprint(len(answer), int(sum(values)))`,
    );
    const code = [READ, ...asked].join('\n').replaceAll('output/latest', project.latest);
    const ended = await runTool(PYTHON, ['-c', code]);
    expect(ended?.stderr).toBe('');
    const found = ended?.stdout.trim().split('\n') ?? [];
    for (const [index, { title, sql }] of QUESTIONS.entries()) {
      const rows = answers.get(title) ?? [];
      const isCount = /AS (claims|values_changed)/.test(sql);
      const counted = rows.filter((row) => !isCount || row.at(-1) !== '0');
      const sum = isCount ? rows.reduce((all, row) => all + Number(row.at(-1)), 0) : 0;
      const [size, total] = (found[index] ?? '').split(' ').map(Number);
      expect(total, title).toBe(sum);
      if (!isCount) expect(size, title).toBe(counted.length);
    }
  });
});
