import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { locate } from '../ingest/positions.ts';
import { align, marked, type Verdict } from './align.ts';
import { withAnchors } from './anchors-block.ts';
import { unknownAddresses } from './diagnostics.ts';
import { checkQuote } from './quote.ts';
import { claimsByUnit, type EvidenceRecord } from './record.ts';
import { readCopy } from './text/copy.ts';
import { findCopy, partsOf } from './text/divisions.ts';
import { type Fingerprint, fingerprintOf, NORMALIZATION, RULE, type Sha256 } from './text/normal-text.ts';
import type { Unit } from './text/units.ts';
import { indexWords } from './text/words.ts';

/** What fingerprinting comes to. */
export type Fingerprinted =
  | { refused: string }
  | { diagnostics: Diagnostic[] }
  | { after: string; copy: string; units: number; body: Fingerprint; changes: Verdict[]; added: string[] };

/**
 * Takes the fingerprints of a text for its record. Only numbers of words and digests go into the record.
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
  const units = readCopy(bytes).unitsUnder(partsOf(authored));
  const fingerprints = units.map(({ at, text }) => [at, fingerprintOf(text, sha256)] as const);
  const changes = compare(record.anchors, fingerprints);
  const refused = another(source, units, changes);
  if (refused !== null) return { refused };
  const has = new Set(units.map(({ at }) => at));
  const missing = [...claimsByUnit(record).keys()].filter((at) => !has.has(at));
  if (missing.length > 0) return { diagnostics: unknownAddresses(source, locate(file), missing) };
  const body = fingerprintOf(
    units
      .filter(({ at }) => at.startsWith('p'))
      .map(({ text }) => text)
      .join(' '),
    sha256,
  );
  const block = {
    rule: RULE,
    normalization: NORMALIZATION,
    copy: authored.id,
    file: sha256(bytes),
    body,
    units: fingerprints,
  };
  const known = new Set(Object.keys(record.anchors?.units ?? {}));
  return {
    after: withAnchors(file.text, block),
    copy: authored.id,
    units: fingerprints.length,
    body,
    changes: changes.filter(({ verdict }) => verdict !== 'exact'),
    added: fingerprints.map(([at]) => at).filter((at) => !known.has(at)),
  };
}

function compare(
  anchors: EvidenceRecord['record']['anchors'],
  fingerprints: readonly (readonly [string, Fingerprint])[],
): Verdict[] {
  return align(marked(Object.entries(anchors?.units ?? {})), marked(fingerprints));
}

/** Why a text must be another one than the record was coded from; null when it may be the same. */
function another(
  { record }: EvidenceRecord,
  units: readonly Unit[],
  changes: readonly Verdict[],
): string | null {
  if (units.length === 0) return 'the text holds no words where the record says that the work stands';
  const kept = changes.filter(({ verdict }) => verdict === 'exact' || verdict === 'moved').length;
  if (record.anchors !== undefined && record.anchors.rule === RULE)
    return kept * 2 >= changes.length
      ? null
      : `only ${kept} of the ${changes.length} sentences that were fingerprinted stand in this text. If it is the right one all the same, take the key anchors out of the record first`;
  const quotes = record.claims.flatMap(({ quote }) => quote ?? []);
  const source = indexWords(units);
  const found = quotes.filter((quote) => checkQuote(quote, [], source).verdict !== 'invented').length;
  return quotes.length > 0 && found === 0 ? 'none of the quotes of the record stands in this text' : null;
}
