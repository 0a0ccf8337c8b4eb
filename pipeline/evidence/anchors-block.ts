import { isMap, parseDocument } from 'yaml';
import type { Fingerprint } from './text/normal-text.ts';

/** What `make fingerprint` writes into a record. */
interface AnchorsBlock {
  rule: string;
  normalization: string;
  copy: string;
  file: string;
  body: Fingerprint;
  units: readonly (readonly [at: string, fingerprint: Fingerprint])[];
}

/**
 * Writes the fingerprints into the text of a record, above the claims or in place of older ones. Everything else stays to
 * the letter; a block that says the same already stays as well, with its comments.
 * @param text a record that can be parsed and has claims
 * @throws Error when the edit would change anything else; that is a fault of the program
 */
export function withAnchors(text: string, block: AnchorsBlock): string {
  const before = parse(text);
  const lines = text.split(/(?<=\n)/);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const own = linesOf(block).map((line) => line + newline);
  const wanted = JSON.stringify(parse(own.join('')).anchors);
  if (JSON.stringify(before.anchors) === wanted) return text;
  const at = startOf(lines, 'anchors');
  const after =
    at === -1
      ? insertAbove(lines, startOf(lines, 'claims'), [...own, newline])
      : replaceBlock(lines, at, own);
  const { anchors, ...others } = parse(after);
  delete before.anchors;
  if (JSON.stringify(anchors) !== wanted || JSON.stringify(others) !== JSON.stringify(before))
    throw new Error('writing the fingerprints would change what the record says elsewhere');
  return after;
}

/** Above the comments that belong to the key at this line. */
function insertAbove(lines: readonly string[], key: number, own: readonly string[]): string {
  let at = key;
  while (at > 0 && lines[at - 1]?.startsWith('#')) at -= 1;
  return [...lines.slice(0, at), ...own, ...lines.slice(at)].join('');
}

/** Everything below the key that is indented, up to the blank lines and comments above the next key. */
function replaceBlock(lines: readonly string[], key: number, own: readonly string[]): string {
  const next = lines.findIndex((line, index) => index > key && /^[^\s#]/.test(line));
  let end = next === -1 ? lines.length : next;
  while (end > key + 1 && /^(?:\s*$|#)/.test(lines[end - 1] ?? '')) end -= 1;
  return [...lines.slice(0, key), ...own, ...lines.slice(end)].join('');
}

function startOf(lines: readonly string[], key: string): number {
  return lines.findIndex((line) => new RegExp(`^(["']?)${key}\\1\\s*:`).test(line));
}

/** A digest by chance of digits alone, or with a single e among them: others would read a number, and round it. */
const LOOKS_LIKE_NUMBER = /^\d+(e\d+)?$/;

function linesOf({ rule, normalization, copy, file, body, units }: AnchorsBlock): string[] {
  const pair = ([words, digest]: Fingerprint): string =>
    `[${words}, ${LOOKS_LIKE_NUMBER.test(digest) ? `'${digest}'` : digest}]`;
  return [
    'anchors:',
    `  rule: ${rule}`,
    `  normalization: ${normalization}`,
    `  copy: ${copy}`,
    `  file: ${file}`,
    `  body: ${pair(body)}`,
    '  units:',
    ...units.map(([at, fingerprint]) => `    ${at}: ${pair(fingerprint)}`),
  ];
}

function parse(text: string): Record<string, unknown> {
  const document = parseDocument(text, { schema: 'failsafe' });
  if (document.errors.length > 0 || !isMap(document.contents)) throw new Error('the record cannot be parsed');
  return document.toJS() as Record<string, unknown>;
}
