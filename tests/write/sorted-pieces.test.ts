import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sortedPieces } from '../../pipeline/write/sorted/pieces.ts';

type Thing = [key: string, ...texts: string[]];

const FILES = 2;

/** Things, each once, as several records bring them. */
const brought: fc.Arbitrary<Thing[][]> = fc
  .uniqueArray(fc.tuple(fc.string(), fc.string({ unit: 'grapheme' }), fc.string()), {
    selector: ([key]) => key,
  })
  .chain((things) =>
    fc.array(fc.nat(things.length), { maxLength: 4 }).map((cuts) => {
      const ends = [...cuts, things.length].sort((a, b) => a - b);
      return ends.map((end, at) => things.slice(ends[at - 1] ?? 0, end));
    }),
  );

it('gives each file in the order of the keys, however the things were brought', () => {
  fc.assert(
    fc.property(brought, (texts) => {
      const pieces = sortedPieces(FILES);
      for (const things of texts) {
        const files = [0, 1].map((file) => things.map((thing) => thing[1 + file]).join(''));
        pieces.add(
          things.map(([key, ...some]) => [key, ...some.map((text) => Buffer.byteLength(text))]),
          Buffer.from(files.join('')),
        );
      }
      const all = texts.flat().sort(([a], [b]) => (a < b ? -1 : 1));
      for (const file of [0, 1])
        expect(Buffer.concat([...pieces.inOrder(file)]).toString()).toBe(
          all.map((thing) => thing[1 + file]).join(''),
        );
    }),
  );
});

it('gives in one piece what stands together already', () => {
  const pieces = sortedPieces(1);
  pieces.add(
    [
      ['b', 1],
      ['c', 2],
    ],
    Buffer.from('bcc'),
  );
  pieces.add([['a', 1]], Buffer.from('a'));
  expect([...pieces.inOrder(0)].map(String)).toEqual(['a', 'bcc']);
});
