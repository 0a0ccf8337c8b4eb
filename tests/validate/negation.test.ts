import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../pipeline/diagnostics/load.ts';
import { NEGATORS, NO_NEGATION } from '../../pipeline/validate/rules/negation.ts';
import { check, withClaim } from '../support/checked.ts';

const codes = (text: string): string[] => check(text).map(({ code }) => code);

describe('the polarity of a claim with a quote', () => {
  const saying = (quote: string, more = ''): string =>
    withClaim(`claimant: [Mira Tolan]\nattribution: direct-quote\nquote: "${quote}"${more}`);

  it.each([
    'There were no reports of pressure.',
    'We did not close the port',
    "It isn't closed",
    'it isn’t closed',
    'CANNOT be closed',
    'nobody came',
    'neither port was closed',
    'Nothing has\\n been done',
    'not only this, and never that',
  ])('is asked for where it negates: %s', (quote) => {
    expect(codes(saying(quote))).toEqual(['W-POLARITY']);
  });

  it.each([
    'The north of the country is open',
    'a notable nook in Norway',
    'not only ours, but theirs',
    'nothing but peace, no doubt',
    'see No. 5 of the rules',
    'knot by knot',
  ])('is not asked for where it does not: %s', (quote) => {
    expect(codes(saying(quote))).toEqual([]);
  });

  it('is not asked for where the claim or its record says it, or the work is not in English', () => {
    const quote = 'There were no reports of pressure.';
    expect(codes(saying(quote, '\npolarity: negated\ntext: No pressure was reported.'))).toEqual([]);
    expect(codes(saying(quote, '\npolarity: affirmed'))).toEqual([]);
    expect(
      codes(
        saying(quote, '\ntext: No pressure was reported.').replace(
          'claims:',
          'defaults: {polarity: negated}\nclaims:',
        ),
      ),
    ).toEqual([]);
    expect(codes(saying('le port no est closed').replace('language: en', 'language: fr'))).toEqual([]);
    expect(codes(saying(quote).replace('language: en', 'language: en-GB'))).toEqual(['W-POLARITY']);
  });

  it('is asked by the words that the page of diagnostics lists', () => {
    const { why } = loadCatalog().get('W-POLARITY')!;
    const flat = why.replace(/\s+/g, ' ');
    for (const word of [...NEGATORS, ...NO_NEGATION]) expect(flat).toContain(word);
  });
});
