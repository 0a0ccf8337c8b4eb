import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Explanation, explain } from '../pipeline/author/explain.ts';
import { loadStories } from '../pipeline/author/explain-columns.ts';
import { evidenceOf } from '../pipeline/author/explain-evidence.ts';
import { claimKeys, type Field, fieldNamed } from '../pipeline/author/explain-fields.ts';
import { type TracedClaim, tracer } from '../pipeline/author/explain-load.ts';
import { overviewOf } from '../pipeline/author/explain-overview.ts';
import { textOfExplanation } from '../pipeline/author/explain-text.ts';
import { loadModel } from '../pipeline/model/load.ts';
import { tableNamed } from '../pipeline/model/tables.ts';
import { asObjects, csvTables, type TextTable } from './support/built.ts';
import { fixture, makeProject, type Project, REPOSITORY, SEED, seedRecord } from './support/project.ts';
import { type Ended, runCli } from './support/run-cli.ts';

// Each command is a process of its own; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const COAST = `id: coast
codebook: '1.0.0'
status: draft
coding: {coder: claude, coded: '2021-06-01', mode: single, basis: full-text}
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
const model = await loadModel(REPOSITORY);
const stories = loadStories();

beforeAll(async () => {
  project = await makeProject({
    [SEED]: await seedRecord(),
    'nasty-values': await fixture('nasty-values.yaml'),
    coast: COAST,
  });
  const arvania = join(REPOSITORY, 'tests', 'fixtures', 'arvania', 'sources', 'registry');
  await cp(arvania, join(project.root, 'sources', 'registry'), { recursive: true });
  trace = await tracer(project.root, REPOSITORY, model);
});
afterAll(() => project.remove());

async function traced(id: string): Promise<TracedClaim> {
  const answer = await trace(id);
  if (!('claim' in answer)) throw new Error(JSON.stringify(answer));
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

const RECORD = 'sources/records/coast.yaml';

it('prints', async () => {
  for (const [id, name] of [['c01','claimant'],['c01','subject'],['c01','object'],['c01','addressee'],['c01','stance'],['c01','certainty'],['c02','claimant'],['c02','subject'],['c02','form'],['c02','made'],['c03','claimant'],['c03','made'],['c03','form'],['c04','claimant'],['c04','made'],['c04','quantities'],['c05','claimant'],['c05','jointly']])
    console.log(id, name, await steps(`coast/${id}`, name!));
});
