import type { Rule } from './context.ts';

/** A claim that left the data keeps its id, and the record says when and why. */
export const retired: Rule = ({ record, claims, report, lineOf }) => {
  if ('retired' in record && record.retired === undefined) return;
  const lines = record.retired ?? [];
  const first = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    if (line?.id === undefined) continue;
    const path = ['retired', index, 'id'];
    const earlier = first.get(line.id);
    if (earlier !== undefined) {
      const message = `${line.id} is already retired on line ${lineOf(['retired', earlier, 'id'])}`;
      report('E-RETIRED-TWICE', path, message, 'Remove one of the two lines.');
      continue;
    }
    first.set(line.id, index);
    const living = claims.find(({ own }) => own.id === line.id && own.status !== 'retracted');
    if (living === undefined || living.isUnreadable('status')) continue;
    const where = `line ${lineOf([...living.path, 'id'])}`;
    const fix = `Delete that claim or give it status: retracted. A new claim needs an id that was never used.`;
    report('E-RETIRED-USED', path, `${line.id} is retired here and in use on ${where}`, fix);
  }
  for (const { id, own, full, pathTo } of claims) {
    if (full.status !== 'retracted' || own.status !== 'retracted' || first.has(id)) continue;
    const fix = `Add to retired: {id: ${id}, date: …, reason: …}.`;
    report('E-RETIRED-MISSING', pathTo('status'), `${id} is retracted, but not listed under retired`, fix);
  }
};

/** A record is withdrawn for a reason that users can read. */
export const withdrawn: Rule = ({ record, report }) => {
  if (record.status === undefined || ('withdrawn' in record && record.withdrawn === undefined)) return;
  const isWithdrawn = record.status === 'withdrawn';
  if (isWithdrawn && record.withdrawn === undefined) {
    const fix = 'Add withdrawn: {date: …, reason: …}, and successors if another record took its place.';
    report('E-WITHDRAWN', ['status'], 'the record is withdrawn, but does not say why', fix);
  } else if (!isWithdrawn && record.withdrawn !== undefined) {
    const message = `the record says why it was withdrawn, but its status is ${record.status}`;
    report('E-WITHDRAWN', ['status'], message, 'Write status: withdrawn, or remove withdrawn.');
  }
};
