import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countWords } from '../../pipeline/model/words.ts';

it.each([
  ['', 0],
  ['Arvania will close its ports.', 5],
  ["Arvania's well-known U.S. policy", 4],
  ['more than 600 parties — and organisations', 6],
  ['Miguel Díaz-Canel spoke', 3],
  ['习近平主席', 3],
  ['… “!” —', 0],
])('counts the words of "%s"', (text, words) => {
  expect(countWords(text)).toBe(words);
});

it('counts an ASCII text as it counts the same text with one accented word behind it, less that word', () => {
  const ascii = fc.string({ unit: fc.constantFrom('a', 'Z', '7', ' ', "'", '.', '-', ',', '"') });
  fc.assert(
    fc.property(ascii, (text) => {
      expect(countWords(`${text} , é`)).toBe(countWords(text) + 1);
    }),
  );
});

it('never counts more words than characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(countWords(text)).toBeLessThanOrEqual(text.length);
    }),
  );
});
