import { asObject, type Differences, type TextRow, tableDifferences } from './differences.ts';
import type { BuiltDataset } from './read.ts';
import { RETIRED_KINDS, retiredIdsIn } from './retired.ts';
import { idsOf } from './version.ts';

/** An id that breaks the promise that ids are for ever, and what to do about it. */
export interface LostId {
  id: string;
  /** What is wrong with it, in a sentence. */
  fault: string;
  remedy: string;
}

/**
 * Ids that left the tables without a word, retired ids that are no longer listed, and retired ids that are in use again.
 * A record that is lost is told once, not with all its claims and entities.
 */
export function lostIds(before: BuiltDataset, after: BuiltDataset, differences: Differences): LostId[] {
  const retired = retiredIdsIn(after);
  const removed = idsOf(differences, 'removed').filter(([table, id]) => !retired.covers(table, id));
  const records = new Set(removed.filter(([table]) => table === 'sources').map(([, id]) => id));
  const ownerOf = ownersIn(before);
  return [
    ...removed
      .filter(([table, id]) => table === 'sources' || !records.has(ownerOf(table, id)))
      .map(([table, id]) => ({
        id,
        fault: `${id} left ${table} without a word`,
        remedy: remedyOf(table, id),
      })),
    ...tableDifferences(differences, 'retired')
      .removed.filter(({ id = '', kind }) => !isAlive(after, id, kind))
      .map(({ id = '', file }) => ({
        id,
        fault: `${id} is no longer listed as retired`,
        remedy: `Put the line that retires it back into ${file}.`,
      })),
    ...retiredIn(before)
      .filter(({ id = '', kind }) => isAlive(after, id, kind))
      .map(({ id = '' }) => ({
        id,
        fault: `${id} was retired and is in use again`,
        remedy: 'Ids are never used again: retire it as before, and give what is new an id of its own.',
      })),
  ];
}

/** What brings an id back, or retires it. */
export function remedyOf(table: string, id: string): string {
  if (table === 'sources')
    return `Put sources/records/${id}.yaml back with status: withdrawn and withdrawn: {date: …, reason: …}.`;
  if (table === 'claims') {
    const [record, claim] = id.split('/');
    return `Put it back, or add to retired in sources/records/${record}.yaml: {id: ${claim}, date: …, reason: …}.`;
  }
  return `Put it back, or add to sources/registry/redirects.yaml: {from: ${id}, to: …, date: …, reason: …}; to: none when nothing took its place.`;
}

/** The record that a claim, entity or event belonged to; empty for the registry. */
function ownersIn(before: BuiltDataset): (table: string, id: string) => string {
  const owners = new Map<string, string>();
  for (const name of ['entities', 'events']) {
    const table = before.get(name);
    for (const row of table?.rows ?? [])
      owners.set(`${name} ${row[0]}`, (table && asObject(table, row).record_id) ?? '');
  }
  return (table, id) =>
    table === 'claims' ? (id.split('/')[0] ?? '') : (owners.get(`${table} ${id}`) ?? '');
}

function retiredIn(dataset: BuiltDataset): TextRow[] {
  const table = dataset.get('retired');
  return table?.rows.map((row) => asObject(table, row)) ?? [];
}

function isAlive(dataset: BuiltDataset, id: string, kind: string | undefined): boolean {
  return Object.entries(RETIRED_KINDS).some(
    ([table, one]) => one === kind && dataset.get(table)?.rows.some((row) => row[0] === id),
  );
}
