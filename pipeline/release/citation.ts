import { createHash } from 'node:crypto';
import { parse, parseDocument } from 'yaml';
import type { NewRelease } from './look-back.ts';

/** The parts of CITATION.cff that a citation is made of. */
interface Citation {
  title: string;
  authors: { name?: string; 'given-names'?: string; 'family-names'?: string }[];
  version: string;
  'date-released': string;
  doi?: string;
  url?: string;
  'repository-code'?: string;
}

/**
 * CITATION.cff of a release: that of the project with version and day.
 * @param text CITATION.cff of the project
 */
export function citationOf(text: string, { version, released }: NewRelease): string {
  const document = parseDocument(text);
  document.set('message', 'If you use these data, please cite them as below.');
  document.set('version', version);
  document.set('date-released', released);
  return document.toString();
}

/**
 * A citation in words and as BibTeX.
 * @param text CITATION.cff of the release
 * @param sums its SHA256SUMS, whose digest tells exactly which data are meant
 */
export function citationText(text: string, sums: Uint8Array): string {
  const citation = parse(text, { schema: 'failsafe' }) as Citation;
  const { title, version, 'date-released': day, doi } = citation;
  const authors = citation.authors.map(
    (one) => one.name ?? [one['family-names'], one['given-names']].filter(Boolean).join(', '),
  );
  const [year] = day.split('-');
  const address =
    doi === undefined ? (citation.url ?? citation['repository-code']) : `https://doi.org/${doi}`;
  const digest = createHash('sha256').update(sums).digest('hex');
  const note = `SHA-256 of SHA256SUMS: ${digest}`;
  return `${authors.join('; ')} (${year}). ${title} (version ${version}, ${day}) [data set].${address === undefined ? '' : ` ${address}`}
${note}

@misc{foreign-policy-claims-${version},
  author = {${authors.map((author) => `{${author}}`).join(' and ')}},
  title = {${title}},
  year = {${year}},
  version = {${version}},${address === undefined ? '' : `\n  url = {${address}},`}
  note = {Data set. ${note}}
}
`;
}
