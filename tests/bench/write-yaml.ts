import type { Random } from './random.ts';

/** What a corpus record is made of. A key whose value is undefined is left out. */
export type Node = string | number | boolean | Node[] | { [key: string]: Node | undefined };

const WIDTH = 110;
const SAFE_START = /^[\p{L}\d]/u;
const LOOKS_LIKE_DATE = /^\d{4}(-|$)|^\d+\.\d+\.\d+$/;

/**
 * Writes a mapping as people write records: short values in flow style, long ones as blocks, texts plain where they can
 * be, otherwise quoted or folded, and a comment here and there.
 * @returns lines that start with `indent` spaces
 */
export function writeMap(map: { [key: string]: Node | undefined }, indent: number, random: Random): string[] {
  return Object.entries(map).flatMap(([key, value]) =>
    value === undefined
      ? []
      : writeEntry(`${' '.repeat(indent)}${writeScalar(key, true)}:`, value, indent, random),
  );
}

/** Writes a list of mappings as a block, each item on lines of its own. */
export function writeItems(
  items: { [key: string]: Node | undefined }[],
  indent: number,
  random: Random,
): string[] {
  return items.flatMap((item) => writeItem(item, indent, random));
}

function writeEntry(head: string, value: Node, indent: number, random: Random): string[] {
  if (typeof value !== 'object') return writeText(head, value, indent, random);
  const flow = `${head} ${writeFlow(value)}`;
  if (flow.length <= WIDTH && random.chance(0.85))
    return [random.chance(0.01) ? `${flow}   # checked` : flow];
  if (!Array.isArray(value)) return [head, ...writeMap(value, indent + 2, random)];
  return [head, ...value.flatMap((item) => writeItem(item, indent + 2, random))];
}

function writeItem(item: Node, indent: number, random: Random): string[] {
  const dash = `${' '.repeat(indent)}- `;
  if (typeof item !== 'object') return [dash + writeScalar(item, false)];
  const flow = dash + writeFlow(item);
  if (Array.isArray(item) || (flow.length <= WIDTH && random.chance(0.9)) || random.chance(0.02))
    return [flow];
  const lines = writeMap(item, indent + 2, random);
  return [dash + lines[0]!.trimStart(), ...lines.slice(1)];
}

function writeText(head: string, value: string | number | boolean, indent: number, random: Random): string[] {
  const text = String(value);
  if (text.length > 60 && text.includes(' ') && random.chance(0.1))
    return [`${head} >-`, ...fold(text, indent + 2)];
  const isPlain = !random.chance(0.05) || !/^[^"\\]+$/.test(text);
  return [`${head} ${isPlain ? writeScalar(value, false) : `"${text}"`}`];
}

function fold(text: string, indent: number): string[] {
  const lines = text.match(/\S.{0,80}(?=\s|$)/g) ?? [];
  return lines.map((line) => ' '.repeat(indent) + line);
}

function writeFlow(value: Node): string {
  if (Array.isArray(value)) return `[${value.map(writeFlow).join(', ')}]`;
  if (typeof value !== 'object') return writeScalar(value, true);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${entries.map(([key, item]) => `${writeScalar(key, true)}: ${writeFlow(item!)}`).join(', ')}}`;
}

function writeScalar(value: string | number | boolean, isInFlow: boolean): string {
  if (typeof value !== 'string') return String(value);
  const isUnsafe = isInFlow ? /[,[\]{}#"]|:/ : /: | #|:$/;
  const isPlain = SAFE_START.test(value) && !isUnsafe.test(value) && !LOOKS_LIKE_DATE.test(value);
  return isPlain ? value : `'${value.replaceAll("'", "''")}'`;
}
