import type { Schema } from '../../model/schemas.ts';

/** Spellings that YAML takes for a number: of any length, with a point, an exponent, a sign, a base. */
const NUMBERS = [
  ...Array.from({ length: 64 }, (_, index) => '1'.repeat(index + 1)),
  '1.5',
  '1e5',
  '-1',
  '+1',
  '0x1f',
  '0o17',
];

/**
 * Lets a text also be a number where the text could look like one: the build reads every scalar as text, but to an editor
 * 2021 and 1234e567 are numbers. A text that no number can match, such as an id `c01`, stays a text.
 */
export function acceptTypedScalars(node: Schema): Schema {
  if (node.type !== 'string' || node.enum !== undefined || node.const !== undefined) return node;
  const pattern = typeof node.pattern === 'string' ? new RegExp(node.pattern, 'u') : /^/;
  return NUMBERS.some((number) => pattern.test(number)) ? { ...node, type: ['string', 'number'] } : node;
}
