import { openQuestionRows } from '../agreement/disagreements.ts';
import type { DisagreementsRow, ProvenanceRow, Rows } from '../model/generated/tables.ts';
import type { Model } from '../model/model.ts';
import { type Row, type Table, tableNamed } from '../model/tables.ts';
import type { ResolvedRecord } from '../normalize/resolved.ts';
import { rowCheck } from './check-row.ts';
import { claimLineMaker } from './claim-lines.ts';
import { ENTRY_FILES, entryTextMaker } from './entry-text.ts';
import { csvLinesOfMany } from './formats/csv/lines.ts';
import { BETWEEN_ITEMS, recordJson } from './formats/json.ts';
import { type ClaimHistory, NO_HISTORY } from './history.ts';
import { CLAIM_TABLES, type RecordRows } from './record-rows.ts';
import { type Stated, statedIn } from './rows/proposition-rows.ts';
import { inOwners, ownerOf } from './rows/provenance-rows.ts';

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
  bytes: Uint8Array;
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
  const claims = table('claims');
  const linesOf = claimLineMaker(claims, history);
  const json = recordJson(model.tables);
  const check = rowCheck();
  const entryText = entryTextMaker(model.tables);
  const buffers = FILES.map(() => keptBuffer());
  let sum = noExtent();
  return {
    add: (resolved, rows) => {
      const extent = noExtent();
      const append = (name: (typeof FILES)[number], text: string, count: number): number => {
        const place = FILES.indexOf(name);
        const length = text === '' ? 0 : buffers[place]!.append(text);
        extent.rows[place] = (extent.rows[place] as number) + count;
        extent.bytes[place] = (extent.bytes[place] as number) + length;
        return length;
      };
      const lines = (
        name: keyof Rows & (typeof STREAMED)[number],
        some: readonly Row[],
        key?: string,
      ): void => {
        check(table(name), some[0], key === undefined ? {} : { claim_id: key });
        append(name, csvLinesOfMany(table(name), some, key), some.length);
      };
      const lineOf = linesOf(rows.shared);
      for (const claim of rows.claims) {
        const { own, parts, provenance } = claim;
        const id = own.claim_id;
        const { csv, history: releases } = lineOf(own);
        check(claims, rows.shared, own);
        append('claims', csv, 1);
        lines('claim_history', [releases], id);
        lines('provenance', provenance);
        for (const name of CLAIM_TABLES) lines(name, parts[name], id);
        append('claims.jsonl', json.claimLine(claim, rows.shared.source_id), 1);
      }
      append('sources.json', `${BETWEEN_ITEMS}${json.source(rows)}`, 1);
      lines('sources', [rows.source]);
      lines('source_copies', rows.copies);
      lines('anchors', rows.anchors);
      const entries = rows.entries.map((entry): [string, ...number[]] => {
        const { texts, rows: counts } = entryText(entry);
        return [entry.id, ...ENTRY_FILES.map((name, at) => append(name, texts[at]!, counts[at]!))];
      });
      const { own, ofRegistry } = rows.provenance;
      const owners = inOwners(own).map((some): [string, number] => {
        const text = csvLinesOfMany(table('provenance'), some);
        return [ownerOf(some[0]!), append('shared provenance', text, some.length)];
      });
      sum = sumOf([sum, extent]);
      const questions = openQuestionRows(resolved);
      check(table('provenance'), own[0] ?? ofRegistry[0]);
      check(table('disagreements'), questions[0]);
      const stated = statedIn(resolved);
      return { extent, parts: { questions, stated, provenance: ofRegistry, entries, owners } };
    },
    take: () => {
      const extent = sum;
      const bytes = new Uint8Array(totalOf(extent));
      let at = 0;
      for (const buffer of buffers) at += buffer.take(bytes, at);
      sum = noExtent();
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

/** Memory that is used again and again: text written into it as UTF-8 is finished, four times as fast as by way of `join`. */
function keptBuffer(): {
  append: (text: string) => number;
  take: (into: Uint8Array, at: number) => number;
} {
  let buffer = Buffer.allocUnsafeSlow(1 << 16);
  let used = 0;
  return {
    append: (text) => {
      const needed = used + text.length * MOST_BYTES;
      if (needed > buffer.length) {
        const larger = Buffer.allocUnsafeSlow(needed * 2);
        buffer.copy(larger, 0, 0, used);
        buffer = larger;
      }
      const written = buffer.write(text, used);
      used += written;
      return written;
    },
    take: (into, at) => {
      into.set(buffer.subarray(0, used), at);
      const taken = used;
      used = 0;
      return taken;
    },
  };
}
