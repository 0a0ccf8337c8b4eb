import { codesOf, type Field, takesNumber, takesText } from './fields.ts';
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
export interface Cleaned {
  text: string | undefined;
  told: Told[];
}

/** Words that spreadsheet programs show instead of a value. */
const ERROR =
  /^(#(NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!|UNKNOWN!|CONNECT!|ERROR!|#+)|Err:\d{3})$/;

/** A whole cell in one pair of quotation marks, straight or curly. */
const QUOTED = /^(?:[“„«"]([^“”„"«»]+)[”“"»]|[‘‚]([^‘’‚]+)[’‘])$/;

/** The days from 1954 to 2119, as spreadsheets count them. No other number of a date column has five digits. */
const SERIAL = /^[2-7]\d{4}(\.\d+)?$/;

/** Fields whose day the coder always knows. */
const OWN_DAYS = /(^|\.)(coded|accessed)$/;

/**
 * Takes off a cell what a spreadsheet program puts there, and says so each time: blanks at the ends, an apostrophe in
 * front, TRUE for true. What it may have damaged beyond knowledge (months, leading zeros, formulas that failed) is refused.
 */
export function cleanCell(cell: Cell, field: Field): Cleaned {
  const composed = { ...cell, text: cell.text.normalize('NFC') };
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
  const isOwn = kind === 'date' || kind === 'date-in-part';
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
