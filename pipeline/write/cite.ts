import { createHash } from 'node:crypto';
import { parse, stringify } from 'yaml';
import { isDay } from '../model/dates/calendar.ts';
import { isReleased } from './released.ts';

/** What every citation of the dataset says, whatever its version. */
export const WORK = {
  title: 'Foreign-Policy Claims',
  abstract:
    'Who said what about whom in foreign policy: claims coded from articles, speeches and communiqués, each with its source, its place in the text, its coder and the line on which it is coded.',
  authors: [{ name: 'Foreign-Policy Claims contributors' }],
  keywords: [
    'foreign policy',
    'international relations',
    'political communication',
    'claims analysis',
    'content analysis',
  ],
  license: 'CC-BY-4.0',
};

/**
 * The content of CITATION.cff (Citation File Format 1.2.0) for one state of the dataset.
 * @param version version of the dataset; one that ends in `+unreleased` names no release and is left out
 * @param date the day of the release, YYYY-MM-DD; null when there is none
 * @throws Error when the date is no such day; that is a mistake of ours, not of the data
 */
export function citationFile(version: string, date: string | null): string {
  if (date !== null && !isDay(date)) throw new Error(`not a day as YYYY-MM-DD: ${date}`);
  const { title, abstract, authors, keywords, license } = WORK;
  const citation = {
    'cff-version': '1.2.0',
    type: 'dataset',
    title,
    ...(isReleased(version) ? { version } : {}),
    ...(date === null ? {} : { 'date-released': date }),
    abstract,
    message: isReleased(version)
      ? 'If you use these data, please cite them with this version. For a single claim give its claim_id and its source too.'
      : 'If you use these data, please cite them with the version in manifest.json or, before the first release, with the commit you built from.',
    authors,
    keywords,
    license,
  };
  return stringify(citation, { lineWidth: 110 });
}

/**
 * The citation as one line for a bibliography or a note below a table.
 * @param version as in {@link citationFile}
 * @param date the day of the release, YYYY-MM-DD; null when there is none
 */
export function citationLine(version: string, date: string | null): string {
  return inOneLine(
    WORK.authors.map(({ name }) => name),
    WORK.title,
    version,
    date,
  );
}

/** The wording of every citation. */
function inOneLine(
  authors: readonly string[],
  title: string,
  version: string,
  date: string | null,
  address?: string,
): string {
  const year = date === null ? '' : ` (${date.slice(0, 4)})`;
  const state = isReleased(version) ? `Version ${version}` : 'Unreleased; add the commit it was built from';
  const released = date === null ? '' : `, released ${date}`;
  const where = address === undefined ? '' : ` ${address}.`;
  return `${authors.join('; ')}${year}. ${title} [Data set]. ${state}${released}.${where} Licence: CC BY 4.0.`;
}

/**
 * The content of .zenodo.json, from which the archive Zenodo takes what it says of a release of the repository; it takes
 * the version from the tag. Names and values of its keys are those of Zenodo's deposit metadata.
 */
export function zenodoFile(): string {
  const { title, abstract, authors, keywords, license } = WORK;
  const metadata = {
    upload_type: 'dataset',
    title,
    description: abstract,
    creators: authors,
    keywords,
    license: license.toLowerCase(),
    access_right: 'open',
  };
  return `${JSON.stringify(metadata, null, 2)}\n`;
}

/** The parts of CITATION.cff that the citation of a release is made of. */
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
 * How to cite a release, in words and as BibTeX.
 * @param text CITATION.cff of the release
 * @param sums its SHA256SUMS, whose digest tells exactly which data are meant
 */
export function citationOfRelease(text: string, sums: Uint8Array): string {
  const citation = parse(text, { schema: 'failsafe' }) as Citation;
  const { title, version, 'date-released': day, doi } = citation;
  const authors = citation.authors.map(
    (one) => one.name ?? [one['family-names'], one['given-names']].filter(Boolean).join(', '),
  );
  const [year] = day.split('-');
  const address =
    doi === undefined ? (citation.url ?? citation['repository-code']) : `https://doi.org/${doi}`;
  const note = `SHA-256 of SHA256SUMS: ${createHash('sha256').update(sums).digest('hex')}`;
  return `${inOneLine(authors, title, version, day, address)}
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
