import { foldName } from '../model/fold.ts';
import type { ResolvedRecord } from './resolved.ts';
import { sortedIds } from './sorted-ids.ts';

/** What of a claim is needed to see whether claims of other works say the same. */
export interface ClaimGist {
  /** Public id. */
  id: string;
  /** Place in the record's list of claims, from 0. */
  index: number;
  type: string;
  text: string;
  /** Ids of the claimants, sorted and joined. */
  claimants: string;
  /** Ids of those it is about or acts on. */
  targets: string[];
  /** First and last day on which it may have been made; null when unknown. */
  made: [min: string, max: string] | null;
  proposition: string | null;
  /** Claims it was judged not to be the same as, and those it repeats. */
  settled: string[];
}

/** What of a source is needed to see whether two records are of one work. */
export interface WorkGist {
  /** The title, folded. */
  title: string;
  publisher: string | null;
  published: string | null;
  /** Words and digest of the fingerprinted text; null when there is none. */
  text: string | null;
}

/** The gists of a record's claims, and of its work. */
export interface RecordGists {
  file: string;
  work: WorkGist;
  claims: ClaimGist[];
}

/** Takes the gists of a record. */
export function gistsOf({ file, record, source, claims }: ResolvedRecord): RecordGists {
  return {
    file: file.path,
    work: {
      title: foldName(record.source.title),
      publisher: source.publisher?.entry.id ?? null,
      published: source.published?.text ?? null,
      text: record.anchors?.body?.join() ?? null,
    },
    claims: claims.map(({ id, index, authored, claimants, subjects, objects, made, relations }) => ({
      id,
      index,
      type: authored.type,
      text: authored.text,
      claimants: sortedIds(claimants).join(),
      targets: [...new Set([...subjects, ...objects].map(({ entry }) => entry.id))],
      made: made?.span.min == null || made.span.max === null ? null : [made.span.min, made.span.max],
      proposition: authored.proposition ?? null,
      settled: [
        ...(authored.distinct ?? []),
        ...relations.flatMap(({ type, to }) => (type === 'repeats' ? [to] : [])),
      ],
    })),
  };
}
