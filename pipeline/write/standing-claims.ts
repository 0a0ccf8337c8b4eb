import type { TableContract } from '../model/tables.ts';
import { type Picked, pickedRows } from './picked-rows.ts';

/**
 * Goes through the written claims, each with the rows of claim_actors that belong to it. Both tables stand in the same
 * order, so that one pass over each is enough and memory does not grow with the dataset.
 * @param folder the folder of the build
 * @param claimColumns the columns of claims that are wanted
 * @param actorColumns those of claim_actors
 * @throws Error when the tables are not in the same order, which would be a mistake of ours; errors of the file system
 */
export async function* claimsWithActors<Claim extends string, Actor extends string>(
  folder: string,
  contract: TableContract,
  claimColumns: readonly Claim[],
  actorColumns: readonly Actor[],
): AsyncGenerator<{ claim: Picked<Claim>; actors: Picked<Actor>[] }> {
  const batches = pickedRows(folder, contract, 'claim_actors', ['claim_id', ...actorColumns]);
  let rows: Picked<Actor | 'claim_id'>[] = [];
  let at = 0;
  const isMore = async (): Promise<boolean> => {
    rows = (await batches.next()).value ?? [];
    at = 0;
    return rows.length > 0;
  };
  for await (const claims of pickedRows(folder, contract, 'claims', ['claim_id', ...claimColumns])) {
    for (const claim of claims) {
      const actors: Picked<Actor>[] = [];
      while (at < rows.length || (await isMore())) {
        const row = rows[at] as Picked<Actor | 'claim_id'>;
        if (row.claim_id !== claim.claim_id) break;
        actors.push(row);
        at += 1;
      }
      yield { claim, actors };
    }
  }
  if (at < rows.length || (await isMore()))
    throw new Error('claim_actors does not stand in the order of claims');
}

/** Whether a claim still stands. Not counted and not handed on are claims taken back or replaced by another of ours. */
export function isStanding({ claim_status }: Picked<'claim_status'>): boolean {
  return claim_status !== 'retracted' && claim_status !== 'superseded';
}
