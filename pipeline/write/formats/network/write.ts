import type { Model } from '../../../model/model.ts';
import { SLOTS } from '../../../normalize/names/slots.ts';
import { openFile, type WrittenFile } from '../../files.ts';
import type { Picked } from '../../picked-rows.ts';
import { claimsWithActors, isStanding } from '../../standing-claims.ts';
import type { FormatContext } from '../format.ts';
import { graphmlOf } from './graphml.ts';
import { csvOf, nodeTable, tieTable } from './tables.ts';
import { type CountedClaim, count, emptyNetwork, type Network, type NetworkActor } from './ties.ts';

const CLAIM_COLUMNS = [
  'voice',
  'topics',
  'claim_status',
  'claim_type',
  'recommended',
  'date_min',
  'date_max',
] as const;
const ACTOR_COLUMNS = [
  'role',
  'entity_id',
  'event_id',
  'name',
  'type',
  'country',
  'country_name',
  'share',
  'stance',
] as const;
/** Characters written at once. */
const PIECE = 100_000;
type ClaimCells = Picked<(typeof CLAIM_COLUMNS)[number]>;
type ActorRow = Picked<(typeof ACTOR_COLUMNS)[number]>;

/**
 * Writes who speaks about whom and on what, as files for programs that draw networks; docs/network.md says what they hold.
 * Each voice has a folder of its own, so that nothing adds up what people are reported to have said with what authors say.
 */
export async function writeNetwork({ folder, model }: FormatContext): Promise<WrittenFile[]> {
  const networks = new Map(codes(model, 'voice').map(({ code }) => [code, emptyNetwork()]));
  const labels = new Map(codes(model, 'topic').map(({ code, label }) => [code, label]));
  const labelOf = (topic: string): string => labels.get(topic) ?? topic;
  for await (const { claim, actors } of claimsWithActors(
    folder,
    model.tables,
    CLAIM_COLUMNS,
    ACTOR_COLUMNS,
  )) {
    if (!isStanding(claim)) continue;
    const network = networks.get(claim.voice as string) as Network;
    count(network, counted(claim, actors), labelOf);
  }
  const written: WrittenFile[] = [];
  for (const [voice, network] of networks) {
    const nodes = nodeTable(network.nodes.values());
    const tables = {
      actor_actor: tieTable(network, network.actorActor),
      actor_topic: tieTable(network, network.actorTopic),
    };
    const write = async (name: string, lines: Iterable<string>, rows: number): Promise<void> => {
      const file = await openFile(folder, `network/${voice}/${name}`);
      for (const text of inPieces(lines)) await file.append(text);
      await file.append('', rows);
      written.push(await file.close());
    };
    await write('nodes.csv', csvOf(nodes), nodes.rows.length);
    for (const [name, edges] of Object.entries(tables)) {
      await write(`${name}.csv`, csvOf(edges), edges.rows.length);
      await write(`${name}.graphml`, graphmlOf(nodes, edges), edges.rows.length);
    }
  }
  return written;
}

/** Lines with their ends, some hundred at a time: the text of a large network is never held as a whole. */
function* inPieces(lines: Iterable<string>): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** Holders, addressees and those in between neither speak nor are spoken about. */
function counted(claim: ClaimCells, rows: readonly ActorRow[]): CountedClaim {
  const claimants = rows.filter(({ role }) => role === 'claimant');
  const targets = rows.filter(
    ({ role, type }) => (role === 'subject' || role === 'object') && isActor(type as string),
  );
  const stances = rows.filter(({ stance }) => stance !== null);
  return {
    type: claim.claim_type as string,
    recommended: claim.recommended as boolean,
    dateMin: claim.date_min as string | null,
    dateMax: claim.date_max as string | null,
    topics: claim.topics as string[],
    // Rounded in the table; thirds would not add up to 1.
    claimants: claimants.map((row) => ({
      ...actorOf(row),
      share: 1 / Math.round(1 / (row.share as number)),
    })),
    targets: [...new Map(targets.map((row) => [row.entity_id, actorOf(row)])).values()],
    stances: new Map(
      stances.map(({ entity_id, event_id, stance }) => [(entity_id ?? event_id) as string, stance as string]),
    ),
  };
}

/** Whether it is of a type that can speak and act; events, places, concepts and offices are not. */
function isActor(type: string): boolean {
  return SLOTS.claimant.types?.has(type) ?? false;
}

function actorOf({ entity_id, name, type, country, country_name: countryName }: ActorRow): NetworkActor {
  return {
    id: entity_id as string,
    name: name as string,
    type: type as string,
    country: country as string | null,
    countryName: countryName as string | null,
  };
}

function codes({ codebook }: Model, vocabulary: string): readonly { code: string; label: string }[] {
  return codebook.vocabularies.get(vocabulary)?.codes ?? [];
}
