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

/** The marks with which lists may go on that have begun. */
export interface ListMarks {
  /** Takes note of an item. */
  add(item: string): void;
  /** Whether a line goes on with one of the lists: it has the same bullet, or the next number, written the same way. */
  goOn(line: string): boolean;
}

/** Begins without any list. However many items there are, a line is looked up once. */
export function listMarks(): ListMarks {
  const marks = new Set<string>();
  return {
    add: (item) => {
      const bullet = BULLET.exec(item)?.[0];
      if (bullet !== undefined) marks.add(bullet);
      const [, open = '', number, close = ''] = COUNTED.exec(item) ?? [];
      if (number !== undefined) for (const next of nextAfter(number)) marks.add(open + next + close);
    },
    goOn: (line) => {
      const bullet = BULLET.exec(line)?.[0];
      if (bullet !== undefined) return marks.has(bullet);
      const [, open = '', number, close = ''] = COUNTED.exec(line) ?? [];
      return number !== undefined && formsOf(number).some((form) => marks.has(open + form + close));
    },
  };
}

/** `2` after `1`, `b` after `a`, `v` after `iv`; a list of Markdown may number every item with the same number. */
function nextAfter(number: string): string[] {
  if (/\d/.test(number)) return [`same ${number}`, `${Number(number) + 1}`];
  const small = number.toLowerCase();
  const letter = small.length === 1 ? [String.fromCharCode(small.charCodeAt(0) + 1)] : [];
  const place = ROMAN.indexOf(small);
  const roman = place > 0 ? [ROMAN[place + 1] ?? ''] : [];
  return [...letter, ...roman].map((next) => (number === small ? next : next.toUpperCase()));
}

function formsOf(number: string): string[] {
  return /\d/.test(number) ? [`same ${number}`, `${Number(number)}`] : [number];
}
