import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import jsonld from 'jsonld';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTEXT } from '../../pipeline/write/formats/jsonld/context.ts';
import { asObjects, csvTables, type JsonObject, type TextTable } from '../support/built.ts';
import { fixture, makeProject, type Project, REPOSITORY, SEED, seedRecord } from '../support/project.ts';
import { runCli } from '../support/run-cli.ts';

/** Where the file would lie; ids are fragments of it. */
const BASE = 'https://data.example/claims.jsonld';
const SCHEMA = 'https://schema.org/';

let project: Project;
let text: string;
let graph: JsonObject[];
let claims: Record<string, string>[];

beforeAll(async () => {
  project = await makeProject({
    [SEED]: await seedRecord(),
    'nasty-values': await fixture('nasty-values.yaml'),
    network: await fixture('network.yaml'),
  });
  const { code, stderr } = await runCli(['build', '--root', project.root]);
  expect(code, stderr).toBe(0);
  text = await readFile(join(project.latest, 'jsonld', 'claims.jsonld'), 'utf8');
  graph = (JSON.parse(text) as { '@graph': JsonObject[] })['@graph'];
  claims = asObjects((await csvTables(project.latest)).get('claims') as TextTable);
});

afterAll(() => project.remove());

const node = (id: string): JsonObject => graph.find((each) => each['@id'] === `#claim/${id}`) as JsonObject;
const namesIn = (value: unknown): unknown[] => ((value ?? []) as JsonObject[]).map(({ name }) => name);

describe('jsonld/claims.jsonld', () => {
  it('has the dataset first, then one claim a line, without those taken back or replaced', () => {
    const standing = claims.filter(
      ({ claim_status }) => !['retracted', 'superseded'].includes(claim_status ?? ''),
    );
    // One is superseded; the retracted one is in no table of claims.
    expect(standing.length).toBe(claims.length - 1);
    expect(claims.some(({ claim_id }) => claim_id === 'network/c06')).toBe(false);
    expect(graph[0]?.['@type']).toBe('Dataset');
    expect(graph.slice(1).map(({ identifier }) => identifier)).toEqual(
      standing.map(({ claim_id }) => claim_id),
    );
    expect(text.split('\n').filter((line) => line.startsWith('{"@type":"Claim"'))).toHaveLength(
      standing.length,
    );
  });

  it('says of the dataset its version, licence and citation', () => {
    expect(graph[0]).toMatchObject({
      version: '0.0.0+unreleased',
      license: 'https://creativecommons.org/licenses/by/4.0/',
      creditText: expect.stringContaining('Foreign-Policy Claims contributors'),
    });
  });

  it('has the paraphrase as text and the exact words only as a quotation', () => {
    for (const { claim_id = '', claim_text, quote } of claims) {
      const claim = node(claim_id);
      if (claim === undefined) continue;
      expect(claim.text).toBe(claim_text);
      expect((claim.isBasedOn as JsonObject | undefined)?.text ?? '').toBe(quote);
    }
  });

  it('has who voices a claim as author, never who is said to think it', () => {
    expect(namesIn(node('network/c03').author)).toEqual(['Ada Writer', 'Ben Writer']);
    expect(namesIn(node('network/c01').author)).toEqual(['Aldo Brenn', 'Berta Brenn']);
    for (const { claim_id = '', claimant_names, claimant_types } of claims) {
      const claim = node(claim_id);
      if (claim === undefined) continue;
      // A document that speaks is a work in which the claim appears.
      if (claimant_types === 'document') expect(claim.author).toBeUndefined();
      else expect(namesIn(claim.author).join(' | ')).toBe(claimant_names);
    }
  });

  it('names the work in which each claim appears, and cites it with the place in it', () => {
    const { appearance, citation } = node('nasty-values/c02');
    expect((appearance as JsonObject[])[0]).toMatchObject({
      '@type': 'CreativeWork',
      author: [{ name: "Velde O'Brien-Müller" }, { name: '阿尔瓦' }],
      publisher: { name: 'The "Arvania" Courier, Evening Edition' },
      datePublished: '2021-03',
    });
    expect(citation).toMatch(/ At p1\.s1-s2\. Foreign-Policy Claims, nasty-values\/c02\.$/);
  });

  it('tells of a language model that it coded, and does not call it a person or an organisation', () => {
    expect(node('network/c01').creditText).toBe('Coded by Claude, a language model');
    expect(text).not.toContain('"claimInterpreter":{');
  });
});

describe('processors of JSON-LD', () => {
  const options = {
    base: BASE,
    safe: true,
    documentLoader: (url: string): never => {
      throw new Error(`nothing is fetched, but ${url} was asked for`);
    },
  };

  it('take every term: none is dropped and nothing is fetched', async () => {
    const expanded = await jsonld.expand(JSON.parse(text) as object, options);
    expect(pathsIn(expanded, SCHEMA)).toEqual(pathsIn(graph, ''));
  });

  it('stop at a term that the context does not know, so that the test above means something', async () => {
    const document = { '@context': CONTEXT, '@id': '#x', '@type': 'Claim', txet: 'misspelt' };
    await expect(jsonld.expand(document, options)).rejects.toThrow();
  });

  it('make RDF in which ids are addresses below that of the file', async () => {
    const quads = (await jsonld.toRDF(JSON.parse(text) as object, {
      ...options,
      format: 'application/n-quads',
    })) as unknown;
    const lines = String(quads).split('\n');
    const texts = lines.filter(
      (line) => line.includes(`<${SCHEMA}text>`) && line.startsWith(`<${BASE}#claim/`),
    );
    expect(texts).toHaveLength(graph.length - 1);
    expect(lines).toContain(`<${BASE}#claim/nasty-values/c01> <${SCHEMA}text> "=1+1" .`);
  });
});

describe('schema.org', () => {
  it('defines every property for its type, with values of that kind', async () => {
    // schema-dts holds the definitions of schema.org as types: the compiler is the judge.
    const folder = await mkdtemp(join(REPOSITORY, 'node_modules', '.schema-check-'));
    try {
      const path = join(folder, 'graph.ts');
      const [dataset, ...nodes] = graph;
      // Claims that show all there is between them are enough.
      const seen = new Set<string>();
      const telling = nodes.filter((claim) => {
        const before = seen.size;
        for (const part of partsOf(claim)) seen.add(part);
        return seen.size > before;
      });
      await writeFile(
        path,
        [
          "import type { Claim, Dataset } from 'schema-dts';",
          `export const dataset: Dataset = ${JSON.stringify(dataset)};`,
          ...telling.map((claim, index) => `export const claim${index}: Claim = ${JSON.stringify(claim)};`),
          "export const wrong: Claim = {'@type': 'Claim', verdict: 'true'};",
        ].join('\n'),
      );
      expect(complaints(path)).toEqual([expect.stringContaining("'verdict' does not exist")]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

/** Each property in it: its place, what type of thing has it, and the kind of its value. */
function partsOf(value: unknown, place = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => partsOf(item, `${place}[]`));
  if (typeof value !== 'object' || value === null) return [`${place}: ${typeof value}`];
  const { '@type': type, ...rest } = value as JsonObject;
  return Object.entries(rest).flatMap(([key, child]) => partsOf(child, `${place} ${type}.${key}`));
}

function complaints(path: string): string[] {
  const program = ts.createProgram([path], {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

/** How often each property and type occurs; expanded and written form give the same counts when nothing is lost. */
function pathsIn(
  value: unknown,
  prefix: string,
  counts: Record<string, number> = {},
): Record<string, number> {
  const add = (name: string): void => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  if (Array.isArray(value)) for (const item of value) pathsIn(item, prefix, counts);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      if (key === '@type')
        add(
          `type ${[child]
            .flat()
            .map((type) => String(type).slice(prefix.length))
            .join()}`,
        );
      if (key.startsWith('@')) continue;
      expect(key.startsWith(prefix), key).toBe(true);
      add(key.slice(prefix.length));
      pathsIn(child, prefix, counts);
    }
  }
  return counts;
}
