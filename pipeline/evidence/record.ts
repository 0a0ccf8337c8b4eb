import { unitsOf } from '../model/anchors.ts';
import type { ParsedFile } from '../model/authored.ts';
import type { AuthoredRecord } from '../model/generated/records.ts';

/** A record, or a second coding of one, that can be held against a text. */
export interface EvidenceRecord {
  file: ParsedFile;
  record: AuthoredRecord;
}

/** The claims that stand at each unit, by address; moments of a recording are left out, as no text has them. */
export function claimsByUnit({ claims }: AuthoredRecord): Map<string, string[]> {
  const byUnit = new Map<string, string[]>();
  for (const { id, at } of claims)
    for (const unit of unitsOf(at)) if (!isMoment(unit)) byUnit.set(unit, [...(byUnit.get(unit) ?? []), id]);
  return byUnit;
}

/** Whether an address is a time in a recording. */
function isMoment(at: string): boolean {
  return /^t\d/.test(at);
}
