import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asObjects, type TextTable } from '../support/built.ts';
import { fixture, makeProject, type Project, REPOSITORY } from '../support/project.ts';
import { readWithDuckdb } from '../support/readers/duckdb.ts';
import { readCsv } from '../support/readers/strict-csv.ts';
import { runCli } from '../support/run-cli.ts';

const VOICES = ['author', 'reported', 'publisher'];
const EDGES = ['actor_actor', 'actor_topic'];

let project: Project;

beforeAll(async () => {
  project = await makeProject({ network: await fixture('network.yaml') });
  const { code, stderr } = await runCli(['build', '--root', project.root]);
  expect(code, stderr).toBe(0);
});

afterAll(() => project.remove());

async function table(voice: string, name: string): Promise<TextTable> {
  const text = await readFile(join(project.latest, 'network', voice, `${name}.csv`), 'utf8');
  const [header = [], ...rows] = readCsv(text);
  return { header, rows };
}

/** `source → target: weight, mean of stances`, as counted by hand from the record. */
async function edges(voice: string, name: string): Promise<string[]> {
  return asObjects(await table(voice, name)).map(
    ({ Source, Target, Weight, claims, stance_mean, stance_count }) =>
      `${Source} → ${Target}: ${Weight} of ${claims}, ${stance_mean || 'none'} of ${stance_count}`,
  );
}

describe('the networks of a record counted by hand', () => {
  it('reported, actor to actor: joint claims are shared, separate ones are not, retracted ones do not count', async () => {
    expect(await edges('reported', 'actor_actor')).toEqual([
      'net-aldo → net-aldo: 1 of 1, none of 0',
      'net-aldo → net-cora: 2.25 of 3, 0 of 3',
      'net-aldo → net-party: 0.25 of 1, none of 0',
      'net-berta → net-cora: 1.25 of 2, 0 of 2',
      'net-berta → net-party: 0.25 of 1, none of 0',
    ]);
  });

  it('reported, actor to topic: a claim is shared among its topics', async () => {
    expect(await edges('reported', 'actor_topic')).toEqual([
      'net-aldo → topic:diplomacy: 1.333333 of 2, none of 0',
      'net-aldo → topic:energy-resources: 0.833333 of 2, 0 of 2',
      'net-aldo → topic:trade: 2.333333 of 4, -0.25 of 4',
      'net-berta → topic:energy-resources: 0.5 of 1, 0 of 2',
      'net-berta → topic:trade: 1 of 2, -0.333333 of 3',
    ]);
  });

  it('what authors read into a mind is theirs: the holder is no end of an edge', async () => {
    expect(await edges('author', 'actor_actor')).toEqual([
      'net-writer-one → net-cora: 0.5 of 1, none of 0',
      'net-writer-two → net-cora: 0.5 of 1, none of 0',
    ]);
    expect((await table('author', 'nodes')).rows.map(([id]) => id)).not.toContain('net-aldo');
  });

  it('headlines are in a folder of their own', async () => {
    expect(await edges('publisher', 'actor_actor')).toEqual(['net-courier → net-party: 1 of 1, none of 0']);
  });

  it('edges tell when and of which types their claims are, and who stands at both ends', async () => {
    const found = asObjects(await table('reported', 'actor_actor')).find(
      ({ Source, Target }) => Source === 'net-aldo' && Target === 'net-cora',
    );
    expect(found).toMatchObject({
      claims: '3',
      date_min: '',
      date_max: '2021-03-01',
      claim_types: 'criticism: 1 | evaluation: 1 | fact: 1',
      source_name: 'Aldo Brenn',
      source_country: 'iso-NA',
      target_name: 'Cora Dahl',
      target_country: '',
    });
  });

  it('nodes tell how much they voice and how much is about them', async () => {
    const { rows } = await table('reported', 'nodes');
    expect(rows.map((row) => row.join('|'))).toEqual([
      'net-aldo|Aldo Brenn|Aldo Brenn|person|iso-NA|Namibia|true|4.5|1',
      'net-berta|Berta Brenn|Berta Brenn|person|||true|1.5|0',
      'net-cora|Cora Dahl|Cora Dahl|person|||false|0|3.5',
      'net-party|Harbour Party|Harbour Party|party|||false|0|0.5',
      'topic:diplomacy|Diplomacy|Diplomacy|topic|||false|0|1.333333',
      'topic:energy-resources|Energy and resources|Energy and resources|topic|||false|0|1.333333',
      'topic:trade|Trade|Trade|topic|||false|0|3.333333',
    ]);
  });
});

describe('the network files open elsewhere', () => {
  it('have the headers that Gephi looks for, and those that docs/network.md explains', async () => {
    const page = await readFile(join(REPOSITORY, 'docs', 'network.md'), 'utf8');
    const explained = (from: string): string[] => {
      const rows = page.slice(page.indexOf(`\n${from}`)).split('\n\n')[1] ?? '';
      return [...rows.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, cell = '']) =>
        cell.split(', ').map((name) => name.replaceAll('`', '')),
      );
    };
    for (const voice of VOICES) {
      expect((await table(voice, 'nodes')).header).toEqual(explained('`nodes.csv`'));
      for (const name of EDGES)
        expect((await table(voice, name)).header).toEqual(explained('`actor_actor.csv`'));
    }
    expect((await table('reported', 'nodes')).header.slice(0, 2)).toEqual(['Id', 'Label']);
    expect((await table('reported', 'actor_actor')).header.slice(0, 4)).toEqual([
      'Source',
      'Target',
      'Type',
      'Weight',
    ]);
  });

  it('DuckDB reads the CSV files as they are', async (context) => {
    for (const voice of VOICES) {
      const read = await readWithDuckdb(join(project.latest, 'network', voice), ['nodes', ...EDGES]);
      if (read === null) return context.skip('@duckdb/node-api has no binary for this machine');
      for (const [name, found] of read) expect(found, `${voice}/${name}`).toEqual(await table(voice, name));
    }
  });

  it('GraphML holds the same nodes and edges as the CSV files', async () => {
    for (const voice of VOICES) {
      const labels = new Map((await table(voice, 'nodes')).rows.map(([id, label]) => [id, label]));
      for (const name of EDGES) {
        const graph = await readGraphml(join(project.latest, 'network', voice, `${name}.graphml`));
        const rows = asObjects(await table(voice, name));
        expect(graph.edges).toEqual(
          rows.map(
            ({
              Source,
              Target,
              Type,
              Weight,
              source_name,
              source_country,
              target_name,
              target_country,
              ...row
            }) => ({
              source: Source,
              target: Target,
              weight: Weight,
              ...Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== '')),
            }),
          ),
        );
        const ends = new Set(rows.flatMap(({ Source, Target }) => [Source, Target]));
        expect(new Set(graph.nodes.map(({ id }) => id))).toEqual(ends);
        for (const { id, label } of graph.nodes) expect(label).toBe(labels.get(id));
      }
    }
  });
});

/** Nodes and edges of a GraphML file with their attributes under their names. */
async function readGraphml(path: string): Promise<{ nodes: Attributes[]; edges: Attributes[] }> {
  const names = new Map<string, string>();
  const graph = { nodes: [] as Attributes[], edges: [] as Attributes[] };
  let current: Attributes = {};
  let key: string | undefined;
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'key') names.set(attributes.id as string, attributes['attr.name'] as string);
    key = name === 'data' ? names.get(attributes.key as string) : undefined;
    if (name !== 'node' && name !== 'edge') return;
    current = { ...(attributes as Attributes) };
    graph[`${name}s`].push(current);
  });
  parser.on('text', (text) => {
    if (key !== undefined) current[key] = `${current[key] ?? ''}${text}`;
  });
  parser.on('closetag', () => {
    key = undefined;
  });
  parser.write(await readFile(path, 'utf8')).close();
  return graph;
}

type Attributes = Record<string, string>;
