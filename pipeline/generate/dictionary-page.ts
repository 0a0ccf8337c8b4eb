import { type Codebook, vocabularyNamed } from '../model/codebook.ts';
import { type Column, LIST_SEPARATOR, type Table, type TableContract } from '../model/tables.ts';
import { anchorOf, NOTICE, prose, table } from './markdown.ts';

/** The data dictionary: how values are written, and every table with every column. */
export function dictionaryPage(contract: TableContract, codebook: Codebook): string {
  return [
    NOTICE,
    '# Data dictionary\n',
    `Every table and column of the dataset. Version of the tables: **${contract.version}**. Version of the [codebook](../CODEBOOK.md): **${codebook.version}**.\n`,
    conventions(),
    versions(),
    '## Tables\n',
    table(
      ['Table', 'What a row is', 'Key', 'Columns'],
      contract.tables.map(({ name, description, key, columns }) => [
        `[${name}](#${anchorOf(name)})`,
        prose(description),
        key.map(code).join(', '),
        String(columns.length),
      ]),
    ),
    ...contract.tables.map((entry) => tableSection(entry, codebook)),
  ].join('\n');
}

function conventions(): string {
  const rows = [
    ['text', 'as it is, UTF-8; nothing is escaped for spreadsheets', 'string'],
    [
      'list',
      `values joined with ${code(LIST_SEPARATOR)} (space, bar, space); no value contains a bar`,
      'array of strings; `[]` when there is nothing',
    ],
    ['missing', 'an empty cell', 'the key is left out'],
    ['boolean', '`true` or `false`', '`true` or `false`'],
    ['integer, number', 'digits, a full stop for decimals, no thousands separators', 'number'],
    [
      'date',
      'EDTF as exact as the source: `2021-07-06`, `2021-07`, `XXXX-07-06`; columns ending in `_min` and `_max` hold plain days',
      'string',
    ],
  ];
  return [
    '## How values are written\n',
    table(['Value', 'In CSV', 'In JSON'], rows),
    'Parquet has the same types, with null for a missing value and an empty list for a missing list. SQLite has 1 and 0 for',
    '`true` and `false`, null for what is missing, and lists as in CSV.\n',
    'CSV files follow RFC 4180: comma, double quotes where needed, a header line, lines ending in LF, no byte order mark.',
    'An empty cell means that the value is not known or does not apply; it never means no. Columns marked as required are',
    'never empty. Rows are sorted by key. Texts come out as written, no-break spaces and quotation marks included; only',
    'letters are brought into one form (Unicode NFC), so that é is always the same sign. Read every column with the type',
    'given here: the country code of Namibia is `NA`, and codes of digits are text.\n',
  ].join('\n');
}

function versions(): string {
  return [
    '## Versions\n',
    'The dataset, the tables and the codebook carry a version each (`MAJOR.MINOR.PATCH`). The version of the tables rises',
    'when a column is added, removed, renamed, moved or gets another type; that of the codebook when a code does. *Since*',
    'is the version of the dataset in which a column came. All three stand in `manifest.json` and `datapackage.json`.\n',
  ].join('\n');
}

function tableSection({ name, title, description, key, columns }: Table, codebook: Codebook): string {
  const rows = columns.map((column, index) => [
    String(index + 1),
    code(column.name),
    column.list ? `list of ${column.type}` : column.type,
    column.required ? 'yes' : '',
    values(column, codebook),
    `${prose(column.description)}.${column.digest ? '' : ' (Not in the row digest.)'}`,
    column.since,
  ]);
  return [
    `## ${name}\n`,
    `**${title}.** ${prose(description)} Key: ${key.map(code).join(', ')}.\n`,
    table(['#', 'Column', 'Type', 'Required', 'Values', 'Description', 'Since'], rows),
  ].join('\n');
}

function values({ vocabulary, references }: Column, codebook: Codebook): string {
  const parts = [];
  if (vocabulary !== undefined) {
    const { title } = vocabularyNamed(codebook, vocabulary);
    parts.push(`codes of [${title}](../CODEBOOK.md#${anchorOf(title)})`);
  }
  if (references !== undefined)
    parts.push(`[${references.table}](#${anchorOf(references.table)}).${code(references.column)}`);
  return parts.join('; ');
}

function code(text: string): string {
  return `\`${text}\``;
}
