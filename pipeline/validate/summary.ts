import { spanOf } from '../model/dates/spans.ts';
import type { AuthoredRecord } from '../model/generated/records.ts';
import { recordIdOf } from '../model/record-id.ts';

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
  /** The ids of entities and events that the record declares for itself, at their places; null for one that has none. */
  locals: { entities: (string | null)[]; events: (string | null)[] };
  /** Who coded it; undefined when that could not be read. */
  coder: string | undefined;
  /** The day on which it was coded; null when that could not be read. */
  coded: string | null;
  /** Addresses of the work and its copies, without what only tracks readers: with the place among the copies, null for that of the work. */
  urls: [address: string, copy: number | null][];
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
    locals: { entities: idsIn(record.entities), events: idsIn(record.events) },
    coder: record.coding?.coder,
    coded: spanOf(record.coding?.coded).max,
    urls: [],
  };
  for (const [index, claim] of (record.claims ?? []).entries()) {
    if (claim?.id === undefined) {
      summary.complete = false;
      continue;
    }
    summary.claims.push(claim.id);
    if (summary.withdrawn || Object.hasOwn(summary.retired, claim.id)) continue;
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
  if (record.source?.url !== undefined) summary.urls.push([withoutTracking(record.source.url), null]);
  for (const [index, copy] of (record.source?.copies ?? []).entries()) {
    // That of a database is the address of a collection, which many works share.
    if (copy?.url !== undefined && copy.kind !== 'database')
      summary.urls.push([withoutTracking(copy.url), index]);
  }
  return summary;
}

function idsIn(items: readonly ({ id?: string } | undefined)[] = []): (string | null)[] {
  return items.map((item) => item?.id ?? null);
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
    const taken = (line.successors ?? []).map((to: string | undefined) =>
      to === undefined ? '' : fullId(to),
    );
    retired[line.id] = taken.filter(Boolean);
    for (const [place, to] of taken.entries())
      if (to !== '') successors.push({ to, path: ['retired', index, 'successors', place] });
  }
  for (const [place, to] of (record.withdrawn?.successors ?? []).entries())
    if (to !== undefined) successors.push({ to, path: ['withdrawn', 'successors', place] });
  return { retired, withdrawn: record.status === 'withdrawn', successors };
}

/** What leads to the same page has the same. */
function withoutTracking(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname, searchParams } = new URL(url);
  for (const key of [...searchParams.keys()])
    if (/^(utm_|fbclid|gclid|ref$)/.test(key)) searchParams.delete(key);
  searchParams.sort();
  return `${host.replace(/^www\./, '')}${pathname.replace(/\/$/, '')}?${searchParams}`;
}
