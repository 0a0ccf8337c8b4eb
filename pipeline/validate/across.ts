import type { CrossFinding } from '../diagnostics/finding.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { retiredTarget } from './retired-target.ts';
import type { RecordSummary } from './summary.ts';
import { checkCycles } from './supersedes-cycles.ts';

/** Checks what holds between records. The order of the summaries does not matter. */
export function checkAcross(unsorted: readonly RecordSummary[]): CrossFinding[] {
  const summaries = [...unsorted].sort((a, b) => (a.path < b.path ? -1 : 1));
  return [
    ...checkLinks(summaries),
    ...checkSuccessors(summaries),
    ...checkCycles(summaries),
    ...checkLocals(summaries),
    ...checkUrls(summaries),
    ...checkCoded(summaries),
  ];
}

function checkLinks(summaries: readonly RecordSummary[]): CrossFinding[] {
  const records = new Map(summaries.map((summary) => [summary.id, summary]));
  const findings: CrossFinding[] = [];
  for (const { id, path: file, links } of summaries) {
    for (const { to, path } of links) {
      const [recordId = '', claimId = ''] = to.split('/');
      if (recordId === id) continue;
      const target = records.get(recordId);
      if (target === undefined) {
        const [near] = nearest(recordId, records.keys());
        findings.push({
          code: 'E-RECORD-UNKNOWN',
          file,
          path,
          message: `there is no record ${recordId}`,
          fix: 'Write the name of a file in sources/records, without .yaml, before the slash.',
          extras: near === undefined ? {} : { suggestion: `${near}/${claimId}` },
        });
      } else if (target.withdrawn || Object.hasOwn(target.retired, claimId)) {
        const words = retiredTarget(to, target.retired[claimId] ?? []);
        findings.push({ code: 'E-RELATION-RETIRED', file, path, ...words });
      } else if (target.complete && !target.claims.includes(claimId)) {
        const [near] = nearest(claimId, target.claims);
        findings.push({
          code: 'E-CLAIM-UNKNOWN',
          file,
          path,
          message: `the record ${recordId} has no claim ${claimId}`,
          fix: `Name a claim of ${target.path}.`,
          extras: near === undefined ? {} : { suggestion: `${recordId}/${near}` },
        });
      }
    }
  }
  return findings;
}

/** What takes the place of a retired claim or record is itself in the data. */
function checkSuccessors(summaries: readonly RecordSummary[]): CrossFinding[] {
  const records = new Map(summaries.map((summary) => [summary.id, summary]));
  return summaries.flatMap(({ path: file, successors }) =>
    successors.flatMap(({ to, path }) => {
      const [recordId = '', claimId] = to.split('/');
      const target = records.get(recordId);
      const isThere = claimId === undefined || !target?.complete || target.claims.includes(claimId);
      const isRetired =
        target?.withdrawn ||
        (claimId !== undefined && target !== undefined && Object.hasOwn(target.retired, claimId));
      if (target !== undefined && isThere && !isRetired) return [];
      const message = `${to} ${isRetired ? 'is no longer in the data itself' : 'does not exist'}`;
      const fix = 'Name what is in the data now and took its place, or leave successors out.';
      return [{ code: 'E-SUCCESSOR-UNKNOWN', file, path, message, fix, extras: {} }];
    }),
  );
}

/** What two records need belongs into the registry. */
function checkLocals(summaries: readonly RecordSummary[]): CrossFinding[] {
  const first = new Map<string, string>();
  const findings: CrossFinding[] = [];
  for (const { path: file, locals } of summaries) {
    const { entities, events } = locals;
    for (const [at, id] of [...entities, ...events].entries()) {
      if (id === null) continue;
      const other = first.get(id);
      if (other === undefined) first.set(id, file);
      else if (other !== file) {
        const isEvent = at >= entities.length;
        findings.push({
          code: 'E-ENTITY-SHARED',
          file,
          path: isEvent ? ['events', at - entities.length, 'id'] : ['entities', at, 'id'],
          message: `"${id}" is also declared in ${other}`,
          fix: 'If both mean the same, move it to sources/registry and remove it from both records; if not, give one of them another id.',
          extras: {},
        });
      }
    }
  }
  return findings;
}

/** One work has one record: two records with the same address would count its claims twice. */
function checkUrls(summaries: readonly RecordSummary[]): CrossFinding[] {
  const first = new Map<string, string>();
  const findings: CrossFinding[] = [];
  for (const { path: file, urls } of summaries) {
    for (const [address, copy] of urls) {
      const other = first.get(address);
      if (other === undefined) first.set(address, file);
      else if (other !== file) {
        findings.push({
          code: 'W-URL-TWICE',
          file,
          path: copy === null ? ['source', 'url'] : ['source', 'copies', copy, 'url'],
          message: `${other} has the same address`,
          fix: 'If it is the same work, keep one record and list the other as a copy under source.copies.',
          extras: {},
        });
      }
    }
  }
  return findings;
}

/** Dates further ahead than this of all that was coded are slips of a digit. */
const YEARS_AHEAD = 2;

/**
 * The last day that dates of the corpus can name: some way after the latest day of coding, so that the same sources give
 * the same answer whenever they are checked. A day of coding that stands alone is not believed.
 * @returns null when no record says when it was coded
 */
export function horizonOf(summaries: readonly RecordSummary[]): string | null {
  const days = summaries.flatMap(({ coded }) => coded ?? []).sort();
  const [last, before] = [days.at(-1), days.at(-2)];
  if (last === undefined) return null;
  return before !== undefined && last > yearsAfter(before) ? yearsAfter(before) : yearsAfter(last);
}

function yearsAfter(day: string): string {
  return `${String(Number(day.slice(0, 4)) + YEARS_AHEAD).padStart(4, '0')}${day.slice(4)}`;
}

/** A day of coding long after that of every other record is a slip. */
function checkCoded(summaries: readonly RecordSummary[]): CrossFinding[] {
  const horizon = horizonOf(summaries);
  return summaries.flatMap(({ path: file, coded }) => {
    if (horizon === null || coded === null || coded <= horizon) return [];
    const message = `coded ${coded}: more than ${YEARS_AHEAD} years after every other record`;
    return [
      {
        code: 'W-DATE-AHEAD',
        file,
        path: ['coding', 'coded'],
        message,
        fix: 'Correct the year, if it is a slip.',
        extras: {},
      },
    ];
  });
}
