import { describe, expect, it } from 'vitest';
import { check, withClaim } from '../support/checked.ts';

const codes = (text: string): string[] => check(text).map(({ code }) => code);
const quoting = (claimant: string, entities = ''): string =>
  withClaim(
    `claimant: [${claimant}]\nattribution: partial-quote\nquote: open the door`,
    entities === '' ? '' : `entities:\n  - {${entities}}\n`,
  );

describe('a quote', () => {
  it.each([
    ['a person with an office', 'Mira Tolan', ''],
    ['a state', 'Arvania', ''],
    ['a government', 'arvania-government', ''],
    ['a party', 'Green Alliance of Arvania', ''],
    ['an organisation of states', 'United Nations', ''],
    ['a group of states', 'Three Harbours', ''],
    ['a document', 'port-rules', 'id: port-rules, type: document, name: Rules of the port'],
    [
      'an official without a name',
      'port-official',
      'id: port-official, type: person, name: Senior Arvanian official',
    ],
    ['a minister without a name', 'a minister', 'id: port-minister, type: person, name: a minister'],
    ['a group of officials', 'envoys', 'id: envoys, type: group, name: Arvanian envoys, membership: open'],
    [
      'a group of countries',
      'shores',
      'id: shores, type: group, name: nine coastal countries, membership: closed',
    ],
    [
      'somebody with the title of an office',
      'Prime Minister Ole Brask',
      'id: ole-brask, type: person, name: Ole Brask',
    ],
    [
      'a private person beside an official',
      'Mira Tolan, pia-lund',
      'id: pia-lund, type: person, name: Pia Lund',
    ],
  ])('may be of %s', (_, claimant, entities) => {
    expect(codes(quoting(claimant, entities)).filter((code) => code !== 'W-TITLE-MISMATCH')).toEqual([]);
  });

  it.each([
    ['a private person', 'Pia Lund', 'id: pia-lund, type: person, name: Pia Lund'],
    ['somebody whose title is an honour', 'Dr Pia Lund', 'id: pia-lund, type: person, name: Pia Lund'],
    ['a company', 'quay-works', 'id: quay-works, type: company, name: Quay Works'],
    ['an association', 'quay-club', 'id: quay-club, type: organization, name: Quay Club'],
    ['a newspaper', 'Harbour Times', ''],
    [
      'a group of private people',
      'dockers',
      'id: dockers, type: group, name: dockers of the port, membership: open',
    ],
  ])('may not be of %s', (_, claimant, entities) => {
    const [only, ...others] = check(quoting(claimant, entities));
    expect([only?.code, others]).toEqual(['E-QUOTE-PRIVATE', []]);
    expect(only!.message).toContain('c01 quotes ');
  });

  it('may not be of the authors, whose words are their own', () => {
    const text = withClaim(
      'attribution: direct-quote\nquote: open the door',
      'entities: [{id: pia-lund, type: person, name: Pia Lund}]\n',
    ).replace('authors: [mira-tolan]', 'authors: [Pia Lund]');
    expect(codes(text)).toEqual(['E-QUOTE-PRIVATE']);
    expect(codes(text.replace('    quote: open the door\n', ''))).toEqual([]);
  });

  it.each(['speech-text', 'transcript', 'official-document', 'press-release'])(
    'may be of anybody in a %s',
    (kind) => {
      const entities = 'id: pia-lund, type: person, name: Pia Lund';
      expect(codes(quoting('Pia Lund', entities).replace('kind: op-ed', `kind: ${kind}`))).toEqual([]);
    },
  );

  it('of a name that is not found is told as that', () => {
    expect(codes(quoting('Nemo Nusquam'))).toEqual(['E-NAME-UNKNOWN']);
    expect(codes(quoting('Harbour Times, Nemo Nusquam'))).toEqual(['E-NAME-UNKNOWN']);
  });

  it('may be made right by what the remedy says', () => {
    const entities = 'id: pia-lund, type: person, name: Pia Lund';
    const [found] = check(quoting('Pia Lund', entities));
    expect(found!.fix).toContain('add it under tenures in sources/records/harbour-speech.yaml');
    const tenure =
      "tenures: [{office: arvania-president, start: '2008-01-01', end: '2009-01-01', source: arvania-gazette}]";
    expect(codes(quoting('Pia Lund', `${entities}, ${tenure}`))).toEqual([]);
    expect(codes(quoting('Pia Lund', entities).replace('    quote: open the door\n', ''))).toEqual([]);
  });
});
