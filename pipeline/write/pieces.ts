import { openQuestionRows } from '../agreement/disagreements.ts';
import type { DisagreementsRow, ProvenanceRow, Rows } from '../model/generated/tables.ts';
import type { Model } from '../model/model.ts';
import { type Row, type Table, tableNamed } from '../model/tables.ts';
import type { ResolvedRecord } from '../normalize/resolved.ts';
import { rowCheck } from './check-row.ts';
import { claimLineMaker } from './claim-lines.ts';
import { csvLinesOfMany } from './formats/csv/lines.ts';
import { BETWEEN_ITEMS, recordJson } from './formats/json.ts';
import { type ClaimHistory, NO_HISTORY } from './history.ts';
import { CLAIM_TABLES, type RecordRows } from './record-rows.ts';
import { type Stated, statedIn } from './rows/proposition-rows.ts';
import { inOwners, ownerOf } from './rows/provenance-rows.ts';
import { ENTRY_FILES, entryTextMaker } from './sorted/entry-text.ts';

/** The files of a dataset that grow record by record: tables, then JSON. */
export const STREAMED = [
  'claims',
  ...CLAIM_TABLES,
  'claim_history',
  'provenance',
  'sources',
  'source_copies',
  'anchors',
  'claims.jsonl',
  'sources.json',
] as const;

/** Files, or the ends of them, that are sorted by what they are about when all records are there. */
export const SORTED = [...ENTRY_FILES, 'shared provenance'] as const;

/** All files that a record has a part in. */
export const FILES = [...STREAMED, ...SORTED] as const;

/** What a record adds to tables that are put together from all records. */
export interface RecordParts {
  /** What the record leaves open for a second coder. */
  questions: DisagreementsRow[];
  /** Its claims that claims of other works say as well. */
  stated: Stated[];
  /** What events of the registry give to many of its claims. */
  provenance: ProvenanceRow[];
  /** The ids of its entities and events, sorted, each with its bytes in the files of {@link ENTRY_FILES}. */
  entries: [id: string, ...bytes: number[]][];
  /** Itself and its events, as far as they give something to many claims, with the bytes of what is told of that. */
  owners: [owner: string, bytes: number][];
}

/** Bytes and rows that a record, or several, have in the files of {@link STREAMED} and {@link SORTED}, in their order. */
export interface Extent {
  bytes: number[];
  rows: number[];
}

/** The finished text of some records: file after file in the order of {@link STREAMED} and {@link SORTED}, in each the records in theirs. */
export interface FinishedText {
  /** The bytes, or the file that holds them. */
  bytes: Uint8Array | { file: string };
  extent: Extent;
  parts: readonly RecordParts[];
}

/** Writes the rows of records as text, one record after the other. */
export interface TextMaker {
  add: (resolved: ResolvedRecord, rows: RecordRows) => { extent: Extent; parts: RecordParts };
  /** What was added since the last time, in memory of its own. */
  take: () => Uint8Array;
}

/** Prepares the writing of text. */
export function textMaker(model: Model, history: ClaimHistory = NO_HISTORY): TextMaker {
  const table = (name: keyof Rows & string): Table => tableNamed(model.tables, name);
  const [claims, provenance, disagreements] = [table('claims'), table('provenance'), table('disagreements')];
  const linesOf = claimLineMaker(claims, history);
  const json = recordJson(model.tables);
  const check = rowCheck();
  const entryText = entryTextMaker(model.tables);
  const buffers = FILES.map(() => keptBuffer());
  const appendTo = (name: (typeof FILES)[number]): KeptBuffer['append'] =>
    buffers[FILES.indexOf(name)]!.append;
  const linesTo = (name: keyof Rows & (typeof STREAMED)[number]) => {
    const [one, append] = [table(name), appendTo(name)];
    return (rows: readonly Row[], key?: string): void => {
      if (rows.length === 0) return;
      check(one, rows[0], key === undefined ? {} : { claim_id: key });
      append(csvLinesOfMany(one, rows, key), rows.length);
    };
  };
  const to = {
    claims: appendTo('claims'),
    history: linesTo('claim_history'),
    provenance: linesTo('provenance'),
    parts: CLAIM_TABLES.map((name) => ({ name, lines: linesTo(name) })),
    claimsJson: appendTo('claims.jsonl'),
    sourcesJson: appendTo('sources.json'),
    sources: linesTo('sources'),
    copies: linesTo('source_copies'),
    anchors: linesTo('anchors'),
    entries: ENTRY_FILES.map(appendTo),
    shared: appendTo('shared provenance'),
  };
  return {
    add: (resolved, rows) => {
      const lineOf = linesOf(rows.shared);
      for (const claim of rows.claims) {
        const { own, parts } = claim;
        const id = own.claim_id;
        const { csv, history: releases } = lineOf(own);
        check(claims, rows.shared, own);
        to.claims(csv, 1);
        to.history([releases], id);
        to.provenance(claim.provenance);
        for (const { name, lines } of to.parts) lines(parts[name], id);
        to.claimsJson(json.claimLine(claim, rows.shared.source_id), 1);
      }
      to.sourcesJson(`${BETWEEN_ITEMS}${json.source(rows)}`, 1);
      to.sources([rows.source]);
      to.copies(rows.copies);
      to.anchors(rows.anchors);
      const entries = rows.entries.map((entry): [string, ...number[]] => {
        const { texts, rows: counts } = entryText(entry);
        return [entry.id, ...to.entries.map((append, at) => append(texts[at]!, counts[at]!))];
      });
      const { own, ofRegistry } = rows.provenance;
      const owners = inOwners(own).map((some): [string, number] => [
        ownerOf(some[0]!),
        to.shared(csvLinesOfMany(provenance, some), some.length),
      ]);
      const questions = openQuestionRows(resolved);
      check(provenance, own[0] ?? ofRegistry[0]);
      check(disagreements, questions[0]);
      const stated = statedIn(resolved);
      const counts = buffers.map(({ counted }) => counted());
      return {
        extent: { bytes: counts.map(({ bytes }) => bytes), rows: counts.map(({ rows }) => rows) },
        parts: { questions, stated, provenance: ofRegistry, entries, owners },
      };
    },
    take: () => {
      const bytes = new Uint8Array(buffers.reduce((sum, { size }) => sum + size(), 0));
      let at = 0;
      for (const buffer of buffers) at += buffer.take(bytes, at);
      return bytes;
    },
  };
}

/** The extent of nothing. */
export function noExtent(): Extent {
  return { bytes: FILES.map(() => 0), rows: FILES.map(() => 0) };
}

/** The extent of several texts together. */
export function sumOf(extents: readonly Extent[]): Extent {
  const sum = noExtent();
  for (const { bytes, rows } of extents)
    for (let place = 0; place < FILES.length; place += 1) {
      sum.bytes[place] = (sum.bytes[place] as number) + (bytes[place] as number);
      sum.rows[place] = (sum.rows[place] as number) + (rows[place] as number);
    }
  return sum;
}

/** All bytes of an extent. */
export function totalOf({ bytes }: Pick<Extent, 'bytes'>): number {
  return bytes.reduce((sum, count) => sum + count, 0);
}

/** Bytes that a character of JavaScript takes at most in UTF-8. */
const MOST_BYTES = 3;

/** The text of a file, in memory that is used again and again. */
interface KeptBuffer {
  /** Adds text that has so many rows. Returns its bytes. */
  append: (text: string, rows: number) => number;
  /** What was added since this was asked last. */
  counted: () => { bytes: number; rows: number };
  size: () => number;
  take: (into: Uint8Array, at: number) => number;
}

/** Text written into it as UTF-8 is finished, four times as fast as by way of `join`. */
function keptBuffer(): KeptBuffer {
  let buffer = Buffer.allocUnsafeSlow(1 << 16);
  let used = 0;
  let counts = { bytes: 0, rows: 0 };
  return {
    append: (text, rows) => {
      counts.rows += rows;
      if (text === '') return 0;
      const needed = used + text.length * MOST_BYTES;
      if (needed > buffer.length) {
        const larger = Buffer.allocUnsafeSlow(needed * 2);
        buffer.copy(larger, 0, 0, used);
        buffer = larger;
      }
      const written = buffer.write(text, used);
      used += written;
      counts.bytes += written;
      return written;
    },
    counted: () => {
      const told = counts;
      counts = { bytes: 0, rows: 0 };
      return told;
    },
    size: () => used,
    take: (into, at) => {
      into.set(buffer.subarray(0, used), at);
      const taken = used;
      used = 0;
      return taken;
    },
  };
}
