/** Just under the largest file that is read, in bytes; what a unit of it is repeated to. */
const SIZE = Number(process.env.SIZE ?? 1_048_000);
const HEAD = 'id: large\ncodebook: 1.0.0\nstatus: draft\n';
const CLAIM =
  '  - id: c01\n    at: p1.s1\n    text: Arvania has two harbours.\n    type: fact\n    topics: [trade]\n';

const filled = (start: string, unit: string | ((index: number) => string), end = ''): string => {
  const parts = [start];
  for (let length = start.length + end.length, index = 0; ; index++) {
    const part = typeof unit === 'string' ? unit : unit(index);
    length += Buffer.byteLength(part);
    if (length > SIZE) return parts.join('') + end;
    parts.push(part);
  }
};

/** Records of 1 MiB that are hard on a parser, by what they are made of. */
export const LARGE_RECORDS: Record<string, string> = {
  'one text': filled(`${HEAD}note: `, 'a'),
  'one text of words': filled(`${HEAD}note: `, 'Port Selen and '),
  'open brackets': filled(`${HEAD}claims: `, '['),
  'open braces': filled(`${HEAD}claims: `, '{a: '),
  'pairs of brackets': filled(`${HEAD}claims: [`, '[], ', ']'),
  'open quotes': filled(`${HEAD}claims:\n`, '  - "a\n'),
  'single quotes': filled(`${HEAD}note: `, "'"),
  'double quotes': filled(`${HEAD}note: `, '" '),
  'deeper lines': filled(`${HEAD}claims:\n`, (index) => `${' '.repeat(index)}a:\n`),
  dashes: filled(`${HEAD}claims:\n  `, '- '),
  colons: filled(`${HEAD}claims: `, ': '),
  'colons without blanks': filled(`${HEAD}claims:\n`, 'a:b\n'),
  comments: filled(HEAD, '# a\n'),
  'blank lines': filled(HEAD, '\n'),
  blanks: filled(`${HEAD}note: a`, ' '),
  tabs: filled(HEAD, '\t'),
  'line ends of old': filled(HEAD, 'a: b\r'),
  'anchors and aliases': filled(`${HEAD}claims:\n`, '  - &a [*a]\n'),
  tags: filled(`${HEAD}claims:\n`, '  - !!a b\n'),
  documents: filled(HEAD, '---\na: b\n'),
  'merge keys': filled(`${HEAD}source:\n`, '  <<: *a\n'),
  'the same key': filled(HEAD, 'status: draft\n'),
  'other keys': filled(HEAD, (index) => `key_${index}: a\n`),
  'the same claim': filled(`${HEAD}claims:\n`, CLAIM),
  claims: filled(`${HEAD}claims:\n`, (index) => CLAIM.replace('c01', `c${index}`)),
  'claims with a fault': filled(`${HEAD}claims:\n`, (index) =>
    CLAIM.replace('c01', `c${index}`).replace('fact', 'fcat'),
  ),
  'unknown names': filled(
    `${HEAD}claims:\n${CLAIM}    subject:\n`,
    (index) => `      - Prezident Tollan of Arvanja ${index}\n`,
  ),
  'a long name': filled(`${HEAD}claims:\n${CLAIM}    subject: [`, 'Mira Tolan and ', ']\n'),
  'ambiguous names': filled(`${HEAD}claims:\n${CLAIM}    subject:\n`, '      - Port Selen\n'),
  entities: filled(
    `${HEAD}entities:\n`,
    (index) => `  - {id: e${index}, type: person, name: Mira ${index}}\n`,
  ),
  numbers: filled(`${HEAD}claims:\n${CLAIM}    quantities: [{value: `, '1,000,', '}]\n'),
  dates: filled(`${HEAD}source: {published: `, '2021-', '}\n'),
  'odd characters': filled(`${HEAD}note: `, '\u200b'),
  'letters apart from accents': filled(`${HEAD}note: `, 'e\u0301'),
  'a heap of accents': filled(`${HEAD}note: a`, '\u0301\u0323'),
  'zero bytes': filled(HEAD, '\0'),
};

/** Spreadsheets of 1 MiB. */
export const LARGE_SHEETS: Record<string, string> = {
  commas: filled('[record]\n', ','),
  semicolons: filled('[record]\n', ';'),
  'quotation marks': filled('[record]\n', '"'),
  'an open quotation mark': filled('[record]\n"', 'a\n'),
  'rows of keys': filled('[record]\nkey,value\n', (index) => `source.authors.${index},a\n`),
  'the same key': filled('[record]\nkey,value\n', 'source.title,a\n'),
  claims: filled(
    '[record]\nkey,value\nid,large\n\n[claims]\nid,at,text,type,topics\n',
    (index) => `c${index},p1.s1,Arvania,fact,trade\n`,
  ),
  columns: filled('[claims]\nid', (index) => `,subject.${index}`),
  tables: filled('', (index) => `[table-${index}]\n`),
  'one cell': filled('[record]\nkey,value\nsource.title,', 'a | '),
};
