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
  const gaps = LACKS.filter(([, lacks]) => lacks(resolved, verification)).map(([gap]) => gap);
  return { gaps, completeness: hundredths(1 - gaps.length / LACKS.length) };
}

/** Number of sentences of the body that carry a claim. */
export function codedSentences(claims: readonly ResolvedClaim[]): number {
  const units = new Set<string>();
  for (const { authored } of claims)
    if (partOf(authored.at) === 'body') for (const unit of unitsOf(authored.at)) units.add(unit);
  return units.size;
}

/** The share of the sentences of the body that carry a claim; unknown while they are not fingerprinted. */
export function shareCoded(coded: number, sentences: number | undefined): number | undefined {
  return sentences ? hundredths(coded / sentences) : undefined;
}

const STANDING: readonly string[] = ['active', 'corrected', 'disputed'];

/**
 * Why a count of rows should leave the claim out, as codes of the vocabulary not-recommended in its order; none when it may
 * take it without thinking further.
 */
export function reasonsAgainst(
  { voice, status, presupposed, relations }: ResolvedClaim,
  record: AuthoredRecord,
): string[] {
  const reasons: string[] = [];
  if (record.status !== 'published') reasons.push('draft');
  if (!STANDING.includes(status)) reasons.push('fallen');
  if (voice === 'publisher') reasons.push('paratext');
  if (presupposed) reasons.push('presupposed');
  if (relations.some(({ type, to }) => type === 'repeats' && to.startsWith(`${record.id}/`)))
    reasons.push('repeats');
  return reasons;
}

function hasAddress({ url, doi, copies }: AuthoredRecord['source']): boolean {
  return url !== undefined || doi !== undefined || copies.some((copy) => copy.url !== undefined);
}

function hundredths(share: number): number {
  return Math.round(share * 100) / 100;
}
