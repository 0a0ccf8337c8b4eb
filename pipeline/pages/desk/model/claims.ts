import { unitsOf } from '../../../model/anchors.ts';
import type { AuthoredMap, AuthoredValue } from '../../../model/authored.ts';
import { listAt, textAt, withValueAt } from './value.ts';

/** The claims of a record, in its order. */
export function claimsOf(record: AuthoredMap): AuthoredMap[] {
  return listAt(record, ['claims']) as AuthoredMap[];
}

/** An id that no claim of the record has or ever had. */
export function freeId(record: AuthoredMap): string {
  const used = [...claimsOf(record), ...(listAt(record, ['retired']) as AuthoredMap[])].map((one) =>
    Number(/^c(\d+)$/.exec(textAt(one, ['id']))?.[1] ?? 0),
  );
  return `c${String(Math.max(0, ...used) + 1).padStart(2, '0')}`;
}

/**
 * The address of some units in a row: one, or a range within a paragraph.
 * @returns null when they lie in several paragraphs, which no address can say
 */
export function addressOf(units: readonly string[]): string | null {
  const [first = '', last = first] = [units[0], units.at(-1)];
  if (first === last) return first;
  const [from, to] = [first.split('.'), last.split('.')];
  return from[0] === to[0] && from.length === 2 ? `${first}-${to[1]}` : null;
}

/**
 * Puts a new claim where the text has it: behind the claims that stand before its sentence.
 * @param order the addresses of all units, in the order of the text
 * @returns the record, and the place of the claim in its list
 */
export function addClaim(
  record: AuthoredMap,
  claim: AuthoredMap,
  order: readonly string[],
): [AuthoredMap, number] {
  const claims = claimsOf(record);
  const placeOf = (at: string): number => order.indexOf(unitsOf(at)[0] ?? at);
  const own = placeOf(textAt(claim, ['at']));
  const last = claims.findLastIndex((one) => placeOf(textAt(one, ['at'])) <= own);
  const index = own === -1 ? claims.length : last + 1;
  return [withClaims(record, claims.toSpliced(index, 0, claim)), index];
}

export function withClaims(record: AuthoredMap, claims: readonly AuthoredMap[]): AuthoredMap {
  return withValueAt(record, ['claims'], [...claims]);
}

/** The same claim once more, below the first. */
export function duplicate(record: AuthoredMap, index: number): AuthoredMap {
  const claims = claimsOf(record);
  return withClaims(record, claims.toSpliced(index + 1, 0, { ...claims[index], id: freeId(record) }));
}

/** Cuts the text of a claim in two at a place; the second claim has all else of the first but its quote and numbers. */
export function split(record: AuthoredMap, index: number, place: number): AuthoredMap {
  const claims = claimsOf(record);
  const claim = claims[index] as AuthoredMap;
  const text = textAt(claim, ['text']);
  const [head, tail] = [text.slice(0, place).trim(), text.slice(place).trim()];
  const { quote: _, quantities: __, relations: ___, ...shared } = claim;
  const second: AuthoredMap = { ...shared, id: freeId(record) };
  delete second.text;
  const parts = [withValueAt(claim, ['text'], head), withValueAt(second, ['text'], tail)];
  return withClaims(record, claims.toSpliced(index, 1, ...parts));
}

/** Makes one claim of two that follow one another: the first with the words and actors of both. */
export function mergeWithNext(record: AuthoredMap, index: number): AuthoredMap {
  const claims = claimsOf(record);
  const [one, other] = [claims[index], claims[index + 1]];
  if (one === undefined || other === undefined) return record;
  const merged: AuthoredMap = { ...other, ...one };
  for (const [key, value] of Object.entries(other)) {
    const own = one[key];
    if (Array.isArray(own) && Array.isArray(value))
      merged[key] = [
        ...own,
        ...value.filter((item) => !own.some((have) => JSON.stringify(have) === JSON.stringify(item))),
      ];
  }
  merged.text = [textAt(one, ['text']), textAt(other, ['text'])].filter(Boolean).join(' ');
  if (Array.isArray(merged.topics)) merged.topics = merged.topics.slice(0, 3);
  if (Array.isArray(merged.frames)) merged.frames = merged.frames.slice(0, 2);
  const units = [...unitsOf(textAt(one, ['at'])), ...unitsOf(textAt(other, ['at']))];
  merged.at = addressOf([...new Set(units)]) ?? textAt(one, ['at']);
  return withClaims(record, claims.toSpliced(index, 2, merged));
}

/** Moves a claim up (-1) or down (1). */
export function move(record: AuthoredMap, index: number, by: -1 | 1): AuthoredMap {
  const claims = claimsOf(record);
  const to = index + by;
  if (claims[index] === undefined || claims[to] === undefined) return record;
  const others = claims.toSpliced(index, 1);
  return withClaims(record, others.toSpliced(to, 0, claims[index] as AuthoredMap));
}

/** Why and when a claim of a published record leaves it. */
export interface Retirement {
  date: string;
  reason: string;
}

/** Takes a claim out; one that may have been cited leaves a line under `retired`. */
export function remove(record: AuthoredMap, index: number, retirement: Retirement | null): AuthoredMap {
  const claims = claimsOf(record);
  const id = textAt(claims[index], ['id']);
  const without = withClaims(record, claims.toSpliced(index, 1));
  if (retirement === null) return without;
  const line: AuthoredValue = { id, ...retirement };
  return withValueAt(without, ['retired'], [...listAt(record, ['retired']), line]);
}

/** How many words of quotation a record holds, and which sentences have a claim. */
export function codedUnits(record: AuthoredMap): Map<string, number[]> {
  const coded = new Map<string, number[]>();
  for (const [index, claim] of claimsOf(record).entries())
    for (const unit of unitsOf(textAt(claim, ['at']))) coded.set(unit, [...(coded.get(unit) ?? []), index]);
  return coded;
}
