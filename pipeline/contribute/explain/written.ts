import { locate } from '../../ingest/positions.ts';
import type { ValuePath } from '../../model/authored.ts';
import type { Claim } from '../../model/generated/records.ts';
import type { ClaimRows } from '../../write/record-rows.ts';
import { type Excerpt, excerptOf, valueAt } from './lines.ts';
import type { TracedClaim } from './load.ts';
import { nameStep, type Step } from './names.ts';

/** A row of the table provenance. */
export type Origin = ClaimRows['parts']['provenance'][number];

/** Where the record says the value of a key: in the claim, in its `defaults`, or nowhere. */
export function writtenPath({ own, record, index }: TracedClaim, key: string): ValuePath | null {
  if (own[key as keyof Claim] !== undefined) return ['claims', index, key];
  return valueAt(record.defaults, [key]) === undefined ? null : ['defaults', key];
}

/** The lines of the claim that say the value of a key; null when the claim itself says nothing. */
export function writtenLines(claim: TracedClaim, key: string): Excerpt | null {
  const path = writtenPath(claim, key);
  return path?.[0] === 'claims' ? excerptOf(claim.file, path) : null;
}

/** Steps of names that the record writes in its head: authors, publisher, who answers for headline and caption. */
export function stepsOfHead(claim: TracedClaim, path: ValuePath): Step[] {
  const value = valueAt(claim.record, path);
  const slot = path.includes('paratext') ? 'paratext' : String(path.at(-1));
  const texts: [unknown, ValuePath][] = Array.isArray(value)
    ? value.map((text, place) => [text, [...path, place]])
    : [[value, path]];
  return texts.flatMap(([text, at]) => {
    const resolution = claim.resolutionOf(slot, String(text));
    if (resolution === undefined || resolution.entry.id === text) return [];
    return [nameStep(claim, String(text), resolution, locate(claim.file).value(at).line)];
  });
}
