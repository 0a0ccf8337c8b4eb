import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../../pipeline/build.ts';
import { claimKeys, type Field, fieldNamed, loadStories } from '../../pipeline/contribute/explain/columns.ts';
import { textOfEntry } from '../../pipeline/contribute/explain/error.ts';
import { type Explanation, explain } from '../../pipeline/contribute/explain/explain.ts';
import { overviewOf } from '../../pipeline/contribute/explain/overview.ts';
import { evidenceOf, textOfExplanation } from '../../pipeline/contribute/explain/text.ts';
import { type TracedClaim, tracer } from '../../pipeline/contribute/explain/trace.ts';
import { loadCatalog } from '../../pipeline/diagnostics/load.ts';
import { visible } from '../../pipeline/diagnostics/render/code-frame.ts';
import { tableNamed } from '../../pipeline/model/tables.ts';
import { asObjects, csvTables, type TextTable } from '../support/built.ts';
import { model, open } from '../support/opened.ts';
import { fixture, makeProject, type Project, REPOSITORY, SEED, seedRecord } from '../support/project.ts';
import { type Ended, runCli } from '../support/run-cli.ts';
import { projectWithArvania } from '../support/try-records.ts';

const COAST = `id: coast
codebook: '1.0.0'
status: draft
coding: {coder: claude, coded: '2025-06-01', mode: single, basis: full-text}
source:
  title: The Quiet Coast
  kind: op-ed
  language: en
  publisher: Harbour Times
  authors: [coast-author]
  published: '2021-05-10'
  copies: [{id: page, kind: original, seen: true}]
  paratext: {headline: harbour-times}
defaults:
  certainty: probable
  subject: [arvania]
names:
  the house on the hill: arvania-government
entities:
  - {id: coast-author, type: person, name: Orla Fennmark}
  - id: coast-letter
    type: document
    name: letter of the coast
    form: letter
    authors: [mira-tolan]
    event: coast-signing
events:
  - {id: coast-signing, type: document-release, name: signing of the letter, date: '2021-05-02'}
anchors:
  rule: paragraph-sentence/1
  normalization: nfkc-casefold-alnum/1
  copy: page
  units:
    title: [3, 00000000000000aa]
    p1.s1: [7, 0123456789abcdef]
    p1.s2: [9, fedcba9876543210]
claims:
  - id: c01
    at: p1.s1-s2
    claimant: [the house on the hill]
    attribution: indirect-speech
    text: The coast is calm.
    type: fact
    topics: [trade]
    subject:
      - ARVANIA
      - Chinese Technology Companies
    object:
      - chinese-tech-companies
      - President Mira Tolan
    addressee: [the President of Arvania]
    stance:
      Belloria: negative
    certainty: certain
  - {id: c02, at: title, text: Calm at last., type: evaluation, topics: [trade]}
  - id: c03
    at: p1.s2
    said_in: coast-letter
    attribution: indirect-speech
    text: Ships are welcome.
    type: commitment
    topics: [trade]
  - id: c04
    at: p1.s2
    claimant: authors
    text: Ships come back.
    type: fact
    topics: [trade]
    quantities:
      - {value: 3, comparator: at-least, unit: ships, of: the House on the Hill}
    relations:
      - {type: supports, to: c03, by: annotator}
  - id: c05
    at: p1.s1
    claimant: [Port Selen, Grand Duchy of Arvania]
    attribution: indirect-speech
    made: '1950'
    text: Trade will grow.
    type: prediction
    topics: [trade]
`;

let project: Project;
let trace: Awaited<ReturnType<typeof tracer>>;
const stories = loadStories();

beforeAll(async () => {
  project = await projectWithArvania({
    [SEED]: await seedRecord(),
    'nasty-values': await fixture('nasty-values.yaml'),
    coast: COAST,
  });
  trace = await tracer(await open(project.root));
});
afterAll(() => project.remove());

const known = new Map<string, TracedClaim>();

async function traced(id: string): Promise<TracedClaim> {
  const before = known.get(id);
  if (before !== undefined) return before;
  const answer = await trace(id);
  if (!('claim' in answer)) throw new Error(JSON.stringify(answer));
  known.set(id, answer.claim);
  return answer.claim;
}

function field(name: string): Field {
  const found = fieldNamed(model, stories, name);
  if ('suggestions' in found) throw new Error(`no field ${name}`);
  return found.field;
}

async function explained(id: string, name: string): Promise<Explanation> {
  return explain(await traced(id), field(name));
}

/** What happened and the last lines that show it, step by step. */
async function steps(id: string, name: string): Promise<string[]> {
  const { origins } = await explained(id, name);
  return origins.flatMap((origin) =>
    origin.steps.map(({ what, excerpts }) => {
      const last = excerpts.at(-1);
      return `${what} ${last?.file}: ${last?.lines[0]?.trim()}`;
    }),
  );
}

/** The line of the file that begins like this, as it stands in messages. */
function at(file: string, text: string, start: string): string {
  const line = text.split('\n').findIndex((one) => one.trim().startsWith(start)) + 1;
  if (line === 0) throw new Error(`no line ${start}`);
  return `${file}:${line}`;
}

/** Every field that can be asked for. */
function allFields(): string[] {
  return [...claimKeys(model).keys(), ...stories.keys()];
}

describe('the stories of the columns', () => {
  it('cover every column of the table claims, in its order', () => {
    expect([...stories.keys()]).toEqual(tableNamed(model.tables, 'claims').columns.map(({ name }) => name));
  });

  it('name only keys and kinds that exist', () => {
    const keys = claimKeys(model);
    for (const { column, from, kind, rule } of stories.values()) {
      expect(['written', 'id', 'name', 'computed', 'source', 'build'], column).toContain(kind);
      expect(rule, column).toMatch(/\.$/);
      for (const one of from)
        if (!one.startsWith('record.')) expect(keys.has(one), `${column}: ${one}`).toBe(true);
    }
  });
});

describe('explaining every field of every claim', () => {
  let rows: Map<string, Record<string, string>>;
  let origins: Record<string, string>[];

  beforeAll(async () => {
    const { code, stderr } = await runCli(['build', '--root', project.root]);
    expect(code, stderr).toBe(0);
    const tables = await csvTables(project.latest);
    const claims = asObjects(tables.get('claims') as TextTable);
    rows = new Map(claims.map((row) => [row.claim_id ?? '', row]));
    origins = asObjects(tables.get('provenance') as TextTable);
  });

  it('gives the cells of the built table, and prints something for each', async () => {
    expect(rows.size).toBeGreaterThan(100);
    for (const [id, row] of rows) {
      const claim = await traced(id);
      expect(Object.fromEntries(claim.cells), id).toEqual(row);
    }
    // To print all fields of all claims takes half a minute: some are printed, others every day.
    for (const [id, row] of [...rows].filter((_, index) => index % 8 === Number(process.env.SEED) % 8)) {
      const claim = await traced(id);
      const evidence = evidenceOf(claim);
      for (const name of allFields()) {
        const lines = textOfExplanation(explain(claim, field(name)), evidence);
        expect(lines.length, `${id} ${name}`).toBeGreaterThan(8);
        expect(lines.join('\n'), `${id} ${name}`).not.toContain('undefined');
      }
      expect(overviewOf(claim, stories, evidence)[1]?.trim(), id).toBe(visible(row.claim_text ?? '').trim());
    }
  });

  it('shows each written name on a line that holds it, for every row of provenance of a claim that has one', async () => {
    const named = origins.filter((row) => row.owner_kind === 'claim' && row.as_written !== '');
    expect(named.length).toBeGreaterThan(50);
    for (const { owner_id: id = '', field: key = '', as_written: text = '', value } of named) {
      const found = (await explained(id, key)).origins
        .flatMap((origin) => origin.steps)
        .filter(({ what }) => what.startsWith(`"${text}" is ${value} `));
      expect(found, `${id} ${key} ${text}`).toHaveLength(1);
      const [written, reason] = found[0]?.excerpts ?? [];
      expect(written?.lines.join('\n').replaceAll("''", "'"), `${id} ${key}`).toContain(text);
      expect(reason?.lines.length, `${id} ${key} ${text}`).toBeGreaterThan(0);
    }
  });

  it('shows lines as they stand in the file under their numbers', async () => {
    const files = new Map<string, string[]>();
    const linesOf = async (path: string): Promise<string[]> => {
      const root = path.startsWith('schemas/') ? REPOSITORY : project.root;
      const known = files.get(path) ?? (await readFile(join(root, path), 'utf8')).split('\n');
      files.set(path, known);
      return known;
    };
    for (const id of rows.keys()) {
      for (const key of [
        'claimant',
        'subject',
        'made',
        'form',
        'voice',
        'members',
        'citation',
        'certainty',
      ]) {
        const { origins: all } = await explained(id, key);
        const shown = all.flatMap(({ written, steps: some }) => [
          ...(written === null ? [] : [written]),
          ...some.flatMap(({ excerpts }) => excerpts),
        ]);
        for (const { file, first, lines } of shown)
          expect((await linesOf(file)).slice(first - 1, first - 1 + lines.length), `${id} ${key}`).toEqual(
            lines,
          );
      }
    }
  });
});

describe('the steps from the written to the data', () => {
  it('follow a name through the names of the record', async () => {
    expect(await steps('coast/c01', 'claimant')).toEqual([
      '"the house on the hill" is arvania-government (Government of Arvania, government). sources/records/coast.yaml: the house on the hill: arvania-government',
    ]);
  });

  it('find the line of the registry for a folded name, and tell a retired id from a name', async () => {
    expect(await steps('coast/c01', 'subject_ids')).toEqual([
      '"ARVANIA" is arvania (Arvania, state). sources/registry/states/fixtures.yaml: name: Arvania',
      '"Chinese Technology Companies" is chinese-technology-companies (Chinese technology companies, group). sources/registry/groups.yaml: name: Chinese technology companies',
    ]);
    expect((await steps('coast/c01', 'object'))[0]).toMatch(
      /redirects\.yaml: - from: chinese-tech-companies$/,
    );
  });

  it('tell a title and an office as the source prints them', async () => {
    expect(await steps('coast/c01', 'object')).toContain(
      '"President Mira Tolan" is mira-tolan (Mira Tolan, person). The source prints the title "President". sources/registry/people/arvania.yaml: name: Mira Tolan',
    );
    expect((await steps('coast/c01', 'addressee'))[0]).toMatch(
      /"the President of Arvania" is mira-tolan .* tenures:$/,
    );
  });

  it('find metonyms, and aliases that were in use at the time', async () => {
    expect(await steps('coast/c05', 'claimant')).toEqual([
      '"Port Selen" is arvania-government (Government of Arvania, government). sources/registry/governments/fixtures.yaml: metonyms: [Port Selen]',
      `"Grand Duchy of Arvania" is arvania (Arvania, state). sources/registry/states/fixtures.yaml: - {name: Grand Duchy of Arvania, kind: former, end: '1975'}`,
    ]);
    const { origins } = await explained('coast/c05', 'claimant');
    expect(origins[0]?.steps[0]?.rule).toContain('A place or building stands for an actor.');
  });

  it('tell a default of the record from one of the codebook, and both from what the claim says', async () => {
    const saying = async (id: string, name: string) => {
      const { origins } = await explained(id, name);
      return [origins[0]?.written?.lines[0]?.trim(), origins[0]?.steps[0]?.excerpts[0]?.lines[0]?.trim()];
    };
    expect(await saying('coast/c01', 'certainty')).toEqual(['certainty: certain', undefined]);
    expect(await saying('coast/c02', 'certainty')).toEqual([undefined, 'certainty: probable']);
    expect(await saying('coast/c02', 'polarity')).toEqual([undefined, 'default: affirmed']);
    expect(await saying('coast/c02', 'subject')).toEqual([undefined, 'subject: [arvania]']);
  });

  it('say what a key means that nobody wrote and nothing supplies', async () => {
    const { origins } = await explained('coast/c02', 'presupposed');
    expect(origins[0]).toMatchObject({ written: null, steps: [], absent: 'Left out means false.' });
    expect((await explained('coast/c05', 'jointly')).origins[0]?.steps[0]?.rule).toContain(
      'one joint statement',
    );
  });

  it('lead from an utterance to its speakers, and for its date to the event at which a document came out', async () => {
    for (const name of ['claimant', 'form']) expect(await steps('coast/c03', name), name).toHaveLength(1);
    const { origins } = await explained('coast/c03', 'made');
    expect(origins[0]?.steps[0]?.excerpts.map(({ lines }) => lines[0]?.trim())).toEqual([
      'said_in: coast-letter',
      '- id: coast-letter',
      "- {id: coast-signing, type: document-release, name: signing of the letter, date: '2021-05-02'}",
    ]);
  });

  it('lead to whoever answers for the headline, to the authors, and to the publication', async () => {
    expect((await steps('coast/c02', 'claimant'))[0]).toContain('paratext: {headline: harbour-times}');
    expect((await steps('coast/c04', 'claimant'))[0]).toContain('authors: [coast-author]');
    expect((await steps('coast/c04', 'made'))[0]).toContain("published: '2021-05-10'");
  });

  it('explain a computed cell by each of the cells it is made from', async () => {
    const { origins, codes } = await explained('coast/c02', 'voice');
    expect(origins.map(({ from }) => from)).toEqual([
      ...['attribution', 'at', 'claimant', 'via', 'form', 'source.kind', 'source.authors'],
    ]);
    expect(codes).toMatchObject([{ code: 'publisher', file: 'schemas/codebook/voice.yaml' }]);
  });
});

describe('make explain', () => {
  const ask = (...args: string[]): Promise<Ended> => runCli(['explain', ...args, '--root', project.root]);

  it('shows the main cells of a claim, with a star at what the claim itself does not say', async () => {
    const { code, stdout } = await ask('coast/c01');
    expect(code).toBe(0);
    expect(stdout).toContain(`coast/c01  ${at('sources/records/coast.yaml', COAST, '- id: c01')}\n`);
    expect(stdout).toMatch(/^ {4}claim_type +fact$/m);
    expect(stdout).toMatch(/^ {4}certainty +certain$/m);
    expect(stdout).toMatch(
      /^ {2}\* claimant_names +Government of Arvania \(arvania-government\) {2}\["the house on the hill" is arvania-government\]$/m,
    );
    expect(stdout).toMatch(
      /^ {2}\* voice +reported {2}\[from attribution, at, claimant, via, form, source.kind, source.authors\]$/m,
    );
  });

  it('shows the source and the sentence, and that its text is not here', async () => {
    const { stdout } = await ask('coast/c01', '--field', 'voice');
    expect(stdout).toContain('"The Quiet Coast" (op-ed; by Orla Fennmark; Harbour Times; 2021-05-10)');
    expect(stdout).toContain('p1.s1: 7 words, SHA-256 of the normalised text begins with 0123456789abcdef.');
    expect(stdout).toContain('p1.s2: 9 words, SHA-256 of the normalised text begins with fedcba9876543210.');
    expect(stdout).toContain('The text itself is not in this repository');
  });

  it('says whether the built data still says the same', async () => {
    const other = await makeProject({ plain: await fixture('plain.yaml') });
    const explainPlain = (): Promise<Ended> => runCli(['explain', 'plain/c01', '--root', other.root]);
    try {
      expect((await explainPlain()).stdout).toContain('does not hold this claim yet; make builds it.');
      expect((await runCli(['build', '--root', other.root])).code).toBe(0);
      expect((await explainPlain()).stdout).toContain('says the same of this claim.');
      await other.put(
        'sources/records/plain.yaml',
        (await fixture('plain.yaml')).replace('type: fact', 'type: evaluation'),
      );
      expect((await explainPlain()).stdout).toMatch(
        /is older than the sources and differs in claim_type, claim_class/,
      );
    } finally {
      await other.remove();
    }
  });

  it('says of a claim that was taken out of the data why it has no row, and where its id went', async () => {
    const retired = `  - {id: c02, at: p1.s1, text: Gulls return., type: fact, topics: [trade], status: retracted}
retired:\n  - {id: c02, date: '2026-12-01', reason: It was misread., successors: [c01]}\n`;
    const plain = await fixture('plain.yaml');
    const withdrawn = `status: withdrawn\nwithdrawn: {date: '2026-12-02', reason: A forgery.}`;
    const other = await makeProject({
      plain: plain + retired,
      gone: plain.replaceAll('plain', 'gone').replace(/^status: .*$/m, withdrawn),
    });
    try {
      const take = await tracer(await open(other.root));
      expect(await take('plain/c02')).toMatchObject({ retired: { reason: 'It was misread.' } });
      expect(await take('gone/c01')).toMatchObject({ retired: { reason: 'A forgery.' } });
      const { code, stdout } = await runCli(['explain', 'plain/c02', '--root', other.root]);
      expect(code).toBe(0);
      expect(stdout).toContain('It was taken out of the data on 2026-12-01: It was misread.');
      expect(stdout).toContain('Instead of it: plain/c01.');
      expect(stdout).not.toContain('make builds it');
    } finally {
      await other.remove();
    }
  });

  it('tells the error of a faulty line alone, as check does, and nothing about what stands in for it', async () => {
    const plain = await fixture('plain.yaml');
    const faulty = ['place: @Nowhere', 'place: *shore', 'subject: [%Selen]', 'made: `2021`'];
    for (const line of faulty) {
      const other = await makeProject({ plain: `${plain.trimEnd()}\n    ${line}\n` });
      try {
        const traced = await (await tracer(await open(other.root)))('plain/c01');
        const { diagnostics: checked } = await build({ root: other.root, schemas: REPOSITORY, output: null });
        expect(checked.length, line).toBeGreaterThan(0);
        expect(traced, line).toEqual({ diagnostics: checked });
        expect(JSON.stringify(traced), line).not.toMatch(/xxx/);
      } finally {
        await other.remove();
      }
    }
  });

  it.each([
    ['no claim', [], 'Say which claim'],
    ['a record', ['coast'], 'coast is a record, not a claim; its claims are c01 to c05.'],
    [
      'an unknown claim',
      ['coast/c1'],
      'coast has no claim c1; its claims are c01 to c05. Did you mean coast/c01',
    ],
    ['an unknown record', ['cost/c01'], 'There is no record cost. Did you mean coast?'],
    ['a misspelt key', ['coast/c01', '--field', 'claiment'], 'Did you mean claimant?'],
    ['a misspelt column', ['coast/c01', '--field', 'subject_name'], 'Did you mean subject_names?'],
    ['an unknown field', ['coast/c01', '--field', 'xyz'], 'xyz is neither a key of a claim nor a column'],
  ])('asked for %s ends with 2 and says what is there', async (_, args, message) => {
    const { code, stdout, stderr } = await ask(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('tells the errors of the record, but does not mind those of others', async () => {
    const other = await makeProject({
      plain: await fixture('plain.yaml'),
      broken: (await fixture('plain.yaml')).replaceAll('plain', 'broken').replace('type: fact', 'type: fac'),
    });
    try {
      const fine = await runCli(['explain', 'plain/c01', '--root', other.root]);
      expect(fine).toMatchObject({ code: 0, stderr: '' });
      const faulty = await runCli(['explain', 'broken/c01', '--root', other.root]);
      expect(faulty).toMatchObject({ code: 1, stdout: '' });
      expect(faulty.stderr).toContain('E-CODE-UNKNOWN');
      expect(faulty.stderr).toContain('Mend the errors first');
    } finally {
      await other.remove();
    }
  });
});

describe('make explain-error', () => {
  it('prints every entry of the catalog', () => {
    const catalog = loadCatalog();
    expect(catalog.size).toBeGreaterThan(50);
    for (const entry of catalog.values()) {
      const text = textOfEntry(entry);
      expect(text).toContain(`${entry.code}  `);
      expect(text).toContain(`To mend it: ${entry.fix.trim()}`);
      expect(text, entry.code).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e]/u);
    }
  });

  it('takes a code in small letters, and offers the nearest for a wrong one', async () => {
    expect((await runCli(['explain-error', 'e-yaml-tab'])).stdout).toMatch(/^E-YAML-TAB {2}/);
    const wrong = await runCli(['explain-error', 'E-NAME-UNKNOW']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('Did you mean E-NAME-UNKNOWN?');
    expect((await runCli(['explain-error'])).stderr).toContain('Say which code');
  });
});
