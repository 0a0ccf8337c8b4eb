import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Locator } from '../ingest/positions.ts';
import { unitsOf } from '../model/anchors.ts';
import type { Verdict } from './align.ts';
import * as say from './diagnostics.ts';
import { betterFit, tellingWords } from './fit.ts';
import type { QuoteVerdict } from './quote.ts';
import { claimsByUnit, type EvidenceRecord } from './record.ts';
import { type Placed, shifted, shiftOf, whatWasCounted } from './shift.ts';
import type { Unit } from './text/units.ts';

/** What is known of a record's claims in a text. */
export interface Evidence {
  units: readonly Unit[];
  anchors: readonly Verdict[];
  quotes: readonly ({ index: number } & QuoteVerdict)[];
  /** How many paragraphs the file has. */
  paragraphs: number;
}

/** The addresses in this text of the sentences that an address covers. */
export function placesNow(at: string, anchors: readonly Verdict[]): string[] {
  return unitsOf(at).flatMap((unit) => {
    const to = anchors.find((one) => one.at === unit)?.to ?? unit;
    return to.includes(' to ') ? to.split(' to ') : unitsOf(to);
  });
}

/**
 * Tells which claims do not stand where they should: quotes that are not in their place, addresses that the text does not
 * have, claims that fit another sentence, and addresses that are off as a whole. Each cause is told once.
 */
export function misplaced(source: EvidenceRecord, locator: Locator, evidence: Evidence): Diagnostic[] {
  const { record } = source;
  const { units, anchors, quotes, paragraphs } = evidence;
  const has = new Set(units.map(({ at }) => at));
  const marked = new Set(anchors.map(({ at }) => at));
  const unknown = [...claimsByUnit(record).keys()].filter((at) => !has.has(at) && !marked.has(at));
  const gone = new Set(anchors.filter(({ verdict }) => verdict === 'missing').map(({ at }) => at));
  const quoteOf = new Map(quotes.map((one) => [one.index, one]));
  const fits = fitsOf(source, evidence);
  const placed: Placed[] = record.claims.flatMap(({ id, at }, index) => {
    const [from = at] = placesNow(at, anchors);
    const quote = quoteOf.get(index);
    const to =
      quote?.verdict === 'elsewhere' ? quote.at : quote?.verdict === 'found' ? from : fits.get(index)?.at;
    return to === undefined ? [] : [{ claim: id, index, from, to, isQuoted: quote !== undefined }];
  });
  const shift = shiftOf(placed);
  const told = new Set(shift?.claims.map(({ index }) => index));
  // Where all is shifted, an address that the text would have if it were is no second mistake.
  const missing = unknown.filter((at) => shift === null || !has.has(shifted(at, shift.by)));
  const quoted = new Map(
    quotes.flatMap((one) => (one.verdict === 'elsewhere' ? [[one.index, one.at] as const] : [])),
  );
  const lost = (index: number): boolean => unitsOf(record.claims[index]?.at ?? '').some((at) => gone.has(at));
  const nowhere = (index: number): boolean =>
    unitsOf(record.claims[index]?.at ?? '').some((at) => missing.includes(at));
  const first = shift?.claims[0]?.from ?? '';
  return [
    ...(shift === null
      ? []
      : [say.ofShift(source, locator, shift, whatWasCounted({ by: shift.by, first }, units, paragraphs))]),
    ...say.unknownAddresses(source, locator, missing, quoted),
    ...quotes.flatMap((one) => {
      const isTold = told.has(one.index) || (one.verdict === 'elsewhere' && nowhere(one.index));
      const isConsequence = one.verdict === 'invented' && lost(one.index);
      return isTold || isConsequence ? [] : say.ofQuote(source, locator, one.index, one);
    }),
    ...[...fits].flatMap(([index, fit]) => (told.has(index) ? [] : say.ofFit(source, locator, index, fit))),
  ];
}

/** Claims without a quote that fit another sentence clearly better than their own, which the text has. */
function fitsOf({ record }: EvidenceRecord, { units, anchors }: Evidence) {
  const has = new Set(units.map(({ at }) => at));
  const changed = new Set(anchors.filter(({ verdict }) => verdict === 'changed').map(({ at }) => at));
  const text = tellingWords(units);
  return new Map(
    record.claims.flatMap((claim, index) => {
      const at = placesNow(claim.at, anchors);
      const isThere =
        at.every((unit) => has.has(unit)) && !unitsOf(claim.at).some((unit) => changed.has(unit));
      const fit = isThere && claim.quote === undefined ? betterFit(claim, at, text) : null;
      return fit === null ? [] : [[index, fit] as const];
    }),
  );
}
