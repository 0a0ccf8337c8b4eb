import { describe, expect, it } from 'vitest';
import { makeEntry } from '../../pipeline/normalize/names/entry.ts';
import { buildSuggestionIndex, nearestOf, suggest } from '../../pipeline/normalize/names/suggest.ts';

const site = { scope: 'registry', recordId: null, file: 'x.yaml', line: 1 } as const;
const person = (id: string, name: string, family?: string) =>
  makeEntry('entity', { id, type: 'person', name, family_name: family }, site);
const state = (id: string, name: string, alpha2?: string) =>
  makeEntry(
    'entity',
    { id, type: 'state', name, status: 'un-member', iso: alpha2 ? { alpha2 } : undefined },
    site,
  );
const place = (id: string, name: string) => makeEntry('entity', { id, type: 'place', name }, site);

const ask = (entries: ReturnType<typeof person>[], text: string, type?: string): string[] =>
  suggest(buildSuggestionIndex(entries), text, (entry) => type === undefined || entry.type === type).map(
    ({ entry }) => entry.id,
  );

describe('suggest', () => {
  it('finds misspelled names, whatever their accents', () => {
    const people = [person('tolan', 'Míra Tólan'), person('velde', 'Oskar Velde')];
    expect(ask(people, 'Mira Tolann')).toEqual(['tolan']);
    expect(ask(people, 'Oscar Velde')).toEqual(['velde']);
    expect(ask(people, 'Somebody Else')).toEqual([]);
  });

  it('finds people by family name or any part of the name', () => {
    const people = [
      person('a', 'Oskar Velde', 'Velde'),
      person('b', 'Ines Velde', 'Velde'),
      person('c', 'Velden Ort'),
    ];
    expect(ask(people, 'Velde')).toEqual(['a', 'b']);
    expect(ask(people, 'Ines')).toEqual(['b']);
    expect(ask(people, 'Velde Ines')).toEqual(['b']);
  });

  it('finds a state by its code, but never by a code that is almost the same', () => {
    const states = [state('iso-XA', 'Arvania', 'XA'), state('iso-XB', 'Belloria', 'XB')];
    expect(ask(states, 'XA')).toEqual(['iso-XA']);
    expect(ask(states, 'XC')).toEqual([]);
  });

  it('puts the nearest first and shows ties as ties, by id', () => {
    const states = [
      state('s3', 'Arvaniaa'),
      state('s2', 'Arvanib'),
      state('s1', 'Arvanic'),
      state('s4', 'Belloria'),
    ];
    const index = buildSuggestionIndex(states);
    const found = suggest(index, 'Arvania', () => true);
    expect(found.map(({ entry }) => entry.id)).toEqual(['s1', 's2', 's3']);
    expect(nearestOf(found)).toHaveLength(3);
  });

  it('offers only what the field takes, however near something else is', () => {
    const both = [place('city', 'Belloria City'), person('man', 'Belloria Cito')];
    expect(ask(both, 'Belloria Citi', 'place')).toEqual(['city']);
    expect(ask(both, 'Belloria Citi', 'person')).toEqual(['man']);
    expect(ask([both[0] as never], 'Belloria Citi', 'person')).toEqual([]);
  });

  it.each([
    ['how the word begins', 'Prussia', 'Russia'],
    ['how the word begins, at the family name', 'Greenland', 'Freeland'],
    ['a word of two', 'Western Samoa', 'Western Sahara'],
    ['all but the form of the state', 'Lebanese Republic', 'Gabonese Republic'],
    ['all but the form of the state, written before', 'Republic of Latvia', 'Republic of Zambia'],
    ['nothing but the form of the state', 'Republic of', 'Republic of Abkhazia'],
    ['a number', 'COP27', 'COP26'],
    ['a digit', 'G7', 'G8'],
  ])('offers nothing that differs in %s: %s', (_, text, name) => {
    expect(ask([state('near', name)], text)).toEqual([]);
  });

  it('does not count the words for the form of a state', () => {
    const states = [
      state('guinea', 'Guinea'),
      state('taiwan', 'Republic of China'),
      state('north', 'Northern Guinea'),
    ];
    expect(ask(states, 'Republic of Guinea')[0]).toBe('guinea');
    expect(ask(states, "The People's Democratic Republic of Guinea")[0]).toBe('guinea');
    expect(ask(states, 'Kingdom of Tonga')).toEqual([]);
  });

  it('finds a name written as one word or as two', () => {
    expect(ask([state('a', 'Viet Nam')], 'Vietnam')).toEqual(['a']);
    expect(ask([state('a', 'Timor Leste')], 'Timorleste')).toEqual(['a']);
  });

  it('offers five at most', () => {
    const many = Array.from({ length: 9 }, (_, number) =>
      person(`p${number}`, `Oskar Velde ${number}`, 'Velde'),
    );
    expect(ask(many, 'Velde')).toEqual(['p0', 'p1', 'p2', 'p3', 'p4']);
  });

  it('says nothing about nothing', () => {
    expect(ask([person('a', 'Oskar Velde')], '')).toEqual([]);
    expect(ask([person('a', 'Oskar Velde')], '…')).toEqual([]);
  });
});
