import type { Rule } from './context.ts';

/**
 * Digits that every program keeps, zeros at either end not counted: a number of more loses some when it is read (IEEE 754,
 * double precision). 10^15 has one.
 */
const DIGITS = 15;

/** A number says what its comparator needs, and no more. */
export const quantities: Rule = ({ claims, report }) => {
  for (const { id, full, pathTo } of claims) {
    for (const [index, quantity] of (full.quantities ?? []).entries()) {
      // A number that the schema refused is there all the same.
      if (quantity === undefined || Object.values(quantity).includes(undefined)) continue;
      const [fault, fix] = faultOf(quantity) ?? [];
      if (fault !== undefined && fix !== undefined)
        report('E-QUANTITY', pathTo('quantities', index), `${id}: ${fault}`, fix);
    }
  }
};

interface Quantity {
  comparator?: string;
  value?: string;
  value_max?: string;
}

/** What is wrong, and how to mend it. */
function faultOf(quantity: Quantity): [fault: string, fix: string] | null {
  const long = [quantity.value, quantity.value_max].find(hasTooManyDigits);
  if (long !== undefined) {
    return [
      `${long} has more than ${DIGITS} digits`,
      'Take a larger unit (trillion tonnes for tonnes), or round the number and say so in note.',
    ];
  }
  const inexact = [quantity.value, quantity.value_max].find((number) => !isExact(number));
  if (inexact !== undefined)
    return [
      `${inexact} is changed by programs that read it`,
      'Take a larger unit, such as trillion tonnes for tonnes.',
    ];
  const misfit = misfitOf(quantity);
  if (misfit === null) return null;
  return [
    misfit,
    'between takes value and value_max; many, a-few, most and none need no value; the others take value alone.',
  ];
}

function hasTooManyDigits(number = ''): boolean {
  return number.length > DIGITS && digitsOf(number).length > DIGITS;
}

function digitsOf(number: string): string {
  return number.replace(/\D/g, '').replace(/^0+/, '').replace(/0+$/, '');
}

/** Whether a whole number is one that double precision has. */
function isExact(number = ''): boolean {
  return !/^-?\d{16,}$/.test(number) || BigInt(Number(number)) === BigInt(number);
}

function misfitOf({ comparator, value, value_max: max }: Quantity): string | null {
  if (comparator === undefined) return null;
  if (comparator === 'between') {
    if (value === undefined || max === undefined) return 'between needs value and value_max';
    return Number(value) < Number(max) ? null : `between ${value} and ${max} is no range`;
  }
  if (max !== undefined) return `value_max does not go with ${comparator}`;
  if (['many', 'a-few', 'most', 'none'].includes(comparator)) return null;
  return value === undefined ? `${comparator} needs a value` : null;
}
