import { Document, isScalar, visit } from 'yaml';

/** Written so that readers of the old standard find text where we mean text: `'NO'`, `'2021-07-06'`. */
const STYLE = { version: '1.1', singleQuote: true, flowCollectionPadding: false } as const;

/** Texts of more characters are folded over lines. */
const LONG = 90;

/** A value as YAML on one line. */
export function inline(value: unknown): string {
  const document = new Document(value, STYLE);
  visit(document, {
    Collection: (_, node) => {
      node.flow = true;
    },
  });
  return document.toString({ ...STYLE, lineWidth: 0 }).trimEnd();
}

/** An item of a list as the registry writes it: a key a line, lists of words between brackets, long texts folded. */
export function listItem(value: Record<string, unknown>, margin: string): string {
  const document = new Document(value, STYLE);
  visit(document, {
    Seq: (_, node) => {
      if (node.items.every(isScalar)) node.flow = true;
    },
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && node.value.length > LONG) node.type = 'BLOCK_FOLDED';
    },
  });
  const lines = document
    .toString({ ...STYLE, lineWidth: 106 - margin.length })
    .trimEnd()
    .split('\n');
  return lines
    .map((line, index) => `${margin}${index === 0 ? '- ' : line === '' ? '' : '  '}${line}\n`)
    .join('');
}
