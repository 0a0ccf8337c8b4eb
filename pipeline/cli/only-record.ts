import { nearest } from '../diagnostics/nearest.ts';
import type { EvidenceRecord } from '../evidence/record.ts';
import type { EvidenceSources } from '../record/evidence.ts';
import { UsageError } from './terminal/terminal.ts';

/** The one record that was asked for. */
export function onlyRecord({ records, ids }: EvidenceSources, id: string): EvidenceRecord {
  const [source] = records;
  if (source !== undefined) return source;
  throw new UsageError(noRecord(id, ids));
}

/** Says that there is no record of an id, and which one may be meant. */
export function noRecord(id: string, ids: Iterable<string>): string {
  const [like] = nearest(id, ids);
  return `There is no record ${id} in sources/records.${like === undefined ? '' : ` Did you mean ${like}?`}`;
}
