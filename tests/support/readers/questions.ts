import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tableResources } from '../built.ts';
import { copyInto, makeWholeProject, type Project, REPOSITORY } from '../project.ts';
import { runCli } from '../run-cli.ts';
import { withDuckdb } from './duckdb.ts';

/** A question of docs/questions.md: its title, and its two ways of asking. */
export interface Question {
  title: string;
  sql: string;
  python: string;
}

const PAGE = await readFile(join(REPOSITORY, 'docs', 'questions.md'), 'utf8');
const [intro = '', ...sections] = PAGE.split('\n## ');
/** The lines that read the tables with pandas. */
export const READ = blockOf(intro, 'python');
export const QUESTIONS: Question[] = sections.map((section) => ({
  title: section.split('\n')[0] ?? '',
  sql: blockOf(section, 'sql'),
  python: blockOf(section, 'python'),
}));

function blockOf(text: string, language: string): string {
  return new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? '';
}

/** A build of all sources of this repository, beside the release that the questions compare it with. */
export async function builtToAsk(): Promise<Project> {
  const project = await makeWholeProject();
  await mkdir(project.output);
  await copyInto(project.output, join(REPOSITORY, 'output', 'v0.2.0'));
  const { code, stderr } = await runCli(['build', '--root', project.root]);
  if (code !== 0) throw new Error(stderr);
  return project;
}

/** The answers to the SQL of all questions, cells as text, by title. */
export async function answersIn(build: string): Promise<Map<string, string[][]>> {
  const types: Record<string, string> = { integer: 'BIGINT', number: 'DOUBLE', boolean: 'BOOLEAN' };
  return withDuckdb(async (connection) => {
    for (const [name, { schema }] of await tableResources(build)) {
      const columns = schema.fields.map((field) => `'${field.name}': '${types[field.type] ?? 'VARCHAR'}'`);
      await connection.run(
        `CREATE TABLE ${name} AS FROM read_csv('${join(build, 'csv', `${name}.csv`)}', columns = {${columns.join(', ')}}, header = true, quote = '"', escape = '"', nullstr = '')`,
      );
    }
    const found = new Map<string, string[][]>();
    const add = async (name: string, sql: string): Promise<void> => {
      const rows = (await connection.runAndReadAll(sql)).getRows();
      found.set(
        name,
        rows.map((row) => row.map(String)),
      );
    };
    for (const { title, sql } of QUESTIONS) await add(title, sql);
    const aboutAll = (QUESTIONS[0]?.sql ?? '').replace(" AND target_role = 'subject'", '');
    await add('who is spoken about in accusations', aboutAll);
    // Of the United States he says nothing in the works coded so far; of China he does.
    await add('Duterte on China', (QUESTIONS[3]?.sql ?? '').replace('iso-US', 'iso-CN'));
    return found;
  });
}
