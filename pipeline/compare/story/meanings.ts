import type { BuiltDataset } from '../read.ts';
import { rowsById } from './things.ts';

/** A name that stands in the same place of the same claim as before and now means something else. */
export interface Reinterpretation {
  claim: string;
  /** The key of the claim. */
  slot: string;
  text: string;
  /** Ids. */
  old: string[];
  new: string[];
}

/**
 * Finds names that resolve differently: nobody touched the claim, but the registry or the record's `names` now leads
 * elsewhere. A claim in which the name was changed as well is not among them.
 * @param claims ids of claims that are in both states
 */
export function reinterpretations(
  before: BuiltDataset,
  after: BuiltDataset,
  claims: ReadonlySet<string>,
): Reinterpretation[] {
  const old = meaningsOf(before, claims);
  const found: Reinterpretation[] = [];
  for (const [place, ids] of meaningsOf(after, claims)) {
    const earlier = old.get(place);
    if (earlier === undefined || same(earlier, ids)) continue;
    const [claim = '', slot = '', text = ''] = place.split('\u001f');
    found.push({ claim, slot, text, old: [...earlier].sort(), new: [...ids].sort() });
  }
  return found.sort((a, b) => (a.claim === b.claim ? 0 : a.claim < b.claim ? -1 : 1));
}

/** Claim, key and written text → what it became. */
function meaningsOf(dataset: BuiltDataset, claims: ReadonlySet<string>): Map<string, Set<string>> {
  const meanings = new Map<string, Set<string>>();
  const add = (claim: string, slot: string, text: string | undefined, id: string | undefined): void => {
    if (!text || !id) return;
    const place = [claim, slot, text].join('\u001f');
    meanings.set(place, (meanings.get(place) ?? new Set()).add(id));
  };
  for (const [claim, row] of rowsById(dataset, 'claim_actors', claims))
    add(claim, row.role ?? '', row.as_written, row.entity_id || row.event_id);
  // Place, event and utterance are no actors. Where provenance has nothing of them, their usual names were written.
  for (const [claim, row] of rowsById(dataset, 'claims', claims))
    for (const slot of ['place', 'event', 'said_in'])
      add(claim, slot, row[`${slot}_name`], row[`${slot}_id`]);
  for (const [claim, row] of rowsById(dataset, 'provenance', claims, 'owner_id'))
    if (row.owner_kind === 'claim') add(claim, row.field ?? '', row.as_written, row.value);
  return meanings;
}

function same(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}
