/** Vulgar fractions that have an end as decimals. */
const FRACTIONS: Readonly<Record<string, string>> = {
  '½': '.5',
  '¼': '.25',
  '¾': '.75',
  '⅕': '.2',
  '⅖': '.4',
  '⅗': '.6',
  '⅘': '.8',
  '⅛': '.125',
  '⅜': '.375',
  '⅝': '.625',
  '⅞': '.875',
};
const MINUS = /^[-−–‒﹣－]/;
/** What stands between groups of three digits; the comma and the full stop only if there is no other reading. */
const GROUPED = /^[1-9]\d{0,2}(?:([,. _'’٬\u00A0\u2009\u202F])\d{3})(?:\1\d{3})*$/;

/**
 * Reads a number as people write it and gives it in digits: sign, digits, a full stop before decimals. What it gives
 * equals what was written; a text of which that is not sure, such as (5), 2² or 1/3, gives nothing.
 *
 * Full-width digits, a minus of any length, thousands separators, a comma before decimals, an exponent, a fraction that
 * has an end: −5 → -5, .5 → 0.5, 1,000 → 1000, 1.234,5 → 1234.5, 1/2 → 0.5, 1e5 → 100000.
 */
export function readNumber(written: string): string | undefined {
  let text = written.trim().replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const isNegative = MINUS.test(text);
  text = text.replace(isNegative ? MINUS : /^\+/, '');
  const size = ofFraction(text) ?? ofExponent(text) ?? ofDecimals(text);
  if (size === undefined) return undefined;
  const [whole = '', decimals] = size.split('.');
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  return `${isNegative ? '-' : ''}${digits}${decimals === undefined || decimals === '' ? '' : `.${decimals}`}`;
}

/** 5, .5, 5., 1,000, 1 000 000, 1,5, 1.234,5, 1,234.5 */
function ofDecimals(text: string): string | undefined {
  if (/^(\d+\.?\d*|\.\d+)$/.test(text)) return text;
  const mixed = /^(.*\d)([.,])(\d+)$/.exec(text);
  const grouped = GROUPED.exec(text);
  // 1.000 is a number as it stands and is read above; 1,000 has its comma before three digits.
  if (grouped !== null) return text.replace(/\D/g, '');
  if (mixed === null) return undefined;
  const [, before = '', mark, decimals = ''] = mixed;
  const whole = GROUPED.exec(before);
  if (whole !== null && whole[1] !== mark) return `${before.replace(/\D/g, '')}.${decimals}`;
  return mark === ',' && /^\d+$/.test(before) ? `${before}.${decimals}` : undefined;
}

/** 1e5, 2.5E-3, within what can be written out on a line */
function ofExponent(text: string): string | undefined {
  const match = /^(\d+)(?:\.(\d+))?e([+-]?\d{1,2})$/i.exec(text);
  if (match === null) return undefined;
  const [, whole = '', decimals = '', exponent] = match;
  const point = whole.length + Number(exponent);
  const digits = whole + decimals;
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  return point >= digits.length
    ? digits.padEnd(point, '0')
    : `${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** ½, 2½, 1/2, 2 1/2; 1/3 has no end */
function ofFraction(text: string): string | undefined {
  const sign = /^(\d*) ?([½¼¾⅕⅖⅗⅘⅛⅜⅝⅞])$/.exec(text);
  if (sign !== null) return `${sign[1] === '' ? '0' : sign[1]}${FRACTIONS[sign[2] as string]}`;
  const match = /^(?:(\d{1,9}) )?(\d{1,4})[/⁄](\d{1,4})$/.exec(text);
  if (match === null) return undefined;
  const [, whole = '0', above, below] = match;
  const value = Number(above) / Number(below);
  const decimals = [0, 1, 2, 3, 4].find((count) => Number.isInteger(round(value * 10 ** count)));
  if (decimals === undefined || !Number.isFinite(value) || (match[1] !== undefined && value >= 1))
    return undefined;
  return (Number(whole) + round(value)).toFixed(decimals);
}

/** Takes off what a division in binary adds: more places than a fraction with an end of four needs. */
function round(value: number): number {
  return Number(value.toFixed(9));
}

/** A number in digits, never with an exponent: 0.0000001, which JavaScript writes as 1e-7. */
export function numberText(number: number): string {
  const text = String(number);
  return text.includes('e') ? (readNumber(text) ?? text) : text;
}

/** A text as a number of 32 bits (FNV-1a): the same in every run, and spread evenly. */
export function numberOf(text: string): number {
  let number = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) number = Math.imul(number ^ text.charCodeAt(at), 0x01000193);
  return number >>> 0;
}
