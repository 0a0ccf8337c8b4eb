import type { Model } from '../../model/model.ts';
import { placeOfFile } from '../../model/schema-tree.ts';
import { type Field, fieldsOf, itemField } from './describe.ts';
import { inline } from './yaml.ts';

/** Columns that a comment fills. */
const WIDTH = 108;

/** Written by a tool from a private copy of the text, never by hand. */
const TOOL_WRITTEN: ReadonlySet<string> = new Set(['anchors']);

const HEAD = `# yaml-language-server: $schema=../../schemas/editor/record.schema.json
# Lines that start with "# " explain. A line that starts with # and a word is switched off: take the # away and fill it in
# when the source tells, else leave or delete it. What is not known is left out, never guessed.
# When the claims at the end are filled in, type \`make check\`.
`;

const CLAIM_HINT =
  'Take the first # away from the lines below and fill them in. A claim needs five lines: id, at, text, type and topics. The others follow when the text says more; the next claim starts again with a dash.';

/**
 * The text of a new record: what is known filled in, every other key of the schema switched off with an example, and above
 * each what it is and where to look it up. All of it comes from the schema.
 * @param values of the keys at the top, typed
 */
export function recordText(values: Readonly<Record<string, unknown>>, model: Model): string {
  const fields = fieldsOf(placeOfFile(model.schemas, 'record'), model).filter(
    ({ key }) => !TOOL_WRITTEN.has(key),
  );
  const parts = fields.map((field) =>
    field.key === 'claims' ? claimLines(field, model) : fieldLines(field, values[field.key], '', model),
  );
  return [HEAD, ...parts.map((lines) => `${lines.join('\n')}\n`)].join('\n');
}

function fieldLines(field: Field, value: unknown, margin: string, model: Model): string[] {
  const { key, form } = field;
  const comment = commentOf(field, margin);
  if (value === undefined) return [...comment, `${margin}#${key}: ${inline(field.example)}`];
  if (form === 'group')
    return [...comment, `${margin}${key}:`, ...groupLines(field, value, `${margin}  `, model)];
  if (form !== 'list of groups') return [...comment, `${margin}${key}: ${inline(value)}`];
  const items = (value as unknown[]).flatMap((item, index) => {
    // Explained once, with the first item.
    if (index > 0) return [`${margin}  - ${inline(item)}`];
    return withDash(groupLines(itemField(field, model), item, `${margin}    `, model), `${margin}  - `);
  });
  return [...comment, `${margin}${key}:`, ...items];
}

function groupLines(field: Field, value: unknown, margin: string, model: Model): string[] {
  const written = value as Record<string, unknown>;
  return fieldsOf(field.shape, model).flatMap((one) => fieldLines(one, written[one.key], margin, model));
}

/** Puts the dash of a list item before its first key. */
function withDash(lines: readonly string[], dash: string): string[] {
  const first = lines.findIndex((line) => !line.trimStart().startsWith('#'));
  return lines.map((line, index) => (index === first ? dash + line.slice(dash.length) : line));
}

/** One claim, switched off: first what it needs, then what it may have. */
function claimLines(field: Field, model: Model): string[] {
  const margin = '    ';
  const fields = fieldsOf(itemField(field, model).shape, model);
  const needed = fields
    .filter((one) => one.needed)
    .flatMap((one) => [...commentOf(one, margin), `${margin}${one.key}: ${inline(one.example)}`]);
  const optional = fields
    .filter((one) => !one.needed)
    .flatMap((one) => fieldLines(one, undefined, margin, model));
  return [
    ...commentOf(field, ''),
    ...wrap(CLAIM_HINT, ''),
    ...['claims:', ...withDash(needed, '  - '), ...optional].map((line) => `#${line}`),
  ];
}

function commentOf({ key, needed, about, codes }: Field, margin: string): string[] {
  const choice = codes === null ? '' : ` Codes: ${codes.join(', ')}.`;
  return wrap(`${key} (${needed ? 'needed' : 'optional'}): ${about}${choice}`, margin);
}

function wrap(text: string, margin: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && margin.length + 2 + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((one) => `${margin}# ${one}`);
}
