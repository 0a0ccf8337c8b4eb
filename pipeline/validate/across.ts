import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { type Extras, problem } from '../diagnostics/problem.ts';
import type { ValuePath } from '../model/authored.ts';
import type { AuthoredRecord } from '../model/generated/records.ts';
import { recordIdOf } from '../model/record-id.ts';
import { retiredTarget } from './retired-target.ts';
import { checkCycles } from './supersedes-cycles.ts';

/** What other records need to know of a record. */
export interface RecordSummary {
  id: string;
  path: string;
  claims: string[];
  /** Whether all its claims could be read; only then does one that is not found not exist. */
  complete: boolean;
  /** Claims that are no longer in the data, with what took their place, as full ids; of a withdrawn record all. */
  retired: Record<string, string[]>;
  withdrawn: boolean;
  /** Records and claims that are to have taken a retired one's place, as full ids. */
  successors: { to: string; path: (string | number)[] }[];
  /** Relations to claims of other records, and all that say which claim supersedes which. */
  links: { from: string; to: string; type: string; path: (string | number)[] }[];
  /** Entities and events that the record declares for itself. */
  locals: { id: string; path: (string | number)[] }[];
  /** Addresses of the work and its copies. */
  urls: { url: string; path: (string | number)[] }[];
}

/** A finding between records; its position is looked up in the file afterwards. */
export interface CrossFinding {
  code: string;
  file: string;
  path: ValuePath;
  message: string;
  fix: string;
  extras: Extras;
}

/**
 * Sums up a record for the checks between records. Parts that the schema refused are left out. It goes by the id in the
 * file name: where the two differ, that is an error of its own.
 */
export function summaryOf(path: string, record: Partial<AuthoredRecord>): RecordSummary {
  const id = recordIdOf(path);
  const summary: RecordSummary = {
    id,
    path,
    claims: [],
    complete: record.claims !== undefined,
    ...retiredIn(id, record),
    links: [],
    locals: [],
    urls: [],
  };
  for (const [index, claim] of (record.claims ?? []).entries()) {
    if (claim?.id === undefined) {
      summary.complete = false;
      continue;
    }
    summary.claims.push(claim.id);
    if (summary.withdrawn || claim.id in summary.retired) continue;
    for (const [position, relation] of (claim.relations ?? []).entries()) {
      if (relation?.to === undefined) continue;
      const [claimId = '', recordId = id] = relation.to.split('/').reverse();
      const to = `${recordId === record.id ? id : recordId}/${claimId}`;
      if (to.startsWith(`${id}/`) && relation.type !== 'supersedes') continue;
      summary.links.push({
        from: `${id}/${claim.id}`,
        to,
        type: relation.type,
        path: ['claims', index, 'relations', position, 'to'],
      });
    }
    for (const [position, to] of (claim.distinct ?? []).entries()) {
      if (to !== undefined)
        summary.links.push({
          from: `${id}/${claim.id}`,
          to,
          type: 'distinct',
          path: ['claims', index, 'distinct', position],
        });
    }
  }
  for (const key of ['entities', 'events'] as const) {
    const items = (record[key] ?? []) as ({ id?: string } | undefined)[];
    for (const [index, item] of items.entries())
      if (item?.id !== undefined) summary.locals.push({ id: item.id, path: [key, index, 'id'] });
  }
  if (record.source?.url !== undefined)
    summary.urls.push({ url: record.source.url, path: ['source', 'url'] });
  for (const [index, copy] of (record.source?.copies ?? []).entries()) {
    if (copy?.url !== undefined)
      summary.urls.push({ url: copy.url, path: ['source', 'copies', index, 'url'] });
  }
  return summary;
}

function retiredIn(
  id: string,
  record: Partial<AuthoredRecord>,
): Pick<RecordSummary, 'retired' | 'withdrawn' | 'successors'> {
  const fullId = (claim: string): string => (claim.includes('/') ? claim : `${id}/${claim}`);
  const retired: RecordSummary['retired'] = {};
  const successors: RecordSummary['successors'] = [];
  for (const [index, line] of (record.retired ?? []).entries()) {
    if (line?.id === undefined) continue;
    const heirs = (line.successors ?? []).map((to: string | undefined) =>
      to === undefined ? '' : fullId(to),
    );
    retired[line.id] = heirs.filter(Boolean);
    for (const [place, to] of heirs.entries())
      if (to !== '') successors.push({ to, path: ['retired', index, 'successors', place] });
  }
  for (const [place, to] of (record.withdrawn?.successors ?? []).entries())
    if (to !== undefined) successors.push({ to, path: ['withdrawn', 'successors', place] });
  return { retired, withdrawn: record.status === 'withdrawn', successors };
}

/** Checks what holds between records. The order of the summaries does not matter. */
export function checkAcross(unsorted: readonly RecordSummary[]): CrossFinding[] {
  const summaries = [...unsorted].sort((a, b) => (a.path < b.path ? -1 : 1));
  return [
    ...checkLinks(summaries),
    ...checkSuccessors(summaries),
    ...checkCycles(summaries),
    ...checkLocals(summaries),
    ...checkUrls(summaries),
  ];
}

/** Turns a finding into a diagnostic once its place is known. */
export function withRange(
  { code, file, message, fix, extras }: CrossFinding,
  range: { line: number; column: number; endColumn: number },
): Diagnostic {
  return problem(code, file, range, message, fix, extras);
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
      } else if (target.withdrawn || claimId in target.retired) {
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
        target?.withdrawn || (claimId !== undefined && target !== undefined && claimId in target.retired);
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
    for (const { id, path } of locals) {
      const other = first.get(id);
      if (other === undefined) first.set(id, file);
      else if (other !== file) {
        findings.push({
          code: 'E-ENTITY-SHARED',
          file,
          path,
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
    for (const { url, path } of urls) {
      const plain = withoutTracking(url);
      const other = first.get(plain);
      if (other === undefined) first.set(plain, file);
      else if (other !== file) {
        findings.push({
          code: 'W-URL-TWICE',
          file,
          path,
          message: `${other} has the same address`,
          fix: 'If it is the same work, keep one record and list the other as a copy under source.copies.',
          extras: {},
        });
      }
    }
  }
  return findings;
}

function withoutTracking(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname, searchParams } = new URL(url);
  for (const key of [...searchParams.keys()])
    if (/^(utm_|fbclid|gclid|ref$)/.test(key)) searchParams.delete(key);
  searchParams.sort();
  return `${host.replace(/^www\./, '')}${pathname.replace(/\/$/, '')}?${searchParams}`;
}
