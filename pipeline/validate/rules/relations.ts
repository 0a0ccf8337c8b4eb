import { nearest } from '../../diagnostics/nearest.ts';
import { retiredTarget } from '../retired-target.ts';
import { type ClaimView, knowsAllIds, type RecordContext, type Rule } from './context.ts';

/** Relations within the record: to claims that exist, to others than the claim itself, each once. */
export const relations: Rule = (context) => {
  if (!context.claims.some(({ full }) => full.relations !== undefined)) return;
  const ids = new Set(context.claims.map((claim) => claim.id));
  const retired = new Map((context.record.retired ?? []).map((line) => [line?.id, line?.successors ?? []]));
  for (const claim of context.claims) checkRelations(context, claim, ids, retired);
};

function checkRelations(
  { record, claims, report }: RecordContext,
  claim: ClaimView,
  ids: ReadonlySet<string>,
  retired: ReadonlyMap<string | undefined, readonly string[]>,
): void {
  const { relations } = claim.full;
  if (relations === undefined) return;
  const seen = new Set<string>();
  for (const [index, relation] of relations.entries()) {
    if (relation?.to === undefined) continue;
    const to = localTarget(relation.to, record.id);
    const path = claim.pathTo('relations', index, 'to');
    if (to === claim.id) {
      report(
        'E-RELATION-SELF',
        path,
        `${claim.id} is related to itself`,
        'Name the other claim, or remove the relation.',
      );
    } else if (to !== null && retired.has(to)) {
      if (retired.has(claim.id)) continue;
      const { message, fix, extras } = retiredTarget(to, retired.get(to) ?? []);
      report('E-RELATION-RETIRED', path, message, fix, extras);
    } else if (to !== null && !ids.has(to) && knowsAllIds(record, claims)) {
      const [suggestion] = nearest(to, ids);
      report(
        'E-CLAIM-UNKNOWN',
        path,
        `this record has no claim ${to}`,
        'Name a claim of this record, or write other-record/c12 for a claim of another one.',
        suggestion === undefined ? {} : { suggestion },
      );
    }
    const key = `${relation.type} ${relation.to}`;
    if (seen.has(key))
      report(
        'E-RELATION-TWICE',
        path,
        `${claim.id} says "${relation.type} ${relation.to}" twice`,
        'Remove one of the two.',
      );
    seen.add(key);
  }
}

/** The claim of this record that a relation points to, or null when it points to another record. */
function localTarget(to: string, recordId: string | undefined): string | null {
  const slash = to.indexOf('/');
  if (slash === -1) return to;
  return to.slice(0, slash) === recordId ? to.slice(slash + 1) : null;
}
