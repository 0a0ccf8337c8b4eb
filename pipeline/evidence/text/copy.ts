import { parse } from 'yaml';
import { type Paragraph, paragraphsOf } from './paragraphs.ts';
import type { Parts } from './parts.ts';
import type { SentenceRule } from './rules.ts';
import { type Unit, unitsOfText } from './units.ts';

/** A private copy, taken apart. It is held in memory only. */
export interface Copy {
  /** `# key: value` lines above the text, by key in lower case. */
  header: ReadonlyMap<string, string>;
  /** How its header says that it is divided; null when it says nothing that can be understood. */
  parts: Parts | null;
  /** All paragraphs of the file, as paragraphsOf gives them. */
  paragraphs: Paragraph[];
  /** The units under a division into parts and a version of the sentence rule. */
  unitsUnder(parts: Parts, rule: SentenceRule): Unit[];
}

/**
 * Takes a file apart (docs/sentences.md).
 * @param file its text, or its bytes in UTF-8
 */
export function readCopy(file: string | Uint8Array): Copy {
  const { header, text } = cutHeader(typeof file === 'string' ? file : new TextDecoder('utf-8').decode(file));
  const paragraphs = paragraphsOf(text);
  return {
    header,
    parts: readParts(header.get('parts')),
    paragraphs,
    unitsUnder: (parts, rule) => unitsOfText(paragraphs, parts, rule),
  };
}

/** No letter has so many accents (Unicode Standard Annex 15, stream-safe text), and the time to order a heap grows with its square. */
const HEAPS = /(\p{M}{30})\p{M}+/gu;
const END_OF_HEADER = /^#\s*-{3,}\s*text below/i;

/**
 * A header is there only when every line down to `# ---- text below` begins with `#`, so a heading that begins with `#`
 * stays text.
 */
function cutHeader(file: string): { header: ReadonlyMap<string, string>; text: string } {
  const text = file
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(HEAPS, '$1');
  const header = new Map<string, string>();
  let at = 0;
  while (text.startsWith('#', at)) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end === -1 ? undefined : end);
    at = end === -1 ? text.length : end + 1;
    if (END_OF_HEADER.test(line)) return { header, text: text.slice(at) };
    const [, key, value] = /^#\s*([^:]+?)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) header.set(key.toLowerCase(), value);
  }
  return { header: new Map(), text };
}

const PART = /^(?:title|deck|caption|body)$/;
const LIST = /^\d+(?:-\d+)?(?:, ?\d+(?:-\d+)?)*$/;

/** Written in the header as in a record: `{title: 1, body: 2-12}`. */
function readParts(written: string | undefined): Parts | null {
  if (written === undefined) return null;
  try {
    const parts = parse(written, { schema: 'failsafe' }) as unknown;
    if (typeof parts !== 'object' || parts === null) return null;
    const isRight = Object.entries(parts).every(([part, list]) => PART.test(part) && LIST.test(String(list)));
    return isRight ? (parts as Parts) : null;
  } catch {
    return null;
  }
}
