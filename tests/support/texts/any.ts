import fc from 'fast-check';

/** Any text that a cell may hold, with those that readers take for something else. */
export const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.string({
    unit: fc.constantFrom('"', ',', '\n', '\r', "'", '\\', '\t', '=', 'é', '习', '🚢', 'ש'),
    minLength: 1,
  }),
  fc.constantFrom(
    'NULL',
    'NA',
    'null',
    '[]',
    "['a']",
    '0042',
    '12345678901234567890',
    '1e5',
    'true',
    '1/2',
    '-',
    ' ',
    '\u0001',
    "'); DROP TABLE x",
  ),
);
