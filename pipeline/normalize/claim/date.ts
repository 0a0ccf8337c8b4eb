import { UNKNOWN } from '../../model/dates/spans.ts';
import type { ClaimDate, DatedText, ResolvedClaim } from '../resolved.ts';

/** What is known of when a claim was said. */
interface Dates {
  /** As the claim or its record's defaults say. */
  written: DatedText | null;
  /** Of the event or document in which it was said. */
  utterance: DatedText | null;
  /** Of the source. */
  published: DatedText | null;
  voice: ResolvedClaim['voice'];
}

/**
 * When a claim was said, as exactly as the work or the registry tells: as written, else as the
 * utterance says, else, for words of the authors or the publisher, when the source appeared. For what is merely reported the
 * source sets a limit and no date. Nothing in a work was said after it appeared, so it ends whatever has no last day.
 */
export function dateOf({ written, utterance, published, voice }: Dates): ClaimDate {
  const limit = published?.span.max ?? null;
  if (written !== null) return dated(written, 'made', limit);
  if (utterance !== null) return dated(utterance, 'utterance', limit);
  if (published === null) return { text: null, basis: null, precision: null, ...UNKNOWN };
  if (voice !== 'reported') return dated(published, 'published', limit);
  return { text: null, basis: 'no-later-than', precision: 'open', min: null, max: limit };
}

function dated({ text, span }: DatedText, basis: ClaimDate['basis'], limit: string | null): ClaimDate {
  const { min } = span;
  const max = span.max ?? (limit !== null && (min === null || min <= limit) ? limit : null);
  // A text with an open end names no time at which it was said, only a limit.
  const isOpen = text.includes('/') && (span.min === null || span.max === null);
  return { text: isOpen ? null : text, basis, precision: precisionOf(span), min, max };
}

/** By the days that fit: one, those of a month or a year, others, or not all known. */
function precisionOf({ min, max }: DatedText['span']): string {
  if (min === null || max === null) return 'open';
  if (min === max) return 'day';
  if (min.slice(0, 4) !== max.slice(0, 4)) return 'interval';
  if (min.slice(5) === '01-01' && max.slice(5) === '12-31') return 'year';
  const isMonth = min.slice(0, 7) === max.slice(0, 7) && min.endsWith('-01') && Number(max.slice(8)) >= 28;
  return isMonth ? 'month' : 'interval';
}

/** The year in which it was said, when it is one and known; a mere limit gives none. */
export function yearOf({ text, min, max }: ClaimDate): number | undefined {
  if (text === null || min === null || max === null || min.slice(0, 4) !== max.slice(0, 4)) return undefined;
  return Number(min.slice(0, 4));
}
