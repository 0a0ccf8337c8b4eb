import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWholeProject, type Project } from '../support/project.ts';
import { exampleWith, isOfRelease, shown } from '../support/readme.ts';
import { runCli, runTool } from '../support/run-cli.ts';

const areNumbersDue = isOfRelease();

/** Which program runs an example, what it must be able to do before, and what is to be installed when it is not. */
const EXAMPLES = [
  ['python', 'Counter(', '/usr/bin/python3', '-c', 'import csv', 'python3'],
  ['python', 'list(csv.DictReader(file))', '/usr/bin/python3', '-c', 'import csv', 'python3'],
  ['python', 'json.loads', '/usr/bin/python3', '-c', 'import json', 'python3'],
  ['python', 'import pandas', '/usr/bin/python3', '-c', 'import pandas', 'python3-pandas'],
  ['r', 'library(readr)', 'Rscript', '-e', 'library(readr)', 'r-cran-readr'],
  ['sh', 'sqlite3 :memory:', 'sh', '-c', 'sqlite3 --version', 'sqlite3'],
  ['sh', 'MATCH', 'sh', '-c', 'sqlite3 --version', 'sqlite3'],
  ['sh', 'LIKE', 'sh', '-c', 'sqlite3 --version', 'sqlite3'],
] as const;

describe('the examples of the README and of its page on loading', () => {
  let project: Project;

  beforeAll(async () => {
    project = await makeWholeProject();
    const built = await runCli(['build', '--root', project.root]);
    expect(built, built.stderr).toMatchObject({ code: 0 });
  });
  afterAll(() => project.remove());

  it.for(EXAMPLES)('run, and print what the page says: %s with %s', async (example, context) => {
    const [language, sign, program, option, probe, debian] = example;
    if ((await runTool(program, [option, probe], project.root))?.code !== 0)
      return context.skip(`needs the Debian package ${debian}`);
    const { body, output } = exampleWith(language, sign);
    const { code, stdout, stderr } = (await runTool(program, [option, body], project.root))!;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    // The numbers are those of one release; the kind of answer is the same for all data.
    const comparable = (text: string): string[] =>
      areNumbersDue ? shown(text) : [`${shown(text).length > 0}`];
    expect(comparable(stdout)).toEqual(comparable(output));
  });
});
