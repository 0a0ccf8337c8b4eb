import { createHash } from 'node:crypto';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { locate } from '../ingest/positions.ts';
import { claimsByUnit } from './addresses.ts';
import { align, type Verdict } from './align.ts';
import { withAnchors } from './anchors-block.ts';
import { unknownAddresses } from './diagnostics.ts';
import { checkQuote } from './quote.ts';
import type { EvidenceRecord } from './read-records.ts';
import { readCopy } from './text/copy.ts';
import { findCopy, partsOf } from './text/find-copy.ts';
import { type Fingerprint, fingerprintOf, NORMALIZATION, RULE } from './text/normal-text.ts';
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
export function fingerprint(source: EvidenceRecord, bytes: Uint8Array, asked?: string): Fingerprinted {
  const { file, record } = source;
  const authored = findCopy(record, asked);
  if (authored?.id === undefined) return { refused: `${record.id} has no copy ${asked ?? ''}`.trim() };
  const units = readCopy(new TextDecoder().decode(bytes)).unitsUnder(partsOf(authored));
  const prints = units.map(({ at, text }) => [at, fingerprintOf(text)] as const);
  const changes = compare(record.anchors, prints);
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
  );
  const sha = createHash('sha256').update(bytes).digest('hex');
  const block = {
    rule: RULE,
    normalization: NORMALIZATION,
    copy: authored.id,
    file: sha,
    body,
    units: prints,
  };
  const known = new Set(Object.keys(record.anchors?.units ?? {}));
  return {
    after: withAnchors(file.text, block),
    copy: authored.id,
    units: prints.length,
    body,
    changes: changes.filter(({ verdict }) => verdict !== 'exact'),
    added: prints.map(([at]) => at).filter((at) => !known.has(at)),
  };
}

function compare(
  anchors: EvidenceRecord['record']['anchors'],
  prints: readonly (readonly [string, Fingerprint])[],
): Verdict[] {
  const old = Object.entries(anchors?.units ?? {}).map(([at, print]) => ({ at, print: print.join(' ') }));
  return align(
    old,
    prints.map(([at, print]) => ({ at, print: print.join(' ') })),
  );
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
