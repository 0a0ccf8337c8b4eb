import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { FILES, type FinishedText, noExtent, sumOf, totalOf } from '../../write/pieces.ts';
import type { RecordFacts } from '../batch.ts';
import { digestOf } from './file.ts';

/** Records that lie beside each other and are kept together. */
export interface Shard {
  facts: readonly RecordFacts[];
  /** The line of JSON that holds the facts of a record, by its place. */
  fact: (place: number) => string;
  /** The same for its gists. */
  gists: (place: number) => string;
  /** The same for its questions to the registry. */
  note: (place: number) => string;
  /** The text of the records that have one. @throws the error of the file system */
  text: () => Uint8Array;
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
  /** What the text depends on beside the program: the release before. */
  history: string;
  /** Bytes of the facts, which follow. */
  facts: number;
  /** Bytes of the gists of each record, and then of its note, which come last. */
  lines: number[];
}

/** The two files of a shard, and their names, which follow from what is in them. */
interface ShardFiles {
  name: string;
  head: Head;
  facts: Uint8Array;
  text: Uint8Array;
}

/** Puts kept records together to a shard. */
export function joined(kept: readonly Kept[]): Shard {
  const [first] = kept;
  const isWhole =
    first?.shard.facts.length === kept.length &&
    kept.every(({ shard, place }, index) => shard === first.shard && place === index);
  if (first !== undefined && isWhole) return first.shard;
  return {
    facts: kept.map(({ shard, place }) => shard.facts[place] as RecordFacts),
    fact: (place) => lineAt(kept, place, 'fact'),
    gists: (place) => lineAt(kept, place, 'gists'),
    note: (place) => lineAt(kept, place, 'note'),
    text: () => joinedText(kept),
  };
}

function lineAt(kept: readonly Kept[], at: number, what: 'fact' | 'gists' | 'note'): string {
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
  const extents = kept.map(({ shard, place }) => shard.facts[place]?.extent ?? noExtent());
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
function startsIn({ facts }: Shard): number[][] {
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
export function textOf({ facts, text }: Shard): FinishedText {
  return {
    bytes: text(),
    extent: sumOf(facts.flatMap(({ extent }) => extent ?? [])),
    parts: facts.flatMap(({ parts }) => parts ?? []),
  };
}

/** A shard as files. */
export function filesOf(shard: Shard, history: string): ShardFiles {
  const { facts } = shard;
  const text = facts.some(({ extent }) => extent !== null) ? shard.text() : new Uint8Array(0);
  const places = [...facts.keys()];
  // One list, which is read at once.
  const list = Buffer.from(`[${places.map(shard.fact).join()}]\n`);
  const lines = [...places.map(shard.gists), ...places.map(shard.note)].map((line) =>
    Buffer.from(`${line}\n`),
  );
  const head: Head = {
    text: text.length === 0 ? null : digestOf(text),
    history,
    facts: list.length,
    lines: lines.map(({ length }) => length),
  };
  const content = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), list, ...lines]);
  return { name: digestOf(content), head, facts: content, text };
}

/**
 * Reads a shard from its files.
 * @param isTouched whether they were touched since they were written, so that their digests have to be looked at
 * @throws Error when they are not what was written, and the error of the file system
 */
export function readShard(
  files: { facts: string; text: string },
  name: string,
  isTouched: { facts: boolean; text: boolean },
): { shard: Shard; history: string } {
  if (isTouched.facts && digestOf(readFileSync(files.facts)) !== name)
    throw new Error(`${files.facts} is damaged`);
  const { head, facts } = readFacts(files.facts);
  if (head.text !== null && isTouched.text && digestOf(readFileSync(files.text)) !== head.text)
    throw new Error(`${files.text} is damaged`);
  return { history: head.history, shard: onDisk(files, head, facts) };
}

/** A shard whose facts are at hand; the rest is read when somebody asks: kept, it would be most of what the memory holds. */
export function onDisk(
  files: { facts: string; text: string },
  { text, lines }: Head,
  facts: readonly RecordFacts[],
): Shard {
  const line = (place: number): string => {
    const length = lines[place] as number;
    const fromEnd = lines.slice(place).reduce((sum, one) => sum + one, 0);
    return readBack(files.facts, fromEnd, length - 1);
  };
  return {
    facts,
    fact: (place) => JSON.stringify(facts[place]),
    gists: line,
    note: (place) => line(facts.length + place),
    text: () => (text === null ? new Uint8Array(0) : readFileSync(files.text)),
  };
}

/** So much is read at once: the head of a shard is smaller, and its facts often are. */
const FIRST = 1 << 16;

function readFacts(file: string): { head: Head; facts: RecordFacts[] } {
  return withFile(file, (handle) => {
    let bytes = readAt(handle, 0, FIRST);
    const start = bytes.indexOf('\n') + 1;
    const head = JSON.parse(bytes.toString('utf8', 0, start)) as Head;
    const missing = start + head.facts - bytes.length;
    if (missing > 0) bytes = Buffer.concat([bytes, readAt(handle, bytes.length, missing)]);
    return { head, facts: JSON.parse(bytes.toString('utf8', start, start + head.facts)) as RecordFacts[] };
  });
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
