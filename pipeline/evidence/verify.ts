import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { inFileOrder } from '../diagnostics/problem.ts';
import { locate } from '../ingest/positions.ts';
import { countWords } from '../model/words.ts';
import { findAcrossUnits } from './across-units.ts';
import { align, marked, type Verdict } from './align.ts';
import { asRecorded } from './as-recorded.ts';
import * as say from './diagnostics.ts';
import { misplaced, placesNow } from './misplaced.ts';
import { checkQuote, type QuoteVerdict, quoteSource } from './quote.ts';
import { claimsByUnit, type EvidenceRecord } from './record.ts';
import { readCopy } from './text/copy.ts';
import { chooseDivision } from './text/divisions.ts';
import { fingerprintOf, NORMALIZATION, type Sha256 } from './text/normal-text.ts';
import { sentenceRule } from './text/rules.ts';
import type { Unit } from './text/units.ts';
import { indexWords, type SourceWords } from './text/words.ts';
import { type KnownPhrases, SHARED_WORDS, type SharedRun, sharedRuns } from './wording.ts';

/** What a text says of a record. It holds no words of the text but those that the record has as well. */
export interface Verification {
  /** The name of the record's file: its id, with the coder's for a second coding. */
  record: string;
  /** How the text was divided: the id of a copy, `header`, or `whole`. */
  divided: string;
  /** Whether it is the very file, or at least word for word the text, that was fingerprinted; null without fingerprints. */
  same: { file: boolean; body: boolean } | null;
  anchors: (Verdict & { claims: string[] })[];
  quotes: ({ claim: string } & QuoteVerdict)[];
  quotedWords: number;
  /** The longest run of words that a claim shares with the source, names and set phrases not counted. */
  longest: { claim: string; run: SharedRun } | null;
  /** Runs that only names and set phrases make longer than allowed. */
  excepted: { claim: string; run: SharedRun }[];
  diagnostics: Diagnostic[];
}

/**
 * Holds a record against a text: where its sentences are, whether its quotes stand there, and whether its paraphrases
 * keep their distance. Nothing is written and nothing is put right.
 * @param bytes the file of the text as it lies on disk
 * @param known names, and the set phrases of this record
 */
export function verify(
  source: EvidenceRecord,
  bytes: Uint8Array,
  known: KnownPhrases,
  sha256: Sha256,
): Verification {
  const { file, record } = source;
  const copy = readCopy(bytes);
  const { units, divided } = chooseDivision(record, copy, sha256);
  const words = indexWords(units);
  const anchors = verdictsOf(source, units, words, sha256);
  const quotes = quotesOf(source, anchors, units);
  const runs = record.claims.flatMap((claim, index) =>
    sharedRuns(claim.text, words, known).map((run) => ({ claim: claim.id, index, run })),
  );
  const excepted = runs.filter(({ run }) => run.words >= SHARED_WORDS && run.free < SHARED_WORDS);
  const longest = runs.reduce<(typeof runs)[number] | null>(
    (best, one) => (best === null || one.run.free > best.run.free ? one : best),
    null,
  );
  const locator = locate(file);
  const used = new Set(runs.flatMap(({ run }) => (run.words >= SHARED_WORDS ? run.phrases : [])));
  const diagnostics = [
    ...(canCompare(record) ? [] : [say.ofRule(source, locator)]),
    ...anchors.flatMap((one) =>
      one.claims.length === 0 ? [] : say.ofAnchor(source, locator, one, one.claims),
    ),
    ...misplaced(source, locator, { units, anchors, quotes, paragraphs: copy.paragraphs.length }),
    ...runs
      .filter(({ run }) => run.free >= SHARED_WORDS)
      .map(({ index, run }) => say.ofWording(source, locator, index, run)),
    ...(record.phrases ?? []).flatMap(({ phrase }, index) =>
      used.has(phrase) ? [] : say.ofPhrase(source, locator, index),
    ),
  ];
  return {
    record: file.path.replace(/^.*\/|\.yaml$/g, ''),
    divided,
    same: sameAs(source, bytes, units, sha256),
    anchors,
    quotes: quotes.map(({ index: _, ...one }) => one),
    quotedWords: record.claims.reduce((sum, { quote }) => sum + countWords(quote ?? ''), 0),
    longest: longest === null ? null : { claim: longest.claim, run: longest.run },
    excepted: excepted.map(({ claim, run }) => ({ claim, run })),
    diagnostics: inFileOrder(diagnostics),
  };
}

function canCompare({ anchors }: EvidenceRecord['record']): boolean {
  return sentenceRule(anchors?.rule ?? '') !== undefined && anchors?.normalization === NORMALIZATION;
}

function verdictsOf(
  { record }: EvidenceRecord,
  units: readonly Unit[],
  words: SourceWords,
  sha256: Sha256,
): Verification['anchors'] {
  if (!canCompare(record)) return [];
  const recorded = Object.entries(record.anchors?.units ?? {});
  const found = asRecorded(recorded, units, sha256);
  const claims = claimsByUnit(record);
  const verdicts = align(marked(recorded), marked(found));
  const fingerprints = new Map(
    recorded.map(([at, [count, digest]]) => [at, [Number(count), digest]] as const),
  );
  return findAcrossUnits(verdicts, fingerprints, words, sha256).map((one) => ({
    ...one,
    claims: claims.get(one.at) ?? [],
  }));
}

/** Quotes are looked for where their sentences stand in this text. */
function quotesOf({ record }: EvidenceRecord, anchors: readonly Verdict[], units: readonly Unit[]) {
  const source = quoteSource(units);
  return record.claims.flatMap(({ id, at, quote }, index) =>
    quote === undefined ? [] : [{ claim: id, index, ...checkQuote(quote, placesNow(at, anchors), source) }],
  );
}

function sameAs(
  { record }: EvidenceRecord,
  bytes: Uint8Array,
  units: readonly Unit[],
  sha256: Sha256,
): Verification['same'] {
  if (record.anchors === undefined) return null;
  const body = units.filter(({ at }) => at.startsWith('p')).map(({ text }) => text);
  return {
    file: sha256(bytes) === record.anchors.file,
    body: fingerprintOf(body.join(' '), sha256)[1] === record.anchors.body?.[1],
  };
}
