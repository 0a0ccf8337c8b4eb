import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { build } from '../../pipeline/build.ts';
import { askAtTerminal } from '../../pipeline/cli/terminal/ask.ts';
import { unifiedDiff } from '../../pipeline/contribute/fix/diff.ts';
import { fixText } from '../../pipeline/contribute/fix/text.ts';
import { partChecker } from '../../pipeline/contribute/new/answers.ts';
import { fieldsOf, itemField } from '../../pipeline/contribute/new/describe.ts';
import { collect, readOptions } from '../../pipeline/contribute/new/dialogue.ts';
import { entryIdQuestion, planEntry } from '../../pipeline/contribute/new/entry.ts';
import { recordId, slug } from '../../pipeline/contribute/new/id.ts';
import { insertItem } from '../../pipeline/contribute/new/insert.ts';
import { kindsOf } from '../../pipeline/contribute/new/kinds.ts';
import { planNew } from '../../pipeline/contribute/new/new.ts';
import { recordIdQuestion, recordQuestions } from '../../pipeline/contribute/new/record.ts';
import { siteOf } from '../../pipeline/contribute/new/site.ts';
import { inline, listItem } from '../../pipeline/contribute/new/yaml.ts';
import { hasErrors } from '../../pipeline/diagnostics/problem.ts';
import { parseYaml } from '../../pipeline/ingest/parse.ts';
import { entryAt, placeOfFile } from '../../pipeline/model/schema-tree.ts';
import { compileValidators } from '../../pipeline/validate/schema/compile.ts';
import { model, open as openAt, tools } from '../support/opened.ts';
import { makeProject, type Project, plainRecord, REPOSITORY } from '../support/project.ts';
import { type Ended, runCli } from '../support/run-cli.ts';
import { snapshot } from '../support/snapshot.ts';

// Each command is a process of its own; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let project: Project;
beforeEach(async () => {
  project = await makeProject();
});
afterEach(() => project.remove());

const command = (...args: string[]): Promise<Ended> => runCli(['new', ...args, '--root', project.root]);
/** The same as the command, in this process. */
async function make(...[what = '', ...tokens]: string[]): Promise<Pick<Ended, 'code' | 'stderr'>> {
  const plan = await planNew(siteOf(await openAt(project.root)), {
    what,
    tokens,
    ask: null,
    today: '2026-11-25',
  });
  if (plan.problems.length > 0) return { code: 2, stderr: plan.problems.join('\n') };
  await project.put(plan.path, plan.text);
  return { code: 0, stderr: plan.notices.join('\n') };
}
/** What `make check` does, in this process. */
async function check(): Promise<Pick<Ended, 'code' | 'stderr'>> {
  const { diagnostics } = await build({ root: project.root, schemas: REPOSITORY, output: null, tools });
  return {
    code: hasErrors(diagnostics) ? 1 : 0,
    stderr: diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'),
  };
}
const textOf = (path: string): Promise<string> => readFile(join(project.root, path), 'utf8');

const SPEECH = {
  kind: 'speech-text',
  title: 'A Harbour for All: what next?',
  publisher: 'Foreign Policy',
  author: 'Xi Jinping',
  published: '2021-07-06',
  language: 'en',
  url: 'https://example.org/speech?a=1,b=2',
  copy: 'original',
  coder: 'claude',
};
/** The options for a record of a speech that we made up. */
const speech = (changes: Record<string, string | string[]> = {}): string[] => [
  'record',
  ...Object.entries({ ...SPEECH, ...changes }).flatMap(([key, values]) =>
    [values].flat().flatMap((value) => [`--${key}`, value]),
  ),
];
const ID = 'foreign-policy-a-harbour-for-all-what-next-2021-07-06';
const PATH = `sources/records/${ID}.yaml`;

/** Takes the first # away from the claim at the end, as its comment says. */
const withClaim = (text: string): string => {
  const at = text.indexOf('#claims:');
  return text.slice(0, at) + text.slice(at).replace(/^#(?=claims:| {2})/gm, '');
};

describe('make new', () => {
  it('writes a record that is right once its claim is filled in', async () => {
    expect(await make(...speech())).toMatchObject({ code: 0, stderr: '' });
    const text = await textOf(PATH);
    expect(text.split('\n')[0]).toBe(
      '# yaml-language-server: $schema=../../schemas/editor/record.schema.json',
    );
    expect(parseYaml(PATH, Buffer.from(text)).value.value).toMatchObject({
      id: ID,
      codebook: model.codebook.version,
      status: 'draft',
      coding: { coder: 'claude', mode: 'single', basis: 'full-text' },
      source: {
        title: 'A Harbour for All: what next?',
        kind: 'speech-text',
        language: 'en',
        publisher: 'Foreign Policy',
        authors: ['Xi Jinping'],
        published: '2021-07-06',
        url: 'https://example.org/speech?a=1,b=2',
        copies: [{ id: 'original-copy', kind: 'original', seen: 'true' }],
      },
    });
    const before = await check();
    expect(before.code).toBe(1);
    expect(before.stderr).toContain('E-KEY-MISSING');

    const filled = withClaim(text)
      .replace('at: p6.s2', 'at: p1.s2')
      .replace(
        'text: Arvania will close its ports to Belloria.',
        'text: The harbours will open to all ships.',
      )
      .replace('type: prescription', 'type: commitment')
      .replace('topics: [trade, sanctions]', 'topics: [trade]');
    await project.put(PATH, filled);
    const after = await check();
    expect(after, after.stderr).toMatchObject({ code: 0, stderr: '' });
  });

  it('writes a record with five lines for its claim', async () => {
    await make(...speech());
    const lines = withClaim(await textOf(PATH)).split('\n');
    const claim = lines.slice(lines.indexOf('claims:') + 1).filter((line) => /^ {2}(- | {2})\w/.test(line));
    expect(claim.map((line) => line.trim().replace('- ', '').split(':')[0])).toEqual([
      'id',
      'at',
      'text',
      'type',
      'topics',
    ]);
  });

  it('explains every key of the schema in the words of the schema', async () => {
    await make(...speech());
    const words = (text: string): string => text.replace(/^#? *#? */gm, '').replace(/\s+/g, ' ');
    const text = words(await textOf(PATH));
    const record = placeOfFile(model.schemas, 'record');
    const top = fieldsOf(record, model).filter(({ key }) => key !== 'anchors');
    const groups = ['source', 'coding'].flatMap((key) => fieldsOf(entryAt(record, key)!, model));
    const items = [
      top.find(({ key }) => key === 'claims')!,
      groups.find(({ key }) => key === 'copies')!,
    ].flatMap((field) => fieldsOf(itemField(field, model).shape, model));
    for (const { key, needed, about, codes } of [...top, ...groups, ...items]) {
      expect(text).toContain(words(`${key} (${needed ? 'needed' : 'optional'}): ${about}`));
      if (codes !== null) expect(text).toContain(`Codes: ${codes.join(', ')}.`);
    }
  });

  it('gives examples that are right as soon as they are switched on', async () => {
    await make(...speech());
    const on = withClaim(await textOf(PATH)).replace(/^( *)#(?=\w+: )/gm, '$1');
    const { value, diagnostics } = parseYaml(PATH, Buffer.from(on));
    expect(diagnostics).toEqual([]);
    expect(compileValidators(model.schemas).record.errorsOf(value.value)).toEqual([]);
  });

  it('leaves nothing for make fix to do', async () => {
    await make(...speech());
    for (const text of [await textOf(PATH), withClaim(await textOf(PATH))]) {
      expect(fixText(PATH, Buffer.from(text), { schemas: model.schemas, kind: 'record' }).after).toBe(text);
    }
  });

  it('never overwrites a record', async () => {
    await make(...speech());
    const before = await snapshot(project.root);
    const again = await make(...speech());
    expect(again).toMatchObject({ code: 2 });
    expect(again.stderr).toContain(`${PATH} is there already`);
    expect(await snapshot(project.root)).toEqual(before);
    expect(await make(...speech({ id: 'another' }))).toMatchObject({ code: 0 });
  });

  it('tells everything that is wrong with its options, and writes nothing', async () => {
    const before = await snapshot(project.root);
    const { code, stderr } = await make(
      'record',
      '--kind',
      'speach-text',
      '--published',
      '6/7/2021',
      '--date',
      '2021',
      '--language',
      'English',
    );
    expect(code).toBe(2);
    for (const part of [
      '--kind: "speach-text" is not a code of source-kind. Did you mean speech-text?',
      'it could be 2021-07-06 or 2021-06-07',
      'There is no option --date. Did you mean --published?',
      '--language: ',
      'Did you mean en?',
      '--title is needed. The work',
      '--copies is needed.',
      '--coder is needed.',
    ])
      expect(stderr).toContain(part);
    expect(await snapshot(project.root)).toEqual(before);
  });

  it('takes options in capitals, as make passes its variables', async () => {
    const capitals = speech().map((word) => (word.startsWith('--') ? word.toUpperCase() : word));
    expect(await make(...capitals)).toMatchObject({ code: 0 });
  });

  it('takes what YAML could misread as the text that it is', async () => {
    const title = `No: "it's" #1 – 'NO' {x} [y] @z`;
    for (const [index, text] of [
      title,
      'NO',
      '2021-07-06',
      '1e5',
      '- x',
      '| y',
      '# z',
      '“q”',
      "'",
    ].entries()) {
      const done = await make(...speech({ title: text, id: `odd-${index}` }));
      expect(done, done.stderr).toMatchObject({ code: 0 });
      const { value } = parseYaml('x', Buffer.from(await textOf(`sources/records/odd-${index}.yaml`)));
      expect(value.value).toMatchObject({ source: { title: text } });
    }
  });

  it('lists names that the registry does not know', async () => {
    const { code, stderr } = await make(
      ...speech({
        author: ['Mara Okon', 'Evo Morales'],
        copy: ['original', 'publisher=Nobody Times, kind=print'],
      }),
    );
    expect(code).toBe(0);
    expect(stderr).toMatch(/"Mara Okon" is not in the registry.*\n.*make new TYPE=person/);
    expect(stderr).toMatch(/"Nobody Times" is not in the registry.*\n.*make new TYPE=media/);
    expect(stderr).not.toContain('Evo Morales');
  });

  it('knows coders that are not there yet', async () => {
    const { code, stderr } = await make(...speech({ coder: 'ada-example' }));
    expect(code).toBe(0);
    expect(stderr).toMatch(/"ada-example" .*\n.*make new TYPE=coder/);
    expect(await make('coder', '--name', 'Ada Example', '--kind', 'person')).toMatchObject({ code: 0 });
    await project.put(PATH, withClaim(await textOf(PATH)));
    expect(await check()).toMatchObject({ code: 0 });
  });

  it('names the kinds that there are', async () => {
    expect((await make('persn', '--name', 'X')).stderr).toContain('Did you mean person?');
    const all = (await make('xyzzy')).stderr;
    for (const kind of ['record', 'person', 'state', 'office', 'speech', 'edition', 'coder', 'source'])
      expect(all).toContain(kind);
  });
});

describe('the command', () => {
  it('writes the file and says where, and neither overwrites nor writes anything wrong', async () => {
    expect(await command(...speech())).toEqual({
      code: 0,
      stdout: `new        ${join(project.root, PATH)}\n`,
      stderr: '',
    });
    const before = await snapshot(project.root);
    const again = await command(...speech());
    expect(again).toMatchObject({ code: 2, stdout: '' });
    expect(again.stderr).toMatch(/^Nothing was written\.\n.* is there already/);
    expect(await command('person', '--name', 'X Y', '--country', 'iso-QQ')).toMatchObject({ code: 2 });
    expect(await snapshot(project.root)).toEqual(before);
    expect(await command('person', '--name', 'Mara Okon', '--country', 'iso-RS')).toMatchObject({ code: 0 });
    expect(await textOf('sources/registry/people/rs.yaml')).toContain('  - id: mara-okon\n');
  });

  it('begins a record when no kind is given', async () => {
    const { code, stderr } = await command('--title', 'T');
    expect(code).toBe(2);
    expect(stderr).toContain('--kind is needed. What sort of work it is.');
  });
});

describe('at a terminal', () => {
  /** Answers in turn, and hears what was asked. */
  function person(...answers: string[]): { ask: (prompt: string) => Promise<string>; heard: string[] } {
    const heard: string[] = [];
    return {
      heard,
      ask: async (prompt) => {
        heard.push(prompt);
        const answer = answers.shift();
        if (answer === undefined) throw new Error(`no answer to: ${prompt}`);
        return answer;
      },
    };
  }

  it('everything is asked in turn, and a wrong answer is told at once and asked again', async () => {
    const { ask, heard } = person(
      'speach-text',
      '',
      '',
      'A Harbour',
      '',
      'Xi Jinping; Mara Okon',
      // Mara Okon is not known, and is kept.
      '',
      '06/07/2021',
      'July 6, 2021',
      '',
      'en',
      '',
      'kind=original, url=https://example.org/a,b',
      'claude',
      '',
      'partial',
    );
    const { values, problems } = await collect(
      recordQuestions(siteOf(await openAt(project.root)), partChecker(model)),
      new Map(),
      ask,
      model,
    );
    expect(problems).toEqual([]);
    expect(Object.fromEntries(values)).toEqual({
      kind: 'speech-text',
      title: 'A Harbour',
      authors: ['Xi Jinping', 'Mara Okon'],
      published: '2021-07-06',
      language: 'en',
      copies: [{ kind: 'original', url: 'https://example.org/a,b' }],
      coder: 'claude',
      mode: 'single',
      basis: 'partial',
    });
    expect(heard[0]).toContain('kind (needed): What sort of work it is.');
    expect(heard[0]).toContain('One of: op-ed, news-report');
    expect(heard[1]).toContain('Did you mean speech-text?');
    expect(heard[1]).toMatch(/kind \[speech-text\]> $/);
    expect(heard[3]).toContain('This one is needed.');
    expect(heard.find((prompt) => prompt.includes('it could be 2021-07-06 or 2021-06-07'))).toMatch(
      /published> $/,
    );
    expect(heard.find((prompt) => prompt.startsWith('\ncopies'))).toContain(
      'A word alone is its kind: original, syndicated',
    );
  });

  it('what was given as an option is not asked', async () => {
    const { ask, heard } = person('en', '', 'original', 'claude', '', '');
    const given = new Map([
      ['kind', ['op-ed']],
      ['title', ['T']],
      ['publisher', ['P']],
      ['authors', ['A', 'B']],
      ['published', ['2021']],
    ]);
    const { values } = await collect(
      recordQuestions(siteOf(await openAt(project.root)), partChecker(model)),
      given,
      ask,
      model,
    );
    expect(values.get('authors')).toEqual(['A', 'B']);
    expect(heard).toHaveLength(6);
  });

  describe('a name is looked up when it is given:', () => {
    let twins: Project;
    beforeAll(async () => {
      twins = await makeProject();
      await twins.put(
        'sources/registry/media.yaml',
        'entities:\n  - {id: quay-a, type: media, name: The Quay Times}\n  - {id: quay-b, type: media, name: Quay Times}\n',
      );
    });
    afterAll(() => twins.remove());

    const asking = async (key: string, ...typed: string[]) => {
      const { ask, heard } = person(...typed);
      const all = recordQuestions(siteOf(await openAt(twins.root)), partChecker(model));
      const questions = all.filter(({ field }) => field.key === key);
      const { values } = await collect(questions, new Map(), ask, model);
      return { value: values.get(key), heard };
    };

    it.each([
      ['a publisher of whom there are two', 'publisher', 'Quay Times', '"Quay Times"'],
      ['a publisher of whom there is none', 'publisher', 'Zzyx Courier', 'is not in the registry'],
      ['a coder of whom there is none', 'coder', 'zzyx', 'is not in sources/registry/coders.yaml'],
      ['one of several authors', 'authors', 'Xi Jinping; Zzyx Qwert', '"Zzyx Qwert" is not in the registry'],
    ])('%s is told at once, and kept by Enter', async (_, key, text, told) => {
      const { value, heard } = await asking(key, text, '');
      expect([value].flat().join('; ')).toBe(text);
      expect(heard).toHaveLength(2);
      expect(heard[1]).toContain(told);
      expect(heard[1]).toContain('To keep it all the same, press Enter.');
    });

    it('another answer is looked up again, and the one that was probably meant is taken by Enter', async () => {
      expect((await asking('publisher', 'Quay Times', 'quay-b')).value).toBe('quay-b');
      const { value, heard } = await asking('coder', 'clade', '');
      expect(value).toBe('claude');
      expect(heard[1]).toContain('To keep it all the same, type it again.');
      expect((await asking('coder', 'clade', 'clade')).value).toBe('clade');
    });
  });

  it('< goes back to the question before, also from the id, and drops what rests on the answer', async () => {
    const site = siteOf(await openAt(project.root));
    const { ask, heard } = person(
      ...['op-ed', '<', 'speech-text', 'A Harbor', '<', 'A Harbour', '', '', '', 'en', '', 'original'],
      ...['claude', '', '', '<', 'translation', ''],
    );
    const plan = await planNew(site, { what: 'record', tokens: [], ask, today: '2026-11-25' });
    expect(plan.problems).toEqual([]);
    expect(plan.path).toBe('sources/records/a-harbour.yaml');
    expect(plan.text).toMatch(/^ {2}kind: speech-text$/m);
    expect(plan.text).toMatch(/^ {2}basis: translation$/m);
    expect(heard[0]).not.toContain('< to go back');
    expect(heard[1]).toContain('< to go back');
  });

  it('an id is suggested, and one that is taken is refused', async () => {
    await project.put('sources/records/taken.yaml', await plainRecord('taken'));
    const { ask, heard } = person('Taken', 'taken', '');
    const values = new Map<string, unknown>([['title', 'A Harbour']]);
    const question = await recordIdQuestion(siteOf(await openAt(project.root)), partChecker(model), values);
    const answers = await collect([question], new Map(), ask, model);
    expect(answers.values.get('id')).toBe('a-harbour');
    expect(heard[0]).toMatch(/id \[a-harbour\]> $/);
    expect(heard[1]).toContain('Did you mean taken?');
    expect(heard[2]).toContain('sources/records/taken.yaml is there already');
  });
});

describe('answers that come before their questions', () => {
  const everything = (stream: PassThrough): string => String(stream.read() ?? '');

  it('are kept at a terminal, in their order, and shown with their question', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const { ask, close } = askAtTerminal(input, output);
    const first = ask('one> ');
    input.write('1\n2\n\n');
    expect(await first).toBe('1');
    expect([await ask('two> '), await ask('three> ')]).toEqual(['2', '']);
    const late = ask('four> ');
    input.write('4\n');
    expect(await late).toBe('4');
    expect(everything(output)).toBe('one> two> 2\nthree> \nfour> ');
    const never = ask('five> ');
    input.end();
    await expect(never).rejects.toThrow('Stopped; nothing was written.');
    await expect(ask('six> ')).rejects.toThrow('Stopped; nothing was written.');
    close();
  });

  const PERSON = ['Mara Okon', ...Array(20).fill('')].join('\n');

  it('are taken from a pipe, one a line, when no option is given', async () => {
    const ended = await runCli(['new', 'person', '--root', project.root], { input: PERSON });
    expect(ended, ended.stderr).toMatchObject({ code: 0 });
    expect(ended.stderr).toContain('name> Mara Okon\n');
    expect(ended.stdout).toMatch(/^new .*sources\/registry\/.*\n$/);
    expect(await check()).toMatchObject({ code: 0 });
  });

  it('that run out write nothing, and the question is named', async () => {
    const before = await snapshot(project.root);
    const ended = await runCli(['new', 'person', '--root', project.root], { input: 'Mara Okon\r\n' });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('name> Mara Okon\n');
    expect(ended.stderr).toMatch(/> \n.*The answers end before this question; nothing was written\./);
    expect(await snapshot(project.root)).toEqual(before);
  });

  it('are not waited for beside options, which is said when one is missing', async () => {
    const { code, stderr } = await runCli(['new', '--title', 'T', '--root', project.root], {
      input: 'op-ed\n',
    });
    expect(code).toBe(2);
    expect(stderr).toContain('--kind is needed.');
    expect(stderr).toContain('are read only when none is given as an option');
  });

  it('that are none leave it to the options', async () => {
    for (const input of ['', '\n'])
      expect((await runCli(['new', '--root', project.root], { input })).stderr).toContain(
        '--kind is needed.',
      );
  });
});

describe('make new for the registry', () => {
  /** The lines that the command added; nothing else may change. */
  async function added(path: string, ...args: string[]): Promise<string[]> {
    const before = await textOf(path);
    const ended = await make(...args);
    expect(ended, ended.stderr).toMatchObject({ code: 0 });
    const diff = unifiedDiff(before, await textOf(path)).split('\n');
    expect(diff.filter((line) => line.startsWith('-'))).toEqual([]);
    return diff.filter((line) => line.startsWith('+')).map((line) => line.slice(1));
  }

  it('puts an entry at its place in the right file and changes nothing else', async () => {
    const file = 'sources/registry/people/rs.yaml';
    await project.put(
      file,
      (await textOf(file)).replace('entities:\n', 'entities:\n  # first of all\n').concat('  # the last\n'),
    );
    expect(
      await added(
        file,
        'person',
        '--name',
        'Mara Okon',
        '--country',
        'iso-RS',
        '--alias',
        'M. Okon; Okon, Mara',
        '--native-names',
        'sr=Мара Окон, sr-Latn=Mara Okon',
      ),
    ).toEqual([
      '  - id: mara-okon',
      '    type: person',
      '    name: Mara Okon',
      '    native_names:',
      '      sr: Мара Окон',
      '      sr-Latn: Mara Okon',
      '    aliases:',
      '      - name: M. Okon',
      '      - name: Okon, Mara',
      '    country: iso-RS',
    ]);
    expect(await check()).toMatchObject({ code: 0 });
    const text = await textOf(file);
    expect(text.match(/- id: (\S+)/g)).toEqual(text.match(/- id: (\S+)/g)?.toSorted());
    expect(fixText(file, Buffer.from(text), { schemas: model.schemas, kind: 'registry' }).after).toBe(text);
  });

  it.each([
    [
      'sources/registry/states.yaml',
      ['state', '--name', 'Arvania', '--status', 'un-member', '--iso', 'alpha2=QX, alpha3=QXX'],
      'iso-QX',
    ],
    [
      'sources/registry/offices.yaml',
      ['office', '--name', 'Harbour Master of Serbia', '--of', 'iso-RS', '--role', 'harbour-master'],
      'harbour-master-of-serbia',
    ],
    [
      'sources/registry/events.yaml',
      [
        'edition',
        '--name',
        'Fifth Harbour Talks',
        '--series',
        'ccp-wpps',
        '--edition',
        '5',
        '--date',
        '2021-07',
      ],
      'fifth-harbour-talks',
    ],
    [
      'sources/registry/groups.yaml',
      [
        'group',
        '--name',
        'harbour critics',
        '--membership',
        'open',
        '--members',
        'iso-RS, iso-CN',
        '--size',
        'value=2, comparator=at-least',
      ],
      'harbour-critics',
    ],
    [
      'sources/registry/media.yaml',
      ['media', '--name', 'Nobody Times', '--start', '1970', '--issn', '1234-5679'],
      'nobody-times',
    ],
    ['sources/registry/coders.yaml', ['coder', '--name', 'Ada Example', '--kind', 'person'], 'ada-example'],
    [
      'sources/registry/sources.yaml',
      ['source', '--title', 'The Harbour Book', '--url', 'https://example.org/'],
      'the-harbour-book',
    ],
    [
      'sources/registry/concepts.yaml',
      [
        'concept',
        '--name',
        'open harbours',
        '--note',
        'A note: so long that it has to be folded, because nobody reads lines of more than a hundred characters.',
      ],
      'open-harbours',
    ],
  ])('knows the home %s', async (file, args, id) => {
    const lines = await added(file, ...args);
    expect(lines[0]).toBe(`  - id: ${id.replace(/^the-/, '')}`);
    const ended = await check();
    expect(ended, ended.stderr).toMatchObject({ code: 0 });
  });

  it('begins a file that does not exist yet', async () => {
    expect(await make('person', '--name', 'Jo Lux', '--country', 'iso-LU')).toMatchObject({ code: 0 });
    expect(await textOf('sources/registry/people/lu.yaml')).toBe(
      [
        '# yaml-language-server: $schema=../../../schemas/editor/registry.schema.json',
        '# People of Luxembourg.',
        '# To add one, copy an entry that looks like yours, change it, and put it where its id belongs in the alphabet.',
        'entities:',
        '  - id: jo-lux',
        '    type: person',
        '    name: Jo Lux',
        '    country: iso-LU',
        '',
      ].join('\n'),
    );
    expect(await make('document', '--name', 'Letter of the Five', '--date', '1999')).toMatchObject({
      code: 0,
    });
    expect(await textOf('sources/registry/documents.yaml')).toContain("    date: '1999'\n");
    expect(await check()).toMatchObject({ code: 0 });
  });

  it.each([
    [
      'one of the registry',
      ['person', '--name', 'Xi Jinping'],
      'xi-jinping is Xi Jinping already, in sources/registry/people/cn.yaml',
    ],
    [
      'one of an event',
      ['person', '--name', 'X', '--id', 'ccp-wpps'],
      'ccp-wpps is CCP and World Political Parties Summit already',
    ],
    [
      'a retired one',
      ['group', '--name', 'X', '--membership', 'open', '--id', 'chinese-tech-companies'],
      'is a retired id',
    ],
    [
      'one of a record',
      ['person', '--name', 'X', '--id', 'local-author'],
      'sources/records/local.yaml declares local-author for itself',
    ],
    ['one of a coder', ['coder', '--name', 'Claude', '--kind', 'model'], 'there is a coder claude already'],
  ])('refuses an id that is in use: %s', async (_, args, why) => {
    await project.put('sources/records/local.yaml', await plainRecord('local'));
    const before = await snapshot(project.root);
    const { code, stderr } = await make(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(why);
    expect(await snapshot(project.root)).toEqual(before);
  });

  it.each([
    [
      'a country that does not exist',
      ['person', '--name', 'X Y', '--country', 'iso-QQ'],
      'E-REG-REF-UNKNOWN',
    ],
    ['a Wikidata number without its source', ['person', '--name', 'X Y', '--qid', 'Q5'], 'E-REG-QID-SOURCE'],
    [
      'a name that is another one’s',
      ['media', '--name', 'Foreign Policy', '--id', 'fp'],
      'E-REG-NAME-SHARED',
    ],
    ['a date in words', ['meeting', '--name', 'Talks', '--date', 'July 6, 2021'], 'Did you mean 2021-07-06?'],
    ['a path for a country', ['person', '--name', 'X Y', '--country', '../../../../x'], 'E-REG-REF-UNKNOWN'],
  ])('refuses what make check would refuse: %s', async (_, args, why) => {
    const before = await snapshot(project.root);
    const { code, stderr } = await make(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(why);
    expect(await snapshot(project.root)).toEqual(before);
  });

  it.each([
    ['President Ines Korr', 'Ines Korr'],
    ['the former Serbian Prime Minister Ines Korr', 'Ines Korr'],
    ['General Secretary Ines Korr', 'Ines Korr'],
    ['Dr. Ines Korr', 'Ines Korr'],
    ['Ines Korr, President of Serbia', 'Ines Korr'],
  ])('refuses the title in the name %s and offers the name alone', async (name, bare) => {
    const before = await snapshot(project.root);
    const { code, stderr } = await make('person', '--name', name);
    expect(code).toBe(2);
    expect(stderr).toContain(`is a title, and the name of a person stands without it. Did you mean ${bare}?`);
    expect(await snapshot(project.root)).toEqual(before);
  });

  it('takes no part of a name for a title', async () => {
    for (const name of ['Pope Ignotus', 'Ines King', 'Presidentia Korr', 'Ines Bishop Korr'])
      expect(await make('person', '--name', name), name).toMatchObject({ code: 0 });
    expect(await make('media', '--name', 'General Harbour News')).toMatchObject({ code: 0 });
  });

  it('has a plan for every kind of entry, made of the examples of the schema', async () => {
    for (const kind of kindsOf(model).values()) {
      const fields = fieldsOf(kind.shape, model, kind.type).filter(
        ({ key, needed }) => needed && key !== 'type',
      );
      const values = new Map(fields.map(({ key, example }): [string, unknown] => [key, example]));
      if (kind.name === 'source') values.set('note', 'read by hand');
      values.set('name', 'Quite Unheard Of').set('id', 'quite-unheard-of');
      if (kind.type === undefined) values.delete(kind.name === 'source' ? 'name' : '');
      const { problems, text } = planEntry(siteOf(await openAt(project.root)), kind, values);
      expect({ kind: kind.name, problems }).toEqual({ kind: kind.name, problems: [] });
      expect(text).toContain('- id: quite-unheard-of\n');
    }
  });

  it('suggests ids: the ISO code of a state, else the name', async () => {
    const kind = kindsOf(model).get('state')!;
    const preset = async (...values: [string, unknown][]): Promise<string | undefined> =>
      (await entryIdQuestion(siteOf(await openAt(project.root)), kind, partChecker(model), new Map(values)))
        .preset;
    expect(await preset(['name', 'Arvania'], ['iso', { alpha2: 'QX' }])).toBe('iso-QX');
    expect(await preset(['name', 'Old Arvania'], ['iso', { alpha4: 'QXYZ' }])).toBe('iso-QXYZ');
    expect(await preset(['name', 'The Free Côte d’Arvanïa'])).toBe('free-cote-darvania');
    expect(await preset(['name', '阿尔瓦'])).toBeUndefined();
  });
});

describe('an entry in a list', () => {
  const item = (margin: string): string => `${margin}- id: m\n${margin}  name: M\n`;

  it('keeps the margin, the comments and the line ends of the file', () => {
    const text = '# top\r\nentities:\r\n# about a\r\n- id: a\r\n  # within a\r\n\r\n# about z\r\n- id: z';
    expect(insertItem(text, 'entities', 'm', item)).toBe(
      '# top\r\nentities:\r\n# about a\r\n- id: a\r\n  # within a\r\n- id: m\r\n  name: M\r\n\r\n# about z\r\n- id: z\r\n',
    );
  });

  it.each(['entities: []\n', 'entities: [{id: a}]\n', 'events:\n  - id: a\n', 'entities: a: b\n'])(
    'finds no place in %s',
    (text) => {
      expect(insertItem(text, 'entities', 'm', item)).toBeUndefined();
    },
  );
});

describe('ids', () => {
  it('are made of publisher, title and date, and never too long', () => {
    expect(recordId('Foreign Policy', 'Xi’s “Outreach”: Łódź & Øre', '2021-07')).toBe(
      'foreign-policy-xis-outreach-lodz-ore-2021-07',
    );
    expect(recordId(undefined, 'word '.repeat(30), undefined).length).toBeLessThanOrEqual(60);
    expect(recordId('P', 'the '.repeat(30), '2021')).toMatch(/^p-.*-2021$|^p-2021$/);
    expect(recordId(undefined, '港口', undefined)).toBe('');
  });

  it('are slugs', () => {
    for (const text of ['The Ærø–Straße', ' a  b ', 'É', '--x--', '1. FC'])
      expect(slug(text)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });
});

describe('options', () => {
  const keys = ['title', 'authors', 'copies', 'aliases'];

  it('may be repeated, have an equals sign, and name one item of a list', () => {
    const { given, problems } = readOptions(
      ['--author', 'A', '--authors=B', '--COPY', 'x=1', '--alias', 'y', '--title', ''],
      keys,
    );
    expect(problems).toEqual([]);
    expect(Object.fromEntries(given)).toEqual({ authors: ['A', 'B'], copies: ['x=1'], aliases: ['y'] });
  });

  it('that make hands on are called as they were typed', () => {
    expect(readOptions(['--NAME', 'x', '--TITEL', 'y', '--TITLE'], keys).problems).toEqual([
      'There is no option NAME=. Use: TITLE= AUTHORS= COPIES= ALIASES=.',
      'There is no option TITEL=. Did you mean TITLE=?',
      'TITLE= has no answer behind it.',
    ]);
  });

  it('that are none, or lack their answer, are told', () => {
    expect(readOptions(['stray', '--titel', 'x', '--zzzzzz', 'y', '--title'], keys).problems).toEqual([
      '"stray" is no option: put quotation marks round an answer of several words.',
      'There is no option --titel. Did you mean --title?',
      'There is no option --zzzzzz. Use: --title --authors --copies --aliases.',
      '--title has no answer behind it.',
    ]);
  });
});

describe('values', () => {
  it('are written so that any program reads the text that was meant', () => {
    expect(inline({ a: 'NO', b: ['2021-07-06', 'x: y', "it's"], c: true, d: 4 })).toBe(
      "{a: 'NO', b: ['2021-07-06', 'x: y', it's], c: true, d: 4}",
    );
    expect(listItem({ id: 'a', sources: ['x', 'z'], aliases: [{ name: 'B' }] }, '  ')).toBe(
      '  - id: a\n    sources: [x, z]\n    aliases:\n      - name: B\n',
    );
  });
});
