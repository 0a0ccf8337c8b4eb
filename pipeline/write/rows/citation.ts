import type { ResolvedRecord } from '../../normalize/resolved.ts';

/** The public address of a work, and what it leads to: a code of the vocabulary url-of. */
interface Address {
  url: string | undefined;
  of: 'work' | 'doi' | 'copy' | 'collection' | undefined;
}

/**
 * Where a work can be found: at its own address, else by its DOI, else at that of a copy, and last at that of a database,
 * which is the general address of a collection.
 */
export function addressOf({ url, doi, copies }: ResolvedRecord['record']['source']): Address {
  if (url !== undefined) return { url, of: 'work' };
  if (doi !== undefined) return { url: `https://doi.org/${doi}`, of: 'doi' };
  const found = copies.filter((copy) => copy.url !== undefined);
  const copy = found.find(({ kind }) => kind !== 'database');
  if (copy !== undefined) return { url: copy.url, of: 'copy' };
  return { url: found[0]?.url, of: found.length === 0 ? undefined : 'collection' };
}

/** How a work is cited: authors, title, publisher and day. What is not known is left out. */
export function workInWords({ record, source }: ResolvedRecord): string {
  const authors = source.authors.map(({ entry }) => entry.name);
  const publisher = source.publisher?.entry.name;
  // Who speaks on a page of its own need not be named twice.
  const issued = [authors.includes(publisher ?? '') ? undefined : publisher, record.source.published];
  const sentences = [authors.join(', '), record.source.title, issued.filter(isThere).join(', ')];
  return sentences.filter(isThere).map(closed).join(' ');
}

/** How a work is cited, with its address where it has one. */
export function citationOfWork(work: string, { url }: Address): string {
  return url === undefined ? work : `${work} ${url}`;
}

/** How a claim is cited: its work in words, the place in it, and where in this dataset it stands. Its address has a cell of its own. */
export function citationOfClaim(work: string, at: string, id: string): string {
  return `${work} At ${at}. Foreign-Policy Claims, ${id}.`;
}

function isThere(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

/** With a full stop, unless it ends like a sentence. */
function closed(text: string): string {
  return /[.!?…。]["”’)]?$/u.test(text) ? text : `${text}.`;
}
