/** A whole number with commas between thousands, the same on every machine. */
export function countText(number: number): string {
  return String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A sum of shares: whole where it is whole, else with one digit. */
export function amountText(number: number): string {
  const rounded = Math.round(number * 10) / 10;
  const whole = Math.trunc(rounded);
  const rest = Math.round(Math.abs(rounded - whole) * 10);
  return rest === 0 ? countText(whole) : `${countText(whole)}.${rest}`;
}

/** A part of a whole in percent; what is there is never shown as nothing. */
export function shareText(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0 %';
  const percent = (100 * part) / whole;
  return percent < 1 ? '< 1 %' : `${Math.round(percent)} %`;
}

/** A number with its word: `1 claim`, `12 claims`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${amountText(number)} ${number === 1 ? one : many}`;
}

/** A text in which long numbers have commas between thousands; years and codes are shorter. */
export function withCommas(text: string): string {
  return text.replace(/(?<![\d.])\d{5,}(?![\d.]*\d)/g, (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ','));
}
