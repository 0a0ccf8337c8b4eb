import { expect, it } from 'vitest';
import { isReleased, versionInWords } from '../../pipeline/write/released.ts';

it('a build that is no release is called so, and no version', () => {
  expect(isReleased('0.0.0+unreleased')).toBe(false);
  expect(versionInWords('0.0.0+unreleased')).toBe('not a release');
});

it('a release is called by its version', () => {
  expect(isReleased('1.2.0')).toBe(true);
  expect(versionInWords('1.2.0')).toBe('version 1.2.0');
});
