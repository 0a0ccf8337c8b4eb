import type { Actor, ResolvedClaim, ResolvedSource } from '../resolved.ts';

/**
 * Who speaks to the reader: somebody whom the authors report, the publisher in headline or caption, or the authors.
 * Only the first is evidence of what the claimant is reported to have said.
 */
export function voiceOf(
  part: string,
  isReported: boolean,
  claimants: readonly Actor[],
  source: ResolvedSource,
): ResolvedClaim['voice'] {
  if (isReported) return 'reported';
  const isParatext = part === 'title' || part === 'deck' || part === 'caption';
  if (!isParatext || isSame(claimants, source.authors)) return 'author';
  return 'publisher';
}

/** Whether two lists name the same entities, in any order. */
export function isSame(a: readonly Actor[], b: readonly Actor[]): boolean {
  const ids = new Set(b.map((actor) => actor.entry.id));
  return a.length === ids.size && a.every((actor) => ids.has(actor.entry.id));
}
