import type { ValuePath } from '../../model/authored.ts';
import { nameOf } from '../schema/words.ts';
import type { Rule } from './context.ts';

/** What a cell of Excel and LibreOffice can hold, in UTF-16 code units. */
const CELL = 32_767;

/** CSV and JSON hold any text whole, but whoever opens them in a spreadsheet sees a part of it. */
export const cellLength: Rule = ({ file, record, claims, report }) => {
  // Only a large file can hold a value so long, so the values of others need not be looked through.
  if (file.bytes <= CELL) return;
  for (const { path, text } of textsIn(record, [])) {
    if (text.length <= CELL) continue;
    const claim = path[0] === 'claims' ? ` of ${claims.find((one) => one.path[1] === path[1])?.id}` : '';
    report(
      'W-VALUE-LONG',
      path,
      `${nameOf([...path])}${claim} has ${text.length} characters; a cell of a spreadsheet holds ${CELL}`,
      'Shorten it: a record holds what is coded, not the text of the source.',
    );
  }
};

/** What cuts a text into lines, wherever it is shown. */
const LINE_BREAK = /[\n\r\u2028\u2029]/;

/** A claim is one sentence, and a name is printed in one line: a break ends up in every cell and note of a release. */
export const lineBreaks: Rule = ({ record, claims, report }) => {
  for (const { id, full, path } of claims)
    if (full.text !== undefined && LINE_BREAK.test(full.text) && LINE_BREAK.test(full.text.trim()))
      report(
        'W-TEXT-LINES',
        [...path, 'text'],
        `the text of ${id} has a line break`,
        'Write it in one line; two statements are two claims.',
      );
  for (const name of Object.keys(record.names ?? {}))
    if (LINE_BREAK.test(name))
      report(
        'W-TEXT-LINES',
        ['names', name],
        'the name of this line of names has a line break',
        'Write the name in one line; line ends of the source count as spaces.',
      );
};

function* textsIn(value: unknown, path: ValuePath): Generator<{ path: ValuePath; text: string }> {
  if (typeof value === 'string') yield { path, text: value };
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value))
      yield* textsIn(item, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}
