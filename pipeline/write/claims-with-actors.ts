import { type TableContract, tableNamed } from '../model/tables.ts';
import { type TypedCell, tableRows } from './table-rows.ts';

/** Some cells of a row, by column name. */
export type Picked<Name extends string> = Record<Name, TypedCell>;

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
  const rows = pickedRows(folder, contract, 'claim_actors', ['claim_id', ...actorColumns]);
  let next = await rows.next();
  for await (const claim of pickedRows(folder, contract, 'claims', ['claim_id', ...claimColumns])) {
    const actors: Picked<Actor>[] = [];
    while (next.done !== true && next.value.claim_id === claim.claim_id) {
      actors.push(next.value);
      next = await rows.next();
    }
    yield { claim, actors };
  }
  if (next.done !== true) throw new Error('claim_actors does not stand in the order of claims');
}

/**
 * Whether a claim still stands. Not counted and not handed on are claims taken back or replaced by another of ours, and
 * all of a withdrawn record.
 */
export function isStanding({
  claim_status,
  record_status,
}: Picked<'claim_status' | 'record_status'>): boolean {
  return claim_status !== 'retracted' && claim_status !== 'superseded' && record_status !== 'withdrawn';
}

/** Goes through a written table and hands over the wanted columns of each row. */
export async function* pickedRows<Name extends string>(
  folder: string,
  contract: TableContract,
  tableName: string,
  names: readonly Name[],
): AsyncGenerator<Picked<Name>> {
  const table = tableNamed(contract, tableName);
  const places = names.map((name) => {
    const place = table.columns.findIndex((column) => column.name === name);
    if (place === -1) throw new Error(`schemas/tables.yaml has no column ${tableName}.${name}`);
    return place;
  });
  for await (const batch of tableRows(folder, table)) {
    for (const row of batch)
      yield Object.fromEntries(places.map((place, index) => [names[index], row[place]])) as Picked<Name>;
  }
}
