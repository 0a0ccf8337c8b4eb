const BULLET = /^[-*+•‣◦▪▫●○■□·–—](?=\s)/;
const NUMBER =
  /^(?:\d{1,3}[.)]|\((?:\d{1,3}|[A-Za-z]|[ivxlc]{1,6})\)|[A-Za-z]\)|[ivxlc]{2,6}[.)]|[ai]\.)(?:\s+|$)/;
/** A number, a letter or a Roman numeral with the signs around it. */
const COUNTED = /^(\(?)(\d{1,3}|[A-Za-z]|[ivxlc]{1,6}|[IVXLC]{1,6})([.)])(?=\s|$)/;
const TENS = ['', 'x', 'xx', 'xxx', 'xl'];
const ONES = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'];
const ROMAN = TENS.flatMap((tens) => ONES.map((ones) => tens + ones));

/** Whether a line begins with a bullet or a number. */
export function hasMark(line: string): boolean {
  return BULLET.test(line) || hasNumber(line);
}

/**
 * Whether a line begins with a number, a letter or a Roman numeral, as an item of a list does. Other letters with a full
 * stop than the first of a list are none by themselves: `J.` is an initial and `v.` stands between parties.
 */
export function hasNumber(line: string): boolean {
  return NUMBER.test(line);
}

/** Whether a line is a number and nothing else. */
export function isNumberAlone(line: string): boolean {
  return NUMBER.exec(line)?.[0] === line;
}

/** Whether a line goes on with the list of an item: it has the same bullet, or the next number, written the same way. */
export function continuesList(line: string, item: string): boolean {
  const bullet = BULLET.exec(line)?.[0];
  if (bullet !== undefined) return bullet === BULLET.exec(item)?.[0];
  const [, open, number = '', close] = COUNTED.exec(line) ?? [];
  const [, openBefore, before = '', closeBefore] = COUNTED.exec(item) ?? [];
  return open === openBefore && close === closeBefore && isNext(before, number);
}

/** `2` after `1`, `b` after `a`, `v` after `iv`; a list of Markdown may number every item with the same number. */
function isNext(before: string, number: string): boolean {
  if (/\d/.test(before + number)) return number === before || Number(number) === Number(before) + 1;
  const isSmall = (letters: string): boolean => letters === letters.toLowerCase();
  if (isSmall(before) !== isSmall(number)) return false;
  const [from, to] = [before.toLowerCase(), number.toLowerCase()];
  if (from.length === 1 && to.length === 1 && to.charCodeAt(0) === from.charCodeAt(0) + 1) return true;
  const place = ROMAN.indexOf(from);
  return place > 0 && ROMAN[place + 1] === to;
}
