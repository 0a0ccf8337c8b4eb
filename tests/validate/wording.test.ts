import { describe, expect, it } from 'vitest';
import { check, withClaim } from '../support/checked.ts';

/** Codes that the lines of a claim are told. */
const codesOf = (lines: string): string[] => check(withClaim(lines)).map(({ code }) => code);

describe('the polarity', () => {
  it.each([
    'Arvania does not close its harbours.',
    'The harbours of Arvania were never closed.',
    'Belloria cannot close the strait.',
  ])('is missing where the main clause negates: %s', (text) => {
    expect(codesOf(`text: ${text}`)).toEqual(['W-POLARITY-WORDS']);
    expect(codesOf(`text: ${text}\npolarity: negated`)).toEqual([]);
    expect(codesOf(`text: ${text}\nnote: The source affirms it.`)).toEqual([]);
  });

  it.each([
    'Arvania says that Belloria does not close its harbours.',
    'The harbours that were not closed are full.',
    'Arvania is not only rich.',
    'Belloria no longer closes the strait.',
    'Velde rejects the practice.',
    'Nobody knows the way and the harbours have not been closed.',
  ])('is affirmed where a negating word is elsewhere, or a dark verb: %s', (text) => {
    expect(codesOf(`text: ${text}`)).toEqual([]);
  });

  it('is not negated without a negating word, save in a denial', () => {
    expect(codesOf('text: Arvania lacks harbours.\npolarity: negated')).toEqual(['W-POLARITY-WORDS']);
    expect(codesOf('text: Arvania is innocent.\ntype: denial\npolarity: negated')).toEqual([]);
  });

  it('of "not X but Y" is that of Y', () => {
    const text = 'text: The strait is not a property but a road for all.';
    expect(codesOf(text)).toEqual([]);
    expect(codesOf(`${text}\npolarity: negated`)).toEqual(['W-POLARITY-WORDS']);
  });
});

describe('the certainty', () => {
  it.each(['perhaps', 'probably', 'apparently', 'might', 'may'])('is hedged by "%s"', (word) => {
    expect(codesOf(`text: Arvania ${word} has two harbours.`)).toEqual(['W-CERTAINTY-WORDS']);
    expect(codesOf(`text: Arvania ${word} has two harbours.\ncertainty: possible`)).toEqual([]);
  });

  it.each([
    'In the view of Tolan the harbours are full.',
    'The harbours were closed in May 2021.',
    'The harbours were closed on May 4.',
    'Arvania leads by its might.',
    'However rich it may be, Arvania has two harbours.',
    'Ships can pass the strait.',
  ])('is not hedged by %s', (text) => {
    expect(codesOf(`text: ${text}`)).toEqual([]);
  });

  it('is called certain only where the record says so: left out, it counts as unknown', () => {
    const told = (lines: string) => check(withClaim(`text: Arvania may have harbours.${lines}`))[0]?.message;
    expect(told('')).toBe('c01 does not say how certain it is, but its text hedges ("may")');
    expect(told('\ncertainty: certain')).toBe('c01 is certain, but its text hedges ("may")');
  });

  it('is certain where no word hedges', () => {
    expect(codesOf('certainty: probable')).toEqual(['W-CERTAINTY-WORDS']);
    expect(codesOf('certainty: certain')).toEqual([]);
    expect(codesOf('certainty: unknown')).toEqual([]);
  });
});

describe('a frame', () => {
  const framed = (text: string, frame = 'economic-development', type = 'fact'): string[] =>
    codesOf(`text: ${text}\nframes: [${frame}]\ntype: ${type}`);

  it('without a reason in the text says the topic again', () => {
    expect(framed('Arvania trades with Belloria.')).toEqual(['W-FRAME-TOPIC']);
    expect(framed('Arvania trades with Belloria, for it must grow.')).toEqual([]);
    expect(framed('Trade with Belloria fattens Arvania.', 'economic-development', 'causal')).toEqual([]);
  });

  it('is not the aim, whatever the topic; a reason beside it is', () => {
    const text = 'Arvania trades with Belloria so that it grows';
    expect(framed(`${text}.`)).toEqual(['W-FRAME-AIM']);
    expect(framed(`${text}.`, 'dependency')).toEqual(['W-FRAME-AIM']);
    expect(framed(`${text}, for it is poor.`)).toEqual([]);
  });

  it('that is another matter than the topic needs no word', () => {
    expect(framed('Arvania trades with Belloria.', 'dependency')).toEqual([]);
  });
});

describe('a right', () => {
  const demanded = (text: string): string[] =>
    codesOf(`text: ${text}\ntype: prescription\nsubject: [belloria]`);

  it('that somebody has is no demand, unless it is said who must grant it', () => {
    expect(demanded('Belloria has an equal right to the strait.')).toEqual(['W-RIGHT-PRESCRIPTION']);
    expect(demanded('Belloria is entitled to its harbour.')).toEqual(['W-RIGHT-PRESCRIPTION']);
    expect(demanded('Belloria must respect that Arvania has a right to its harbour.')).toEqual([]);
  });
});

describe('what the claimant itself wants', () => {
  const of = (text: string, subject = 'arvania', type = 'fact'): string[] =>
    codesOf(`text: ${text}\ntype: ${type}\nsubject: [${subject}]`);

  it.each([
    'Arvania seeks a ban on sea mines.',
    'Arvania and its allies are ready to talk.',
    'Arvania remains committed to the pact.',
    'Arvania is firmly committed to supporting the islanders.',
  ])('is a commitment: %s', (text) => {
    // A second subject or verb in front of the main one leaves the question to the coder.
    expect(of(text)).toEqual(text.includes(' and ') ? [] : ['W-TRYING-TYPE']);
    expect(of(text, 'arvania', 'commitment')).toEqual([]);
  });

  it('is not backed: support alone undertakes nothing, to be committed to it does', () => {
    expect(of('Arvania supports the islanders.', 'arvania', 'endorsement')).toEqual([]);
    expect(of('Arvania is committed to supporting the islanders.', 'arvania', 'endorsement')).toEqual([
      'W-TRYING-TYPE',
    ]);
  });

  it('is none where others want it, or it is done', () => {
    expect(of('Belloria seeks a ban on sea mines.', 'belloria')).toEqual([]);
    expect(of('Arvania reached a ban on sea mines, which it seeks to keep.')).toEqual([]);
  });

  it('is nobody else', () => {
    expect(of('Belloria will open the strait.', 'belloria', 'commitment')).toEqual(['W-TRYING-TYPE']);
    expect(of('The government will open the strait.', 'arvania-government', 'commitment')).toEqual([]);
  });
});

describe('an open question', () => {
  const QUESTION =
    '{claim: c01, field: type, alternative: evaluation, by: ada-coder, reason: Two may be few.}';
  const record = (status: string, claim = ''): string =>
    `${withClaim(claim).replace('status: draft', `status: ${status}`).replace('codebook: 1.0.0', 'codebook: 1.2.0')}disagreements:\n  - ${QUESTION}\n`;
  const codes = (text: string): string[] => check(text).map(({ code }) => code);

  it('may stand in a draft, and in a published record where the claim is disputed', () => {
    expect(codes(record('draft'))).toEqual([]);
    expect(codes(record('published'))).toEqual(['W-DISAGREEMENT-OPEN']);
    expect(codes(record('published', 'status: disputed'))).toEqual([]);
  });

  it('that was decided disputes nothing', () => {
    const decided = record('published', 'status: disputed').replace('few.}', 'few., decision: kept}');
    expect(codes(decided)).toEqual(['W-DISPUTED-SETTLED']);
  });
});
