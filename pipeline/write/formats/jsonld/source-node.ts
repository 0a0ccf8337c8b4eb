import type { Picked } from '../../picked-rows.ts';
import type { SourceNode } from './claim-node.ts';
import { type Named, plainDate } from './things.ts';

/** The columns of sources that a node is made from. */
export const SOURCE_COLUMNS = [
  'source_id',
  'title',
  'kind',
  'language',
  'publisher_id',
  'author_ids',
  'published',
  'url',
  'doi',
  'record_status',
] as const;

/** A work as a node of type CreativeWork (schema.org). */
export function sourceNode(
  source: Picked<(typeof SOURCE_COLUMNS)[number]>,
  named: (id: string) => Named,
  kindLabel: (kind: string) => string,
): SourceNode {
  const speaker = (id: string): unknown => JSON.parse(named(id).speaker);
  const authors = (source.author_ids as string[]).map(speaker);
  const id = `#source/${source.source_id}`;
  return {
    id: JSON.stringify(id),
    node: JSON.stringify({
      '@type': 'CreativeWork',
      '@id': id,
      headline: source.title,
      genre: kindLabel(source.kind as string),
      inLanguage: source.language,
      author: authors.length === 0 ? undefined : authors,
      publisher: source.publisher_id === null ? undefined : speaker(source.publisher_id as string),
      datePublished: plainDate(source.published),
      url: source.url ?? undefined,
      sameAs: source.doi === null ? undefined : `https://doi.org/${encodeURI(source.doi as string)}`,
    }),
    status: source.record_status as string,
  };
}
