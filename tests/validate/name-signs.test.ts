import { describe, expect, it } from 'vitest';
import { oddSignsIn } from '../../pipeline/validate/name-signs.ts';
import { check, withClaim } from '../support/checked.ts';

const found = (name: string): string[] => [...oddSignsIn({ name })].map(({ message }) => message);

describe('a name', () => {
  it.each([
    'Yoon Suk-yeol',
    'La République en marche !',
    'Republican Party (United States)',
    'Справедливая Россия — За правду',
    'St. Vincent & Grenadines',
    'P5+1',
    'Côte d’Ivoire',
    "Xi Jinping's keynote speech",
    '«Единая Россия»',
    'علی خامنه\u200Cای',
    'レフ・トルストイ',
    'Yahoo!',
    'Group of 20: Sherpa track',
  ])('may have the punctuation of names: %s', (name) => {
    expect(found(name)).toEqual([]);
  });

  it.each([
    ['Cyril!Ramaphosa', '!'],
    ['Cyril?Ramaphosa', '?'],
    ['Cyril_Ramaphosa', '_'],
    ['Cyril@Ramaphosa', '@'],
    ['Cyril=Ramaphosa', '='],
    ['Cyril \u{1F600} Ramaphosa', '\u{1F600}'],
    ['Cyril*', '*'],
  ])('is told to have the sign of %s', (name, sign) => {
    expect(found(name)).toEqual([`the name "${name}" has the sign ${sign}`]);
  });

  it('is told where it was passed over to find a name of the registry', () => {
    for (const key of ['subject', 'object', 'addressee'])
      expect(
        check(withClaim(`${key}: [Arvania, Mira!Tolan]\ntext: Tolan is in Arvania.`)).map(({ code }) => code),
      ).toEqual(['W-NAME-SIGN']);
    expect(check(withClaim('subject: [Arvania, mira-tolan]'))).toEqual([]);
    expect(check(withClaim('subject: [Mira!Tolan]', 'names: {Mira!Tolan: mira-tolan}\n'))).toEqual([]);
    expect(check(withClaim('subject: [Mira!Nobody]')).map(({ code }) => code)).toEqual(['E-NAME-UNKNOWN']);
  });

  it('is looked at in every key that holds one', () => {
    const entry = {
      name: 'Cyril Ramaphosa',
      official_name: 'a_b',
      family_name: 'c_d',
      native_names: { en: 'e_f' },
      aliases: [{ name: 'g' }, { name: 'h_i' }],
    };
    expect([...oddSignsIn(entry)].map(({ steps }) => steps.join('.'))).toEqual([
      'official_name',
      'family_name',
      'native_names.en',
      'aliases.1.name',
    ]);
  });
});
