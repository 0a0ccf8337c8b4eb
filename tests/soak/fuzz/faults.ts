import type { PlantedFault } from './program.ts';

/** Ten faults, one for each way in which a program of this kind goes wrong. The hunt has to find each before it is believed. */
export const FAULTS: readonly PlantedFault[] = [
  {
    what: 'a list loses its last item when it has more than three',
    file: 'ingest/plain/flow.ts',
    from: 'at = behindComma(cursor, SIGN.rightBracket);\n  }\n  cursor.end = at + 1;\n  return list;',
    to: 'at = behindComma(cursor, SIGN.rightBracket);\n  }\n  cursor.end = at + 1;\n  return list.slice(0, Math.max(3, list.length - 1));',
  },
  {
    what: 'a key that stands twice is not told, and the later one wins',
    file: 'ingest/inspect/keys.ts',
    from: 'duplicates.push({ first, second: key });',
    to: '',
  },
  {
    what: 'every place is told five lines too far down',
    file: 'diagnostics/problem.ts',
    from: '    ...range,\n    message,',
    to: '    ...range,\n    line: range.line + 5,\n    message,',
  },
  {
    what: 'a CSV file that cannot be read is imported up to where it can',
    file: 'contribute/spreadsheet/read/csv.ts',
    from: 'if (fault !== undefined)\n    return refuse(',
    to: 'if (fault !== undefined) rows.length = fault.row - 1;\n  if (fault !== undefined && rows.length === 0)\n    return refuse(',
  },
  {
    what: 'the quote of a claim gets lost on the way to its row',
    file: 'write/rows/claim-row.ts',
    from: '    quote: authored.quote,\n',
    to: '',
  },
  {
    what: 'subject and object change places in the rows',
    file: 'write/rows/part-rows.ts',
    from: "  add('object', claim.objects);",
    to: "  add('object', claim.subjects);",
  },
  {
    what: 'fix loses the comments of entries that it moves',
    file: 'contribute/fix/blocks.ts',
    from: '...lead.map((line) => indented(line, margin)),',
    to: '',
  },
  {
    what: 'fix follows suggestions that change a number',
    file: 'contribute/fix/suggestions.ts',
    from: String.raw`if (!SPELLING.has(code) || /^[-+.]?\d[\d.,]*$/.test(suggestion)) return false;`,
    to: 'if (/^[-+.]?\\d[\\d.,]*$/.test(suggestion)) return true;\n  if (!SPELLING.has(code)) return false;',
  },
  {
    what: 'import skips the last row of every table',
    file: 'contribute/spreadsheet/columns.ts',
    from: 'const [head, ...rows] = table.rows;',
    to: 'const [head, ...rows] = table.rows.slice(0, Math.max(2, table.rows.length - 1));',
  },
  {
    what: 'of several that bear a name the first is taken',
    file: 'normalize/names/resolve.ts',
    from: 'if (only !== undefined && meant.size === 1) return',
    to: 'if (only !== undefined) return',
  },
];
