import { partOf, unitsOf } from '../../model/anchors.ts';
import type { AuthoredRecord } from '../../model/generated/records.ts';
import type { ResolvedClaim, ResolvedRecord } from '../../normalize/resolved.ts';

/** What a record should have, by the code of the vocabulary `gap`, and whether it lacks it. */
const LACKS: readonly [gap: string, lacks: (resolved: ResolvedRecord, verification: string) => boolean][] = [
  ['published', ({ source }) => source.published === null],
  ['day', ({ source: { published } }) => published === null || published.span.min !== published.span.max],
  ['address', ({ record }) => !hasAddress(record.source)],
  ['archived-address', ({ record }) => record.source.copies.every((copy) => copy.archived_url === undefined)],
  ['publisher', ({ source }) => source.publisher === null],
  ['authors', ({ source }) => source.authors.length === 0],
  ['full-text', ({ record }) => ['partial', 'translation'].includes(record.coding.basis)],
  ['fingerprints', (_, verification) => verification !== 'anchored'],
  ['adjudication', ({ record }) => record.coding.mode === 'single'],
];

/**
 * What a record lacks, in the order of the vocabulary, and the share of all these that it has.
 * @param verification what its fingerprints let a reader verify
 */
export function qualityOf(
  resolved: ResolvedRecord,
  verification: string,
): { gaps: string[]; completeness: number } {
  const gaps = LACKS.flatMap(([gap, lacks]) => (lacks(resolved, verification) ? [gap] : []));
  return { gaps, completeness: hundredths(1 - gaps.length / LACKS.length) };
}

/** Number of sentences of the body that carry a claim. */
export function codedSentences(claims: readonly ResolvedClaim[]): number {
  const units = claims.flatMap(({ authored: { at } }) => (partOf(at) === 'body' ? unitsOf(at) : []));
  return new Set(units).size;
}

/** The share of the sentences of the body that carry a claim; unknown while they are not fingerprinted. */
export function shareCoded(coded: number, sentences: number | undefined): number | undefined {
  return sentences ? hundredths(coded / sentences) : undefined;
}

/**
 * Whether a count of rows may take the claim without thinking further: it stands, in a record that is published, in the
 * work itself, is stated and not taken for granted, and does not repeat another claim of the same work.
 */
export function isRecommended(
  { voice, status, presupposed, relations }: ResolvedClaim,
  record: AuthoredRecord,
): boolean {
  return (
    record.status === 'published' &&
    ['active', 'corrected', 'disputed'].includes(status) &&
    voice !== 'publisher' &&
    !presupposed &&
    relations.every(({ type, to }) => type !== 'repeats' || !to.startsWith(`${record.id}/`))
  );
}

function hasAddress({ url, doi, copies }: AuthoredRecord['source']): boolean {
  return url !== undefined || doi !== undefined || copies.some((copy) => copy.url !== undefined);
}

function hundredths(share: number): number {
  return Math.round(share * 100) / 100;
}
