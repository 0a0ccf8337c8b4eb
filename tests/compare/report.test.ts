import { mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { reportOf, type State } from '../../pipeline/compare/story/report.ts';
import { buildState } from '../../pipeline/release/state.ts';
import {
  copyInto,
  copyProject,
  makeSmallProject,
  type Project,
  plainRecord,
  REPOSITORY,
} from '../support/project.ts';
import { type Ended, runCli, runTool } from '../support/run-cli.ts';
import { snapshot } from '../support/snapshot.ts';

const COAST = `id: coast
codebook: '1.2.0'
status: draft
coding: {coder: claude, coded: '2025-03-01', mode: single, basis: full-text}
source:
  title: The Quiet Coast
  kind: op-ed
  language: en
  authors: [coast-author]
  published: '2021-05-10'
  copies: [{id: page, kind: original, seen: true}]
defaults:
  certainty: unknown
names:
  the house on the hill: coast-council
entities:
  - {id: coast-author, type: person, name: Orla Fennmark}
  - {id: coast-council, type: group, name: Council of the Coast, membership: unknown}
  - {id: coast-guild, type: group, name: Guild of the Coast, membership: unknown}
events:
  - {id: coast-talks, type: meeting, name: coast talks, date: '2021-05-02'}
claims:
  - id: c01
    at: p1.s1
    text: The coast is calm.
    type: fact
    topics: [trade]
    subject: [the house on the hill]
    event: coast talks
  - id: c02
    at: p1.s2
    text: Ships will come back.
    type: prediction
    topics: [trade]
    subject: [Council of the Coast]
  - id: c03
    at: p1.s3
    text: Three ships came.
    type: fact
    topics: [trade]
    subject: [Council of the Coast]
    quantities:
      - {value: 3, comparator: at-least, unit: ships}
    relations:
      - {type: supports, to: c02, by: annotator}
`;
const RECORD = 'sources/records/coast.yaml';

let project: Project;
/** A project with one commit, of which each test has a copy, and the data of that commit. */
let template: Project;
let first: State;
/** The commit of {@link first}. */
let firstCommit: string;

beforeAll(async () => {
  project = template = await makeSmallProject({ coast: COAST });
  await git('init', '-q', '-b', 'main', '.');
  await commit();
  firstCommit = await git('rev-parse', 'main');
  first = await buildState('main', { root: template.root, schemas: REPOSITORY });
});
afterAll(() => template.remove());
beforeEach(async () => {
  project = await copyProject(template);
});
afterEach(() => project.remove());

async function git(...args: string[]): Promise<string> {
  const who = ['-c', 'user.name=Ada Example', '-c', 'user.email=ada@example.org'];
  const ended = await runTool('git', [...who, ...args], project.root);
  expect(ended?.code, ended?.stderr).toBe(0);
  return ended?.stdout ?? '';
}

async function commit(): Promise<void> {
  await git('add', '-A');
  await git('commit', '-q', '-m', 'a state', '--allow-empty');
}

/** Puts a changed record in place. */
async function edit(...changes: [from: string, to: string][]): Promise<void> {
  let text = COAST;
  for (const [from, to] of changes) {
    expect(text, 'the text to replace').toContain(from);
    text = text.replace(from, to);
  }
  await project.put(RECORD, text);
}

async function report(base = 'main', head: string | null = null): Promise<string> {
  const places = { root: project.root, schemas: REPOSITORY };
  const isFirst = base === 'main' && (await git('rev-parse', 'main')) === firstCommit;
  const before = isFirst ? first : await buildState(base, places);
  return reportOf(before, await buildState(head, places));
}

/** The lines under a heading. */
function under(markdown: string, title: string): string[] {
  const [, body = ''] = markdown.split(`\n## ${title}\n`);
  return body
    .split(/\n(?:## |---)/)[0]!
    .split('\n')
    .filter((line) => line !== '');
}

describe('the report on two states', () => {
  it('says so when nothing changes', async () => {
    const text = await report();
    expect(text).toMatch(/^# What changes in the data\n\nFrom main \([0-9a-f]{10}\) to the working tree\.\n/);
    expect(text).toContain('**No value of the data changes.** Version step: **none**.');
    expect(text).not.toContain('## Claims');
    expect(text).toContain('with the program of today');
  });

  it('lists added records and claims with text, claimant and type', async () => {
    await project.put('sources/records/port.yaml', await plainRecord('port'));
    const text = await report();
    expect(text).toContain('**1 record added, 1 claim added, 1 entity added.** Version step: **minor**.');
    expect(under(text, 'Records added')).toEqual([
      '- `port` A Harbour for All (op-ed, published; 1 claim; coded by Claude)',
    ]);
    expect(under(text, 'Claims added')).toEqual([
      '| claim | says | claimant | voice | type |',
      '| --- | --- | --- | --- | --- |',
      '| `port/c01` | The strait stays open. | Orla Fennmark | author | fact |',
    ]);
    expect(under(text, 'Entities added')).toEqual([
      '- `port-author` Orla Fennmark (person, of `port` alone)',
    ]);
    expect(under(text, 'Version step')[0]).toBe(
      '**minor** (before version 1.0.0 it raises the third number), because',
    );
  });

  it('shows changed claims field by field and leaves out what only follows', async () => {
    await edit(
      ['text: Ships will come back.', 'text: Ships will come back soon.'],
      [
        'type: prediction\n    topics: [trade]',
        'type: commitment\n    topics: [trade, technology]\n    certainty: certain',
      ],
    );
    const text = await report();
    expect(under(text, 'Claims changed')).toEqual([
      '`coast/c02` Ships will come back soon.',
      '| field | before | after |',
      '| --- | --- | --- |',
      '| `claim_type` | prediction | commitment |',
      '| `claim_text` | Ships will come back. | Ships will come back soon. |',
      '| `certainty` | unknown | certain |',
      '| `topics` | trade | trade \\| technology |',
    ]);
    expect(text).toContain('**1 claim changed.** Version step: **patch**.');
  });

  it('tells an entity that stands for another by its name, and claims that change alike together', async () => {
    await edit(
      ['subject: [Council of the Coast]', 'subject: [coast-guild]'],
      ['subject: [Council of the Coast]', 'subject: [coast-guild]'],
    );
    expect(under(await report(), 'Claims changed')).toEqual([
      '2 claims: `coast/c02`, `coast/c03`',
      '| field | before | after |',
      '| --- | --- | --- |',
      '| `subject` | Council of the Coast | Guild of the Coast |',
      '| `subject, as written` | Council of the Coast (exact) | – |',
    ]);
  });

  it.each<[string, [string, string], string]>([
    ['a number', ['value: 3,', 'value: 4,'], '| `quantities` | at-least 3 ships | at-least 4 ships |'],
    [
      'a relation',
      ['type: supports', 'type: elaborates'],
      '| `relations` | supports coast/c02 (annotator) | elaborates coast/c02 (annotator) |',
    ],
    [
      'how a name is written',
      ['subject: [the house on the hill]', 'subject: [Council of the Coast]'],
      '| `subject, as written` | the house on the hill (record-names) | Council of the Coast (exact) |',
    ],
    ['an event', ['event: coast talks', 'event: none'], '| `event` | coast talks | – |'],
    ['the place in the text', ['at: p1.s3', 'at: p2.s3'], '| `anchor` | p1.s3 | p2.s3 |'],
  ])('shows a change of %s', async (_, change, line) => {
    await edit(change);
    expect(under(await report(), 'Claims changed')).toContain(line);
  });

  it('tells what became of an entity that was merged into another', async () => {
    const path = 'sources/registry/organizations.yaml';
    const [kept, spare] = ['aa-kept', 'aa-spare'];
    const of = (...ids: string[]): string =>
      `entities:\n${ids.map((id) => `  - {id: ${id}, type: organization, name: ${id}}\n`).join('')}`;
    await project.put(path, of(kept, spare));
    await commit();
    await project.put(path, of(kept));
    await project.put(
      'sources/registry/redirects/merged.yaml',
      `redirects:\n  - {from: ${spare}, to: ${kept}, date: '2026-11-01', reason: They are the same.}\n`,
    );
    expect(under(await report(), 'Retired ids')).toEqual([
      '- `aa-spare` is now `aa-kept`: They are the same.',
    ]);
  });

  it('marks a claim of which less than half of the words stay, and no other', async () => {
    await edit(
      ['text: Ships will come back.', 'text: Nobody dares to sail any more.'],
      ['text: Three ships came.', 'text: Three ships came in spring.'],
    );
    const lines = under(await report(), 'Claims changed');
    expect(lines.filter((line) => line.startsWith('**rewritten'))).toEqual([
      '**rewritten: less than half of the words stay.** If it says something else now, retire this id and give the new claim one of its own.',
    ]);
    expect(lines[lines.indexOf('`coast/c02` Nobody dares to sail any more.') + 1]).toMatch(/^\*\*rewritten/);
  });

  it('tells why an id was retired', async () => {
    const line = "retired:\n  - {id: c03, date: '2026-11-01', reason: It was misread.}\n";
    await edit([COAST.slice(COAST.indexOf('  - id: c03')), line]);
    const text = await report();
    expect(under(text, 'Retired ids')).toEqual(['- `coast/c03` is retired: It was misread.']);
    expect(text).not.toContain('## Ids that must not vanish');
  });

  it('names drafts', async () => {
    expect(under(await report(), 'Drafts')).toEqual(['- `coast` The Quiet Coast']);
  });

  it('lists removed claims, and calls the step major as long as nothing says what became of them', async () => {
    await edit([COAST.slice(COAST.indexOf('  - id: c03')), '']);
    const text = await report();
    expect(under(text, 'Claims removed').at(-1)).toBe(
      '| `coast/c03` | Three ships came. | Orla Fennmark | author | fact |',
    );
    expect(text).toContain('Version step: **major**.');
    expect(under(text, 'Ids that must not vanish')).toEqual([
      '- coast/c03 left claims without a word. Put it back, or add to retired in sources/records/coast.yaml: \\{id: c03, date: …, reason: …\\}.',
    ]);
    expect(under(text, 'Version step')).toContain(
      '- coast/c03 leaves claims and nothing says what became of it',
    );
  });

  it('lists names that resolve differently because of the record’s names or of the registry', async () => {
    await edit(
      ['the house on the hill: coast-council', 'the house on the hill: coast-guild'],
      ['name: Council of the Coast,', 'name: Board of the Coast,'],
      ['name: Guild of the Coast,', 'name: Guild of the Coast, aliases: [{name: Council of the Coast}],'],
    );
    const text = await report();
    expect(text).toContain('3 names resolve differently');
    expect(under(text, 'Names that now resolve differently').slice(2)).toEqual([
      '| `coast/c01` | subject | the house on the hill | `coast-council` | `coast-guild` |',
      '| `coast/c02` | subject | Council of the Coast | `coast-council` | `coast-guild` |',
      '| `coast/c03` | subject | Council of the Coast | `coast-council` | `coast-guild` |',
    ]);
    expect(under(text, 'Entities changed')).toEqual(
      expect.arrayContaining([
        '| `name` | Council of the Coast | Board of the Coast |',
        '| `names` | – | Council of the Coast (alias) |',
      ]),
    );
  });

  it('finds events that resolve differently, which are no actors', async () => {
    await edit([
      "name: coast talks, date: '2021-05-02'}",
      "name: first talks, date: '2021-05-02'}\n  - {id: coast-second, type: meeting, name: coast talks}",
    ]);
    expect(under(await report(), 'Names that now resolve differently').at(-1)).toBe(
      '| `coast/c01` | event | coast talks | `coast-talks` | `coast-second` |',
    );
  });

  it('tells a renamed entity once, not in each of its claims', async () => {
    await edit(
      ['name: Council of the Coast,', 'name: Board of the Coast, aliases: [{name: Council of the Coast}],'],
      ['the house on the hill: coast-council', 'the house on the hill: coast-council # the board'],
    );
    const text = await report();
    expect(text).toContain('**1 entity changed.**');
    expect(text).not.toContain('## Claims changed');
    expect(text).not.toContain('## Names');
  });

  it('names a file that changes although the data do not', async () => {
    await edit(['defaults:', '# a remark\ndefaults:']);
    expect(await report()).toContain(
      'No value of the data changes.** The file changes but no value of it: `coast`. Version step: **none**.',
    );
  });

  it('shows what changes about a record itself', async () => {
    await edit(['status: draft', 'status: published'], ['title: The Quiet Coast', 'title: The Loud Coast']);
    const text = await report();
    expect(text).toContain('**1 record changed.**');
    expect(under(text, 'Records changed')).toEqual(
      expect.arrayContaining([
        '| `title` | The Quiet Coast | The Loud Coast |',
        '| `record_status` | draft | published |',
      ]),
    );
    expect(text).not.toContain('## Claims changed');
  });

  it('lists the warnings of the later state, the new ones first and marked', async () => {
    await project.put('sources/records/notes.txt', 'nothing');
    await commit();
    await project.put('sources/records/more.txt', 'nothing');
    const text = await report();
    expect(text).toContain(' 1 new warning.');
    const warnings = under(text, 'Warnings');
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toMatch(/^- \*\*new\*\* `sources\/records\/more\.txt:1` W-FILE-IGNORED: /);
    expect(warnings[1]).toMatch(/^- `sources\/records\/notes\.txt:1` W-FILE-IGNORED: /);
  });

  it('shows text of others as it is, and cuts long values where they differ', async () => {
    const long = 'word '.repeat(80);
    await edit(['    type: prediction', `    note: '${long}<b>old</b> | *end*'\n    type: prediction`]);
    await commit();
    await edit(['    type: prediction', `    note: '${long}<b>new</b> | *end*'\n    type: prediction`]);
    const line = under(await report(), 'Claims changed').at(-1) ?? '';
    expect(line).toContain('\\<b\\>old\\</b\\> \\| \\*end\\*');
    expect(line).toContain('\\<b\\>new\\</b\\> \\| \\*end\\*');
    expect(line.length).toBeLessThan(320);
  });

  it('cuts long lists with a count', async () => {
    const claims = Array.from(
      { length: 60 },
      (_, index) =>
        `  - {id: c${100 + index}, at: p9.s1, text: Ship ${index} came., type: fact, topics: [trade]}\n`,
    );
    await project.put(RECORD, COAST + claims.join(''));
    const lines = under(await report(), 'Claims added');
    expect(lines.filter((line) => line.includes('`coast/c1'))).toHaveLength(50);
    expect(lines.at(-1)).toBe('… and 10 more');
  });

  it('compares each state with its own codebook and columns', async () => {
    const codes = await readFile(join(REPOSITORY, 'schemas/codebook/stance.yaml'), 'utf8');
    await project.put('schemas/x', '');
    for (const path of await schemaFiles())
      await project.put(path, await readFile(join(REPOSITORY, path), 'utf8'));
    await commit();
    await project.put('schemas/codebook/stance.yaml', codes.replace('code: mixed', 'code: torn'));
    const text = await report();
    expect(under(text, 'Columns and codes').map((line) => line.split(':')[0])).toEqual([
      '- The code `mixed` of stance is removed.',
      '- New code `torn` of stance',
    ]);
    expect(under(text, 'Version step')).toContain('- the code mixed of stance is removed');
  });

  it('builds a state with other columns with its own program, whichever of the two it is, and names the column', async () => {
    const program = [
      ...['Makefile', 'pipeline', 'schemas', 'package.json', 'package-lock.json', 'tsconfig.json'],
    ];
    await copyInto(project.root, ...program.map((path) => join(REPOSITORY, path)));
    await symlink(join(REPOSITORY, 'node_modules'), join(project.root, 'node_modules'), 'dir');
    await project.put('.gitignore', 'node_modules\n');
    await commit();
    const host = '      - { name: host_id, type: string,';
    const guest = '      - { name: guest, type: string, description: Guest }\n';
    const rows = 'pipeline/write/rows/entity-rows.ts';
    for (const [path, from, to] of [
      ['schemas/tables.yaml', host, `${guest}${host}`],
      [rows, 'event_id: entry.id,', "event_id: entry.id, guest: 'nobody',"],
    ] as const) {
      const text = await readFile(join(project.root, path), 'utf8');
      expect(text).toContain(from);
      await project.put(path, text.replace(from, to));
    }
    await commit();
    for (const [base, head, words] of [
      ['HEAD', 'HEAD~1', 'removed'],
      ['HEAD~1', null, 'new'],
    ] as const) {
      const text = await report(base, head);
      expect(under(text, 'Columns and codes')).toEqual([`- The column \`events.guest\` is ${words}.`]);
      expect(text).toMatch(
        /its columns are others than those of today, so it was built with its own program/,
      );
      expect(text).not.toContain('## Claims');
    }
  });

  it('takes a state whose schemas this pipeline cannot read with those of today, and says so', async () => {
    await project.put('schemas/tables.yaml', 'version: 9.0.0\nsince: 9.0.0\ntables: []\n');
    expect(await report('main')).toMatch(
      /the working tree: its own schemas cannot be read \(.*\), so those of today were taken\./s,
    );
  });

  async function schemaFiles(): Promise<string[]> {
    const list = async (folder: string): Promise<string[]> =>
      (await readdir(join(REPOSITORY, folder), { withFileTypes: true }))
        .filter((one) => one.isFile())
        .map(({ name }) => `${folder}/${name}`);
    return [...(await list('schemas')), ...(await list('schemas/codebook'))];
  }
});

describe('a state with errors', () => {
  it('before is told plainly, and the command still ends well', async () => {
    await edit(['type: prediction', 'type: predicton']);
    await commit();
    await project.put(RECORD, COAST);
    const { code, stdout } = await ask('--base', 'main');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /\*\*No data can be built from main \(\w+\): 1 error in 1 file\.\*\* So there is nothing to compare\./,
    );
    expect(stdout).toContain(`- \`${RECORD}:`);
    expect(stdout).toContain('E-CODE-UNKNOWN');
    expect(stdout).not.toContain('## Claims');
  });

  it('after is told plainly, and the command ends with 1', async () => {
    await edit(['type: prediction', 'type: predicton']);
    const { code, stdout } = await ask('--base', 'main');
    expect(code).toBe(1);
    expect(stdout).toContain('**No data can be built from the working tree: 1 error in 1 file.**');
  });
});

function ask(...args: string[]): Promise<Ended> {
  return runCli(['report', '--root', project.root, ...args], { cwd: project.root });
}

describe('make report', () => {
  it('compares any two revisions and folders', async () => {
    await edit(['text: Three ships came.', 'text: Four ships came.']);
    await commit();
    const other = await makeSmallProject({ coast: COAST });
    try {
      const changed = '| `claim_text` | Three ships came. | Four ships came. |';
      for (const [base, head] of [
        ['HEAD~1', 'HEAD'],
        [other.root, 'main'],
      ] as const)
        expect((await ask('--base', base, '--head', head)).stdout).toContain(changed);
      expect((await ask('--base', 'main', '--head', other.root)).stdout).toContain(
        '| `claim_text` | Four ships came. | Three ships came. |',
      );
    } finally {
      await other.remove();
    }
  });

  it('reads a project that is a folder of a repository', async () => {
    const inner = 'data/claims';
    await project.put(`${inner}/${RECORD}`, COAST);
    await project.put(
      `${inner}/sources/registry/coders.yaml`,
      'coders:\n  - {id: claude, name: Claude, kind: model}\n',
    );
    await commit();
    await project.put(`${inner}/${RECORD}`, COAST.replace('Three ships', 'Four ships'));
    const ended = await runCli(['report', '--root', join(project.root, inner), '--base', 'HEAD']);
    expect(ended.stderr).toBe('');
    expect(ended.stdout).toContain('| `claim_text` | Three ships came. | Four ships came. |');
  });

  it('writes to a file on request', async () => {
    const { stdout, stderr } = await ask('--base', 'main', '--out', 'report.md');
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: 'report     report.md\n' });
    expect(await readFile(join(project.root, 'report.md'), 'utf8')).toContain('# What changes in the data');
  });

  it('leaves the project, its repository and the folder for temporary files as they were', async () => {
    const temporary = await mkdtemp(join(tmpdir(), 'claims-empty-'));
    await edit(['status: draft', 'status: published']);
    const before = await snapshot(project.root);
    vi.stubEnv('TMPDIR', temporary);
    const ended = [await ask('--base', 'main'), await ask('--base', 'nowhere')];
    vi.unstubAllEnvs();
    expect(ended.map(({ code }) => code)).toEqual([0, 2]);
    expect(await snapshot(project.root)).toEqual(before);
    const left = (await readdir(temporary)).filter((name) => name.startsWith('claims-'));
    await rm(temporary, { recursive: true });
    expect(left).toEqual([]);
  });

  it.each([
    ['nothing to compare with', [], 'Say what to compare with'],
    ['an unknown revision', ['--base', 'mian'], 'There is no revision mian in this repository'],
    ['something that looks like an option', ['--base=--help'], 'There is no revision --help'],
    ['a file of the repository', ['--base', RECORD], 'There is no revision'],
  ])('refuses %s with 2', async (_, args, message) => {
    const { code, stdout, stderr } = await ask(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('refuses a revision that had no sources, and a folder in no repository, with 2', async () => {
    await git('rm', '-rq', '--cached', 'sources');
    await git('commit', '-q', '-m', 'no sources');
    expect((await ask('--base', 'HEAD')).stderr).toBe('There is no folder sources/ in HEAD.\n');
    await rm(join(project.root, '.git'), { recursive: true });
    const { code, stderr } = await ask('--base', 'main');
    expect(code).toBe(2);
    expect(stderr).toContain('in no git repository');
  });
});

describe('the workflow', () => {
  it('needs no token and no action but checkout and setup-node, and reports on pull requests', async () => {
    const text = await readFile(join(REPOSITORY, '.github/workflows/check.yml'), 'utf8');
    const { on, permissions, jobs } = parse(text) as {
      on: object;
      permissions: object;
      jobs: Record<string, { steps: { uses?: string; run?: string; if?: string; with?: object }[] }>;
    };
    expect(Object.keys(on)).toEqual(['pull_request', 'push']);
    expect(permissions).toEqual({ contents: 'read' });
    expect(text).not.toMatch(/secrets\.|github\.token/);
    const steps = Object.values(jobs).flatMap((job) => job.steps);
    const actions = steps.flatMap(({ uses }) => uses ?? []);
    expect(actions.map((action) => action.split('@')[0])).toEqual(['actions/checkout', 'actions/setup-node']);
    // By commit, because a tag can be moved.
    for (const action of actions) expect(action).toMatch(/@[0-9a-f]{40}$/);
    expect(steps[0]?.with).toMatchObject({ 'fetch-depth': 0 });
    const runs = steps.flatMap(({ run }) => run ?? []);
    expect(runs.slice(1)).toEqual([
      'make check FORMAT=github',
      '.ci/run',
      'make report BASE="$REVISION" >> "$GITHUB_STEP_SUMMARY"',
    ]);
    // The check of released files is that of the base branch, which a pull request cannot change.
    expect(runs[0]).toContain('git show "$BEFORE:.ci/released-files"');
    // What stands in a run line is put there before the shell reads it, so nothing of the pull request may.
    for (const run of runs) expect(run).not.toContain('${{');
  });
});
