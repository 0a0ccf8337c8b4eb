import { composed as usualForm } from '../../ingest/composed.ts';
import { daysInMonth } from '../../model/dates/calendar.ts';
import { codesOf } from '../../model/schema-tree.ts';
import { type Field, takesNumber, takesText } from './fields.ts';
import { dayOf } from './read/parts.ts';
import type { Cell } from './read/table.ts';

/** What is to be told about a cell. */
export interface Told {
  code: string;
  message: string;
  fix: string;
  suggestion?: string;
}

/** The text of a cell after the marks that spreadsheets leave on it; undefined when it cannot be known. */
interface Cleaned {
  text: string | undefined;
  told: Told[];
}

/** Words that spreadsheet programs show instead of a value. */
const ERROR =
  /^(#(NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!|UNKNOWN!|CONNECT!|ERROR!|#+)|Err:\d{3})$/;

/** A whole cell in one pair of quotation marks, straight or curly. */
const QUOTED = /^(?:[“„«"]([^“”„"«»]+)[”“"»]|[‘‚]([^‘’‚]+)[’‘])$/;

const SHORT_NAMES = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
/** Names of months, short or whole. */
const NAMES =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';

/** The days from 1954 to 2119, as spreadsheets count them. No other number of a date column has five digits. */
const SERIAL = /^[2-7]\d{4}(\.\d+)?$/;

/** `Sep 21` or `21-Sep`: the twenty-first of the month, or the month of a year. */
const MONTH_OR_DAY = new RegExp(`^(?:${NAMES}\\.?[ -]?\\d\\d|\\d\\d[ -]?${NAMES}\\.?)$`, 'i');

/** Fields whose day the coder always knows. */
const OWN_DAYS = /(^|\.)(coded|accessed)$/;

/**
 * Takes off a cell what a spreadsheet program puts there, and says so each time: blanks at the ends, an apostrophe in
 * front, TRUE for true. What it may have damaged beyond knowledge (months, leading zeros, formulas that failed) is refused.
 */
export function cleanCell(cell: Cell, field: Field): Cleaned {
  const composed = { ...cell, text: usualForm(cell.text) };
  return refuse(composed, field) ?? tidy(composed, field);
}

function refuse(cell: Cell, field: Field): Cleaned | null {
  const { kind, text } = cell;
  const refused = (code: string, message: string, fix: string, suggestion?: string): Cleaned => ({
    text: undefined,
    told: [{ code, message, fix, ...(suggestion === undefined ? {} : { suggestion }) }],
  });
  if (kind === 'error' || ERROR.test(text.trim()))
    return refused(
      'E-CELL-ERROR',
      `the spreadsheet shows ${text.trim()} here instead of a value`,
      'Type the value again. If it begins with =, + or -, set the cell to Text first.',
    );
  if (text.includes('\uFFFD'))
    return refused(
      'E-CELL-LETTERS',
      'a letter was lost here and stands as �',
      'The file was once opened or saved in a wrong character set. Type the letter again.',
    );
  const isDate = field.node['x-format'] === 'edtf';
  if (isDate && (kind === 'month' || kind === 'day' || MONTH_OR_DAY.test(text.trim())))
    return refused('E-CELL-DATE', ...monthOrDay(cell));
  const isOwn = ['date', 'month', 'day', 'date-in-part'].includes(kind);
  if ((isOwn && !isDay(cell, field)) || (isDate && SERIAL.test(text.trim()))) {
    const day = isOwn ? text : dayOf(Number(text));
    const seen = isOwn ? `a date of its own, ${day}` : `${text.trim()}, its number for ${day}`;
    return refused(
      'E-CELL-DATE',
      `the spreadsheet made of what was typed ${seen}; whether year, month and day were typed cannot be known`,
      `Set the cell to Text and type it again${isDate ? ', as exactly as the source has it: 2021-07-06, 2021-07 or 2021' : ''}.`,
      isDate ? day : undefined,
    );
  }
  if (cell.made === 'percentage')
    return refused(
      'E-CELL-TYPED',
      `the cell shows a percentage and holds ${text}`,
      'Set the cell to Text and type the number alone; "percent" belongs into the unit.',
    );
  const isYear = isDate && /^[1-9]\d{3}$/.test(text);
  if (kind === 'number' && !takesNumber(field) && !isYear)
    return refused(
      'E-CELL-TYPED',
      `the spreadsheet took what was typed for the number ${text}; zeros in front would be lost`,
      'Set the cell to Text and type it again.',
    );
  if (kind === 'boolean' && field.node.type !== 'boolean')
    return refused(
      'E-CELL-TYPED',
      `the spreadsheet took what was typed for the truth value ${text}`,
      'Set the cell to Text and type it again.',
    );
  return takesNumber(field) ? refuseComma(text.trim(), refused) : null;
}

/** A month and a number of two digits: only who typed it knows whether that is a day or a year. */
function monthOrDay({ kind, text }: Cell): [message: string, fix: string] {
  const typed = text.trim();
  // The cell of "Sep 21" holds 1 September 2021, or 21 September of the year in which it was typed.
  const [, year = '', held, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(typed) ?? [];
  const name = /[a-z]{3}/i.exec(typed)?.[0].toLowerCase() ?? '';
  const month = held ?? String(SHORT_NAMES.indexOf(name) + 1).padStart(2, '0');
  const number = (kind === 'month' ? year.slice(2) : day) ?? /\d\d/.exec(typed)?.[0] ?? '';
  const century = kind === 'month' ? year.slice(0, 2) : Number(number) > 50 ? '19' : '20';
  const shown = {
    month: `the cell holds ${typed} and shows a month and a year`,
    day: `the cell holds ${typed} and shows a day and a month; the year is the spreadsheet's`,
  }[kind as string];
  const isDay = Number(number) >= 1 && Number(number) <= daysInMonth(null, Number(month));
  const orDay = `, or XXXX-${month}-${number} for the day, with the year in place of XXXX if it is known`;
  return [
    `${shown ?? `"${typed}" is a month with a day or a year`}: month of a year, or day of a month`,
    `Set the cell to Text and type ${century}${number}-${month} for the month${isDay ? orDay : ''}.`,
  ];
}

/**
 * Whether a date cell surely holds the day that was meant. "July 2021" becomes the first of the month, so that one is
 * believed only where nobody would type a month.
 */
function isDay({ kind, text }: Cell, { node, name }: Field): boolean {
  if (kind !== 'date' || node['x-format'] !== 'edtf') return false;
  return /^\d{4}-\d\d-\d\d$/.test(text) && (!text.endsWith('-01') || OWN_DAYS.test(name));
}

/** 1,5 is one and a half to many, and 1,500 could be either. */
function refuseComma(
  text: string,
  refused: (code: string, message: string, fix: string, suggestion?: string) => Cleaned,
): Cleaned | null {
  if (!/^-?\d+,\d+$/.test(text)) return null;
  const [decimal, thousands] = [text.replace(',', '.'), text.replace(',', '')];
  const isEither = /^-?[1-9]\d{0,2},\d{3}$/.test(text);
  const fix = isEither ? `Write ${thousands} or ${decimal}.` : 'Write a full stop before the decimals.';
  return refused('E-CELL-DECIMAL', `"${text}" has a comma`, fix, isEither ? undefined : decimal);
}

function tidy({ kind, text: written, made }: Cell, field: Field): Cleaned {
  const told: Told[] = [];
  const read = (text: string, why: string): void => {
    const message = `"${text}" is read here${why}`;
    told.push({
      code: 'W-CELL-READ',
      message,
      fix: 'Nothing need be done if that is meant; mend the cell if not.',
    });
  };
  let text = written.trim();
  if (made === 'formula') read(text, ', the result of a formula');
  if (kind === 'date') read(text, ', a date of its own to the spreadsheet: is the day right?');
  if (text !== written) read(text, ' without the blanks round it');
  if (!takesText(field)) {
    const bare = /^['’](?=.)/.test(text)
      ? text.slice(1)
      : (QUOTED.exec(text)?.slice(1).find(Boolean) ?? text);
    if (bare !== text)
      read(
        bare,
        bare.length + 1 === text.length ? ' without the apostrophe' : ' without the quotation marks',
      );
    text = bare;
  } else if (QUOTED.test(text))
    told.push({
      code: 'W-CELL-QUOTES',
      message: `the quotation marks round the cell become part of ${field.name}`,
      fix: 'Remove them, unless the source itself prints them.',
    });
  const isBoolean = field.node.type === 'boolean' && codesOf(field.node).length === 0;
  if (isBoolean && /^(true|false)$/i.test(text) && text !== text.toLowerCase()) {
    text = text.toLowerCase();
    read(text, '');
  }
  return { text, told };
}
