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
      state('s2', 'Brvania'),
      state('s1', 'Arvanic'),
      state('s4', 'Belloria'),
    ];
    const index = buildSuggestionIndex(states);
    const found = suggest(index, 'Arvania', () => true);
    expect(found.map(({ entry }) => entry.id)).toEqual(['s1', 's2', 's3']);
    expect(nearestOf(found)).toHaveLength(3);
  });

  it('offers what the field takes before what is nearer but cannot stand there', () => {
    const both = [place('city', 'Belloria City'), person('man', 'Belloria Cito')];
    expect(ask(both, 'Belloria Citi', 'place')).toEqual(['city']);
    expect(ask(both, 'Belloria Citi', 'person')).toEqual(['man']);
    expect(ask([both[0] as never], 'Belloria Citi', 'person')).toEqual(['city']);
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
