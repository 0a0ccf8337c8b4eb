import { SLOTS } from './names/slots.ts';
import { datedText, type RecordReader } from './reader.ts';
import type { ResolvedSource } from './resolved.ts';

/** Resolves the names in `names`, `source` and its copies. */
export function normalizeSource(reader: RecordReader): ResolvedSource {
  const source = reader.record.source;
  const published = datedText(source?.published);
  const on = published?.span ?? null;
  for (const [surface, target] of Object.entries(reader.record.names ?? {})) {
    reader.actor(target, SLOTS.any, ['names', surface], null);
  }
  const contributors: ResolvedSource['contributors'] = [];
  const places: number[] = [];
  for (const [index, contributor] of (source?.contributors ?? []).entries()) {
    const actor = reader.actor(
      contributor?.entity,
      SLOTS.contributor,
      ['source', 'contributors', index, 'entity'],
      on,
    );
    if (actor === null) continue;
    contributors.push({ actor, role: contributor.role });
    places.push(index);
  }
  const credited = contributors.map(({ actor }) => actor);
  reader.checkOnce('contributors', credited, (index) => [
    'source',
    'contributors',
    places[index] as number,
    'entity',
  ]);
  return {
    publisher: reader.actor(source?.publisher, SLOTS.publisher, ['source', 'publisher'], on),
    authors: reader.actors(source?.authors, SLOTS.author, ['source', 'authors'], on),
    contributors,
    headlineBy: reader.actor(
      source?.paratext?.headline,
      SLOTS.paratext,
      ['source', 'paratext', 'headline'],
      on,
    ),
    captionBy: reader.actor(source?.paratext?.caption, SLOTS.paratext, ['source', 'paratext', 'caption'], on),
    published,
    copyPublishers: (source?.copies ?? []).map((copy, index) =>
      reader.actor(copy?.publisher, SLOTS.publisher, ['source', 'copies', index, 'publisher'], null),
    ),
  };
}
