import { numberOf } from '../model/numbers.ts';
import { type ClaimGist, NEAR_DAYS, type RecordGists } from './gists.ts';

/**
 * What of a record's gists is needed to see whether another record may say the same: numbers only, so that a million claims
 * take some megabytes. The gists of the few that may be alike are compared in full.
 */
export interface RecordPrints {
  /** Of title, publisher and day, and of the fingerprinted text; records of one work share one. */
  work: number[];
  /** For each claim and target: its place among the claims, then type, claimants and target as one number, first and last day. */
  claims: number[];
  /** Places of the claims that are marked with a proposition, or related to another in an order. */
  marked: number[];
  /** The claims of the record by their ids, and those that they are related to in an order, as numbers. */
  ids: number[];
  related: number[];
}

/** Days before and after all others, for a claim that may have been made on any. */
const LONG_AGO = -1e9;
const FAR_AHEAD = 1e9;

/** Numbers of `claims` for each claim and target. */
const STEP = 4;

/** Takes the prints of a record. */
export function printsOf({ work, claims }: RecordGists): RecordPrints {
  const { title, publisher, published, text } = work;
  const prints: RecordPrints = { work: [], claims: [], marked: [], ids: [], related: [] };
  if (publisher !== null && published !== null)
    prints.work.push(printOf(`${title}\n${publisher}\n${published}`));
  if (text !== null) prints.work.push(printOf(`text\n${text}`));
  // Most claims of a record were made on the same day.
  const days = new Map<string, number>();
  for (const [place, { id, type, claimants, targets, made, proposition, relations }] of claims.entries()) {
    const first = made === null ? LONG_AGO : dayOf(made[0], days);
    const last = made === null ? FAR_AHEAD : dayOf(made[1], days);
    for (const target of targets)
      prints.claims.push(place, printOf(`${type}\n${claimants}\n${target}`), first, last);
    if (proposition !== null || relations.length > 0) prints.marked.push(place);
    prints.ids.push(printOf(id));
    for (const { to } of relations) prints.related.push(printOf(to));
  }
  return prints;
}

/** What of a record must be compared in full. */
interface Candidate {
  /** Place of the record in the list. */
  record: number;
  /** Places of its claims in its gists. */
  claims: Set<number>;
}

/**
 * Finds what may be the same as something in another record: works with a common print; claims of the same type, claimants
 * and target that may have been made within a month of each other; those marked with a proposition, related, or related to.
 * @returns in the order of the records; leaving out the others changes nothing in what is found
 */
export function candidatesAmong(prints: readonly RecordPrints[]): Candidate[] {
  const candidates = new Map<number, Set<number>>();
  const claimsOf = (record: number): Set<number> => {
    const known = candidates.get(record) ?? new Set<number>();
    candidates.set(record, known);
    return known;
  };
  const works = twice(prints.map(({ work }) => work));
  const related = new Set(prints.flatMap((one) => one.related));
  for (const [record, { work, marked, ids }] of prints.entries()) {
    if (work.some((one) => works.has(one))) claimsOf(record);
    for (const place of marked) claimsOf(record).add(place);
    for (const [place, id] of ids.entries()) if (related.has(id)) claimsOf(record).add(place);
  }
  for (const group of groupsOf(prints))
    for (const { record, place } of nearIn(group)) claimsOf(record).add(place);
  return [...candidates].sort(([a], [b]) => a - b).map(([record, claims]) => ({ record, claims }));
}

/** The gists of a record with only the claims at some places. */
export function gistsAt(gists: RecordGists, places: ReadonlySet<number>): RecordGists {
  return { ...gists, claims: gists.claims.filter((_: ClaimGist, place) => places.has(place)) };
}

/** A claim as far as its prints tell. */
interface Printed {
  record: number;
  place: number;
  first: number;
  last: number;
}

/** Claims with the same number, for each number that several have. */
function groupsOf(prints: readonly RecordPrints[]): Iterable<Printed[]> {
  const shared = twice(prints.map(({ claims }) => claims.filter((_, at) => at % STEP === 1) as number[]));
  const groups = new Map<number, Printed[]>();
  if (shared.size === 0) return [];
  for (const [record, { claims }] of prints.entries())
    for (let at = 0; at < claims.length; at += STEP) {
      const key = claims[at + 1] as number;
      if (!shared.has(key)) continue;
      const [place, first, last] = [claims[at], claims[at + 2], claims[at + 3]] as [number, number, number];
      const printed = { record, place, first, last };
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [printed]);
      else group.push(printed);
    }
  return groups.values();
}

/** The numbers that stand in several of the lists, or several times in one. */
function twice(lists: readonly (readonly number[])[]): Set<number> {
  const all = new Int32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  all.sort();
  const found = new Set<number>();
  for (let place = 1; place < all.length; place += 1)
    if (all[place] === all[place - 1]) found.add(all[place] as number);
  return found;
}

/** Those of a group that may have been made within a month of one of another record. */
function nearIn(group: Printed[]): Printed[] {
  group.sort((a, b) => (a.first === b.first ? 0 : a.first < b.first ? -1 : 1));
  const near = new Set<Printed>();
  // Of those before, the two that end last, of different records: one of them is of another record than the next.
  let latest: Printed[] = [];
  for (const [at, one] of group.entries()) {
    if (latest.some((other) => other.record !== one.record && one.first - other.last <= NEAR_DAYS))
      near.add(one);
    latest = [one, ...latest]
      .sort((a, b) => (a.last === b.last ? 0 : a.last > b.last ? -1 : 1))
      .filter((other, place, all) => all.findIndex(({ record }) => record === other.record) === place)
      .slice(0, 2);
    // Of those after, the first of another record begins first.
    for (let next = at + 1; next < group.length; next += 1) {
      const other = group[next] as Printed;
      if (other.record === one.record) continue;
      if (other.first - one.last <= NEAR_DAYS) near.add(one);
      break;
    }
  }
  return [...near];
}

/** The number of a day; those of `known` need not be read again. */
function dayOf(text: string, known: Map<string, number>): number {
  const day = known.get(text) ?? Date.parse(text) / 86_400_000;
  known.set(text, day);
  return day;
}

/**
 * A text as a number of 30 bits, as many as V8 keeps in a list without a box. Two texts that share one by chance are compared in
 * full, no more; among a million that happens a few hundred times.
 */
function printOf(text: string): number {
  return numberOf(text) >>> 2;
}
