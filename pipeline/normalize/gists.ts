import { partOf } from '../model/anchors.ts';
import { foldName } from '../model/fold.ts';
import type { Actor, ResolvedRecord } from './resolved.ts';
import { sortedIds } from './sorted-ids.ts';

/** Claims made further apart than this are two, even in the same words. */
export const NEAR_DAYS = 31;

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
  /** Those it is about, sorted and joined. */
  subjects: string;
  polarity: string;
  /** Whether somebody else than the authors is reported to have said it. */
  isReported: boolean;
  /** The part of the work it stands in: body, title, caption … */
  part: string;
  hasNote: boolean;
  /** Its relations that say which of two claims is the fuller or the earlier, with their place in its list. */
  relations: { type: string; to: string; index: number }[];
}

/** Relations in which it matters which of the two claims was first, or says more. */
const ORDERED: readonly string[] = ['repeats', 'responds-to', 'corrects', 'retracts', 'supersedes'];

/** What of a source is needed to see whether two records are of one work, and which of two works is the fuller. */
interface WorkGist {
  kind: string;
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
      kind: record.source.kind,
      title: foldName(record.source.title),
      publisher: source.publisher?.entry.id ?? null,
      published: source.published?.text ?? null,
      text: record.anchors?.body?.join() ?? null,
    },
    claims: claims.map(
      ({ id, index, authored, claimants, subjects, objects, made, relations, polarity, voice }) => ({
        id,
        index,
        type: authored.type,
        text: authored.text,
        claimants: joinedIds(claimants),
        targets: targetsOf(subjects, objects),
        made: made?.span.min == null || made.span.max === null ? null : [made.span.min, made.span.max],
        proposition: authored.proposition ?? null,
        settled: [
          ...(authored.distinct ?? []),
          ...relations.filter(({ type }) => type === 'repeats').map(({ to }) => to),
        ],
        subjects: joinedIds(subjects),
        polarity,
        isReported: voice === 'reported',
        part: partOf(authored.at),
        hasNote: authored.note !== undefined,
        relations: relations
          .map(({ type, to }, at) => ({ type, to, index: at }))
          .filter(({ type }) => ORDERED.includes(type)),
      }),
    ),
  };
}

/** The ids of actors, sorted and joined: most often it is one. */
function joinedIds(actors: readonly Actor[]): string {
  return actors.length === 1 ? (actors[0] as Actor).entry.id : sortedIds(actors).join();
}

/** The ids of subjects and objects, each once. */
function targetsOf(subjects: readonly Actor[], objects: readonly Actor[]): string[] {
  const ids = subjects.map(({ entry }) => entry.id);
  for (const { entry } of objects) ids.push(entry.id);
  return ids.length > 1 ? [...new Set(ids)] : ids;
}
