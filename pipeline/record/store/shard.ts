import { closeSync, fstatSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { DamagedFile } from '../../diagnostics/damaged.ts';
import { FILES, type FinishedText, noExtent, sumOf, totalOf } from '../../write/pieces.ts';
import type { RecordFacts } from '../batch.ts';
import { digestOf } from './file.ts';

/** Records that lie beside each other and are kept together. */
export interface Shard {
  length: number;
  /** What is known of each; read anew each time where it lies on a disk, because all of them would be most of what the memory holds. */
  facts: () => readonly RecordFacts[];
  /** The same as a list of JSON. */
  json: () => string;
  /** The line of JSON that holds the gists of a record, by its place. */
  gists: (place: number) => string;
  /** The same for its questions to the registry. */
  note: (place: number) => string;
  /** The text of the records that have one. @throws the error of the file system */
  text: () => Uint8Array;
  /** The file that holds just this text; null when there is none. */
  textFile: () => string | null;
}

/** A record as it is kept: the shard it is in, and its place there. */
export interface Kept {
  shard: Shard;
  place: number;
}

/** What the file of a shard says before its records. */
interface Head {
  /** Digest of the text in the other file; null when there is none. */
  text: string | null;
  /** Bytes of the facts, which follow. */
  facts: number;
  /** Bytes of the gists of each record, and then of its note, which come last. */
  lines: number[];
}

/** The two files of a shard, and their names, which follow from what is in them. */
interface ShardFiles {
  name: string;
  facts: Uint8Array;
  text: Uint8Array;
}

/** Puts kept records together to a shard. */
export function joined(kept: readonly Kept[]): Shard {
  const [first] = kept;
  const isWhole =
    first?.shard.length === kept.length &&
    kept.every(({ shard, place }, index) => shard === first.shard && place === index);
  if (first !== undefined && isWhole) return first.shard;
  return {
    length: kept.length,
    facts: () => factsOf(kept),
    json: () => JSON.stringify(factsOf(kept)),
    gists: (place) => lineAt(kept, place, 'gists'),
    note: (place) => lineAt(kept, place, 'note'),
    text: () => joinedText(kept),
    textFile: () => null,
  };
}

function factsOf(kept: readonly Kept[]): RecordFacts[] {
  const facts = new Map<Shard, readonly RecordFacts[]>();
  for (const { shard } of kept) if (!facts.has(shard)) facts.set(shard, shard.facts());
  return kept.map(({ shard, place }) => facts.get(shard)?.[place] as RecordFacts);
}

function lineAt(kept: readonly Kept[], at: number, what: 'gists' | 'note'): string {
  const { shard, place } = kept[at] as Kept;
  return shard[what](place);
}

/** The text of records out of several shards: file after file, in each the records in their order. */
function joinedText(kept: readonly Kept[]): Uint8Array {
  const texts = new Map<Shard, Uint8Array>();
  const starts = new Map<Shard, number[][]>();
  for (const { shard } of kept) {
    if (texts.has(shard)) continue;
    texts.set(shard, shard.text());
    starts.set(shard, startsIn(shard));
  }
  const extents = factsOf(kept).map(({ extent }) => extent ?? noExtent());
  const all = new Uint8Array(totalOf(sumOf(extents)));
  let at = 0;
  for (let file = 0; file < FILES.length; file += 1)
    for (const [index, { shard, place }] of kept.entries()) {
      const length = extents[index]?.bytes[file] as number;
      if (length === 0) continue;
      const start = starts.get(shard)?.[place]?.[file] as number;
      all.set((texts.get(shard) as Uint8Array).subarray(start, start + length), at);
      at += length;
    }
  return all;
}

/** Where in the text of a shard the part of each record begins, for each file. */
function startsIn(shard: Shard): number[][] {
  const facts = shard.facts();
  const starts: number[][] = facts.map(() => []);
  let at = 0;
  for (let file = 0; file < FILES.length; file += 1)
    for (const [place, { extent }] of facts.entries()) {
      (starts[place] as number[]).push(at);
      at += extent?.bytes[file] ?? 0;
    }
  return starts;
}

/** The text of a shard with its extent, as the dataset takes it. */
export function textOf(shard: Shard): FinishedText {
  const facts = shard.facts();
  const file = shard.textFile();
  return {
    bytes: file === null ? shard.text() : { file },
    extent: sumOf(facts.flatMap(({ extent }) => extent ?? [])),
    parts: facts.flatMap(({ parts }) => parts ?? []),
  };
}

/** A shard as files. */
export function filesOf(shard: Shard): ShardFiles {
  const facts = shard.facts();
  const text = facts.some(({ extent }) => extent !== null) ? shard.text() : new Uint8Array(0);
  const places = [...facts.keys()];
  // One list, which is read at once.
  const list = Buffer.from(`${shard.json()}\n`);
  const lines = [...places.map(shard.gists), ...places.map(shard.note)].map((line) =>
    Buffer.from(`${line}\n`),
  );
  const head: Head = {
    text: text.length === 0 ? null : digestOf(text),
    facts: list.length,
    lines: lines.map(({ length }) => length),
  };
  const content = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), list, ...lines]);
  return { name: digestOf(content), facts: content, text };
}

/** Where the two files of a shard lie. */
export interface ShardPlace {
  facts: string;
  text: string;
}

/**
 * Looks whether the files of a shard are what was written.
 * @param isTouched whether they were touched since; a file that was not is trusted
 * @throws Error when they are not, and the error of the file system
 */
export function verifyShard(
  { facts, text }: ShardPlace,
  name: string,
  isTouched: { facts: boolean; text: boolean },
): void {
  if (isTouched.facts && digestOf(readFileSync(facts)) !== name) throw new Error(`${facts} is damaged`);
  if (!isTouched.text) return;
  const { head } = openContent(facts);
  if (head.text !== null && digestOf(readFileSync(text)) !== head.text) throw new Error(`${text} is damaged`);
}

/** Of the files of facts that were read last, what is in them. */
export type Recent = Map<string, Content>;

/** A shard of so many records, of which all is read when somebody asks. */
export function onDisk(place: ShardPlace, length: number, recent: Recent): Shard {
  const line = (at: number): string => {
    const { head } = contentOf(place.facts, recent);
    const bytes = head.lines[at] as number;
    const fromEnd = head.lines.slice(at).reduce((sum, one) => sum + one, 0);
    return readBack(place.facts, fromEnd, bytes - 1);
  };
  const hasText = (): boolean => contentOf(place.facts, recent).head.text !== null;
  return {
    length,
    facts: () => contentOf(place.facts, recent).facts(),
    json: () => JSON.stringify(contentOf(place.facts, recent).facts()),
    gists: line,
    note: (at) => line(length + at),
    text: () => (hasText() ? readFileSync(place.text) : new Uint8Array(0)),
    textFile: () => (hasText() ? place.text : null),
  };
}

/** The beginning of a file of facts. */
interface Content {
  head: Head;
  facts: () => RecordFacts[];
}

/** Records are asked for in their order, and a new shard is made of a few old ones. */
const RECENT = 4;

function contentOf(file: string, recent: Recent): Content {
  const known = recent.get(file);
  if (known !== undefined) return known;
  const content = openContent(file);
  for (const oldest of recent.keys()) if (recent.size >= RECENT) recent.delete(oldest);
  recent.set(file, content);
  return content;
}

/** So much is read at once: the head of a shard is smaller, and its facts often are. */
const FIRST = 1 << 16;

function openContent(file: string): Content {
  return withFile(file, (handle) => {
    let bytes = readAt(handle, 0, FIRST);
    const start = bytes.indexOf('\n') + 1;
    const head = read<Head>(file, bytes.toString('utf8', 0, start));
    const end = start + head.facts;
    if (end > bytes.length) bytes = Buffer.concat([bytes, readAt(handle, bytes.length, end - bytes.length)]);
    let facts: RecordFacts[] | undefined;
    return {
      head,
      facts: () => {
        facts ??= read<RecordFacts[]>(file, bytes.toString('utf8', start, end));
        return facts;
      },
    };
  });
}

/** @throws DamagedFile when this is no JSON, though nobody touched the file: it is taken away, so that the next build makes it anew */
function read<T>(file: string, json: string): T {
  try {
    return JSON.parse(json) as T;
  } catch {
    rmSync(file, { force: true });
    throw new DamagedFile(file, 'is not what was written there', 'Run make again, and look after the disk.');
  }
}

/** A text of some bytes that begins so many before the end of a file. */
function readBack(file: string, fromEnd: number, length: number): string {
  return withFile(file, (handle) => readAt(handle, fstatSync(handle).size - fromEnd, length).toString());
}

function withFile<T>(file: string, read: (handle: number) => T): T {
  const handle = openSync(file, 'r');
  try {
    return read(handle);
  } finally {
    closeSync(handle);
  }
}

function readAt(handle: number, start: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  return bytes.subarray(0, readSync(handle, bytes, 0, length, start));
}
