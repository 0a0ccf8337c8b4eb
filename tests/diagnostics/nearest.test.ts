import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../pipeline/diagnostics/nearest.ts';

const KEYS = [
  'id',
  'at',
  'claimant',
  'text',
  'type',
  'topics',
  'quote',
  'stance',
  'reporter_stance',
  'said_in',
];

describe('the nearest word', () => {
  it.each([
    ['a wrong letter', 'tupe', 'type'],
    ['a missing letter', 'stanc', 'stance'],
    ['a letter too many', 'topicss', 'topics'],
    ['singular for plural', 'topic', 'topics'],
    ['plural for singular', 'quotes', 'quote'],
    ['two neighbours swapped in a short word', 'tpye', 'type'],
    ['two neighbours swapped', 'qoute', 'quote'],
    ['two neighbours swapped at the end', 'quoet', 'quote'],
    ['capitals', 'Stance', 'stance'],
    ['all capitals', 'CLAIMANT', 'claimant'],
    ['a hyphen for a low line', 'reporter-stance', 'reporter_stance'],
    ['a space', 'said in', 'said_in'],
    ['no mark at all', 'saidin', 'said_in'],
  ])('is found behind %s', (_, word, expected) => {
    expect(nearest(word, KEYS)).toEqual([expected]);
  });

  it.each([['speaker'], ['xyz'], ['date'], ['']])('is not made up for %j', (word) => {
    expect(nearest(word, KEYS)).toEqual([]);
  });

  it('allows one slip in three letters, and no more', () => {
    expect(nearest('sovreignity', ['sovereignty'])).toEqual(['sovereignty']);
    expect(nearest('prediktoin', ['prediction'])).toEqual(['prediction']);
    expect(nearest('tarf', ['tariff'])).toEqual([]);
  });

  it('prefers what is nearer, wherever it stands', () => {
    expect(nearest('supports', ['supported-by', 'supports'])).toEqual(['supports']);
    expect(nearest('support', ['supported-by', 'supports', 'reports'])).toEqual(['supports']);
  });

  it('gives all that are equally near, in their order', () => {
    expect(nearest('c3', ['c01', 'c13', 'c03', 'c04'])).toEqual(['c13', 'c03']);
    expect(nearest('bat', ['cat', 'rat', 'dog'])).toEqual(['cat', 'rat']);
  });

  it('is the word itself when it is among the candidates', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KEYS), (word) => {
        expect(nearest(word, KEYS)).toContain(word);
      }),
    );
  });

  it('finds any word of six letters and more behind one slip', () => {
    const long = KEYS.filter((key) => key.length >= 6);
    const slip = fc.tuple(fc.constantFrom(...long), fc.nat(), fc.constantFrom('drop', 'double', 'swap'));
    fc.assert(
      fc.property(slip, ([word, seed, kind]) => {
        const at = seed % (word.length - 1);
        const [a, b] = [word[at]!, word[at + 1]!];
        const middle = kind === 'drop' ? b : kind === 'double' ? a + a + b : b + a;
        expect(nearest(word.slice(0, at) + middle + word.slice(at + 2), KEYS)).toContain(word);
      }),
    );
  });
});
