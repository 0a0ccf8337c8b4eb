import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { citationFile, citationLine, citationOfRelease, zenodoFile } from '../../pipeline/write/cite.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const STATES: [version: string, date: string | null][] = [
  ['0.1.0', '2026-11-25'],
  ['12.0.3', '2031-02-01'],
  ['0.1.0', null],
  ['0.0.0+unreleased', null],
];

describe('CITATION.cff', () => {
  it('names the version and the day of a release', () => {
    expect(parse(citationFile('0.1.0', '2026-11-25'))).toMatchObject({
      'cff-version': '1.2.0',
      type: 'dataset',
      title: 'Foreign-Policy Claims',
      version: '0.1.0',
      'date-released': '2026-11-25',
      license: 'CC-BY-4.0',
    });
  });

  it('names neither for data that are in no release, and says what to add instead', () => {
    const citation = parse(citationFile('0.0.0+unreleased', null)) as Record<string, string>;
    expect(Object.keys(citation)).not.toContain('version');
    expect(Object.keys(citation)).not.toContain('date-released');
    expect(citation.message).toContain('commit');
  });

  it('is the same text each time', () => {
    for (const [version, date] of STATES)
      expect(citationFile(version, date)).toBe(citationFile(version, date));
  });

  it('refuses a date that is not a day', () => {
    for (const date of ['2026', '2026-11', '25.11.2026', '2026-11-25T00:00:00Z', ''])
      expect(() => citationFile('0.1.0', date), date).toThrow('YYYY-MM-DD');
  });

  // The schema belongs to the Citation File Format project and is not copied here.
  const schema = join(process.env.DATAPACKAGE_PROFILES ?? join(ROOT, '..', 'shared', 'profiles'), 'cff.json');
  it.skipIf(!existsSync(schema))('passes the schema of the format, where it is at hand', () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(
      JSON.parse(readFileSync(schema, 'utf8')) as object,
    );
    const texts = [
      ...STATES.map((state) => citationFile(...state)),
      readFileSync(join(ROOT, 'CITATION.cff'), 'utf8'),
    ];
    for (const text of texts) {
      validate(parse(text));
      expect(validate.errors, text).toBeNull();
    }
  });
});

describe('.zenodo.json', () => {
  it('says what CITATION.cff says, in the words of Zenodo', () => {
    const citation = parse(citationFile('0.1.0', null)) as Record<string, unknown>;
    expect(JSON.parse(zenodoFile())).toEqual({
      upload_type: citation.type,
      title: citation.title,
      description: citation.abstract,
      creators: citation.authors,
      keywords: citation.keywords,
      license: 'cc-by-4.0',
      access_right: 'open',
    });
  });
});

describe('the citation in one line', () => {
  it('names who made it, when, what, which version and the licence', () => {
    expect(citationLine('0.1.0', '2026-11-25')).toBe(
      'Foreign-Policy Claims contributors (2026). Foreign-Policy Claims [Data set]. Version 0.1.0, released 2026-11-25. Licence: CC BY 4.0.',
    );
  });

  it('of data in no release says so', () => {
    expect(citationLine('0.0.0+unreleased', null)).toBe(
      'Foreign-Policy Claims contributors. Foreign-Policy Claims [Data set]. Unreleased; add the commit it was built from. Licence: CC BY 4.0.',
    );
  });
});

describe('the citation of a release', () => {
  const sums = Buffer.from('a digest and a path\n');
  const digest = createHash('sha256').update(sums).digest('hex');

  it('names maker, year, title, version, day and the digest of its files, in words and as BibTeX', () => {
    expect(citationOfRelease(citationFile('0.1.0', '2026-11-25'), sums)).toBe(
      `${citationLine('0.1.0', '2026-11-25')}
SHA-256 of SHA256SUMS: ${digest}

@misc{foreign-policy-claims-0.1.0,
  author = {{Foreign-Policy Claims contributors}},
  title = {Foreign-Policy Claims},
  year = {2026},
  version = {0.1.0},
  note = {Data set. SHA-256 of SHA256SUMS: ${digest}}
}
`,
    );
  });

  it.each([
    ['doi: 10.5281/zenodo.1', 'https://doi.org/10.5281/zenodo.1'],
    ['url: https://example.org/data', 'https://example.org/data'],
    ['repository-code: https://example.org/code', 'https://example.org/code'],
  ])('gives the address of %s', (line, address) => {
    const text = citationOfRelease(`${citationFile('0.1.0', '2026-11-25')}${line}\n`, sums);
    expect(text).toContain(`, released 2026-11-25. ${address}. Licence: CC BY 4.0.\n`);
    expect(text).toContain(`  url = {${address}},\n`);
  });

  it('of a person begins with the family name', () => {
    const text = citationFile('0.1.0', '2026-11-25').replace(
      '  - name: Foreign-Policy Claims contributors',
      '  - given-names: Ada\n    family-names: Example',
    );
    expect(citationOfRelease(text, sums)).toMatch(/^Example, Ada \(2026\)\./);
  });
});
