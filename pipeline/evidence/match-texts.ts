import type { EvidenceRecord } from './record.ts';
import { readCopy } from './text/copy.ts';
import type { Sha256 } from './text/normal-text.ts';

/** A text file. */
export interface TextFile {
  /** Its name with folders, as it is shown. */
  path: string;
  bytes: Uint8Array;
}

/**
 * Finds the records that texts belong to: the very file that was fingerprinted; else a file with the record's id as its
 * name; else one whose header has the address (`# url: …`) of the work or of a copy.
 */
export function matchTexts(
  texts: readonly TextFile[],
  records: readonly EvidenceRecord[],
  sha256: Sha256,
): { pairs: { text: TextFile; source: EvidenceRecord }[]; without: TextFile[] } {
  const pairs: { text: TextFile; source: EvidenceRecord }[] = [];
  const without: TextFile[] = [];
  for (const text of texts) {
    const digest = sha256(text.bytes);
    const name = text.path.replace(/^.*[/\\]|\.txt$/g, '');
    const url = readCopy(text.bytes).header.get('url')?.split(' ')[0];
    const source =
      records.find(({ record }) => record.anchors?.file === digest) ??
      records.find(({ record }) => record.id === name) ??
      records.find(({ record }) => url !== undefined && urlsOf(record).includes(url));
    if (source === undefined) without.push(text);
    // The record and its second codings.
    for (const one of records) if (one.record.id === source?.record.id) pairs.push({ text, source: one });
  }
  return { pairs, without };
}

function urlsOf({ source }: EvidenceRecord['record']): (string | undefined)[] {
  return [source.url, ...source.copies.flatMap(({ url, archived_url }) => [url, archived_url])];
}
