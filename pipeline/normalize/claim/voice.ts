import type { Actor, ResolvedClaim, ResolvedSource } from '../resolved.ts';

/** What decides who speaks to the reader. */
interface Speaking {
  /** The part of the work the claim stands in: body, title, caption … */
  part: string;
  attribution: string;
  form: string;
  via: readonly Actor[];
  claimants: readonly Actor[];
  source: ResolvedSource;
  /** The kind of the source. */
  kind: string | undefined;
}

/** Forms that several make together. */
const JOINT: readonly string[] = ['joint-statement', 'communique'];

/**
 * Who speaks to the reader: the authors of the source, the publisher in headline or caption, or
 * somebody whom they report. In a transcript and in joint remarks the words stand behind a speaker's label, which is no
 * report; so there an author speaks also where the attribution is a direct quotation. A source that names no authors has
 * those whom its own words are put to.
 */
export function voiceOf(speaking: Speaking): ResolvedClaim['voice'] {
  const { part, attribution, form, via, claimants, source, kind } = speaking;
  const isLabelled = attribution === 'direct-quote' && (kind === 'transcript' || JOINT.includes(form));
  const isOwn = attribution === 'authorial' || isLabelled;
  const isParatext = part === 'title' || part === 'deck' || part === 'caption';
  const areAuthors = isAmong(claimants, source.authors) || (source.authors.length === 0 && !isParatext);
  if (isOwn && areAuthors && via.length === 0) return 'author';
  return attribution === 'authorial' && isParatext ? 'publisher' : 'reported';
}

/** Whether a reader has words of the claimant: what authors and publishers say, and what is quoted in whole or in part. */
export function areOwnWords(voice: ResolvedClaim['voice'], attribution: string): boolean {
  return voice !== 'reported' || attribution === 'direct-quote' || attribution === 'partial-quote';
}

/** Whether there are actors and all of them are in the other list too. */
export function isAmong(actors: readonly Actor[], others: readonly Actor[]): boolean {
  const isOther = ({ entry }: Actor): boolean => others.some((other) => other.entry.id === entry.id);
  return actors.length > 0 && actors.every(isOther);
}
