import type { Picked } from '../../picked-rows.ts';
import type { SourceNode } from './claim-node.ts';
import { type Named, plainDate, speaker } from './things.ts';

/** The columns of sources that a node is made from. */
export const SOURCE_COLUMNS = [
  'source_id',
  'title',
  'kind',
  'language',
  'publisher_id',
  'publisher_name',
  'author_ids',
  'author_names',
  'published',
  'url',
  'doi',
] as const;

/** A work as a node of type CreativeWork (schema.org), and how it is cited. */
export function sourceNode(
  source: Picked<(typeof SOURCE_COLUMNS)[number]>,
  named: (id: string) => Named,
  kindLabel: (kind: string) => string,
): SourceNode {
  const authors = (source.author_ids as string[]).map((id) => speaker(named(id)));
  const cited = [
    (source.author_names as string[]).join(', '),
    source.title,
    [source.publisher_name, source.published].filter((part) => part !== null).join(', '),
    source.url,
  ];
  return {
    node: {
      '@type': 'CreativeWork',
      '@id': `#source/${source.source_id}`,
      headline: source.title,
      genre: kindLabel(source.kind as string),
      inLanguage: source.language,
      author: authors.length === 0 ? undefined : authors,
      publisher: source.publisher_id === null ? undefined : speaker(named(source.publisher_id as string)),
      datePublished: plainDate(source.published),
      url: source.url ?? undefined,
      sameAs: source.doi === null ? undefined : `https://doi.org/${encodeURI(source.doi as string)}`,
    },
    citation: `${cited.filter((part) => part !== null && part !== '').join('. ')}.`,
  };
}
