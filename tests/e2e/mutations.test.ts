import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { randomNumbers } from '../../pipeline/agreement/bootstrap.ts';
import { readCsv } from '../../pipeline/compare/csv.ts';
import { canonical } from '../../pipeline/contribute/fix/edit.ts';
import type { Diagnostic } from '../../pipeline/diagnostics/diagnostic.ts';
import { withRange } from '../../pipeline/diagnostics/finding.ts';
import { parseYaml } from '../../pipeline/ingest/parse.ts';
import { locate } from '../../pipeline/ingest/positions.ts';
import type { Model } from '../../pipeline/model/model.ts';
import { openProject, toolsOf } from '../../pipeline/project.ts';
import { type BatchWork, batchWork, type RecordFacts } from '../../pipeline/record/batch.ts';
import { checkAcross } from '../../pipeline/validate/across.ts';
import type { RecordSummary } from '../../pipeline/validate/summary.ts';
import { NO_HISTORY } from '../../pipeline/write/history.ts';
import { STREAMED } from '../../pipeline/write/pieces.ts';
import { KINDS, type Mutation, mutate } from '../support/mutations.ts';
import { fixture, type Project, REPOSITORY, SEED, seedRecord } from '../support/project.ts';
import { projectWithArvania } from '../support/try-records.ts';
import { goesOn } from '../support/vitest/soak.ts';

vi.setConfig({ testTimeout: 1_800_000 });

/** Slips that are tried; a soak goes on with others until its time is over. */
const RUNS = 200;
/** How far from a slip its error may be told. */
const NEAR = 2;
/** The share of the slips with an error that must be told so near. */
const SHARE = 0.95;

let project: Project;
let model: Model;
let work: BatchWork;
let records: [id: string, text: string][];
/** What the records need to know of each other. */
const summaries = new Map<string, RecordSummary>();

/** What the build makes of a record. */
interface Made {
  errors: Diagnostic[];
  /** Everything a reviewer is shown: values, own entities and events, warnings; without lines and digests. */
  shown: string;
  /** What the file says, whatever the order of its keys, entities and events; undefined when it cannot be read. */
  says: string | undefined;
}

beforeAll(async () => {
  const every = await readFile(join(REPOSITORY, 'tests/fixtures/mutations/every-key.yaml'), 'utf8');
  records = [
    [SEED, await seedRecord()],
    ['every-key', every],
    ['plain', await fixture('plain.yaml')],
  ];
  project = await projectWithArvania({});
  const tools = await toolsOf(REPOSITORY);
  model = tools.model;
  // The registry is the same for every slip, so it is read once; each record then goes through the build's own batches.
  const opened = await openProject({ root: project.root, schemas: REPOSITORY }, tools);
  work = batchWork(opened, { history: NO_HISTORY, isTried: false });
  await mkdir(join(project.root, 'sources/records'), { recursive: true });
});
afterAll(() => project.remove());

async function make(id: string, text: string): Promise<Made> {
  const path = `sources/records/${id}.yaml`;
  await writeFile(join(project.root, path), text);
  const batch = await work([path]);
  const { extent, parts, retired, summary, diagnostics } = JSON.parse(batch.facts[0]!) as RecordFacts;
  summaries.set(id, summary);
  const { value: file } = parseYaml(path, Buffer.from(text));
  const across = checkAcross([...summaries.values()])
    .filter((finding) => finding.file === path)
    .map((finding) => withRange(finding, locate(file).value(finding.path)));
  const all = [...diagnostics, ...across];
  let at = 0;
  const texts = STREAMED.map((name, place): [string, Uint8Array] => {
    const start = at;
    at += extent?.bytes[place] ?? 0;
    return [name, batch.text.subarray(start, at)];
  });
  const tables = texts
    .filter(([name]) => !name.includes('.'))
    // What digests of sentences and copies say is a value of its own.
    .map(([name, bytes]) => [
      name,
      /anchors|copies/.test(name) ? Buffer.from(bytes).toString() : valuesOf(name, bytes),
    ]);
  return {
    errors: all.filter(({ severity }) => severity === 'error'),
    shown: JSON.stringify([
      tables,
      extent?.rows,
      parts?.questions,
      sourcesOf(texts.at(-1)?.[1]),
      unorderedEntries((file.value ?? {}) as Entries),
      retired.map(({ line: _, ...row }) => row),
      all.map(({ code, message }) => [code, message]),
    ]),
    says: file.value === undefined ? undefined : canonical(unordered(file.value)),
  };
}

type Entries = { entities?: unknown[]; events?: unknown[] };

function unorderedEntries({ entities = [], events = [] }: Entries): { entities: string[]; events: string[] } {
  return { entities: entities.map(canonical).sort(), events: events.map(canonical).sort() };
}

/** A record whose lists of entities and events, which have no order, are sorted. */
function unordered(record: unknown): unknown {
  const { entities = [], events = [], ...rest } = record as Record<string, unknown[]>;
  return { ...rest, ...unorderedEntries({ entities, events }) };
}

/** The rows of a table without the columns that say where and not what: lines and digests of the file. */
function valuesOf(name: string, bytes: Uint8Array): string[][] {
  const columns = model.tables.tables.find((table) => table.name === name)?.columns ?? [];
  const isValue = columns.map(
    (column) => column.digest !== false && !/(^|_)(line|digest)$/.test(column.name),
  );
  return [...readCsv(Buffer.from(bytes).toString())].map((row) => row.filter((_, index) => isValue[index]));
}

function sourcesOf(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? [])
    .toString()
    .replaceAll(/"record_digest":"\w+"|"(record_)?line":\d+/g, '');
}

const isNear = ({ from, to }: Mutation, errors: readonly Diagnostic[]): boolean =>
  errors.some(({ line }) => line >= from - NEAR && line <= to + NEAR);

it('slips in whole records: each is an error near it, a visible change, or changes nothing', async () => {
  const random = randomNumbers(Number(process.env.SEED));
  const counts = { near: 0, far: 0, visible: 0, same: 0 };
  const silent: string[] = [];
  const originals = new Map<string, Made>();
  // Once for what the records need to know of each other, and once more with it.
  for (const [id, text] of [...records, ...records]) originals.set(id, await make(id, text));
  for (const [id, { errors }] of originals) expect(errors, id).toEqual([]);
  const sound = new Map(summaries);
  const started = performance.now();
  let run = 0;
  for (; goesOn(run, RUNS, started, 0.5); run++) {
    const [id, text] = records[run % records.length] as [string, string];
    const kind = KINDS[Math.floor(run / records.length) % KINDS.length] as string;
    const slip = mutate(text, kind, random);
    const { errors, shown, says } = await make(id, slip.text);
    const original = originals.get(id) as Made;
    summaries.set(id, sound.get(id) as RecordSummary);
    if (errors.length > 0) counts[isNear(slip, errors) ? 'near' : 'far']++;
    else if (says === original.says) counts.same++;
    else if (shown !== original.shown) counts.visible++;
    else silent.push(`${id}: ${slip.what}`);
  }
  const share = counts.near / (counts.near + counts.far);
  console.info(
    `${run} slips: ${counts.near + counts.far} errors, ${(share * 100).toFixed(1)} % of them within ${NEAR} lines; ` +
      `${counts.visible} visible changes, ${counts.same} without a meaning, ${silent.length} silent`,
  );
  expect(silent).toEqual([]);
  // Of few slips chance takes its part.
  expect(share).toBeGreaterThanOrEqual(run < 1000 ? SHARE - 0.05 : SHARE);
});

it('the records in which slips are made use every key that a record can have', () => {
  const used = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value)) for (const key of Object.keys(value)) used.add(key);
    for (const item of Object.values(value)) collect(item);
  };
  for (const [id, text] of records) collect(parseYaml(id, Buffer.from(text)).value.value);
  const known = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { properties } = node as { properties?: Record<string, unknown> };
    if (typeof properties === 'object') for (const key of Object.keys(properties)) known.add(key);
    for (const item of Object.values(node)) visit(item);
  };
  // A review is a file of its own, with tests of its own.
  const {
    review: _,
    judged: __,
    ...definitions
  } = model.schemas.record.definitions as Record<string, unknown>;
  visit({ ...model.schemas.record, definitions });
  // A withdrawn record has a test of its own: little is left of it in which a slip would show.
  expect([...known].filter((key) => !used.has(key))).toEqual(['withdrawn']);
});
