import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alpha, nominal, ofSets, ordinal } from '../../pipeline/agreement/alpha.ts';
import { intervals } from '../../pipeline/agreement/bootstrap.ts';

/**
 * The worked example of Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), sections C and D: four observers,
 * twelve units, seven values missing; a dot is a missing value.
 */
const OBSERVERS = ['123321412...', '1233224125.3', '.3332342251.', '12332441251.'];
const UNITS = [...(OBSERVERS[0] as string)].map((_, unit) =>
  OBSERVERS.map((values) => values[unit] as string).filter((value) => value !== '.'),
);
const RANKS = ['1', '2', '3', '4', '5'];

describe("Krippendorff's alpha", () => {
  it('is that of the published example for nominal values', () => {
    expect(alpha(UNITS, nominal)).toBeCloseTo(0.743, 3);
  });

  it('is that of the published example for ordinal values', () => {
    const given = UNITS.filter((values) => values.length > 1).flat();
    const often = RANKS.map((rank) => given.filter((value) => value === rank).length);
    expect(alpha(UNITS, ordinal(RANKS, often))).toBeCloseTo(0.815, 3);
  });

  it('is that of the published example of two observers and two values', () => {
    const [a, b] = ['0100000010', '1110010000'] as [string, string];
    const units = [...a].map((value, unit) => [value, b[unit] as string]);
    expect(alpha(units, nominal)).toBeCloseTo(0.095, 3);
  });

  it('of sets counts what they share', () => {
    expect(ofSets(['trade'], ['trade', 'health'])).toBe(0.5);
    expect(ofSets([], [])).toBe(0);
    expect(ofSets([], ['trade'])).toBe(1);
  });

  it('is 1 for coders that agree, at most 1 else, and does not depend on the order of units or coders', () => {
    const pair = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('a', 'b', 'c'));
    fc.assert(
      fc.property(fc.array(pair, { minLength: 2, maxLength: 30 }), (units) => {
        const value = alpha(units, nominal);
        const turned = units.map(([a, b]) => [b, a]).reverse();
        if (value === null) expect(alpha(turned, nominal)).toBeNull();
        else {
          expect(alpha(turned, nominal)).toBeCloseTo(value, 10);
          expect(value).toBeLessThanOrEqual(1);
        }
        const same = units.map(([a]) => [a, a]);
        expect([1, null]).toContain(alpha(same, nominal));
      }),
    );
  });

  it('of a distance of 0 and 1 over sets of one member is the nominal one', () => {
    const value = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(fc.array(fc.array(value, { maxLength: 4 }), { maxLength: 20 }), (units) => {
        const sets = units.map((values) => values.map((one) => [one]));
        const [one, other] = [alpha(units, nominal), alpha(sets, ofSets)];
        if (one === null) expect(other).toBeNull();
        else expect(other).toBeCloseTo(one, 10);
      }),
    );
  });

  it('says nothing where there is nothing to compare', () => {
    expect(alpha([], nominal)).toBeNull();
    expect(alpha([['a'], ['b']], nominal)).toBeNull();
    expect(alpha([['a', 'a']], nominal)).toBeNull();
  });
});

describe('the interval of a statistic', () => {
  /** The mean of values that are 0 and 1 in turn. */
  const mean = (often: Uint32Array): number =>
    often.reduce((sum, times, place) => sum + times * (place % 2), 0) / often.length;

  it('lies about it, is the same in every run, and is narrower with more units', () => {
    const [[low, high]] = intervals(20, [mean]) as [[number, number]];
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(0.5);
    expect(intervals(20, [mean, mean])).toEqual([
      [low, high],
      [low, high],
    ]);
    const [[from, to]] = intervals(2000, [mean]) as [[number, number]];
    expect(to - from).toBeLessThan((high - low) / 5);
    // The normal approximation of a share of one half.
    expect(high - low).toBeCloseTo(2 * 1.96 * Math.sqrt(0.25 / 20), 1);
    expect(to - from).toBeCloseTo(2 * 1.96 * Math.sqrt(0.25 / 2000), 2);
  });

  it('is not given when the statistic mostly is not', () => {
    expect(intervals(3, [() => null, mean])[0]).toBeNull();
  });

  it('comes of draws of as many units as there are', () => {
    const drawn = (often: Uint32Array): number => often.reduce((sum, times) => sum + times, 0);
    expect(intervals(7, [drawn])).toEqual([[7, 7]]);
  });
});
