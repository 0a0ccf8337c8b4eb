import { readFileSync } from 'node:fs';
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
  records: number;
}

/** The two files of a shard, and their names, which follow from what is in them. */
interface ShardFiles {
  name: string;
  facts: string;
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
  const head: Head = { text: text.length === 0 ? null : digestOf(text), history, records: facts.length };
  const lines = [
    JSON.stringify(head),
    ...facts.map((_, place) => shard.fact(place)),
    ...facts.map((_, place) => shard.gists(place)),
    ...facts.map((_, place) => shard.note(place)),
    '',
  ].join('\n');
  return { name: digestOf(lines), facts: lines, text };
}

/** The file of facts that was read last, with its lines: what is asked for mostly comes from one after the other. */
export interface LastRead {
  file: string;
  lines: string[];
}

/**
 * Reads a shard from its files.
 * @param isTouched whether they were touched since they were written, so that their digests have to be looked at
 * @param last shared by all shards of a store
 * @throws Error when they are not what was written, and the error of the file system
 */
export function readShard(
  files: { facts: string; text: string },
  name: string,
  isTouched: { facts: boolean; text: boolean },
  last: LastRead,
): { shard: Shard; history: string } {
  const lines = linesOf(files.facts);
  if (isTouched.facts && digestOf(lines.join('\n')) !== name) throw new Error(`${files.facts} is damaged`);
  const { text, history, records } = JSON.parse(lines[0] as string) as Head;
  if (text !== null && isTouched.text && digestOf(readFileSync(files.text)) !== text)
    throw new Error(`${files.text} is damaged`);
  const facts = lines.slice(1, records + 1).map((line) => JSON.parse(line) as RecordFacts);
  return { history, shard: onDisk(files, facts, text !== null, last) };
}

/** A shard whose facts are at hand; the rest is read when somebody asks: kept, it would be most of what the memory holds. */
export function onDisk(
  files: { facts: string; text: string },
  facts: readonly RecordFacts[],
  hasText: boolean,
  last: LastRead,
): Shard {
  const line = (at: number): string => {
    if (last.file !== files.facts) Object.assign(last, { file: files.facts, lines: linesOf(files.facts) });
    return last.lines[at] as string;
  };
  const { length } = facts;
  return {
    facts,
    fact: (place) => line(1 + place),
    gists: (place) => line(1 + length + place),
    note: (place) => line(1 + 2 * length + place),
    text: () => (hasText ? readFileSync(files.text) : new Uint8Array(0)),
  };
}

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8').split('\n');
}
