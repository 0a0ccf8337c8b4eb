import { isPublished, type Rule } from './context.ts';

/** What is published is settled: each open question has a decision, or its claim is marked as disputed, and only then. */
export const settled: Rule = ({ file, record, claims, report }) => {
  const open = new Set<string>();
  const disputed = new Set(claims.filter(({ full }) => full.status === 'disputed').map(({ id }) => id));
  for (const [index, entry] of (record.disagreements ?? []).entries()) {
    if (entry?.claim === undefined || 'decision' in entry) continue;
    open.add(entry.claim);
    if (
      disputed.has(entry.claim) ||
      claims.some(({ id, isUnreadable }) => id === entry.claim && isUnreadable('status'))
    )
      continue;
    const what = `the question about ${entry.field ?? 'a key'} of ${entry.claim} has no decision`;
    const path = ['disagreements', index, 'claim'];
    const fix =
      'Add decision: what was decided, by whom and why. If nobody can decide it, give the claim status: disputed.';
    if (record.coding?.mode === 'adjudicated')
      report('W-ADJUDICATED-OPEN', path, `the record says it is adjudicated, but ${what}`, fix);
    else if (isPublished(file, record))
      report('W-DISAGREEMENT-OPEN', path, `${what}, and the claim is not disputed`, fix);
  }
  if ('disagreements' in record && record.disagreements === undefined) return;
  for (const { id, full, pathTo } of claims) {
    if (full.status !== 'disputed' || open.has(id)) continue;
    report(
      'W-DISPUTED-SETTLED',
      pathTo('status'),
      `${id} is disputed, but no question about it is open`,
      'Add the open question under disagreements, or remove status. That other people dispute what the claim says does not count.',
    );
  }
};
