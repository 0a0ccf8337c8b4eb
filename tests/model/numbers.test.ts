import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberText, readNumber } from '../../pipeline/model/numbers.ts';

describe('a number as people write it', () => {
  it.each([
    ['−5', '-5'],
    ['–5', '-5'],
    ['+5', '5'],
    ['05', '5'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['0,500', '0.500'],
    ['1,5', '1.5'],
    ['1,000', '1000'],
    ["1'000'000", '1000000'],
    ['1.234.567', '1234567'],
    ['1,234.5', '1234.5'],
    ['−1.234,5', '-1234.5'],
    ['１２', '12'],
    ['½', '0.5'],
    ['2½', '2.5'],
    ['2 1/2', '2.5'],
    ['1/16', '0.0625'],
    ['1e5', '100000'],
    ['2.5E-3', '0.0025'],
  ])('%s is %s', (written, meant) => {
    expect(readNumber(written)).toBe(meant);
  });

  it.each([
    '',
    '-',
    '(5)',
    '5-',
    '2²',
    '1/3',
    '1/0',
    '2 3/2',
    '1.5.2',
    '1 00',
    '1,000,00',
    '5 %',
    '~5',
    '0x10',
    '--5',
    'five',
  ])('%s is read as none: nobody can be sure', (written) => {
    expect(readNumber(written)).toBeUndefined();
  });

  it('comes back from every way of writing it', () => {
    const size = fc.integer({ min: 1000, max: 999_999_999 });
    fc.assert(
      fc.property(
        size,
        fc.constantFrom(',', '.', ' ', '\u202F', "'"),
        fc.boolean(),
        (number, mark, isNegative) => {
          fc.pre(mark !== '.' || number >= 1_000_000);
          const grouped = String(number).replace(/\B(?=(\d{3})+$)/g, mark);
          expect(readNumber(`${isNegative ? '−' : ''}${grouped}`)).toBe(`${isNegative ? '-' : ''}${number}`);
        },
      ),
    );
  });

  it('is written out in digits, whatever its size', () => {
    expect([1e-7, 1.5e-9, 1e21, 0.5, 12].map(numberText)).toEqual([
      '0.0000001',
      '0.0000000015',
      '1000000000000000000000',
      '0.5',
      '12',
    ]);
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e40, max: 1e40 }), (number) => {
        expect(Number(numberText(number))).toBe(number);
        expect(numberText(number)).toMatch(/^-?\d+(\.\d+)?$|e-\d{3}$/);
      }),
    );
  });
});
