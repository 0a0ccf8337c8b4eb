import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { locate } from '../ingest/positions.ts';
import { align, marked, type Verdict } from './align.ts';
import { withAnchors } from './anchors-block.ts';
import { unknownAddresses } from './diagnostics.ts';
import { type Move, moveBetween, withAddresses } from './move-addresses.ts';
import { checkQuote, quoteSource } from './quote.ts';
import { claimsByUnit, type EvidenceRecord } from './record.ts';
import { readCopy } from './text/copy.ts';
import { findCopy, partsOf } from './text/divisions.ts';
import { type Fingerprint, fingerprintOf, NORMALIZATION, type Sha256 } from './text/normal-text.ts';
import { NEWEST, RULE, ruleOf } from './text/rules.ts';
import type { Unit } from './text/units.ts';

/** What fingerprinting comes to. */
export type Fingerprinted = { refused: string } | { diagnostics: Diagnostic[] } | Fingerprints;

/** The fingerprints of a record as they are to be written. */
export interface Fingerprints {
  /** The new text of the record. */
  after: string;
  copy: string;
  units: number;
  body: Fingerprint;
  /** What became of the sentences that were fingerprinted before, by the rule that the record stated. */
  changes: Verdict[];
  added: string[];
  /** The rule that the record stated until now, with the addresses that become others; null when it stays. */
  moved: (Move & { rule: string }) | null;
}

/**
 * Takes the fingerprints of a text for its record, by the newest rule. Only numbers of words and digests go into the
 * record. A record that states an older rule is moved over: its claims stay at their words, under the new addresses.
 * @param bytes the file of the text as it lies on disk
 * @param asked the id of the copy that it is, when it is not the one that the record names first
 * @returns the new text of the record; or why the text is refused as another one; or the claims whose address it lacks
 */
export function fingerprint(
  source: EvidenceRecord,
  bytes: Uint8Array,
  sha256: Sha256,
  asked?: string,
): Fingerprinted {
  const { file, record } = source;
  const authored = findCopy(record, asked);
  if (authored?.id === undefined) return { refused: `${record.id} has no copy ${asked ?? ''}`.trim() };
  const copy = readCopy(bytes);
  const before = copy.unitsUnder(partsOf(authored), ruleOf(record));
  const taken = (units: readonly Unit[]) =>
    units.map(({ at, text }) => [at, fingerprintOf(text, sha256)] as const);
  const old = Object.entries(record.anchors?.units ?? {});
  const changes = align(marked(old), marked(taken(before)));
  const refused = another(source, before, changes);
  if (refused !== null) return { refused };
  const has = new Set(before.map(({ at }) => at));
  const missing = [...claimsByUnit(record).keys()].filter((at) => !has.has(at));
  if (missing.length > 0) return { diagnostics: unknownAddresses(source, locate(file), missing) };
  const units = copy.unitsUnder(partsOf(authored), NEWEST);
  const fingerprints = taken(units);
  const body = units.filter(({ at }) => at.startsWith('p')).map(({ text }) => text);
  const block = {
    rule: RULE,
    normalization: NORMALIZATION,
    copy: authored.id,
    file: sha256(bytes),
    body: fingerprintOf(body.join(' '), sha256),
    units: fingerprints,
  };
  const isOld = record.anchors !== undefined && record.anchors.rule !== RULE;
  const move = isOld ? moveBetween(before, units) : null;
  const known = new Set(old.map(([at]) => at));
  return {
    after: withAnchors(move === null ? file.text : withAddresses(source, move.claims(source)), block),
    copy: authored.id,
    units: fingerprints.length,
    body: block.body,
    changes: changes.filter(({ verdict }) => verdict !== 'exact'),
    added: before.map(({ at }) => at).filter((at) => !known.has(at)),
    moved: move === null ? null : { ...move, rule: record.anchors?.rule ?? '' },
  };
}

/** Why a text must be another one than the record was coded from; null when it may be the same. */
function another(
  { record }: EvidenceRecord,
  units: readonly Unit[],
  changes: readonly Verdict[],
): string | null {
  if (units.length === 0) return 'the text holds no words where the record says that the work stands';
  const kept = changes.filter(({ verdict }) => verdict === 'exact' || verdict === 'moved').length;
  if (record.anchors !== undefined)
    return kept * 2 >= changes.length
      ? null
      : `only ${kept} of the ${changes.length} sentences that were fingerprinted stand in this text. If it is the right one all the same, take the key anchors out of the record first`;
  const quotes = record.claims.flatMap(({ quote }) => quote ?? []);
  const source = quoteSource(units);
  const found = quotes.filter((quote) => checkQuote(quote, [], source).verdict !== 'invented').length;
  return quotes.length > 0 && found === 0 ? 'none of the quotes of the record stands in this text' : null;
}
