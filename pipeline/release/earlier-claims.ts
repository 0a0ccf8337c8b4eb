import { eachRow, readShapes, shapesOf, type TableShape } from '../compare/read.ts';
import type { TableContract } from '../model/tables.ts';
import { type ClaimHistory, digestOfCells, type EarlierClaim } from '../write/history.ts';
import type { Release } from './list.ts';

type Releases = Pick<EarlierClaim, 'first' | 'last'>;

/**
 * Reads what the releases say of their claims. A claim has changed when one of its values did, in the columns that both
 * states have; so releases from before there was a table claim_history are compared with one another.
 * @param releases those before the state that is being made, the earliest first
 * @param version the version that is being made; null when the build is no release
 * @throws the errors of the file system
 */
export async function readHistory(
  releases: readonly Release[],
  contract: TableContract,
  version: string | null,
): Promise<ClaimHistory> {
  const previous = releases.at(-1);
  const now = shapesOf(contract).find(({ name }) => name === 'claims') as TableShape;
  const then = previous && (await shapeIn(previous, 'claims'));
  if (previous === undefined || then === undefined) return { version, compared: [], earlier: new Map() };
  const compared = sharedColumns(now, then);
  const table = await shapeIn(previous, 'claim_history');
  // What the release says of its claims is about the same columns: they need not be read.
  if (table !== undefined && sharedColumns(then, then).join() === compared.join())
    return { version, compared, earlier: await readTable(previous, table) };
  const digests = await digestsOf(previous, then, compared);
  const known = await releasesOfClaims(releases, digests.keys());
  const earlier = new Map(
    [...digests].map(([id, digest]) => [id, { digest, ...(known.get(id) as Releases) }]),
  );
  return { version, compared, earlier };
}

/** First and last-changed release of the claims of the latest release, from its table, or else found release by release. */
async function releasesOfClaims(
  releases: readonly Release[],
  ids: Iterable<string>,
): Promise<Map<string, Releases>> {
  const [previous, ...before] = [...releases].reverse() as [Release, ...Release[]];
  const table = await shapeIn(previous, 'claim_history');
  if (table !== undefined) return readTable(previous, table);
  const { version } = previous;
  const [earlier] = before;
  const claims = await shapeIn(previous, 'claims');
  const then = earlier && (await shapeIn(earlier, 'claims'));
  if (earlier === undefined || then === undefined || claims === undefined)
    return new Map([...ids].map((id) => [id, { first: version, last: version }]));
  const columns = sharedColumns(claims, then);
  const [old, now] = [await digestsOf(earlier, then, columns), await digestsOf(previous, claims, columns)];
  const known = await releasesOfClaims(before.reverse(), old.keys());
  return new Map(
    [...now].map(([id, digest]): [string, Releases] => {
      const release = known.get(id);
      if (release === undefined) return [id, { first: version, last: version }];
      return [id, old.get(id) === digest ? release : { ...release, last: version }];
    }),
  );
}

async function readTable(release: Release, shape: TableShape): Promise<Map<string, EarlierClaim>> {
  const [id = 0, digest = 0, first = 0, last = 0] = placesOf(shape, [
    'claim_id',
    'digest',
    'first_release',
    'last_changed_release',
  ]);
  const read = new Map<string, EarlierClaim>();
  // The text of the table stays in memory with its cells, which are all of it.
  for await (const row of eachRow(release.folder, shape))
    read.set(row[id] as string, {
      digest: row[digest] as string,
      first: row[first] as string,
      last: row[last] as string,
    });
  return read;
}

/** For each claim of a release a digest over its values in some columns. */
async function digestsOf(
  release: Release,
  shape: TableShape,
  columns: readonly string[],
): Promise<Map<string, string>> {
  const [id = 0] = placesOf(shape, ['claim_id']);
  const places = placesOf(shape, columns);
  const digests = new Map<string, string>();
  for await (const row of eachRow(release.folder, shape))
    digests.set(detached(row[id]), digestOfCells(places.map((place) => row[place] ?? '')));
  return digests;
}

/** The columns that count in both states and hold a list in both or in neither, in the order of the first. */
function sharedColumns(one: TableShape, other: TableShape): string[] {
  const isList = (type: string): boolean => type.startsWith('list');
  return one.columns
    .filter(({ name, type, counts }) => {
      const column = other.columns.find((candidate) => candidate.name === name);
      return counts && column?.counts === true && isList(column.type) === isList(type);
    })
    .map(({ name }) => name);
}

function placesOf({ columns }: TableShape, names: readonly string[]): number[] {
  return names.map((name) => columns.findIndex((column) => column.name === name));
}

async function shapeIn({ folder }: Release, name: string): Promise<TableShape | undefined> {
  return (await readShapes(folder)).find((shape) => shape.name === name);
}

/** A copy: a part of a text keeps the whole of it in memory, here a table of all claims. */
function detached(cell = ''): string {
  return Buffer.from(cell).toString();
}
