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
 * Why a count of rows should leave the claim out, as codes of the vocabulary not-recommended in its order; none when it may
 * take it without thinking further.
 */
export function reasonsAgainst(
  { voice, status, presupposed, relations }: ResolvedClaim,
  record: AuthoredRecord,
): string[] {
  const repeats = relations.some(({ type, to }) => type === 'repeats' && to.startsWith(`${record.id}/`));
  const reasons: [reason: string, holds: boolean][] = [
    ['draft', record.status !== 'published'],
    ['fallen', !['active', 'corrected', 'disputed'].includes(status)],
    ['paratext', voice === 'publisher'],
    ['presupposed', presupposed],
    ['repeats', repeats],
  ];
  return reasons.flatMap(([reason, holds]) => (holds ? [reason] : []));
}

function hasAddress({ url, doi, copies }: AuthoredRecord['source']): boolean {
  return url !== undefined || doi !== undefined || copies.some((copy) => copy.url !== undefined);
}

function hundredths(share: number): number {
  return Math.round(share * 100) / 100;
}
